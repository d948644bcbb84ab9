// model.render: the SQL a query template becomes.
#include <fmt/format.h>

#include <charconv>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/documents.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/resolve.hpp"
#include "sql/template.hpp"
#include "sync/query.hpp"

namespace waybill::service {

using base::Json;
using model::Kind;

namespace {

struct Subject {
  std::string query;
  std::string vendor;
  sql::TemplateValues values;
};

// What the catalog knows of a model: its query, its source's vendor, its columns' names.
Subject saved_model(Call& call, const std::string& name) {
  if (call.catalog == nullptr) {
    throw Error(codes::needs_catalog, "a model's name needs a catalog to look it up")
        .with_hint("open one, or pass the template itself as query")
        .with_path("/model");
  }
  const catalog::Object object = find_object(*call.catalog, Kind::model, name);
  const model::Model model = model::read_model({object.kind, object.name, object.id, object.body});
  if (model.source_query.empty()) {
    throw Error(codes::bad_parameter,
                fmt::format("model '{}' reads a table: there is no query to render", name))
        .with_hint("name a model with a source_query")
        .with_path("/model");
  }
  const Documents documents(call.catalog, {});
  return {model.source_query, documents.connection_of(documents.source_of(model)).vendor,
          sync::template_names(model)};
}

Subject subject_of(Call& call) {
  const std::string name = text_param(call.params, "model");
  const std::string query = text_param(call.params, "query");
  if (name.empty() == query.empty()) {
    throw Error(codes::bad_parameter, "give either model or query")
        .with_hint("model names one in the catalog; query is a template itself")
        .with_path("/model");
  }
  if (!name.empty()) return saved_model(call, name);
  return {query, "generic", {}};
}

std::int64_t seconds(const std::string& name, const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size()) return value;
  throw Error(codes::bad_parameter, fmt::format("variable {} must be whole seconds", name))
      .with_hint("write seconds since 1970, such as 1767225600")
      .with_path(base::pointer_join("/variables", name));
}

void set_variable(sql::TemplateValues& values, const std::string& name, const std::string& text) {
  std::vector<std::string_view> known;
  for (const sql::VariableInfo& info : sql::template_variables()) {
    known.push_back(info.name);
    if (info.name != name) continue;
    switch (info.variable) {
      case sql::Variable::last_modified_at_epoch:
        values.last_modified_at_epoch = seconds(name, text);
        return;
      case sql::Variable::last_modified_at_epoch_upper_bound:
        values.last_modified_at_epoch_upper_bound = seconds(name, text);
        return;
      case sql::Variable::id_in_provider_system:
        values.id_in_provider_system = text;
        return;
      case sql::Variable::schema:
        values.schema = text;
        return;
      case sql::Variable::primary_key_column_name:
        values.primary_key_column_name = text;
        return;
      case sql::Variable::last_modified_column_name:
        values.last_modified_column_name = text;
        return;
      case sql::Variable::organization_column_name:
        values.organization_column_name = text;
        return;
    }
  }
  const auto nearest = base::nearest(name, known);
  throw Error(codes::bad_parameter, fmt::format("there is no template variable {}", name))
      .with_hint(nearest ? fmt::format("did you mean {}?", *nearest)
                         : fmt::format("the variables are {}", fmt::join(known, ", ")))
      .with_path(base::pointer_join("/variables", name));
}

}  // namespace

Json model_render(Call& call) {
  Subject subject = subject_of(call);
  if (const std::string vendor = text_param(call.params, "dialect"); !vendor.empty()) {
    subject.vendor = vendor;
  }
  if (!subject.values.last_modified_at_epoch) subject.values.last_modified_at_epoch = 0;
  for (const auto& [name, text] : map_param(call.params, "variables")) {
    set_variable(subject.values, name, text);
  }
  const sql::Syntax* syntax = sql::find_syntax(subject.vendor);
  if (syntax == nullptr) {
    throw Error(codes::bad_parameter, fmt::format("there is no dialect '{}'", subject.vendor))
        .with_path("/dialect");
  }
  return Json::object({{"sql", sync::render_template(subject.query, *syntax, subject.values)},
                       {"dialect", subject.vendor}});
}

}  // namespace waybill::service

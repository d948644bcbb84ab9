#include "service/documents.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/listing.hpp"
#include "service/references.hpp"
#include "sql/statements.hpp"
#include "sql/template.hpp"
#include "sync/query.hpp"

namespace waybill::service {

using model::Document;
using model::Kind;

namespace {

constexpr std::int64_t kSecond = 1'000'000;

std::string text_at(const Document& document, std::string_view key) {
  const base::Json* value = document.body.find(key);
  return value != nullptr && value->is_string() ? value->as_string() : std::string();
}

}  // namespace

Documents::Documents(catalog::Catalog* catalog, std::vector<Document> given)
    : catalog_(catalog), given_(std::move(given)) {}

std::optional<Document> Documents::find(Kind kind, std::string_view name) const {
  for (const Document& document : given_) {
    if (document.kind == kind && base::same_name(document.name, name)) return document;
  }
  if (catalog_ == nullptr) return std::nullopt;
  auto object = catalog_->find(kind, name);
  if (!object) return std::nullopt;
  return document_of(std::move(*object));
}

std::vector<Document> Documents::all(Kind kind) const {
  std::vector<Document> documents;
  for (const Document& document : given_) {
    if (document.kind == kind) documents.push_back(document);
  }
  const std::size_t own = documents.size();
  if (catalog_ != nullptr) {
    for (catalog::Object& object : catalog_->all(kind)) {
      const bool replaced = std::any_of(
          documents.begin(), documents.begin() + static_cast<std::ptrdiff_t>(own),
          [&](const Document& document) {
            return document.id == object.id || base::same_name(document.name, object.name);
          });
      if (!replaced) documents.push_back(document_of(std::move(object)));
    }
  }
  std::ranges::sort(documents, {},
                    [](const Document& document) { return base::fold_name(document.name); });
  return documents;
}

Document Documents::get(Kind kind, std::string_view name) const {
  if (auto document = find(kind, name)) return *std::move(document);
  std::vector<std::string> names;
  for (const Document& document : all(kind)) names.push_back(document.name);
  throw not_found(to_string(kind), name, names);
}

model::Source Documents::source_of(const model::Model& model) const {
  if (!model.source_name.empty()) {
    const Document found = get(Kind::source, model.source_name);
    if (!model.source_id.empty() && !found.id.empty() && found.id != model.source_id) {
      throw Error(codes::not_found, fmt::format("model '{}': source_name and source_id name "
                                                "different sources",
                                                model.name))
          .with_hint("leave one of them out");
    }
    return model::read_source(found);
  }
  const std::vector<Document> sources = all(Kind::source);
  if (!model.source_id.empty()) {
    const auto found = std::ranges::find(sources, model.source_id, &Document::id);
    if (found != sources.end()) return model::read_source(*found);
    throw Error(codes::not_found, fmt::format("model '{}': there is no source with id '{}'",
                                              model.name, model.source_id))
        .with_hint("waybill source list shows the ids");
  }
  if (sources.size() == 1) return model::read_source(sources.front());
  throw Error(codes::not_found,
              sources.empty() ? fmt::format("model '{}': there is no source", model.name)
                              : fmt::format("model '{}' does not say which of the {} sources it "
                                            "reads",
                                            model.name, sources.size()))
      .with_hint("set source_name in the model");
}

model::Connection Documents::connection(std::string_view name) const {
  return model::read_connection(get(Kind::connection, name));
}

model::Connection Documents::connection_of(const model::Source& source) const {
  if (source.host.empty()) return connection(source.connection);
  model::Connection host;
  host.name = fmt::format("host:{}", source.host);
  host.vendor = "sqlite";  // in which the rows are read
  host.host = source.host;
  return host;
}

bool shares_table(const model::Model& model, const model::Source& source) {
  return source.tenancy == model::Tenancy::multi_tenant_tables ||
         (source.tenancy == model::Tenancy::single_tenant && !model.organization_column.empty());
}

namespace {

Tenant as_tenant(const model::Model& model, const model::Source& source,
                 const std::optional<model::Recipient>& recipient) {
  Tenant tenant;
  tenant.filters = shares_table(model, source);
  if (!recipient) return tenant;
  tenant.id = recipient->id_in_provider_system;
  if (source.tenancy == model::Tenancy::schema_tenanted) tenant.schema = recipient->schema;
  return tenant;
}

}  // namespace

Tenant tenant_of(const model::Model& model, const model::Source& source,
                 const std::optional<model::Recipient>& recipient) {
  if (recipient && recipient->id_in_provider_system.empty()) {
    throw Error(codes::tenant_missing,
                fmt::format("recipient '{}' has an empty id_in_provider_system", recipient->name))
        .with_hint("give it the value its rows have in the organization column");
  }
  Tenant tenant = as_tenant(model, source, recipient);
  if (tenant.filters && model.organization_column.empty()) {
    throw Error(codes::tenant_missing,
                fmt::format("model '{}' reads source '{}' of many tenants and names no "
                            "organization_column",
                            model.name, source.name))
        .with_hint("set organization_column in the model");
  }
  if (!recipient && (tenant.filters || source.tenancy == model::Tenancy::schema_tenanted)) {
    throw Error(
        codes::tenant_missing,
        fmt::format("model '{}' holds the rows of many tenants: whose are wanted?", model.name))
        .with_hint("name a recipient: in the destination's document, or with --recipient");
  }
  return tenant;
}

void place_in_schema(model::Model& model, const Tenant& tenant) {
  if (tenant.schema.empty() || model.source_table.empty()) return;
  model.source_table = sql::table_text({tenant.schema, sql::parse_table(model.source_table).name});
}

void read_for(sync::Job& job, const Tenant& tenant) {
  job.tenanted = tenant.filters;
  job.tenant_schema = tenant.schema;
  place_in_schema(job.model, tenant);
}

std::optional<Tenant> tenant_to_look_with(const Documents& documents, const Document& document,
                                          const model::Source& source, std::string_view recipient) {
  const model::Model model = model::read_model(document);
  if (!recipient.empty()) {
    return as_tenant(model, source,
                     model::read_recipient(documents.get(Kind::recipient, recipient)));
  }
  const std::string wanted = text_at(document, "model_validation_id_in_provider_system");
  for (const Document& candidate : documents.all(Kind::recipient)) {
    const model::Recipient found = model::read_recipient(candidate);
    if (found.id_in_provider_system.empty()) continue;
    if (wanted.empty() || found.id_in_provider_system == wanted) {
      return as_tenant(model, source, found);
    }
  }
  if (wanted.empty()) return std::nullopt;
  model::Recipient nobody;
  nobody.id_in_provider_system = nobody.schema = wanted;
  return as_tenant(model, source, nobody);
}

LookWindow validation_window(const Document& model) {
  return {base::parse_instant(text_at(model, "model_validation_start_time_epoch")),
          base::parse_instant(text_at(model, "model_validation_end_time_epoch"))};
}

std::optional<std::string> query_to_look_at(const model::Model& model, std::string_view vendor,
                                            const std::optional<Tenant>& tenant,
                                            const LookWindow& window) {
  if (model.source_query.empty()) return "";
  std::vector<sql::TemplateProblem> problems;
  const sql::Template parsed = sql::Template::parse(model.source_query, problems);
  const bool needs_tenant =
      parsed.uses(sql::Variable::id_in_provider_system) || parsed.uses(sql::Variable::schema);
  if (!tenant && problems.empty() && needs_tenant) return std::nullopt;
  const auto floor = [](base::Micros at) { return at / kSecond - (at % kSecond < 0 ? 1 : 0); };
  sql::TemplateValues values = sync::template_names(model);
  values.last_modified_at_epoch = window.from ? floor(*window.from) : 0;
  if (window.until) values.last_modified_at_epoch_upper_bound = floor(*window.until + kSecond - 1);
  if (tenant) {
    values.id_in_provider_system = tenant->id;
    if (!tenant->schema.empty()) values.schema = tenant->schema;
  }
  const sql::Syntax* syntax = sql::find_syntax(vendor);
  return sync::render_template(model.source_query,
                               syntax == nullptr ? sql::generic_syntax() : *syntax, values);
}

}  // namespace waybill::service

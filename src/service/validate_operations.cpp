// model.validate, product.validate, model.columns and model.infer: a model beside what its
// warehouse has.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "lint/lint.hpp"
#include "service/config_files.hpp"
#include "service/documents.hpp"
#include "service/handlers.hpp"
#include "service/live_models.hpp"
#include "service/params.hpp"
#include "service/resolve.hpp"
#include "sql/accepted_types.hpp"
#include "sql/gate.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;

namespace {

constexpr std::int64_t kSampleRows = 1000;
constexpr std::int64_t kSeconds = 30;

std::unique_ptr<warehouse::Session> open_for_reading(const Call& call,
                                                     const model::Connection& connection) {
  return warehouse::open_session(connect_spec(call, connection), warehouse::Access::read_only);
}

// What the table, or the query, has.
std::vector<warehouse::ResultColumn> columns_of(warehouse::Session& session,
                                                const std::string& table,
                                                const std::string& query) {
  if (!query.empty()) {
    return session.describe({std::string(sql::single_query(*session.dialect().syntax, query)), {}});
  }
  const sql::Table name = sql::parse_table(table);
  if (!session.table(name)) {
    throw Error(codes::no_such_table, fmt::format("there is no table '{}'", table))
        .with_hint("qualify it with its schema where it is not on the user's path")
        .with_blame(Blame::source);
  }
  return session.describe({"SELECT * FROM " + sql::qualified(session.dialect(), name), {}});
}

// The names of last-modified columns, the most telling first.
constexpr auto kModifiedNames = std::to_array<std::string_view>(
    {"updated_at", "last_modified", "last_modified_at", "modified_at", "last_updated",
     "last_updated_at", "updated_on", "modified_on", "updated", "modified", "changed_at",
     "update_time", "created_at"});
constexpr auto kKeyNames = std::to_array<std::string_view>({"id", "uuid", "guid", "key"});
constexpr auto kTenantNames = std::to_array<std::string_view>(
    {"organization_id", "organisation_id", "org_id", "tenant_id", "account_id", "customer_id",
     "organization", "organisation", "org", "tenant"});

bool is_time(const rows::Type& type) {
  return type.logical == rows::Logical::timestamp || type.logical == rows::Logical::datetime ||
         type.logical == rows::Logical::date;
}

std::optional<std::size_t> first_named(const std::vector<warehouse::ResultColumn>& columns,
                                       std::span<const std::string_view> names,
                                       bool (*fits)(const rows::Type&)) {
  for (const std::string_view name : names) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (base::ascii_iequals(columns[i].name, name) && fits(columns[i].suggested)) return i;
    }
  }
  return std::nullopt;
}

// A name the destination may have: reserved words and prefixes, the table's own and names that are
// taken get a sign behind or before them.
std::string name_at_destination(const std::string& name, std::string_view table,
                                std::set<std::string>& taken) {
  std::string free = name;
  if (lint::reserved_column_prefix(free)) free = "c" + free;
  while (lint::is_reserved_column_name(free) || base::ascii_iequals(free, table)) free += "_value";
  const std::string base_name = free;
  for (int i = 2; !taken.insert(base::fold_name(free)).second; ++i) {
    free = fmt::format("{}_{}", base_name, i);
  }
  return free;
}

struct Inferred {
  Json model;
  Json notes = Json::array();
};

Inferred infer(warehouse::Session& session, const std::string& name, const std::string& table,
               const std::string& query) {
  Inferred result;
  const std::vector<warehouse::ResultColumn> columns = columns_of(session, table, query);
  const auto info = query.empty() ? session.table(sql::parse_table(table)) : std::nullopt;
  std::vector<std::string> key;
  if (info && !info->unique_keys.empty()) key = info->unique_keys.front();
  if (key.empty()) {
    const auto guess = first_named(columns, kKeyNames, [](const rows::Type& type) {
      return type.logical != rows::Logical::floating && type.logical != rows::Logical::json;
    });
    if (guess) {
      key = {columns[*guess].name};
      result.notes.push(fmt::format("the primary key is a guess: '{}'", key.front()));
    } else {
      result.notes.push("no column looks like a primary key: name it in primary_key");
    }
  }
  const auto cursor = first_named(columns, kModifiedNames, is_time);
  if (!cursor) {
    result.notes.push(
        "no column looks like the time of the last change: mark one with "
        "is_last_modified");
  } else {
    result.notes.push(
        fmt::format("the last-modified column is a guess: '{}'", columns[*cursor].name));
  }
  if (const auto tenant = first_named(columns, kTenantNames, [](const rows::Type& type) {
        return type.logical == rows::Logical::text || type.logical == rows::Logical::uuid ||
               type.logical == rows::Logical::integer || type.logical == rows::Logical::bigint;
      })) {
    result.notes.push(
        fmt::format("where the source holds many tenants, organization_column may be "
                    "'{}'",
                    columns[*tenant].name));
  }
  Json items = Json::array();
  std::set<std::string> taken;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const warehouse::ResultColumn& column = columns[i];
    if (column.name.empty()) {
      result.notes.push(
          fmt::format("column {} of the result has no name: give it one with AS", i + 1));
      continue;
    }
    const sql::TypeVerdict verdict =
        sql::judge_source_type(session.dialect().name, column.source_type, column.suggested);
    if (!verdict.accepted && verdict.suggested) {
      result.notes.push(fmt::format("column '{}' is of type {}: cast it in source_query",
                                    column.name, column.source_type));
    }
    Json item =
        Json::object({{"name_in_source", column.name},
                      {"name_in_destination", name_at_destination(column.name, name, taken)},
                      {"data_type", rows::to_string(column.suggested)}});
    if (key.size() == 1 && key.front() == column.name) item.set("is_primary_key", true);
    if (cursor == i) item.set("is_last_modified", true);
    items.push(std::move(item));
  }
  result.model = Json::object({{"model_name", name}});
  result.model.set(query.empty() ? "source_table" : "source_query", query.empty() ? table : query);
  if (key.size() > 1) {
    Json names = Json::array();
    for (const std::string& part : key) names.push(part);
    result.model.set("primary_key", std::move(names));
  }
  result.model.set("columns", std::move(items));
  return result;
}

LiveOptions live_options(const Call& call, const Documents& documents) {
  LiveOptions options;
  options.recipient = text_param(call.params, "recipient");
  options.sample_rows = integer_param(call.params, "sample_rows", kSampleRows, 1, 100'000);
  options.seconds = integer_param(call.params, "seconds", kSeconds, 1, 3600);
  options.show_values = flag_param(call.params, "show_values");
  if (!options.recipient.empty()) documents.get(Kind::recipient, options.recipient);
  return options;
}

// The models a call is about: named ones, those handed in, or every one there is.
std::vector<Document> wanted_models(const Call& call, const Documents& documents) {
  const std::vector<std::string> names = list_param(call.params, "models");
  std::vector<Document> models;
  for (const std::string& name : names) models.push_back(documents.get(Kind::model, name));
  if (!names.empty()) return models;
  for (const Document& document : documents.given()) {
    if (document.kind == Kind::model) models.push_back(document);
  }
  return models.empty() && documents.given().empty() ? documents.all(Kind::model) : models;
}

}  // namespace

std::vector<Document> given_documents(const Call& call) {
  if (call.params.find("paths") == nullptr && call.params.find("documents") == nullptr) return {};
  lint::Known known;
  known.ids = locked_ids(call.params);
  return lint::lint(config_files(call.params), known).documents;
}

Json model_validate(Call& call) {
  std::vector<Document> given = given_documents(call);
  take_skipped_validations(given);
  const Documents documents(call.catalog, std::move(given));
  return live_json(validate_models(call, documents, wanted_models(call, documents),
                                   live_options(call, documents)));
}

Json product_validate(Call& call) {
  const Documents documents(call.catalog, {});
  const model::Product product =
      model::read_product(documents.get(Kind::product, text_param(call.params, "name")));
  std::vector<Document> models;
  for (const std::string& name : product.models) {
    models.push_back(documents.get(Kind::model, name));
  }
  return live_json(validate_models(call, documents, models, live_options(call, documents)));
}

Json model_columns(Call& call) {
  const Documents documents(call.catalog, given_documents(call));
  const Document document = documents.get(Kind::model, text_param(call.params, "model"));
  model::Model model = model::read_model(document);
  const model::Source source = documents.source_of(model);
  const model::Connection connection = documents.connection_of(source);
  const Tenant tenant =
      tenant_to_look_with(documents, document, source, text_param(call.params, "recipient"))
          .value_or(Tenant{});
  place_in_schema(model, tenant);
  const std::string query =
      query_to_look_at(model, connection.vendor, tenant, validation_window(document)).value_or("");
  const auto session = open_for_reading(call, connection);
  const auto interrupt = call.cancel.on_cancel([&session] { session->cancel(); });
  Json items = Json::array();
  for (const warehouse::ResultColumn& column : columns_of(*session, model.source_table, query)) {
    Json item = Json::object({{"name", column.name},
                              {"source_type", column.source_type},
                              {"type", rows::to_string(column.suggested)}});
    const auto at = model.find_column(column.name);
    item.set("name_in_destination",
             at ? Json(model.columns[*at].name_in_destination) : Json(nullptr));
    item.set("data_type", at ? Json(rows::to_string(model.columns[*at].type)) : Json(nullptr));
    items.push(std::move(item));
  }
  return Json::object({{"items", std::move(items)}, {"next", nullptr}});
}

Json model_infer(Call& call) {
  const std::string table = text_param(call.params, "table");
  const std::string query = text_param(call.params, "sql");
  if (table.empty() == query.empty()) {
    throw Error(codes::bad_parameter, "give either table or sql")
        .with_hint("table names one, such as app.orders; sql is one SELECT")
        .with_path("/table");
  }
  const Documents documents(call.catalog, given_documents(call));
  const std::string source = text_param(call.params, "source");
  const std::string named = text_param(call.params, "connection");
  model::Connection connection;
  if (!source.empty()) {
    connection = documents.connection_of(model::read_source(documents.get(Kind::source, source)));
  } else {
    connection = named.empty() ? documents.connection_of(documents.source_of({}))
                               : documents.connection(named);
  }
  const auto session = open_for_reading(call, connection);
  const auto interrupt = call.cancel.on_cancel([&session] { session->cancel(); });
  std::string name = text_param(call.params, "name");
  if (name.empty()) name = query.empty() ? sql::parse_table(table).name : "inferred";
  Inferred result = infer(*session, name, table, query);
  if (!source.empty()) result.model.set("source_name", source);
  return Json::object({{"model", std::move(result.model)}, {"notes", std::move(result.notes)}});
}

}  // namespace waybill::service

// connection.grants and connection.verify, and the same checks before connections are applied.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/words.hpp"
#include "service/clean_documents.hpp"
#include "service/connections.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/references.hpp"
#include "service/resolve.hpp"
#include "service/save_documents.hpp"
#include "sql/grants.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;

namespace {

void add_use(const Document& document, std::string_view connection, validate::Use& use) {
  if (document.kind == Kind::source) {
    use.source |= base::same_name(model::read_source(document).connection, connection);
  } else if (document.kind == Kind::destination) {
    use.destination |= base::same_name(model::read_destination(document).connection, connection);
  }
}

// The connection that is meant: of the documents handed in, else of the catalog.
model::Connection wanted_connection(Call& call, std::span<const Document> documents) {
  const std::string name = text_param(call.params, "name");
  std::vector<const Document*> connections;
  std::vector<std::string> names;
  for (const Document& document : documents) {
    if (document.kind != Kind::connection) continue;
    if (base::same_name(document.name, name)) return model::read_connection(document);
    connections.push_back(&document);
    names.push_back(document.name);
  }
  if (name.empty()) {
    if (connections.size() == 1) return model::read_connection(*connections.front());
    throw Error(codes::bad_parameter,
                connections.empty()
                    ? "there is no connection to verify"
                    : fmt::format("which of the {} connections is meant?", connections.size()))
        .with_hint(connections.empty() ? "name one, or hand in its document"
                                       : "name one of: " + base::join(names, ", "))
        .with_path("/name");
  }
  if (call.catalog == nullptr ||
      (!documents.empty() && !call.catalog->find(Kind::connection, name))) {
    if (documents.empty()) {
      throw Error(codes::needs_catalog, fmt::format("connection '{}' is looked up in a catalog, "
                                                    "and there is none",
                                                    name))
          .with_hint("open a catalog, or hand in the connection's document");
    }
    throw not_found("connection", name, names);
  }
  const catalog::Object object = find_object(*call.catalog, Kind::connection, name);
  return model::read_connection({object.kind, object.name, object.id, object.body});
}

validate::Use wanted_use(Call& call, std::string_view connection,
                         std::span<const Document> documents) {
  const std::string use = text_param(call.params, "use");
  if (use == "source") return {.source = true, .destination = false};
  if (use == "destination") return {.source = false, .destination = true};
  if (use == "both") return {.source = true, .destination = true};
  validate::Use found = use_of(call, connection, documents);
  if (!found.destination) found.source = true;
  return found;
}

Json check_json(const validate::Check& check) {
  return Json::object({{"name", check.name},
                       {"status", to_string(check.status)},
                       {"message", check.message},
                       {"hint", check.hint},
                       {"sqlstate", check.sqlstate},
                       {"ms", check.ms}});
}

// A text as the value that the vendor's option takes.
Json option_value(const model::Key* key, const std::string& text) {
  if (key == nullptr || key->type == model::KeyType::text) return text;
  const base::ParsedJson parsed = base::parse_json(text);
  const bool is_plain = !parsed.error && (parsed.value.is_number() || parsed.value.is_bool());
  return is_plain ? parsed.value : Json(text);  // lint says what is expected
}

// `document` with other secrets and options; those not named stay.
Document with_rotated(const Call& call, Document document) {
  const auto member = [&](std::string_view name) -> Json& {
    const Json* found = document.body.find(name);
    if (found == nullptr || !found->is_object()) document.body.set(name, Json::object());
    return *document.body.find(name);
  };
  const auto options = model::options_of(model::read_connection(document).vendor);
  for (const auto& [name, value] : map_param(call.params, "options")) {
    const model::Key* key = options ? model::find_key(*options, name) : nullptr;
    member("options").set(name, option_value(key, value));
  }
  for (const auto& [name, reference] : map_param(call.params, "secrets")) {
    member("secrets").set(name, reference);
  }
  return document;
}

}  // namespace

Json checks_json(const std::vector<validate::Check>& checks) {
  Json items = Json::array();
  for (const validate::Check& check : checks) items.push(check_json(check));
  return Json::object({{"checks", std::move(items)}, {"ok", validate::ok(checks)}});
}

validate::Use use_of(const Call& call, std::string_view connection,
                     std::span<const Document> documents) {
  validate::Use use;
  for (const Document& document : documents) add_use(document, connection, use);
  if (call.catalog != nullptr) {
    for (const Kind kind : {Kind::source, Kind::destination}) {
      for (const catalog::Object& object : call.catalog->all(kind)) {
        add_use({object.kind, object.name, object.id, object.body}, connection, use);
      }
    }
  }
  return use;
}

Json connection_grants(Call& call) {
  const std::string name = text_param(call.params, "name");
  model::Connection connection;
  connection.vendor = base::ascii_lower(name);
  bool known = false;
  if (call.catalog != nullptr) {
    if (const auto object = call.catalog->find(Kind::connection, name)) {
      connection = model::read_connection({object->kind, object->name, object->id, object->body});
      known = true;
    }
  }
  const auto& vendors = model::words::kVendors;
  if (std::ranges::find(vendors, connection.vendor) == vendors.end()) {
    throw Error(codes::not_found, fmt::format("there is no connection and no vendor '{}'", name))
        .with_hint("name a connection of the catalog, or one of: " +
                   base::join(std::vector<std::string>(vendors.begin(), vendors.end()), ", "))
        .with_path("/name");
  }
  if (const std::string_view why = sql::why_no_grants(connection.vendor); !why.empty()) {
    throw Error(codes::unsupported,
                fmt::format("there is no script of grants for {}: {}", connection.vendor, why))
        .with_hint("waybill verify says what is missing");
  }
  const auto given = [&](std::string_view param, std::initializer_list<const char*> options) {
    std::string value = text_param(call.params, param);
    for (const char* option : options) {
      if (!value.empty()) break;
      const auto found = connection.options.find(option);
      if (found != connection.options.end()) value = found->second;
    }
    return value;
  };
  const std::string use = text_param(call.params, "use");
  sql::GrantRequest request;
  request.destination =
      use.empty() && known ? use_of(call, connection.name, {}).destination : use == "destination";
  request.user = given("user", {"user"});
  request.database = given("database", {"database", "project", "catalog"});
  request.warehouse = given("warehouse", {"warehouse"});
  request.schemas = list_param(call.params, "schemas");
  if (request.schemas.empty()) {
    // Where a schema is a database, the connection names it as that.
    const bool is_database = connection.options.contains("database") &&
                             (connection.vendor == "mariadb" || connection.vendor == "mysql" ||
                              connection.vendor == "clickhouse");
    const std::string schema =
        given({}, is_database ? std::initializer_list<const char*>{"database"}
                              : std::initializer_list<const char*>{"schema", "dataset"});
    if (!schema.empty()) request.schemas.push_back(schema);
  }
  return Json::object({{"vendor", connection.vendor},
                       {"use", request.destination ? "destination" : "source"},
                       {"script", sql::grants_script(connection.vendor, request)}});
}

Json connection_verify(Call& call) {
  std::vector<Document> documents;
  if (call.params.find("documents") != nullptr || call.params.find("paths") != nullptr) {
    documents = clean_documents(call);
  }
  const model::Connection connection = wanted_connection(call, documents);
  const validate::Use use = wanted_use(call, connection.name, documents);
  const std::vector<validate::Check> checks =
      validate::verify(connect_spec(call, connection), use, call.environment.clock, call.cancel);
  return checks_json(checks);
}

Json connection_rotate(Call& call) {
  if (map_param(call.params, "secrets").empty() && map_param(call.params, "options").empty()) {
    throw Error(codes::bad_parameter, "nothing is to be rotated")
        .with_hint("give secrets or options, each with its new value")
        .with_path("/secrets");
  }
  const auto propose = [&] {
    const catalog::Object present =
        find_object(*call.catalog, Kind::connection, text_param(call.params, "name"));
    check_may_change(call, present);
    return std::vector{file_of(with_rotated(call, document_of(present)))};
  };
  const Document wanted = clean_documents(call, propose()).front();
  const std::vector<validate::Check> checks =
      validate::verify(connect_spec(call, model::read_connection(wanted)),
                       use_of(call, wanted.name, {}), call.environment.clock, call.cancel);
  if (const validate::Check* const failed = validate::unusable(checks)) {
    throw Error(*failed->code, fmt::format("connection '{}': {}; it stays as it was", wanted.name,
                                           failed->message))
        .with_hint(failed->hint)
        .with_sqlstate(failed->sqlstate);
  }
  Json result = saved_one(save_documents(call, propose, Try::no));
  result.set("checks", *checks_json(checks).find("checks"));
  return result;
}

void verify_connections(const Call& call, std::span<const Document> changed,
                        std::span<const Document> documents) {
  std::vector<std::string> names;
  std::optional<validate::Check> first;
  for (const Document& document : changed) {
    if (document.kind != Kind::connection) continue;
    const std::vector<validate::Check> checks = validate::verify(
        connect_spec(call, model::read_connection(document)),
        use_of(call, document.name, documents), call.environment.clock, call.cancel);
    const validate::Check* const failed = validate::unusable(checks);
    if (failed == nullptr) continue;
    if (names.empty()) first = *failed;
    names.push_back(document.name);
  }
  if (!first) return;
  const std::string others =
      names.size() == 1 ? ""
                        : fmt::format(" (and {}: {})", names.size() == 2 ? "one more" : "more",
                                      base::join(std::span(names).subspan(1), ", "));
  throw Error(*first->code, fmt::format("connection '{}': {}; nothing was applied{}", names.front(),
                                        first->message, others))
      .with_hint(first->hint + "; to apply without trying it: skip_verification, or --no-verify")
      .with_sqlstate(first->sqlstate);
}

}  // namespace waybill::service

// The key tables, held against the structs that readers fill.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/document.hpp"

using namespace waybill;
using base::Json;
using model::Document;
using model::Key;
using model::KeyType;
using model::Kind;

namespace {

std::string names_of(std::span<const Key> keys) {
  std::string text;
  for (const Key& key : keys) text += fmt::format("{}{} ", key.name, key.required ? "!" : "");
  return text;
}

bool is_one_of_a_group(const Key& key) {
  return !key.exactly_one.empty();
}

void check_group(std::span<const Key> keys) {
  for (const Key& key : keys) {
    INFO(key.name);
    if (is_one_of_a_group(key)) {
      CHECK_FALSE(key.required);
      CHECK(std::ranges::count(keys, key.exactly_one, &Key::exactly_one) > 1);
    }
    if (!key.only_with.empty()) CHECK(model::find_key(keys, key.only_with) != nullptr);
  }
}

void check_key(const Key& key, bool is_alternative = false) {
  INFO(key.name);
  CHECK(key.name.empty() == is_alternative);
  CHECK_FALSE(key.help.empty());
  const bool has_children = key.type == KeyType::object || key.type == KeyType::one_of;
  CHECK((key.children.empty() != has_children || key.type == KeyType::object_list));
  if (!key.allowed.empty()) {
    CHECK((key.type == KeyType::text || key.type == KeyType::boolean));
    const bool depends = key.name == "ssl_mode";  // on where the server is
    if (key.type == KeyType::text && !key.required && !depends) {
      CHECK(std::ranges::find(key.allowed, key.default_text) != key.allowed.end());
    }
    for (const std::string_view value : key.obeyed_values) {
      CHECK(std::ranges::find(key.allowed, value) != key.allowed.end());
    }
  }
  if (!key.obeyed_values.empty()) CHECK(key.type == KeyType::text);
  if (key.type == KeyType::integer || key.type == KeyType::number) {
    REQUIRE(key.minimum);
    REQUIRE(key.maximum);
    CHECK(*key.minimum <= *key.maximum);
    if (const auto by_default = base::parse_json(key.default_text).value.as_double()) {
      CHECK(within_bounds(key, *by_default));
    }
    CHECK(within_bounds(key, *key.minimum));
    CHECK(within_bounds(key, *key.maximum));
    CHECK_FALSE(within_bounds(key, *key.minimum - 1));
    CHECK_FALSE(within_bounds(key, *key.maximum * 2 + 1));
  }
  std::set<std::string_view> children;
  check_group(key.children);
  for (const Key& child : key.children) {
    CHECK((children.insert(child.name).second || key.type == KeyType::one_of));
    check_key(child, key.type == KeyType::one_of);
  }
}

}  // namespace

TEST_CASE("each kind has these keys and no others; the required ones are marked") {
  CHECK(names_of(model::keys_of(Kind::connection)) ==
        "name! id description vendor! via driver dsn options secrets ssl_mode ssl timeouts roles "
        "max_sessions ");
  CHECK(names_of(model::keys_of(Kind::source)) ==
        "name! id description connection host tenancy lookback_seconds last_modified_set_by ");
  CHECK(names_of(model::keys_of(Kind::model)) ==
        "model_name id description columns source_table source_query source_name source_id "
        "organization_column skip_model_validation model_validation_id_in_provider_system "
        "model_validation_start_time_epoch model_validation_end_time_epoch destination_table_name "
        "is_append_only change_detection primary_key last_modified lookback_value "
        "soft_delete_column tests ");
  CHECK(names_of(model::keys_of(Kind::product)) == "product_name! id description models! ");
  CHECK(names_of(model::keys_of(Kind::recipient)) ==
        "name! id description id_in_provider_system! schema products ");
  CHECK(names_of(model::keys_of(Kind::destination)) ==
        "name! id description connection sink config recipient schema control_schema products "
        "enabled_models frequency_minutes is_enabled max_concurrent_transfers "
        "load_connections alerts ");
  CHECK(names_of(model::keys_of(Kind::sync)) ==
        "name! id description model query source primary_key destination! object mode mapping "
        "schedule start_at jitter_s on_existing on_unmatched on_null_last_modified "
        "on_duplicate_key on_reject delete_guard backfill_added_columns counts max_rows memory_mib "
        "statement_timeout_s tags alerts paused ");
  CHECK(names_of(model::find_key(model::keys_of(Kind::model), "columns")->children) ==
        "name_in_source! name_in_destination! data_type! is_primary_key is_last_modified "
        "description on_precision_loss ");
  CHECK(names_of(model::find_key(model::keys_of(Kind::model), "tests")->children) ==
        "name! tenant window given! expect expect_findings ");
  CHECK(names_of(model::find_key(model::keys_of(Kind::sync), "on_reject")->children) ==
        "policy max_rows max_ratio retry payload ");
  CHECK(names_of(model::find_key(model::keys_of(Kind::connection), "timeouts")->children) ==
        "connect_s statement_s lock_s idle_s ");
}

TEST_CASE("each vendor has options but the one whose options go to the driver as they are") {
  for (const std::string_view vendor :
       model::find_key(model::keys_of(Kind::connection), "vendor")->allowed) {
    INFO(vendor);
    const auto options = model::options_of(vendor);
    CHECK(options.has_value() == (vendor != "generic"));
    if (!options) continue;
    std::set<std::string_view> names;
    for (const Key& key : *options) {
      CHECK(names.insert(key.name).second);
      check_key(key);
    }
  }
  CHECK(names_of(*model::options_of("sqlite")) == "path! ");
  CHECK_FALSE(model::options_of("postgresql"));
}

TEST_CASE("what no run obeys is found with its place, its default is not") {
  const auto found = [](Kind kind, std::string_view text) {
    std::string all;
    const auto parsed = base::parse_json(std::string(text));
    REQUIRE_FALSE(parsed.error);
    const auto items = model::unobeyed({kind, "a", "", parsed.value});
    for (const model::Unobeyed& item : items) {
      all += fmt::format("{}{} = {}", all.empty() ? "" : "; ", item.pointer, item.what);
    }
    return all;
  };
  CHECK(found(Kind::sync, R"({"mode": "mirror", "paused": true})") == "");
  CHECK(
      found(Kind::sync, R"({"start_at": "2026-01-01T00:00:00Z", "jitter_s": 5, "query": "SELECT 1",
        "source": "s", "primary_key": "id", "max_rows": 5})") == "");
  CHECK(found(Kind::sync, R"({"mode": "upsert", "paused": false, "schedule": "manual",
        "delete_guard": {"max_rows": 10, "max_ratio": 0.1}, "tags": {}, "jitter_s": 0})") == "");
  CHECK(found(Kind::sync, R"({"schedule": {"every": "1h"}, "on_reject": {"retry": "manual"}})") ==
        "");
  CHECK(found(Kind::connection, R"({"vendor": "mysql", "timeouts": {"idle_s": 3}})") ==
        "/timeouts/idle_s = idle_s");
  CHECK(found(Kind::connection, R"({"vendor": "snowflake", "timeouts": {"statement_s": 3},
        "options": {"account": "a", "schema": "s"}})") == "/timeouts/statement_s = statement_s");
  CHECK(found(Kind::connection,
              R"({"vendor": "sqlserver", "options": {"host": "h", "schema": "s"}})") ==
        "/options/schema = schema");
  CHECK(found(Kind::connection, R"({"vendor": "postgres", "ssl_mode": "require",
        "options": {"host": "h", "port": 5433}, "secrets": {"password": "env:P"},
        "ssl": {"root_cert": "r"}, "timeouts": {"connect_s": 3, "statement_s": 4}})") == "");
  CHECK(found(Kind::connection,
              R"({"vendor": "postgres", "options": {"connection_string": "x"}})") == "");
  CHECK(
      found(Kind::connection, R"({"vendor": "postgres", "via": "native", "driver": "d", "dsn": "n",
        "options": {"connection_string": "x"}})") ==
      "/driver = driver; /dsn = dsn; /options/connection_string = connection_string");
  CHECK(found(Kind::connection, R"({"vendor": "postgres", "via": "adbc", "driver": "d", "dsn": "n",
        "options": {"connection_string": "x", "entry_point": "Init"}})") ==
        "/dsn = dsn; /options/connection_string = connection_string");
  CHECK(found(Kind::connection, R"({"vendor": "postgres", "options": {"entry_point": "Init"}})") ==
        "/options/entry_point = entry_point");
  CHECK(found(Kind::connection, R"({"vendor": "mariadb", "via": "odbc", "driver": "d"})") == "");
  CHECK(found(Kind::connection, R"({"vendor": "sqlite", "ssl_mode": "require",
        "secrets": {"password": "env:P"}, "ssl": {"root_cert": "r"},
        "timeouts": {"connect_s": 3, "statement_s": 4}})") ==
        "/ssl_mode = ssl_mode; /secrets = secrets; /ssl = ssl; /timeouts/connect_s = connect_s");
  CHECK(found(Kind::connection, R"({"vendor": "sqlite", "driver": "SQLite3",
        "timeouts": {"statement_s": 4}})") == "/timeouts/statement_s = statement_s");
  CHECK(found(Kind::connection, R"({"vendor": "sqlite", "ssl_mode": "disable", "secrets": {}})") ==
        "");
  CHECK(found(Kind::connection, R"({"vendor": "sqlite", "timeouts": {"lock_s": 3}})") == "");
  CHECK(found(Kind::source, R"({"tenancy": "schema_tenanted"})") == "");
  CHECK(found(Kind::source, R"({"host": "rows"})") == "");
  CHECK(found(Kind::connection, R"({"vendor": "postgres", "secrets": {"password": "host:pw"}})") ==
        "");
  CHECK(found(Kind::connection, R"({"vendor": "postgres", "secrets": {"password": "env:PW"}})") ==
        "");
  CHECK(found(Kind::model, R"({"source_query": "SELECT 1"})") == "");
  CHECK(found(Kind::model, R"({"columns": [], "change_detection": "snapshot"})") == "");
  CHECK(found(Kind::destination, R"({"sink": "csv", "config": {"folder": "/x"}})") == "");
  CHECK(found(Kind::destination, R"({"sink": "crm"})") == "/sink = sink \"crm\"");
  CHECK(found(Kind::destination, R"({"connection": "c", "frequency_minutes": 15})") == "");
}

TEST_CASE("each key has a help, a default that is allowed, and bounds if it is a number") {
  for (const Kind kind : model::all_kinds()) {
    std::set<std::string_view> names;
    for (const Key& key : model::keys_of(kind)) {
      INFO(to_string(kind));
      CHECK(names.insert(key.name).second);
      check_key(key);
      CHECK(model::find_key(model::keys_of(kind), key.name) == &key);
    }
    check_group(model::keys_of(kind));
    CHECK(model::find_key(model::keys_of(kind), "nothing") == nullptr);
  }
}

TEST_CASE("a document without its optional keys reads as one with the defaults of the table") {
  const auto with_defaults = [](Kind kind) {
    Json body = Json::object();
    const auto fill = [](auto&& self, Json& object, std::span<const Key> keys) -> void {
      for (const Key& key : keys) {
        if (key.type == KeyType::object) {
          Json child = Json::object();
          self(self, child, key.children);
          object.set(key.name, std::move(child));
        } else if (key.type == KeyType::text && !key.allowed.empty() && !key.required) {
          object.set(key.name, Json(key.default_text));
        } else if (key.type != KeyType::text && !base::parse_json(key.default_text).error &&
                   !key.default_text.empty()) {
          object.set(key.name, base::parse_json(key.default_text).value);
        }
      }
    };
    fill(fill, body, model::keys_of(kind));
    return Document{kind, "a", "", std::move(body)};
  };
  const auto empty = [](Kind kind) { return Document{kind, "a", "", Json::object()}; };

  CHECK(read_connection(with_defaults(Kind::connection)).lock_s ==
        read_connection(empty(Kind::connection)).lock_s);
  CHECK(read_connection(with_defaults(Kind::connection)).roles.empty());
  CHECK(read_source(with_defaults(Kind::source)).tenancy ==
        read_source(empty(Kind::source)).tenancy);
  const model::Destination destination = read_destination(with_defaults(Kind::destination));
  CHECK(destination.enabled_models == read_destination(empty(Kind::destination)).enabled_models);
  CHECK(destination.is_enabled == read_destination(empty(Kind::destination)).is_enabled);
  const model::Sync sync = read_sync(with_defaults(Kind::sync));
  const model::Sync bare = read_sync(empty(Kind::sync));
  CHECK(sync.memory_mib == bare.memory_mib);
  CHECK(sync.on_null_last_modified == bare.on_null_last_modified);
  CHECK(sync.on_reject.max_rows == bare.on_reject.max_rows);
  CHECK(sync.on_reject.max_ratio == bare.on_reject.max_ratio);
  CHECK(sync.on_reject.payload == bare.on_reject.payload);
}

TEST_CASE("key types have a name for people") {
  CHECK(to_string(KeyType::text) == "a text");
  CHECK(to_string(KeyType::text_list) == "a list of texts");
  CHECK(to_string(KeyType::integer) == "an integer");
  CHECK(to_string(KeyType::object_list) == "a list of objects");
}

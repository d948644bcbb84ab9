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

void check_key(const Key& key) {
  INFO(key.name);
  CHECK_FALSE(key.name.empty());
  CHECK_FALSE(key.help.empty());
  const bool has_children = key.type == KeyType::object || key.type == KeyType::object_list;
  CHECK(key.children.empty() != has_children);
  if (!key.allowed.empty()) {
    CHECK(key.type == KeyType::text);
    if (!key.required) {
      CHECK(std::ranges::find(key.allowed, key.default_text) != key.allowed.end());
    }
  }
  if (key.type == KeyType::integer || key.type == KeyType::number) {
    REQUIRE(key.minimum);
    REQUIRE(key.maximum);
    CHECK(*key.minimum <= *key.maximum);
    const std::optional<double> by_default = base::parse_json(key.default_text).value.as_double();
    REQUIRE(by_default);
    CHECK(within_bounds(key, *by_default));
    CHECK(within_bounds(key, *key.minimum));
    CHECK(within_bounds(key, *key.maximum));
    CHECK_FALSE(within_bounds(key, *key.minimum - 1));
    CHECK_FALSE(within_bounds(key, *key.maximum * 2 + 1));
  }
  std::set<std::string_view> children;
  for (const Key& child : key.children) {
    CHECK(children.insert(child.name).second);
    check_key(child);
  }
}

}  // namespace

TEST_CASE("each kind has these keys and no others; the required ones are marked") {
  CHECK(names_of(model::keys_of(Kind::connection)) ==
        "name! id description vendor! options! roles timeouts ");
  CHECK(names_of(model::keys_of(Kind::source)) ==
        "name! id description connection! tenancy lookback_seconds ");
  CHECK(names_of(model::keys_of(Kind::model)) ==
        "model_name id description columns source_table source_query source_name source_id "
        "organization_column destination_table_name change_detection primary_key last_modified ");
  CHECK(names_of(model::keys_of(Kind::recipient)) ==
        "name! id description id_in_provider_system! ");
  CHECK(names_of(model::keys_of(Kind::destination)) ==
        "name! id description connection! recipient enabled_models is_enabled ");
  CHECK(names_of(model::keys_of(Kind::sync)) ==
        "name! id description model! destination! object mode on_null_last_modified on_reject "
        "memory_mib ");
  CHECK(names_of(model::find_key(model::keys_of(Kind::model), "columns")->children) ==
        "name_in_source! name_in_destination! data_type! is_primary_key is_last_modified "
        "description on_precision_loss ");
  CHECK(names_of(model::find_key(model::keys_of(Kind::sync), "on_reject")->children) ==
        "max_rows max_ratio payload ");
  CHECK(names_of(model::find_key(model::keys_of(Kind::connection), "timeouts")->children) ==
        "lock_s ");
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
        } else if (key.type != KeyType::text && !key.default_text.empty()) {
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

// Bodies to values, leniently; and what models and destinations answer about themselves.
#include <doctest/doctest.h>

#include "model/document.hpp"

using namespace waybill;
using model::Document;
using model::Kind;

namespace {

Document document(Kind kind, std::string_view body) {
  base::ParsedJson parsed = base::parse_json(body);
  REQUIRE_FALSE(parsed.error);
  return {kind, "the name", "", std::move(parsed.value)};
}

model::Model model_of(std::string_view body) {
  return model::read_model(document(Kind::model, body));
}

}  // namespace

TEST_CASE("a connection is read with every key") {
  const model::Connection c = model::read_connection(document(
      Kind::connection,
      R"({"name": "x", "description": "d", "vendor": "sqlite", "options": {"path": "a.db", "n": 1},
          "secrets": {"password": "env:P"}, "ssl_mode": "verify_ca", "ssl": {"root_cert": "r.pem"},
          "roles": ["r1", "r2"],
          "timeouts": {"lock_s": 7, "connect_s": 8, "statement_s": 9}})"));
  CHECK(c.name == "the name");
  CHECK(c.description == "d");
  CHECK(c.vendor == "sqlite");
  CHECK(c.options == std::map<std::string, std::string>{{"n", "1"}, {"path", "a.db"}});
  CHECK(c.secrets == std::map<std::string, std::string>{{"password", "env:P"}});
  CHECK(c.ssl_mode == "verify_ca");
  CHECK(c.ssl == std::map<std::string, std::string>{{"root_cert", "r.pem"}});
  CHECK(c.connect_s == 8);
  CHECK(c.statement_s == 9);
  CHECK(c.roles == std::vector<std::string>{"r1", "r2"});
  CHECK(c.lock_s == 7);
}

TEST_CASE("a source is read with every key") {
  const model::Source s = model::read_source(document(
      Kind::source, R"({"description": "d", "connection": "c", "tenancy": "multi_tenant_tables",
                        "lookback_seconds": 0, "last_modified_set_by": "database"})"));
  CHECK(s.name == "the name");
  CHECK(s.description == "d");
  CHECK(s.connection == "c");
  CHECK(s.tenancy == model::Tenancy::multi_tenant_tables);
  CHECK(s.lookback_seconds == 0);
  CHECK(s.last_modified_set_by_database);
  CHECK_FALSE(model::read_source(document(Kind::source, R"({"last_modified_set_by": "unknown"})"))
                  .last_modified_set_by_database);
  CHECK_FALSE(model::read_source(document(Kind::source, "{}")).lookback_seconds.has_value());
}

TEST_CASE("a model is read with every key") {
  const model::Model m = model_of(R"x({
    "description": "d", "source_table": "s.t", "source_query": "SELECT 1", "source_name": "n",
    "source_id": "i", "organization_column": "o", "destination_table_name": "dt",
    "primary_key": ["a", "b"], "last_modified": "l",
    "columns": [{"name_in_source": "a", "name_in_destination": "A", "data_type": "Decimal(18, 4)",
                 "is_primary_key": true, "is_last_modified": true, "description": "cd",
                 "on_precision_loss": "truncate"}, "no column", {}]
})x");
  CHECK(m.name == "the name");
  CHECK(m.description == "d");
  CHECK(m.source_table == "s.t");
  CHECK(m.source_query == "SELECT 1");
  CHECK(m.source_name == "n");
  CHECK(m.source_id == "i");
  CHECK(m.organization_column == "o");
  CHECK(m.destination_table_name == "dt");
  CHECK(m.primary_key == std::vector<std::string>{"a", "b"});
  CHECK(m.last_modified == "l");
  REQUIRE(m.columns.size() == 2);
  const model::Column& c = m.columns[0];
  CHECK(c.name_in_source == "a");
  CHECK(c.name_in_destination == "A");
  CHECK(c.type == rows::Type{rows::Logical::decimal, 18, 4});
  CHECK(c.is_primary_key);
  CHECK(c.is_last_modified);
  CHECK(c.description == "cd");
  CHECK(c.on_precision_loss == model::PrecisionLoss::truncate);
  CHECK(m.columns[1].type == rows::Type{});
  CHECK(m.columns[1].on_precision_loss == model::PrecisionLoss::refuse);
}

TEST_CASE("a recipient, a destination and a sync are read with every key") {
  const model::Recipient r = model::read_recipient(
      document(Kind::recipient, R"({"description": "d", "id_in_provider_system": "7"})"));
  CHECK(r.name == "the name");
  CHECK(r.description == "d");
  CHECK(r.id_in_provider_system == "7");

  const model::Destination d = model::read_destination(
      document(Kind::destination, R"({"description": "d", "connection": "c", "recipient": "r",
                                      "enabled_models": ["a"], "is_enabled": false})"));
  CHECK(d.name == "the name");
  CHECK(d.description == "d");
  CHECK(d.connection == "c");
  CHECK(d.recipient == "r");
  CHECK(d.enabled_models == std::vector<std::string>{"a"});
  CHECK_FALSE(d.is_enabled);

  const model::Sync s = model::read_sync(
      document(Kind::sync, R"({"description": "d", "model": "m", "destination": "x", "object": "o",
                      "on_null_last_modified": "include", "memory_mib": 4096,
                      "on_reject": {"max_rows": 0, "max_ratio": 1, "payload": "none"}})"));
  CHECK(s.name == "the name");
  CHECK(s.description == "d");
  CHECK(s.model == "m");
  CHECK(s.destination == "x");
  CHECK(s.object == "o");
  CHECK(s.on_null_last_modified == model::NullCursor::include);
  CHECK(s.memory_mib == 4096);
  CHECK(s.on_reject.max_rows == 0);
  CHECK(s.on_reject.max_ratio == 1.0);
  CHECK(s.on_reject.payload == model::RejectPayload::none);
}

TEST_CASE("what a sync does with rows is read") {
  const model::Sync s = model::read_sync(
      document(Kind::sync, R"({"mode": "delete", "on_existing": "skip", "on_unmatched": "error",
        "on_duplicate_key": "last_by_cursor", "delete_guard": {"max_rows": 3},
        "backfill_added_columns": true, "counts": "total", "statement_timeout_s": 0, "paused": true,
        "tags": {"a": "b"}, "on_reject": {"retry": "manual"},
        "mapping": [{"from": "f", "to": "t"}, {"value": 5, "to": "u"}]})"));
  const model::Sync q = model::read_sync(
      document(Kind::sync, R"({"query": "SELECT 1", "source": "app", "primary_key": ["a", "b"],
        "max_rows": 7})"));
  CHECK(q.query == "SELECT 1");
  CHECK(q.source == "app");
  CHECK(q.primary_key == std::vector<std::string>{"a", "b"});
  CHECK(q.max_rows == 7);
  CHECK(model::read_sync(document(Kind::sync, R"({"primary_key": "a"})")).primary_key ==
        std::vector<std::string>{"a"});
  CHECK_FALSE(s.max_rows);
  CHECK(s.mode == model::Mode::remove);
  CHECK(model::to_string(s.mode) == "delete");
  CHECK(s.on_existing == model::OnExisting::skip);
  CHECK(s.on_unmatched == model::OnUnmatched::error);
  CHECK(s.on_duplicate_key == model::OnDuplicateKey::last_by_cursor);
  REQUIRE(s.delete_guard.has_value());
  CHECK(s.delete_guard->max_rows == 3);
  CHECK(s.delete_guard->max_ratio == 0.1);
  CHECK(s.backfill_added_columns);
  CHECK(s.counts == model::Counting::total);
  CHECK(q.counts == model::Counting::exact);
  CHECK(s.statement_timeout_s == 0);
  CHECK(s.paused);
  CHECK(s.tags.at("a") == "b");
  CHECK(s.on_reject.retry == model::Retry::manual);
  REQUIRE(s.mapping.size() == 2);
  CHECK(s.mapping[0].from == "f");
  CHECK(s.mapping[0].to == "t");
  CHECK(s.mapping[1].from.empty());
  CHECK(s.mapping[1].value.as_int64() == 5);
  CHECK_FALSE(model::read_sync(document(Kind::sync, R"({"delete_guard": false})")).delete_guard);
  CHECK(model::read_sync(document(Kind::sync, "{}")).delete_guard);
  const model::Model m = model_of(
      R"({"change_detection": "snapshot", "is_append_only": true, "soft_delete_column": "gone",
          "lookback_value": 7})");
  CHECK(m.change_detection == model::ChangeDetection::snapshot);
  CHECK(m.is_append_only);
  CHECK(m.soft_delete_column == "gone");
  CHECK(m.lookback_value == 7);
  const model::Destination d = model::read_destination(
      document(Kind::destination, R"({"sink": "csv", "config": {"folder": "/x"}, "schema": "s"})"));
  CHECK(d.sink == "csv");
  CHECK(d.config.find("folder")->as_string() == "/x");
  CHECK(d.schema == "s");
}

TEST_CASE("each word of a choice is read as its value") {
  using model::NullCursor;
  using model::RejectPayload;
  const auto sync = [](std::string_view body) {
    return model::read_sync(document(Kind::sync, body));
  };
  CHECK(sync(R"({"on_null_last_modified": "error"})").on_null_last_modified == NullCursor::error);
  CHECK(sync(R"({"on_null_last_modified": "skip"})").on_null_last_modified == NullCursor::skip);
  CHECK(sync(R"({"on_reject": {"payload": "full"}})").on_reject.payload == RejectPayload::full);
  CHECK(sync(R"({"on_reject": {"payload": "keys"}})").on_reject.payload == RejectPayload::keys);
  CHECK(model::read_source(document(Kind::source, R"({"tenancy": "single_tenant"})")).tenancy ==
        model::Tenancy::single_tenant);
}

TEST_CASE("products, and what names them, are read") {
  CHECK(model::read_product(document(Kind::product, R"({"models": ["a", "b"]})")).models ==
        std::vector<std::string>{"a", "b"});
  CHECK(model::read_recipient(document(Kind::recipient, R"({"products": ["core"]})")).products ==
        std::vector<std::string>{"core"});
  CHECK(model::read_destination(document(Kind::destination, R"({"products": ["x"]})")).products ==
        std::vector<std::string>{"x"});
  CHECK(model::read_model(document(Kind::model, R"({"primary_key": "id"})")).primary_key ==
        std::vector<std::string>{"id"});
  CHECK(model::read_sync(document(Kind::sync, R"({"on_reject": {"policy": "fail"}})"))
            .on_reject.max_rows == 0);
}

TEST_CASE("wrong types, words and numbers out of range keep their defaults") {
  const model::Connection c = model::read_connection(document(
      Kind::connection, R"({"vendor": 1, "options": "a.db", "roles": "r", "timeouts": [1]})"));
  CHECK(c.vendor.empty());
  CHECK(c.options.empty());
  CHECK(c.roles.empty());
  CHECK(c.lock_s == 30);
  CHECK(model::read_connection(document(Kind::connection, R"({"timeouts": {"lock_s": -1}})"))
            .lock_s == 30);
  CHECK_FALSE(
      model::read_source(document(Kind::source, R"({"lookback_seconds": -5})")).lookback_seconds);
  CHECK(model::read_source(document(Kind::source, R"({"tenancy": "each_a_server"})")).tenancy ==
        model::Tenancy::single_tenant);

  const model::Sync s =
      model::read_sync(document(Kind::sync, R"({"memory_mib": 7, "on_null_last_modified": "ERROR",
                      "on_reject": {"max_rows": 1.5, "max_ratio": 1.01, "payload": null}})"));
  CHECK(s.memory_mib == 64);
  CHECK(s.on_null_last_modified == model::NullCursor::error);
  CHECK(s.on_reject.max_rows == 1000);
  CHECK(s.on_reject.max_ratio == 0.1);
  CHECK(s.on_reject.payload == model::RejectPayload::full);
  CHECK(model::read_sync(document(Kind::sync, R"({"on_reject": {"max_ratio": 1e999}})"))
            .on_reject.max_ratio == 0.1);

  const model::Destination d = model::read_destination(
      document(Kind::destination, R"({"enabled_models": "a", "is_enabled": "false"})"));
  CHECK(d.enabled_models == std::vector<std::string>{"*"});
  CHECK(d.is_enabled);
  CHECK(model_of(R"({"columns": {"a": 1}, "primary_key": "id"})").columns.empty());
}

TEST_CASE("bodies that are no objects read as empty documents") {
  for (const char* body : {"null", "[]", "1", "\"x\""}) {
    INFO(body);
    CHECK(model_of(body).columns.empty());
    CHECK(model::read_sync(document(Kind::sync, body)).memory_mib == 64);
    CHECK(model::read_connection(document(Kind::connection, body)).options.empty());
    CHECK(model::read_destination(document(Kind::destination, body)).enabled_models ==
          std::vector<std::string>{"*"});
  }
}

TEST_CASE("names keep NUL and every character of theirs") {
  const model::Model m = model_of(
      R"({"columns": [{"name_in_source": "a\u0000b", "name_in_destination": "株式会社 🚚"}]})");
  CHECK(m.columns[0].name_in_source == std::string("a\0b", 3));
  CHECK(m.columns[0].name_in_destination == "株式会社 🚚");
}

TEST_CASE("a model's table is destination_table_name, else its name") {
  CHECK(model_of("{}").table() == "the name");
  CHECK(model_of(R"({"destination_table_name": "t"})").table() == "t");
  CHECK(model_of(R"({"destination_table_name": ""})").table() == "the name");
}

TEST_CASE("the key is the marked column, else the listed ones in their order") {
  const std::string columns = R"("columns": [{"name_in_source": "a"}, {"name_in_source": "b"},
                                             {"name_in_source": "c"}])";
  using Positions = std::vector<std::size_t>;
  CHECK(model_of("{" + columns + "}").key_columns() == Positions{});
  CHECK(model_of(R"({"primary_key": ["c", "a"], )" + columns + "}").key_columns() ==
        Positions{2, 0});
  CHECK(model_of(R"({"primary_key": ["C", "nothing"], )" + columns + "}").key_columns() ==
        Positions{2});
  CHECK(model_of(R"({"primary_key": ["a"], "columns": [{"name_in_source": "a"},
                     {"name_in_source": "b", "is_primary_key": true}]})")
            .key_columns() == Positions{1});
}

TEST_CASE("a column is found by its exact name, else by the one match in any case") {
  const model::Model m = model_of(R"({"columns": [{"name_in_source": "ID"},
      {"name_in_source": "id"}, {"name_in_source": "At"}, {"name_in_source": "at"},
      {"name_in_source": "Kind"}, {"name_in_source": "ÄRA"}]})");
  CHECK(m.find_column("id") == 1);
  CHECK(m.find_column("ID") == 0);
  CHECK_FALSE(m.find_column("AT").has_value());
  CHECK(m.find_column("KIND") == 4);
  CHECK(m.find_column("Ära") == 5);
  CHECK_FALSE(m.find_column("äRA").has_value());
  CHECK(m.find_column("ÄRA") == 5);
  CHECK_FALSE(m.find_column("").has_value());
  CHECK_FALSE(model_of("{}").find_column("id").has_value());
}

TEST_CASE("the cursor is the marked column, else last_modified") {
  CHECK(model_of("{}").cursor_name().empty());
  CHECK(model_of(R"({"last_modified": "seq"})").cursor_name() == "seq");
  CHECK(model_of(R"({"last_modified": "seq", "columns": [{"name_in_source": "a"},
                     {"name_in_source": "at", "is_last_modified": true}]})")
            .cursor_name() == "at");
}

TEST_CASE("a destination enables models by name in any case, or all of them") {
  model::Destination d;
  CHECK(d.enables("anything"));
  d.enabled_models = {"Events", "GRÖSSE"};
  CHECK(d.enables("events"));
  CHECK(d.enables("grösse"));
  CHECK_FALSE(d.enables("event"));
  CHECK_FALSE(d.enables("*"));
  d.enabled_models = {"Events", "*"};
  CHECK(d.enables("logs"));
  d.enabled_models = {};
  CHECK_FALSE(d.enables("events"));
}

// The text of every statement, for every dialect, against tests/sql/dialects/.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "rows/codec.hpp"
#include "sql/statements.hpp"
#include "support/golden.hpp"

namespace {

using namespace waybill;
using rows::Logical;
using rows::Value;
using sql::Dialect;

constexpr std::int64_t kNoon = 1'795'176'000'000'000;  // 2026-11-20T12:00:00Z

std::string shown(const std::vector<sql::Statement>& statements) {
  std::string text;
  for (const sql::Statement& statement : statements) {
    if (!statement.text.empty()) text += statement.text + ";\n";
    for (const Value& value : statement.parameters) {
      text += fmt::format("-- ? {} {}\n", rows::to_string(value.type),
                          value.is_null() ? "NULL" : rows::value_text(value));
    }
  }
  return text;
}

rows::Schema every_type() {
  rows::Schema schema;
  for (int i = 0; i < rows::kLogicalCount; ++i) {
    const auto logical = static_cast<Logical>(i);
    schema.push_back({"c_" + std::string(rows::name_of(logical)), {logical}});
  }
  schema.push_back({"c_decimal_18_4", {Logical::decimal, 18, 4}});
  schema.push_back({"c_required", {Logical::bigint}, false});
  return schema;
}

sql::TableDef definition(bool with_key) {
  return {{"main", "orders"}, every_type(), {"c_text", "c_uuid"}, with_key};
}

// The dialect's own name of a staging table.
sql::MergeSpec staged(const Dialect& dialect, sql::MergeSpec spec) {
  spec.staging.name = sql::staging_name(dialect, spec.staging.name);
  return spec;
}

sql::MergeSpec merge_spec(std::vector<std::string> columns, std::vector<std::string> key) {
  return {{"", "orders"}, {"", "_waybill_stg_1"}, std::move(columns), std::move(key)};
}

sql::ReadSpec read_spec() {
  sql::ReadSpec spec;
  spec.table = {"main", "orders"};
  spec.columns = {"id", "name", "updated_at"};
  return spec;
}

sql::ReadSpec window(Logical logical, std::optional<std::int64_t> from,
                     std::optional<std::int64_t> until) {
  sql::ReadSpec spec = read_spec();
  spec.cursor_column = "updated_at";
  spec.cursor_type = {logical};
  if (from) spec.from = Value{{logical}, *from};
  if (until) spec.until = Value{{logical}, *until};
  return spec;
}

sql::ReadSpec of_tenant(sql::ReadSpec spec) {
  spec.tenant_column = "org";
  spec.tenant = "acme";
  return spec;
}

sql::ReadSpec of_query(sql::ReadSpec spec) {
  spec.query = "SELECT * FROM orders -- all of them\n;";
  return spec;
}

using Make = std::function<std::vector<sql::Statement>(const sql::Dialect&)>;
struct Case {
  std::string name;
  Make make;
};

Make text(std::function<std::string(const sql::Dialect&)> make) {
  return [make = std::move(make)](const sql::Dialect& dialect) {
    return std::vector<sql::Statement>{{make(dialect), {}}};
  };
}
Make reading(sql::ReadSpec spec) {
  return [spec = std::move(spec)](const sql::Dialect& dialect) {
    return std::vector{sql::read(dialect, spec)};
  };
}

std::vector<sql::Statement> some(std::optional<sql::Statement> statement) {
  if (!statement) return {};
  return {*std::move(statement)};
}
std::vector<sql::Statement> transaction(std::string_view before, std::string_view begin) {
  std::vector<sql::Statement> statements;
  for (const std::string_view each : {before, begin}) {
    if (!each.empty()) statements.push_back({std::string(each), {}});
  }
  return statements;
}

std::vector<Case> cases() {
  const std::vector<std::string> two{"id", "org"};
  return {
      {"create_table", text([](const Dialect& d) { return create_table(d, definition(true)); })},
      {"create_table_without_key",
       text([](const Dialect& d) { return create_table(d, definition(false)); })},
      {"create_staging", text([](const Dialect& d) {
         sql::TableDef staging = definition(true);
         staging.table = {"", sql::staging_name(d, "_waybill_stg_1")};
         return create_staging(d, staging);
       })},
      {"add_key", text([](const Dialect& d) { return add_key(d, definition(false)); })},
      {"add_key_long_name", text([](const Dialect& d) {
         sql::TableDef def = definition(false);
         def.table = {"", std::string(61, 'o')};
         return add_key(d, def);
       })},
      {"add_column", text([](const Dialect& d) {
         return add_column(d, {"main", "orders"}, {"note", {Logical::text}});
       })},
      {"drop_table", text([](const Dialect& d) {
         return drop_table(d, {"", "orders"});
       })},
      {"insert_values", text([](const Dialect& d) {
         return insert_values(d, {"", "orders"}, {"id", "na\"me"});
       })},
      {"insert_two_rows", text([](const Dialect& d) {
         return insert_values(d, {"", "orders"}, {"id", "name"}, 2);
       })},
      {"drop_staging", text([](const Dialect& d) {
         return drop_staging(d, {"", sql::staging_name(d, "_waybill_stg_1")});
       })},
      {"begin_write", [](const Dialect& d) { return transaction(d.before_write, d.begin_write); }},
      {"begin_read", [](const Dialect& d) { return transaction(d.before_read, d.begin_read); }},
      {"lock_control",
       [](const Dialect& d) {
         return some(lock_control(d, {"", "_waybill_owners"}, "table_name"));
       }},
      {"list_schemas", [](const Dialect& d) { return some(list_schemas(d)); }},
      {"read_all", reading(read_spec())},
      {"read_limit", reading([] {
         auto spec = read_spec();
         spec.limit = 50;
         return spec;
       }())},
      {"read_tenant", reading(of_tenant(read_spec()))},
      {"read_from_timestamp", reading(window(Logical::timestamp, kNoon, {}))},
      {"read_until_timestamp", reading(window(Logical::timestamp, {}, kNoon))},
      {"read_window_timestamp_tenant",
       reading(of_tenant(window(Logical::timestamp, kNoon, kNoon + 1)))},
      {"read_window_datetime", reading(window(Logical::datetime, kNoon, kNoon))},
      {"read_window_date", reading(window(Logical::date, 20777, 20778))},
      {"read_window_before_1970", reading(window(Logical::timestamp, -1, -1))},
      {"read_window_all_time",
       reading(window(Logical::timestamp, -62'135'596'800'000'000, 253'402'300'799'999'999))},
      {"read_from_bigint", reading(window(Logical::bigint, 7, {}))},
      {"read_window_integer_tenant", reading(of_tenant(window(Logical::integer, 7, 9)))},
      {"read_query", reading(of_query(read_spec()))},
      {"read_query_window_tenant",
       reading(of_tenant(of_query(window(Logical::timestamp, kNoon, kNoon))))},
      {"read_query_from", reading(of_query(window(Logical::timestamp, kNoon, {})))},
      {"read_query_with", reading([] {
         auto spec = read_spec();
         spec.query = "WITH m AS (SELECT * FROM orders) SELECT * FROM m -- all";
         spec.limit = 5;
         return spec;
       }())},
      {"read_query_ordered", reading([] {
         auto spec = read_spec();
         spec.query = "SELECT * FROM orders ORDER BY id";
         return spec;
       }())},
      {"merge",
       [](const Dialect& d) {
         return merge(d, staged(d, merge_spec({"id", "name", "updated_at"}, {"id"})));
       }},
      {"merge_two_keys",
       [two](const Dialect& d) {
         return merge(d, staged(d, merge_spec({"id", "org", "name"}, two)));
       }},
      {"merge_keys_only",
       [two](const Dialect& d) { return merge(d, staged(d, merge_spec(two, two))); }},
      {"merge_json",
       [](const Dialect& d) {
         auto spec = merge_spec({"id", "body"}, {"id"});
         spec.json = {"body"};
         return merge(d, staged(d, spec));
       }},
      {"delete_matched",
       [two](const Dialect& d) {
         return std::vector{delete_matched(d, staged(d, merge_spec(two, two)))};
       }},
      {"delete_unmatched",
       [two](const Dialect& d) {
         return std::vector{delete_unmatched(d, staged(d, merge_spec(two, two)))};
       }},
      {"count_matched",
       [two](const Dialect& d) {
         return std::vector{count_matched(d, staged(d, merge_spec({"id", "org", "name"}, two)))};
       }},
      {"count_rows",
       [](const Dialect& d) {
         return std::vector{count_rows(d, {"", "orders"})};
       }},
      {"count_duplicates",
       [](const Dialect& d) {
         return std::vector{count_duplicates(d, {"", "orders"}, {"id"})};
       }},
      {"read_duplicates",
       [two](const Dialect& d) {
         return std::vector{read_duplicates(d, {"", "orders"}, {"id", "org", "name"}, two)};
       }},
      {"delete_duplicates",
       [two](const Dialect& d) {
         return delete_duplicates(d, {"", "orders"}, two);
       }},
  };
}

// What the warehouse cannot do stands in the golden file too.
std::string made(const Dialect& dialect, const Case& one) {
  try {
    return shown(one.make(dialect));
  } catch (const Error& error) {
    return fmt::format("-- refused: {} {}\n", error.code().id, error.message());
  }
}

std::vector<std::string> texts(const base::Json& list) {
  std::vector<std::string> result;
  for (const base::Json& item : list.as_array()) result.push_back(item.as_string());
  return result;
}

// Every statement about one table of the corpus.
std::vector<Case> table_cases(const base::Json& table) {
  const std::string name = table.find("table")->as_string();
  sql::TableDef def;
  def.table = sql::parse_table(name.find('"') == std::string::npos && name != "a.b"
                                   ? name
                                   : sql::quote(sql::postgres(), name));
  std::vector<std::string> columns, json, bytes;
  for (const base::Json& column : table.find("columns")->as_array()) {
    const std::string& field = column.as_array()[0].as_string();
    const rows::Type type = rows::parse_type(column.as_array()[1].as_string()).type;
    def.columns.push_back({field, type, true});
    columns.push_back(field);
    if (type.logical == Logical::json) json.push_back(field);
    if (type.logical == Logical::bytes) bytes.push_back(field);
  }
  def.key = texts(*table.find("key"));
  const sql::MergeSpec merging{def.table, {"", "_waybill_stg_1"}, columns, def.key, json, bytes};
  sql::ReadSpec reads;
  reads.table = def.table;
  reads.columns = columns;
  const base::Json* tenant = table.find("tenant");
  if (tenant != nullptr) {
    reads.tenant_column = tenant->as_string();
    reads.tenant = "acme";
    reads.cursor_column = table.find("cursor")->as_string();
    reads.cursor_type = {Logical::timestamp};
    reads.from = Value::timestamp(kNoon);
  }
  const auto named = [&](std::string_view what) { return fmt::format("{} of {}", what, name); };
  std::vector<Case> list{
      {named("create_table"), text([def](const Dialect& d) { return create_table(d, def); })},
      {named("create_staging"), text([def](const Dialect& d) {
         sql::TableDef staging = def;
         staging.table = {"", sql::staging_name(d, "_waybill_stg_1")};
         return create_staging(d, staging);
       })},
      {named("insert"),
       text([def, columns](const Dialect& d) { return insert_values(d, def.table, columns); })},
      {named("read"), reading(reads)},
  };
  if (!def.key.empty()) {
    list.push_back({named("add_key"), text([def](const Dialect& d) { return add_key(d, def); })});
    list.push_back(
        {named("merge"), [merging](const Dialect& d) { return merge(d, staged(d, merging)); }});
    list.push_back({named("delete_matched"), [merging](const Dialect& d) {
                      return std::vector{delete_matched(d, staged(d, merging))};
                    }});
    list.push_back({named("delete_duplicates"),
                    [def](const Dialect& d) { return delete_duplicates(d, def.table, def.key); }});
  }
  list.push_back(
      {named("drop_table"), text([def](const Dialect& d) { return drop_table(d, def.table); })});
  return list;
}

std::vector<Case> corpus_cases() {
  std::vector<Case> list;
  for (const std::string file : {"every_type", "keys", "hostile_names"}) {
    const auto path = std::filesystem::path(WAYBILL_DIALECT_CORPUS) / (file + ".json");
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const base::Json tables = base::parse_json_or_throw(text, path.string());
    for (const base::Json& table : tables.as_array()) {
      for (Case& one : table_cases(table)) list.push_back(std::move(one));
    }
  }
  return list;
}

}  // namespace

TEST_CASE("every statement is the one in its dialect's golden file") {
  const std::filesystem::path folder(WAYBILL_GOLDEN_DIR);
  std::set<std::string> expected;
  std::vector<Case> all = cases();
  for (Case& one : corpus_cases()) all.push_back(std::move(one));
  for (const Dialect* dialect : sql::dialects()) {
    std::string text;
    for (const Case& one : all) text += fmt::format("-- [{}]\n{}\n", one.name, made(*dialect, one));
    const std::string file = fmt::format("{}.sql", dialect->name);
    expected.insert(file);
    tests::check_golden(folder / file, text);
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO("golden file ", entry.path().string());
    CHECK(expected.count(entry.path().filename().string()) == 1);
  }
}

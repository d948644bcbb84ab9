// Every statement about one table, for each table of the corpus.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "base/json.hpp"
#include "golden_cases.hpp"

namespace waybill::tests::golden {
namespace {

using rows::Logical;
using rows::Value;
using sql::Dialect;

constexpr std::int64_t kNoon = 1'795'176'000'000'000;  // 2026-11-20T12:00:00Z

std::vector<std::string> texts(const base::Json& list) {
  std::vector<std::string> result;
  for (const base::Json& item : list.as_array()) result.push_back(item.as_string());
  return result;
}

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
  const auto merging = [=](const Dialect& d) {
    sql::MergeSpec spec = staged(d, columns, def.key);
    spec.target = def.table;
    spec.json = json;
    spec.bytes = bytes;
    return spec;
  };
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
         staging.table = scratch(d, "_waybill_stg_1");
         return create_staging(d, staging);
       })},
      {named("insert_values"),
       text([def, columns](const Dialect& d) { return insert_values(d, def.table, columns); })},
      {named("read"), one([reads](const Dialect& d) { return read(d, reads); })},
  };
  if (!def.key.empty()) {
    list.push_back({named("add_key"), [def](const Dialect& d) { return some(add_key(d, def)); }});
    list.push_back({named("merge"), [merging](const Dialect& d) { return merge(d, merging(d)); }});
    list.push_back({named("delete_matched"),
                    one([merging](const Dialect& d) { return delete_matched(d, merging(d)); })});
    list.push_back({named("delete_duplicates"),
                    [def](const Dialect& d) { return delete_duplicates(d, def.table, def.key); }});
  }
  list.push_back(
      {named("drop_table"), text([def](const Dialect& d) { return drop_table(d, def.table); })});
  return list;
}

}  // namespace

std::vector<Case> corpus_cases() {
  std::vector<Case> list;
  for (const std::string file : {"every_type", "keys", "hostile_names"}) {
    const auto path = std::filesystem::path(WAYBILL_DIALECT_CORPUS) / (file + ".json");
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const base::Json tables = base::parse_json_or_throw(text, path.string());
    for (const base::Json& table : tables.as_array()) {
      for (Case& each : table_cases(table)) list.push_back(std::move(each));
    }
  }
  return list;
}

}  // namespace waybill::tests::golden

#include "warehouse/postgres/inspect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "warehouse/postgres/catalog.hpp"
#include "warehouse/postgres/types.hpp"

namespace waybill::warehouse::postgres {
namespace {

using rows::Logical;
using rows::Value;

Parameters texts(const std::vector<std::string>& values) {
  std::vector<Value> parameters;
  for (const std::string& value : values) parameters.push_back(Value::text(value));
  return Parameters(parameters);
}

std::optional<std::string> find_table(Connection& connection, const sql::Table& table) {
  if (table.name.find('\0') != std::string::npos || table.schema.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  const Result result = connection.run(fmt::format(catalog::kFindTable, "$1"),
                                       texts({sql::qualified(sql::postgres(), table)}));
  if (connection.api().ntuples(result.get()) == 0) return std::nullopt;
  return connection.text_at(result, 0, 0);
}

void read_columns(Connection& connection, const std::string& oid, TableInfo& info) {
  const Result result = connection.run(fmt::format(catalog::kColumns, oid));
  for (int row = 0; row < connection.api().ntuples(result.get()); ++row) {
    info.columns.push_back({connection.text_at(result, row, 0), connection.text_at(result, row, 1),
                            connection.text_at(result, row, 2) != "t"});
  }
}

void read_keys(Connection& connection, const std::string& oid, TableInfo& info) {
  const Result result = connection.run(fmt::format(catalog::kKeys, oid));
  const int rows = connection.api().ntuples(result.get());
  for (int row = 0; row < rows;) {
    const std::string index = connection.text_at(result, row, 0);
    const std::string name = connection.text_at(result, row, 1);
    const std::string why_not = connection.text_at(result, row, 3);
    info.has_primary_key = info.has_primary_key || connection.text_at(result, row, 2) == "t";
    std::vector<std::string> columns;
    for (; row < rows && connection.text_at(result, row, 0) == index; ++row) {
      columns.push_back(connection.text_at(result, row, 4));
    }
    if (!why_not.empty()) {
      info.notes.push_back(fmt::format("the unique index '{}' {}", name, why_not));
    } else if (std::ranges::find(info.unique_keys, columns) == info.unique_keys.end()) {
      info.unique_keys.push_back(std::move(columns));
    }
  }
}

struct Suggestion {
  Oid from;
  Logical to;
};
constexpr auto kSuggestions = std::to_array<Suggestion>({
    {oid::kBool, Logical::boolean},
    {oid::kInt2, Logical::integer},
    {oid::kInt4, Logical::integer},
    {oid::kInt8, Logical::bigint},
    {oid::kOid, Logical::bigint},
    {oid::kNumeric, Logical::decimal},
    {oid::kFloat4, Logical::floating},
    {oid::kFloat8, Logical::floating},
    {oid::kBytea, Logical::bytes},
    {oid::kDate, Logical::date},
    {oid::kTime, Logical::time},
    {oid::kTimestamptz, Logical::timestamp},
    {oid::kTimestamp, Logical::datetime},
    {oid::kJson, Logical::json},
    {oid::kJsonb, Logical::json},
    {oid::kUuid, Logical::uuid},
});

rows::Type suggest(Oid type, std::string_view name) {
  if (type == oid::kNumeric) {
    const rows::ParsedType parsed = rows::parse_type(name);
    if (!parsed.problem) return parsed.type;
  }
  for (const Suggestion& row : kSuggestions) {
    if (row.from == type) return {row.to};
  }
  return {Logical::text};
}

// Besides enums: types whose text is one and the same whatever the settings that are pinned.
// money is not (lc_monetary), arrays and rows are asked to be declared json or cast.
constexpr std::string_view kExactTexts =
    "'interval', 'timetz', 'inet', 'cidr', 'macaddr', 'macaddr8', 'bit', 'varbit', 'xml', "
    "'pg_lsn', 'tsvector', 'tsquery', 'point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle'";

}  // namespace

std::vector<std::string> list_schemas(Connection& connection) {
  const Result result = connection.run(catalog::kSchemas);
  std::vector<std::string> schemas;
  for (int row = 0; row < connection.api().ntuples(result.get()); ++row) {
    schemas.push_back(connection.text_at(result, row, 0));
  }
  return schemas;
}

std::vector<TableName> list_tables(Connection& connection, const std::string& schema) {
  const Result result = connection.run(fmt::format(catalog::kTables, "$1"), texts({schema}));
  std::vector<TableName> tables;
  for (int row = 0; row < connection.api().ntuples(result.get()); ++row) {
    tables.push_back({connection.text_at(result, row, 0), connection.text_at(result, row, 1)});
  }
  return tables;
}

std::optional<TableInfo> inspect_table(Connection& connection, const sql::Table& table) {
  const auto oid = find_table(connection, table);
  if (!oid) return std::nullopt;
  TableInfo info;
  read_columns(connection, *oid, info);
  read_keys(connection, *oid, info);
  const Result any = connection.run(
      fmt::format("SELECT 1 FROM {} LIMIT 1", sql::qualified(sql::postgres(), table)));
  info.empty = connection.api().ntuples(any.get()) == 0;
  return info;
}

std::vector<std::string> type_names(Connection& connection, const Result& described) {
  const Libpq& api = connection.api();
  const int columns = api.nfields(described.get());
  std::vector<std::string> names;
  if (columns == 0) return names;
  std::string text = "SELECT ";
  for (int i = 0; i < columns; ++i) {
    text += fmt::format("{}pg_catalog.format_type({}, {})", i == 0 ? "" : ", ",
                        api.ftype(described.get(), i), api.fmod(described.get(), i));
  }
  const Result result = connection.run(text);
  for (int i = 0; i < columns; ++i) names.push_back(connection.text_at(result, 0, i));
  return names;
}

std::vector<bool> exact_as_text(Connection& connection, const Result& described) {
  const Libpq& api = connection.api();
  const int columns = api.nfields(described.get());
  std::string list;
  for (int i = 0; i < columns; ++i) {
    list += fmt::format("{}{}", i == 0 ? "" : ", ", api.ftype(described.get(), i));
  }
  const Result result = connection.run(
      fmt::format("SELECT t.typtype = 'e' OR (t.typnamespace = 'pg_catalog'::regnamespace AND "
                  "t.typname IN ({})) "
                  "OR t.typname = 'citext' "
                  "FROM pg_catalog.unnest(ARRAY[{}]::oid[]) WITH ORDINALITY AS u(oid, n) "
                  "LEFT JOIN pg_catalog.pg_type t ON t.oid = u.oid ORDER BY u.n",
                  kExactTexts, list));
  std::vector<bool> exact;
  for (int i = 0; i < columns; ++i) exact.push_back(connection.text_at(result, i, 0) == "t");
  return exact;
}

std::vector<ResultColumn> result_columns(Connection& connection, const Result& described) {
  const std::vector<std::string> types = type_names(connection, described);
  std::vector<ResultColumn> columns;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const int at = static_cast<int>(i);
    ResultColumn column;
    column.name = connection.api().fname(described.get(), at);
    column.source_type = types[i];
    column.suggested = suggest(connection.api().ftype(described.get(), at), types[i]);
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace waybill::warehouse::postgres

// What a SQLite file holds: tables, columns, keys, result columns.
#include "warehouse/sqlite/inspect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/text.hpp"

namespace waybill::warehouse::sqlite {
namespace {

using rows::Logical;
using rows::Value;

std::string text_at(sqlite3_stmt* statement, int column) {
  const unsigned char* text = sqlite3_column_text(statement, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return size == 0 ? std::string() : std::string(reinterpret_cast<const char*>(text), size);
}

// As the file spells them; of an unqualified name the temporary table comes first, as in SQL.
struct Found {
  std::string schema;
  std::string name;
};

std::optional<Found> find_table(Database& database, const sql::Table& table) {
  const Lease statement = database.prepare(
      "SELECT schema, name FROM pragma_table_list "
      "WHERE name = ? COLLATE NOCASE AND (? = '' OR schema = ? COLLATE NOCASE) "
      "ORDER BY schema <> 'temp' LIMIT 1",
      {Value::text(table.name), Value::text(table.schema), Value::text(table.schema)}, Gate::own);
  if (!database.step(statement.get())) return std::nullopt;
  return Found{text_at(statement.get(), 0), text_at(statement.get(), 1)};
}

// Columns; the primary key's names in its order beside them.
std::vector<std::string> read_columns(Database& database, const Found& found, TableInfo& info) {
  const Lease statement = database.prepare(
      "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo(?, ?) "
      "WHERE hidden <> 1 ORDER BY cid",
      {Value::text(found.name), Value::text(found.schema)}, Gate::own);
  std::map<int, std::string> key;
  while (database.step(statement.get())) {
    const std::string name = text_at(statement.get(), 0);
    const int position = sqlite3_column_int(statement.get(), 3);
    if (position > 0) key.emplace(position, name);
    info.columns.push_back(
        {name, text_at(statement.get(), 1), sqlite3_column_int(statement.get(), 2) == 0});
  }
  std::vector<std::string> names;
  for (auto& [position, name] : key) names.push_back(std::move(name));
  return names;
}

// Columns of a unique index, if a merge by them means what it says.
void read_index(Database& database, const Found& found, const std::string& index, TableInfo& info) {
  const Lease statement = database.prepare(
      "SELECT name, coll FROM pragma_index_xinfo(?, ?) WHERE key = 1 ORDER BY seqno",
      {Value::text(index), Value::text(found.schema)}, Gate::own);
  std::vector<std::string> columns;
  while (database.step(statement.get())) {
    if (sqlite3_column_type(statement.get(), 0) == SQLITE_NULL) return;  // rowid or expression
    const std::string collation = text_at(statement.get(), 1);
    columns.push_back(text_at(statement.get(), 0));
    if (!base::ascii_iequals(collation, "BINARY")) {
      info.notes.push_back(
          fmt::format("the unique index '{}' compares '{}' by the collation {}: different keys "
                      "would become one",
                      index, columns.back(), collation));
      return;
    }
  }
  if (std::ranges::find(info.unique_keys, columns) == info.unique_keys.end()) {
    info.unique_keys.push_back(std::move(columns));
  }
}

void read_keys(Database& database, const Found& found, const std::vector<std::string>& key,
               TableInfo& info) {
  std::vector<std::string> indexes;
  bool key_has_index = false;
  {
    const Lease statement = database.prepare(
        "SELECT name, origin FROM pragma_index_list(?, ?) WHERE \"unique\" = 1 AND partial = 0 "
        "ORDER BY origin <> 'pk', seq DESC",
        {Value::text(found.name), Value::text(found.schema)}, Gate::own);
    while (database.step(statement.get())) {
      indexes.push_back(text_at(statement.get(), 0));
      key_has_index = key_has_index || text_at(statement.get(), 1) == "pk";
    }
  }
  info.has_primary_key = !key.empty();
  // INTEGER PRIMARY KEY is the rowid itself.
  if (!key.empty() && !key_has_index) info.unique_keys.push_back(key);
  for (const std::string& index : indexes) read_index(database, found, index, info);
}

bool is_empty(Database& database, const Found& found) {
  const std::string name = sql::qualified(sql::sqlite(), {found.schema, found.name});
  const Lease statement =
      database.prepare(fmt::format("SELECT 1 FROM {} LIMIT 1", name), {}, Gate::reading);
  return !database.step(statement.get());
}

struct TypeWord {
  std::string_view word;
  Logical logical;
};
// Whole names first, then what SQLite itself looks for within a name.
constexpr std::array kTypeNames{
    TypeWord{"bool", Logical::boolean},
    TypeWord{"boolean", Logical::boolean},
    TypeWord{"date", Logical::date},
    TypeWord{"datetime", Logical::timestamp},  // CURRENT_TIMESTAMP and datetime() write UTC
    TypeWord{"json", Logical::json},
    TypeWord{"jsonb", Logical::json},
    TypeWord{"time", Logical::time},
    TypeWord{"uuid", Logical::uuid},
};
constexpr std::array kTypeParts{
    TypeWord{"int", Logical::bigint},    TypeWord{"char", Logical::text},
    TypeWord{"clob", Logical::text},     TypeWord{"text", Logical::text},
    TypeWord{"blob", Logical::bytes},    TypeWord{"binary", Logical::bytes},
    TypeWord{"real", Logical::floating}, TypeWord{"floa", Logical::floating},
    TypeWord{"doub", Logical::floating}, TypeWord{"timestamp", Logical::timestamp},
};

}  // namespace

rows::Type suggest_type(std::string_view declared) {
  const std::string name = base::ascii_lower(base::trim(declared));
  if (const rows::ParsedType parsed = rows::parse_type(name);
      !parsed.problem && parsed.type.logical == Logical::decimal) {
    return parsed.type;
  }
  for (const TypeWord& row : kTypeNames) {
    if (row.word == name) return {row.logical};
  }
  for (const TypeWord& row : kTypeParts) {
    if (name.find(row.word) != std::string::npos) return {row.logical};
  }
  if (name.starts_with("dec") || name.starts_with("num")) return {Logical::decimal};
  return {Logical::text};
}

std::vector<ResultColumn> result_columns(sqlite3_stmt* statement) {
  std::vector<ResultColumn> columns;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    const char* name = sqlite3_column_name(statement, i);
    const char* declared = sqlite3_column_decltype(statement, i);
    ResultColumn column;
    if (name != nullptr) column.name = name;
    if (declared != nullptr) column.source_type = declared;
    column.suggested = suggest_type(column.source_type);
    columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<TableName> list_tables(Database& database, const std::string& schema) {
  const Lease statement = database.prepare(
      "SELECT schema, name FROM pragma_table_list WHERE schema = ? COLLATE NOCASE "
      "AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
      "ORDER BY name",
      {Value::text(schema)}, Gate::own);
  std::vector<TableName> tables;
  while (database.step(statement.get())) {
    tables.push_back({text_at(statement.get(), 0), text_at(statement.get(), 1)});
  }
  return tables;
}

std::optional<TableInfo> inspect_table(Database& database, const sql::Table& table) {
  const auto found = find_table(database, table);
  if (!found) return std::nullopt;
  TableInfo info;
  const std::vector<std::string> key = read_columns(database, *found, info);
  read_keys(database, *found, key, info);
  info.empty = is_empty(database, *found);
  return info;
}

}  // namespace waybill::warehouse::sqlite

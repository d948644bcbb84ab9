#include "warehouse/adbc/duckdb_catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sql/lexer.hpp"
#include "warehouse/adbc/texts.hpp"

namespace waybill::warehouse::adbc {
namespace {

using rows::Logical;
using rows::Value;

Parameters place_of(const FoundTable& found) {
  return {Value::text(found.database), Value::text(found.schema), Value::text(found.name)};
}

constexpr std::string_view kThatTable = "database_name = ? AND schema_name = ? AND table_name = ?";

std::string text_of(const std::optional<std::string>& cell) {
  return cell.value_or(std::string());
}

std::string unquoted(std::string_view inner) {
  std::string name;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    name += inner[i];
    if (inner[i] == '"') ++i;  // the second of two
  }
  return name;
}

// The columns of `CREATE UNIQUE INDEX name ON table (a, "b")`, from the last parentheses; nothing
// when one is more than a name.
std::optional<std::vector<std::string>> index_columns(const std::string& statement) {
  const sql::Syntax& syntax = *sql::duckdb().syntax;
  std::vector<std::string> columns;
  bool inside = false, wants_name = false;
  for (const sql::Token& token : sql::lex(syntax, statement)) {
    const std::string_view text = token.in(statement);
    if (token.kind == sql::TokenKind::blank || token.kind == sql::TokenKind::comment) continue;
    if (text == "(") {
      if (inside) return std::nullopt;
      inside = wants_name = true;
      columns.clear();
    } else if (!inside || text == ";") {
      continue;
    } else if (text == ")") {
      inside = false;
    } else if (text == ",") {
      if (wants_name) return std::nullopt;
      wants_name = true;
    } else if (wants_name && token.kind == sql::TokenKind::word) {
      columns.emplace_back(text);
      wants_name = false;
    } else if (wants_name && token.kind == sql::TokenKind::quoted_name) {
      columns.push_back(
          unquoted(statement.substr(token.inner_begin, token.inner_end - token.inner_begin)));
      wants_name = false;
    } else {
      return std::nullopt;
    }
  }
  if (columns.empty()) return std::nullopt;
  return columns;
}

void read_keys(Connection& connection, const FoundTable& found, TableInfo& info) {
  const auto columns =
      read_texts(connection,
                 fmt::format("SELECT k.n, k.kind, k.names[k.i] FROM (SELECT constraint_index AS n, "
                             "constraint_type AS kind, constraint_column_names AS names, "
                             "unnest(range(1, len(constraint_column_names) + 1)) AS i "
                             "FROM duckdb_constraints() WHERE {} "
                             "AND constraint_type IN ('PRIMARY KEY', 'UNIQUE')) AS k "
                             "ORDER BY k.kind, k.n, k.i",
                             kThatTable),
                 place_of(found));
  for (std::size_t row = 0; row < columns.size();) {
    const std::string number = text_of(columns[row][0]);
    info.has_primary_key = info.has_primary_key || text_of(columns[row][1]) == "PRIMARY KEY";
    std::vector<std::string> key;
    for (; row < columns.size() && text_of(columns[row][0]) == number; ++row) {
      key.push_back(text_of(columns[row][2]));
    }
    add_key(info, std::move(key));
  }
  const auto indexes =
      read_texts(connection,
                 fmt::format("SELECT index_name, sql FROM duckdb_indexes() WHERE {} "
                             "AND is_unique AND NOT is_primary AND sql IS NOT NULL "
                             "ORDER BY index_oid",
                             kThatTable),
                 place_of(found));
  for (const auto& index : indexes) {
    if (auto key = index_columns(text_of(index[1]))) {
      add_key(info, std::move(*key));
    } else {
      info.notes.push_back(
          fmt::format("the unique index '{}' is on an expression", text_of(index[0])));
    }
  }
}

}  // namespace

std::optional<FoundTable> find_table(Connection& connection, const sql::Table& table) {
  const std::string text =
      "SELECT database_name, schema_name, name, temporary, is_view FROM ("
      "SELECT database_name, schema_name, table_name AS name, temporary, false AS is_view "
      "FROM duckdb_tables() UNION ALL "
      "SELECT database_name, schema_name, view_name, temporary, true FROM duckdb_views()) AS t "
      "WHERE lower(name) = lower(?) AND (CASE WHEN ? = '' "
      "THEN temporary OR (database_name = current_database() AND schema_name = current_schema()) "
      "ELSE (database_name = current_database() AND lower(schema_name) = lower(?)) "
      "OR (temporary AND lower(?) = 'temp') END) "
      "ORDER BY NOT temporary, name <> ? LIMIT 1";
  const Value schema = Value::text(table.schema);
  const Value name = Value::text(table.name);
  const auto rows = read_texts(connection, text, {name, schema, schema, schema, name});
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  return FoundTable{text_of(row[0]), text_of(row[1]), text_of(row[2]), row[3] == "true",
                    row[4] == "true"};
}

std::vector<TableColumn> read_columns(Connection& connection, const FoundTable& found) {
  std::vector<TableColumn> columns;
  for (const auto& row :
       read_texts(connection,
                  fmt::format("SELECT column_name, data_type, is_nullable FROM duckdb_columns() "
                              "WHERE {} ORDER BY column_index",
                              kThatTable),
                  place_of(found))) {
    columns.push_back({text_of(row[0]), text_of(row[1]), row[2] != "false"});
  }
  return columns;
}

bool is_constrained(Connection& connection, const FoundTable& found) {
  const auto rows =
      read_texts(connection,
                 fmt::format("SELECT (SELECT count(*) FROM duckdb_constraints() WHERE {0}) + "
                             "(SELECT count(*) FROM duckdb_indexes() WHERE {0} AND is_unique)",
                             kThatTable),
                 [&] {
                   Parameters twice = place_of(found);
                   const Parameters once = twice;
                   twice.insert(twice.end(), once.begin(), once.end());
                   return twice;
                 }());
  return rows.empty() || rows.front().front() != "0";
}

std::string qualified(const FoundTable& found) {
  const sql::Dialect& dialect = sql::duckdb();
  return fmt::format("{}.{}.{}", sql::quote(dialect, found.database),
                     sql::quote(dialect, found.schema), sql::quote(dialect, found.name));
}

std::vector<std::string> list_schemas(Connection& connection) {
  std::vector<std::string> schemas;
  for (auto& row : read_texts(connection,
                              "SELECT schema_name FROM duckdb_schemas() "
                              "WHERE database_name = current_database() "
                              "AND schema_name NOT IN ('information_schema', 'pg_catalog') "
                              "ORDER BY schema_name <> current_schema(), schema_name")) {
    schemas.push_back(text_of(row[0]));
  }
  return schemas;
}

std::vector<TableName> list_tables(Connection& connection, const std::string& schema) {
  const std::string text =
      "SELECT schema_name, name FROM ("
      "SELECT schema_name, table_name AS name FROM duckdb_tables() "
      "WHERE database_name = current_database() AND NOT internal AND NOT temporary UNION ALL "
      "SELECT schema_name, view_name FROM duckdb_views() "
      "WHERE database_name = current_database() AND NOT internal AND NOT temporary) AS t "
      "WHERE lower(schema_name) = lower(?) ORDER BY name";
  std::vector<TableName> tables;
  for (auto& row : read_texts(connection, text, {Value::text(schema)})) {
    tables.push_back({text_of(row[0]), text_of(row[1])});
  }
  return tables;
}

std::optional<TableInfo> inspect_table(Connection& connection, const sql::Table& table) {
  const auto found = find_table(connection, table);
  if (!found) return std::nullopt;
  TableInfo info;
  info.columns = read_columns(connection, *found);
  if (!found->is_view) read_keys(connection, *found, info);
  info.empty =
      read_texts(connection, fmt::format("SELECT 1 FROM {} LIMIT 1", qualified(*found))).empty();
  return info;
}

}  // namespace waybill::warehouse::adbc

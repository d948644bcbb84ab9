// CREATE, ALTER and DROP of tables, and the plain INSERT.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "sql/pieces.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {
namespace {

bool in_key(const TableDef& definition, const rows::Field& field) {
  return std::ranges::find(definition.key, field.name) != definition.key.end();
}

std::string column(const Dialect& dialect, const rows::Field& field, bool is_key) {
  return fmt::format("{} {}", quote(dialect, field.name),
                     created_type(dialect, field.type, is_key));
}

std::string table_body(std::string_view create, const std::string& name,
                       std::vector<std::string> lines) {
  return fmt::format("{} {} (\n  {}\n)", create, name, base::join(lines, ",\n  "));
}

// The table's name and "_key", shortened to what the dialect takes, without two tables meeting.
std::string index_name(const Dialect& dialect, const std::string& table) {
  const std::string full = table + "_key";
  const std::size_t limit = dialect.syntax->table_bytes;
  if (limit == 0 || full.size() <= limit) return full;
  const std::string suffix = "_" + base::content_hash(table).substr(0, 8) + "_key";
  std::size_t end = limit - suffix.size();
  while (end > 0 && (static_cast<unsigned char>(table[end]) & 0xC0U) == 0x80U) --end;
  return table.substr(0, end) + suffix;
}

}  // namespace

std::string create_table(const Dialect& dialect, const TableDef& definition) {
  std::vector<std::string> lines;
  for (const rows::Field& field : definition.columns) {
    const bool is_key = in_key(definition, field);
    lines.push_back(column(dialect, field, is_key) +
                    (is_key || !field.nullable ? " NOT NULL" : ""));
  }
  if (definition.with_key && !definition.key.empty()) {
    lines.push_back(fmt::format("PRIMARY KEY ({})", column_list(dialect, definition.key)));
  }
  return table_body("CREATE TABLE", qualified(dialect, definition.table), std::move(lines));
}

std::string create_staging(const Dialect& dialect, const TableDef& definition) {
  std::vector<std::string> lines;
  for (const rows::Field& field : definition.columns) {
    lines.push_back(column(dialect, field, in_key(definition, field)));
  }
  if (!dialect.temporary_tables) {
    return table_body("CREATE TABLE", qualified(dialect, definition.table), std::move(lines));
  }
  return table_body("CREATE TEMPORARY TABLE",
                    quote(dialect, definition.table.name, NameKind::table), std::move(lines));
}

std::string add_key(const Dialect& dialect, const TableDef& definition) {
  const std::string columns = column_list(dialect, definition.key);
  if (dialect.key_after_load == KeyAfterLoad::alter_table) {
    return fmt::format("ALTER TABLE {} ADD PRIMARY KEY ({})", qualified(dialect, definition.table),
                       columns);
  }
  // The index lives in its table's schema, so that the name after ON stands alone.
  const Table index{definition.table.schema, index_name(dialect, definition.table.name)};
  return fmt::format("CREATE UNIQUE INDEX {} ON {} ({})", qualified(dialect, index),
                     quote(dialect, definition.table.name, NameKind::table), columns);
}

std::string add_column(const Dialect& dialect, const Table& table, const rows::Field& field) {
  return fmt::format("ALTER TABLE {} ADD COLUMN {}", qualified(dialect, table),
                     column(dialect, field, false));
}

std::string drop_table(const Dialect& dialect, const Table& table) {
  return fmt::format("DROP TABLE IF EXISTS {}", qualified(dialect, table));
}

std::string insert_values(const Dialect& dialect, const Table& table,
                          const std::vector<std::string>& columns) {
  std::string marks;
  for (std::size_t i = 0; i < columns.size(); ++i) marks += i == 0 ? "?" : ", ?";
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", qualified(dialect, table),
                     column_list(dialect, columns), marks);
}

}  // namespace waybill::sql

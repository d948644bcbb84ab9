// A warehouse that only a dialect describes, a built-in one or a user's own, over whatever driver
// the user names: what ODBC itself can answer, and nothing but reading.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sql/statements.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/describe.hpp"
#include "warehouse/odbc/long_cell.hpp"
#include "warehouse/odbc/manners_rows.hpp"

namespace waybill::warehouse::odbc {
namespace {

// How the standard, and PostgreSQL, say that there is no such table.
constexpr auto kNoTable = std::to_array<std::string_view>({"42S02", "42P01"});

std::string text_literal(const Connection& connection, std::string_view text) {
  return sql::literal(connection.dialect(), text);
}

// Texts come back as they were sent, whatever the driver makes of the locale.
void check_texts(Connection& connection, const ConnectSpec& spec) {
  constexpr std::string_view kText = "\u00e4\u20ac\U0001F600";
  const Texts answer = connection.run(
      fmt::format("SELECT {} {}", text_literal(connection, kText), connection.dialect().no_table));
  if (text_at(answer, 0, 0) == kText) return;
  throw Error(
      codes::connect_failed,
      fmt::format("connection '{}': the driver changes texts that are not ASCII", spec.name))
      .with_hint("use the driver's Unicode version, or set its character set to UTF-8");
}

// The dialect's own texts, before anything relies on them.
void check_transaction(Connection& connection) {
  const sql::Dialect& dialect = connection.dialect();
  if (!dialect.transactions) return;
  try {
    connection.begin(dialect.before_read, dialect.begin_read);
  } catch (const Error& error) {
    throw Error(error.code(), error.message())
        .with_hint("correct begin_read in the dialect file, or set transactions to false")
        .with_sqlstate(error.sqlstate());
  }
  connection.rollback();
}

void set_up(Connection& connection, const ConnectSpec& spec, Access access) {
  if (access == Access::read_write) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': {} is read by this version, and not written",
                            spec.name, connection.dialect().title))
        .with_hint("let destinations use a connection of another vendor");
  }
  check_encrypted(connection, spec);
  check_texts(connection, spec);
  const Vendor* const vendor = find_vendor(spec.vendor);
  if (vendor != nullptr && !vendor->session.empty()) connection.run(std::string(vendor->session));
  check_transaction(connection);
}

std::string location(Connection& connection, const ConnectSpec& spec) {
  return fmt::format("{}:{}:{}:{}", connection.dialect().name, connection.info(SQL_SERVER_NAME),
                     connection.info(SQL_DATABASE_NAME), spec.name);
}

// One column of what a catalog function answers, counted from 1; each text once, in its order.
template <class Ask>
std::vector<std::string> listed(Connection& connection, SQLUSMALLINT column, Ask&& ask) {
  StatementHandle handle = connection.statement();
  connection.call(handle, Connection::Work::executing, [&] { return ask(handle.get()); });
  std::vector<std::string> found;
  while (connection.fetch(handle)) {
    auto text = long_text(connection, handle, column);
    if (text && std::ranges::find(found, *text) == found.end()) found.push_back(std::move(*text));
  }
  return found;
}

SQLCHAR* characters(std::string& text) {
  return reinterpret_cast<SQLCHAR*>(text.data());
}

std::vector<std::string> schemas(Connection& connection) {
  std::vector<std::string> names;
  if (const std::string_view ask = connection.dialect().list_schemas; !ask.empty()) {
    const Texts rows = connection.run(std::string(ask));
    for (std::size_t row = 0; row < rows.size(); ++row) names.push_back(text_at(rows, row, 0));
    return names;
  }
  // https://learn.microsoft.com/sql/odbc/reference/syntax/sqltables-function: all of them.
  return listed(connection, 2, [&](SQLHSTMT handle) {
    std::string none;
    std::string every = SQL_ALL_SCHEMAS;
    return connection.raw().Tables(handle, characters(none), 0, characters(every), SQL_NTS,
                                   characters(none), 0, characters(none), 0);
  });
}

std::vector<TableName> tables(Connection& connection, const std::string& schema) {
  std::vector<TableName> names;
  std::string pattern = schema;
  for (std::string& name : listed(connection, 3, [&](SQLHSTMT handle) {
         return connection.raw().Tables(handle, nullptr, 0, characters(pattern), SQL_NTS, nullptr,
                                        0, nullptr, 0);
       })) {
    names.push_back({schema, std::move(name)});
  }
  return names;
}

// Its columns, and no more: of keys and rows nothing is known.
std::optional<TableInfo> table(Connection& connection, const sql::Table& table) {
  if (table.name.find('\0') != std::string::npos || table.schema.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  try {
    TableInfo info;
    const std::string query =
        fmt::format("SELECT * FROM {}", sql::qualified(connection.dialect(), table));
    for (const SourceColumn& column : source_columns(connection, query, {})) {
      info.columns.push_back(
          {column.described.name, column.server_type, column.described.nullable});
    }
    return info;
  } catch (const Error& error) {
    if (std::ranges::find(kNoTable, error.sqlstate()) == kNoTable.end()) throw;
    return std::nullopt;
  }
}

}  // namespace

const Manners& generic_manners() {
  static constexpr Manners manners{
      .vendor = "generic",
      .title = "ANSI SQL",
      .dialect = sql::generic,
      .family = Family::generic,
      .set_up = set_up,
      .location = location,
      .schemas = schemas,
      .tables = tables,
      .table = table,
  };
  return manners;
}

Manners generic_manners_of(const sql::Dialect& dialect, const Vendor* vendor) {
  constexpr std::string_view kUndo = "ROLLBACK";
  Manners manners = generic_manners();
  manners.title = dialect.title;
  if (dialect.transactions) manners.reading_outside = {dialect.begin_read, kUndo, kUndo};
  if (vendor != nullptr) {
    manners.now = vendor->now;
    manners.about = vendor->about;
  }
  return manners;
}

}  // namespace waybill::warehouse::odbc

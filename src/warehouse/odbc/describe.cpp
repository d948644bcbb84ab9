#include "warehouse/odbc/describe.hpp"

#include <fmt/format.h>

#include <array>

#include "warehouse/odbc/fetch.hpp"
#include "warehouse/odbc/parameters.hpp"

namespace waybill::warehouse::odbc {
namespace {

// psqlODBC tells apart what it has an ODBC type for; the server knows all of its types. A row of
// NULLs is asked for each one's: the query itself is parsed and not run.
std::string postgres_types(std::string_view query, std::size_t count) {
  std::string oids, names;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view comma = i == 0 ? "" : ", ";
    oids += fmt::format("{}pg_catalog.pg_typeof(v.c{})::oid", comma, i);
    names += fmt::format("{}c{}", comma, i);
  }
  return fmt::format(
      "WITH RECURSIVE w(oids) AS (SELECT ARRAY[{}] FROM (SELECT 1) AS one LEFT JOIN "
      "(SELECT * FROM (\n{}\n) AS u LIMIT 0) AS v({}) ON true), "
      "b(n, oid) AS (SELECT u.n, u.oid FROM w, "
      "pg_catalog.unnest(w.oids) WITH ORDINALITY AS u(oid, n) "
      "UNION ALL SELECT b.n, t.typbasetype FROM b JOIN pg_catalog.pg_type t ON t.oid = b.oid "
      "WHERE t.typtype = 'd') "
      "SELECT pg_catalog.format_type(t.oid, NULL), CASE t.typtype WHEN 'e' THEN '1' ELSE '0' END "
      "FROM b JOIN pg_catalog.pg_type t ON t.oid = b.oid WHERE t.typtype <> 'd' ORDER BY b.n",
      oids, query, names);
}

void ask_postgres(Connection& connection, std::string_view query,
                  const std::vector<rows::Value>& values, std::vector<SourceColumn>& columns) {
  if (columns.empty()) return;
  StatementHandle handle = connection.statement();
  connection.prepare(handle,
                     typed_marks(connection, postgres_types(query, columns.size()), values));
  ParameterBuffers buffers;
  bind(handle, values, buffers);
  connection.execute(handle);
  for (SourceColumn& column : columns) {
    if (!connection.fetch(handle)) break;
    column.server_type = long_text(connection, handle, 1).value_or("");
    column.is_enum = long_text(connection, handle, 2) == "1";
  }
}

// Those whose size PostgreSQL spells.
constexpr auto kSized =
    std::to_array<std::string_view>({"character", "character varying", "bit", "bit varying"});

}  // namespace

std::vector<SourceColumn> source_columns(Connection& connection, std::string_view query,
                                         const std::vector<rows::Value>& values) {
  std::vector<SourceColumn> columns;
  {
    StatementHandle handle = connection.statement();
    connection.prepare(handle, typed_marks(connection, query, values));
    ParameterBuffers buffers;
    bind(handle, values, buffers);
    SQLSMALLINT count = 0;
    // Here the driver asks the server.
    connection.call(handle, Connection::Work::executing,
                    [&] { return connection.raw().NumResultCols(handle.get(), &count); });
    for (SQLSMALLINT i = 1; i <= count; ++i) {
      SourceColumn column;
      column.described = handle.describe(static_cast<SQLUSMALLINT>(i));
      column.server_type = column.described.type_name;
      columns.push_back(std::move(column));
    }
  }
  if (connection.driver().family == Family::psqlodbc) {
    ask_postgres(connection, query, values, columns);
  }
  return columns;
}

std::string type_spelling(const Connection& connection, const SourceColumn& column) {
  const DescribedColumn& described = column.described;
  if (connection.driver().family != Family::psqlodbc) return column.server_type;
  if (column.server_type == "numeric" && described.size > 0 && described.size <= 1000) {
    return fmt::format("numeric({},{})", described.size, described.digits);
  }
  for (const std::string_view type : kSized) {
    if (column.server_type == type && described.size > 0 && described.size < 255) {
      return fmt::format("{}({})", type, described.size);
    }
  }
  return column.server_type;
}

}  // namespace waybill::warehouse::odbc

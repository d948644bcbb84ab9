#include "warehouse/odbc/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/text.hpp"
#include "sql/statements.hpp"
#include "warehouse/odbc/long_cell.hpp"
#include "warehouse/odbc/parameters.hpp"
#include "warehouse/postgres/result_types.hpp"

namespace waybill::warehouse::odbc {
namespace {

// psqlODBC tells apart what it has an ODBC type for; the server knows all of its types.
void ask_postgres(Connection& connection, std::string_view query,
                  const std::vector<rows::Value>& values, std::vector<SourceColumn>& columns) {
  if (columns.empty()) return;
  StatementHandle handle = connection.statement();
  connection.prepare(
      handle, typed_marks(connection, postgres::result_types(query, columns.size()), values));
  ParameterBuffers buffers;
  bind(handle, values, buffers);
  connection.execute(handle);
  for (SourceColumn& column : columns) {
    if (!connection.fetch(handle)) break;
    column.server_type = long_text(connection, handle, 1).value_or("");
    column.is_enum = long_text(connection, handle, 2) == "1";
  }
}

// Where a column of a table comes from; all empty for an expression.
struct Origin {
  std::string database;
  std::string table;
  std::string column;
};

Origin origin_of(const StatementHandle& handle, SQLUSMALLINT column) {
  return {handle.about(column, SQL_DESC_CATALOG_NAME),
          handle.about(column, SQL_DESC_BASE_TABLE_NAME),
          handle.about(column, SQL_DESC_BASE_COLUMN_NAME)};
}

// The driver does not tell tinyint(1), which is a boolean, from tinyint: the table does.
void ask_mariadb(Connection& connection, const std::vector<Origin>& origins,
                 std::vector<SourceColumn>& columns) {
  std::map<std::string, Texts> shown;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Origin& origin = origins[i];
    if (origin.table.empty() || origin.column.empty()) continue;
    const std::string name = sql::qualified(sql::mariadb(), {origin.database, origin.table});
    if (!shown.contains(name)) {
      try {
        shown[name] = connection.run(fmt::format("SHOW COLUMNS FROM {}", name));
      } catch (const Error& error) {
        // A view's table may be hidden from who reads the view.
        if (error.code().id == codes::cancelled.id || error.retryable()) throw;
        shown[name] = {};
      }
    }
    for (const auto& row : shown[name]) {
      if (row.size() > 1 && row[0] == origin.column) columns[i].spelling = row[1].value_or("");
    }
  }
}

// The number behind the parenthesis of a type; 0: there is none.
SQLULEN size_in(std::string_view type) {
  const std::size_t open = type.find('(');
  SQLULEN size = 0;
  if (open != std::string_view::npos) {
    const std::string_view digits = base::trim(type.substr(open + 1));
    std::from_chars(digits.data(), digits.data() + digits.size(), size);
  }
  return size;
}

// Of SQLite the driver says "decimal" and 18 for decimal(18,4), and "varchar" where nothing is
// declared; of a column under another name it does not say which one it is.
std::string declared_type(const Texts& declared, const DescribedColumn& described) {
  const std::string guess = described.type_name == "varchar" ? "" : described.type_name;
  std::vector<std::string> sized, plain;
  for (const auto& row : declared) {
    std::string type = row.at(1).value_or("");
    const std::string_view base = base::trim(std::string_view(type).substr(0, type.find('(')));
    if (!base::ascii_iequals(base, described.type_name) && !base::ascii_iequals(base, guess)) {
      continue;
    }
    if (row.at(0) == described.name) return type;
    const SQLULEN size = size_in(type);
    if (size == described.size) sized.push_back(type);
    if (size == 0) plain.push_back(type);
  }
  const std::vector<std::string>& fitting = sized.empty() ? plain : sized;
  const bool one = !fitting.empty() && std::ranges::count(fitting, fitting.front()) ==
                                           static_cast<std::ptrdiff_t>(fitting.size());
  return one ? fitting.front() : guess;
}

void ask_sqlite(Connection& connection, const std::vector<Origin>& origins,
                std::vector<SourceColumn>& columns) {
  std::map<std::string, Texts> declared;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Origin& origin = origins[i];
    const std::string table = sql::literal(sql::sqlite(), origin.table);
    const std::string schema = sql::literal(sql::sqlite(), origin.database);
    const std::string of = fmt::format("{}, {}", table, schema);
    if (!origin.table.empty() && !declared.contains(of)) {
      declared[of] = connection.run(fmt::format(
          "SELECT name, type, hidden <> 2 AND 'table' = (SELECT type FROM pragma_table_list({}) "
          "WHERE schema = {}) FROM pragma_table_xinfo({}) WHERE hidden <> 1",
          table, schema, of));
    }
    const Texts& known = origin.table.empty() ? declared[""] : declared[of];
    columns[i].server_type = declared_type(known, columns[i].described);
    columns[i].is_stored = std::ranges::any_of(
        known, [&](const auto& row) { return row[0] == origin.column && row[2] == "1"; });
  }
}

std::string mariadb_spelling(const DescribedColumn& described) {
  struct Size {
    SQLULEN most;
    std::string_view prefix;
  };
  constexpr auto kSizes =
      std::to_array<Size>({{255, "tiny"}, {65'535, ""}, {16'777'215, "medium"}});
  constexpr auto kWithLength =
      std::to_array<std::string_view>({"char", "varchar", "binary", "varbinary", "bit"});
  const std::string& type = described.type_name;
  if (type == "text" || type == "blob") {
    for (const Size& size : kSizes) {
      if (described.size <= size.most) return fmt::format("{}{}", size.prefix, type);
    }
    return "long" + type;
  }
  if (type == "decimal") return fmt::format("decimal({},{})", described.size, described.digits);
  if (type == "integer") return described.is_unsigned ? "int unsigned" : "int";
  if (described.is_unsigned) return type + " unsigned";
  const bool is_moment =
      described.sql_type == SQL_TYPE_TIME || described.sql_type == SQL_TYPE_TIMESTAMP;
  if (is_moment && described.digits > 0) return fmt::format("{}({})", type, described.digits);
  for (const std::string_view sized : kWithLength) {
    if (type == sized) return fmt::format("{}({})", type, described.size);
  }
  return type;
}

// Those whose size PostgreSQL spells.
constexpr auto kSized =
    std::to_array<std::string_view>({"character", "character varying", "bit", "bit varying"});

}  // namespace

std::vector<SourceColumn> source_columns(Connection& connection, std::string_view query,
                                         const std::vector<rows::Value>& values) {
  std::vector<SourceColumn> columns;
  std::vector<Origin> origins;
  const Family family = connection.driver().family;
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
      if (family == Family::mariadb || family == Family::sqlite) {
        origins.push_back(origin_of(handle, static_cast<SQLUSMALLINT>(i)));
      }
    }
  }
  if (family == Family::psqlodbc) ask_postgres(connection, query, values, columns);
  if (family == Family::mariadb) ask_mariadb(connection, origins, columns);
  if (family == Family::sqlite) ask_sqlite(connection, origins, columns);
  return columns;
}

std::string type_spelling(const Connection& connection, const SourceColumn& column) {
  const DescribedColumn& described = column.described;
  if (!column.spelling.empty()) return column.spelling;
  if (connection.driver().family == Family::mariadb) return mariadb_spelling(described);
  if (connection.driver().family != Family::psqlodbc) return column.server_type;
  // What the driver says of a numeric without precision in a table.
  const bool unknown = described.size == 28 && described.digits == 6;
  if (column.server_type == "numeric" && described.size > 0 && !unknown) {
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

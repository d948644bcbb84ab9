// What a warehouse's limits and peculiarities make of a statement.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "sql/derived.hpp"
#include "sql/statements.hpp"

namespace {

using namespace waybill;

std::vector<std::string> columns(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back(fmt::format("c{}", i));
  return names;
}

std::string derived(std::string_view query) {
  try {
    const sql::DerivedTable table = sql::derived_table(sql::sqlserver(), query);
    return table.before + "|" + table.from;
  } catch (const Error& error) {
    return fmt::format("{} {}", error.code().id, error.message());
  }
}

}  // namespace

TEST_CASE("rows of one INSERT stay within parameters, rows and bytes of a statement") {
  const sql::Table table{"", "t"};
  CHECK(sql::rows_per_insert(sql::sqlserver(), table, columns(2)) == 1000);
  CHECK(sql::rows_per_insert(sql::sqlserver(), table, columns(10)) == 210);
  CHECK(sql::rows_per_insert(sql::sqlserver(), table, columns(5000)) == 1);
  CHECK(sql::rows_per_insert(sql::oracle(), table, columns(2)) == 1);
  CHECK(sql::rows_per_insert(sql::sqlite(), table, columns(3)) == 10922);
  for (const sql::Dialect* dialect : sql::dialects()) {
    for (const std::size_t width : {1U, 7U, 400U}) {
      INFO(std::string(dialect->name), " ", width);
      const std::size_t rows = sql::rows_per_insert(*dialect, table, columns(width));
      const std::string text = sql::insert_values(*dialect, table, columns(width), rows);
      const auto marks = static_cast<std::size_t>(std::ranges::count(text, '?'));
      CHECK(marks == rows * width);
      CHECK((rows == 1 || marks <= static_cast<std::size_t>(dialect->bind_parameters)));
      const auto limit = static_cast<std::size_t>(dialect->statement_bytes);
      CHECK((rows == 1 || limit == 0 || text.size() <= limit));
    }
  }
  sql::Dialect tight = sql::generic();
  tight.statement_bytes = 60;
  const std::size_t rows = sql::rows_per_insert(tight, table, {"a"});
  CHECK(sql::insert_values(tight, table, {"a"}, rows).size() <= 60);
  CHECK(sql::insert_values(tight, table, {"a"}, rows + 1).size() > 60);
}

TEST_CASE(
    "a query within a query of SQL Server: WITH moves to the front, an unbound order is refused") {
  CHECK(derived("SELECT 1 AS a") == "|(\nSELECT 1 AS a\n) m");
  CHECK(derived("WITH a AS (SELECT 1 x), b AS (SELECT 2 y) SELECT * FROM a, b;") ==
        "WITH a AS (SELECT 1 x), b AS (SELECT 2 y),\n[_waybill_query] AS (\nSELECT * FROM a, b\n)\n"
        "|[_waybill_query] m");
  const std::vector<std::string> taken{
      "SELECT TOP 5 * FROM t ORDER BY a",
      "SELECT DISTINCT TOP (5) a FROM t ORDER BY a",
      "SELECT * FROM t ORDER BY a OFFSET 0 ROWS",
      "SELECT * FROM (SELECT TOP 1 a FROM t ORDER BY a) x",
      "SELECT row_number() OVER (ORDER BY a) AS n FROM t",
      "SELECT [order by] FROM [option] -- ORDER BY a",
  };
  for (const std::string& query : taken) {
    INFO(query);
    CHECK(derived(query) == "|(\n" + query.substr(0, query.find(" --")) + "\n) m");
  }
  const std::vector<std::pair<std::string, std::string>> refused{
      {"SELECT * FROM t ORDER BY a", "ORDER BY"},
      {"select * from t order by a desc;", "ORDER BY"},
      {"WITH x AS (SELECT TOP 1 a FROM t ORDER BY a) SELECT * FROM x ORDER BY a", "ORDER BY"},
      {"SELECT TOP 5 a FROM t UNION SELECT b FROM u ORDER BY a", "ORDER BY"},
      {"SELECT * FROM t OPTION (MAXRECURSION 5)", "OPTION"},
      {"WITH x AS (SELECT 1 a) SELECT a FROM x OPTION (RECOMPILE)", "OPTION"},
  };
  for (const auto& one : refused) {
    const auto& query = one.first;
    const auto& what = one.second;
    INFO(query, " gave ", derived(query));
    CHECK(derived(query).starts_with(fmt::format("WB9113 the query has {} at its end", what)));
  }
  CHECK(
      sql::derived_table(sql::postgres(), "WITH x AS (SELECT 1) SELECT * FROM x ORDER BY 1").from ==
      "(\nWITH x AS (SELECT 1) SELECT * FROM x ORDER BY 1\n) m");
}

TEST_CASE("a decimal gets the first type that holds it, or none") {
  const auto created = [](const sql::Dialect& dialect, int precision, int scale) {
    try {
      return sql::created_type(dialect, {rows::Logical::decimal, precision, scale}, false);
    } catch (const Error& error) {
      CHECK(error.code().id == codes::unsupported.id);
      return std::string("none");
    }
  };
  CHECK(created(sql::bigquery(), 38, 9) == "numeric(38,9)");
  CHECK(created(sql::bigquery(), 38, 8) == "bignumeric(38,8)");
  CHECK(created(sql::bigquery(), 76, 38) == "bignumeric(76,38)");
  CHECK(created(sql::bigquery(), 76, 37) == "none");
  CHECK(created(sql::mariadb(), 65, 30) == "decimal(65,30)");
  CHECK(created(sql::mariadb(), 65, 31) == "none");
  CHECK(created(sql::mariadb(), 66, 0) == "none");
  CHECK(created(sql::postgres(), 76, 76) == "numeric(76,76)");
  CHECK(created(sql::sqlite(), 76, 76) == "text");
  CHECK(created(sql::clickhouse(), 76, 0) == "Decimal(76,0)");
  CHECK(created(sql::snowflake(), 39, 0) == "none");
}

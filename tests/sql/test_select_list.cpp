// What the text of a query tells about its result's columns.
#include <doctest/doctest.h>

#include "sql/gate.hpp"

namespace {

using namespace waybill;
using Names = std::vector<std::string>;

sql::SelectList list_of(std::string_view vendor, std::string_view query) {
  INFO(std::string(vendor), ": ", std::string(query));
  const sql::Syntax* syntax = sql::find_syntax(vendor);
  REQUIRE(syntax != nullptr);
  return sql::top_select_list(*syntax, query);
}

Names names_of(std::string_view vendor, std::string_view query) {
  const sql::SelectList list = list_of(vendor, query);
  CHECK(list.known);
  CHECK(!list.has_star);
  return list.columns;
}

}  // namespace

TEST_CASE("columns have the names of their aliases, or their own") {
  CHECK(names_of("postgres", "SELECT a, t.b, s.t.\"C d\", 1 AS e, f(x) g, h::text, 1 + 1 FROM t") ==
        Names{"a", "b", "C d", "e", "g", "h", ""});
  CHECK(
      names_of("postgres", "SELECT a IS DISTINCT FROM b AS c, extract(year FROM d) AS e FROM t") ==
      Names{"c", "e"});
  CHECK(names_of("postgres",
                 "SELECT CASE WHEN a THEN b END, CASE WHEN a THEN b END c, NULL, x IS NULL "
                 "FROM t") == Names{"", "c", "", ""});
  CHECK(names_of("postgres", "SELECT count(*), sum(a) AS \"a\"\"b\" FROM t") == Names{"", "a\"b"});
  CHECK(names_of("mysql", "SELECT a 'x', b AS \"y\", `c``d`, e AS `f` FROM t") ==
        Names{"", "y", "c`d", "f"});
  CHECK(names_of("sqlserver", "SELECT TOP (10) WITH TIES total = sum(a), [b c], d FROM t") ==
        Names{"total", "b c", "d"});
  CHECK(names_of("bigquery", "SELECT AS STRUCT a, `b`, c AS d") == Names{"a", "b", "d"});
  CHECK(names_of("postgres", "SELECT CAST(t.a AS text), cast(b + 1 AS int), CAST(c AS int) AS d") ==
        Names{"a", "", "d"});
  CHECK(names_of("snowflake", "SELECT src:a.b::string AS x, y FROM t") == Names{"x", "y"});
}

TEST_CASE("modifiers of SELECT are no columns") {
  CHECK(names_of("postgres", "SELECT DISTINCT ON (a, b) c, d FROM t") == Names{"c", "d"});
  CHECK(names_of("postgres", "SELECT ALL a FROM t") == Names{"a"});
  CHECK(names_of("mysql", "SELECT SQL_NO_CACHE DISTINCT a FROM t") == Names{"a"});
  CHECK(names_of("sqlserver", "SELECT TOP 5 PERCENT a FROM t") == Names{"a"});
}

TEST_CASE("the main statement of a WITH and the first of a UNION count") {
  CHECK(names_of("postgres", "WITH x AS (SELECT a, b FROM t) SELECT c FROM x") == Names{"c"});
  CHECK(names_of("postgres", "SELECT a FROM t UNION SELECT b FROM u") == Names{"a"});
  CHECK(names_of("postgres", "SELECT 1 AS a EXCEPT SELECT 2") == Names{"a"});
  CHECK(names_of("postgres", "((SELECT a FROM t) UNION ALL SELECT b, c FROM u)") == Names{"a"});
  CHECK(names_of("duckdb", "FROM t SELECT a, b") == Names{"a", "b"});
}

TEST_CASE("a star is told apart from a product and from count(*)") {
  const auto star = [](std::string_view vendor, std::string_view query) {
    const sql::SelectList list = list_of(vendor, query);
    CHECK(list.known);
    return list.has_star;
  };
  CHECK(star("postgres", "SELECT * FROM t"));
  CHECK(star("postgres", "SELECT a, t.* FROM t"));
  CHECK(star("postgres", "SELECT (row(1, 2)).* FROM t"));
  CHECK(star("bigquery", "SELECT * EXCEPT (a), b FROM t"));
  CHECK(star("duckdb", "FROM t"));
  CHECK(star("duckdb", "SELECT COLUMNS('x') FROM t"));
  CHECK(!star("postgres", "SELECT a * b, count(*), (SELECT * FROM u) FROM t"));
  CHECK(list_of("bigquery", "SELECT * EXCEPT (a), b FROM t").columns == Names{"b"});
}

TEST_CASE("nothing is known of VALUES, TABLE and what is refused") {
  for (const std::string_view query :
       {"VALUES (1)", "TABLE t", "DROP TABLE t", "SELECT 1; SELECT 2", "", "SELECT (",
        "WITH a AS (SELECT 1)"}) {
    INFO(std::string(query));
    CHECK(!list_of("postgres", query).known);
  }
  CHECK(!list_of("bigquery", "SELECT AS VALUE a FROM t").known);
}

// A user's query before it is wrapped.
#include <doctest/doctest.h>

#include "base/error.hpp"
#include "sql/query_text.hpp"
#include "sql/statements.hpp"
#include "support/raw_sqlite.hpp"

namespace {

using namespace waybill;

bool wrapped(std::string_view query, const sql::Dialect& dialect = sql::sqlite()) {
  try {
    sql::single_query(dialect, query);
    return true;
  } catch (const Error& error) {
    CHECK(error.code().id == codes::not_read_only.id);
    return false;
  }
}

}  // namespace

TEST_CASE("a query that would escape its parentheses is refused") {
  for (const std::string_view query : {
           "SELECT * FROM t) AS m UNION ALL SELECT * FROM (SELECT * FROM t",
           "SELECT 1) --",
           "SELECT 1 /* not closed",
           "SELECT 'not closed",
           "SELECT \"not closed",
           "SELECT [not closed",
           "SELECT `not closed",
           "SELECT (1",
           "SELECT 1; DROP TABLE t",
           "SELECT 1;; SELECT 2",
           "SELECT 1; /* */ -- \n SELECT 2",
           "SELECT ?",
           "SELECT ?1",
           "SELECT :name",
           "SELECT @name",
           "SELECT $name",
           "",
           "  \n ; -- nothing",
           "/* only a comment */",
           "SELECT '\\' , ') --",
       }) {
    INFO(std::string(query));
    CHECK(!wrapped(query));
  }
  CHECK(!wrapped(std::string_view("SELECT 1\0) AS m", 15)));
}

TEST_CASE("an honest query is wrapped as it stands, without its last semicolon") {
  tests::RawSqlite db;
  for (const std::string_view query : {
           "SELECT 1 AS a",
           "SELECT 1 AS a;",
           "SELECT 1 AS a ; ; -- done",
           "SELECT 1 AS a -- )",
           "SELECT 1 AS a /* ) ; ? */",
           "SELECT ')' AS a",
           "SELECT 'it''s; :x ?' AS a",
           "SELECT 1 AS a WHERE '\\' = '\\'",
           "SELECT \"a\" FROM (SELECT 1 AS \"a\") -- \"",
           "SELECT [a] FROM (SELECT 1 AS [a])",
           "SELECT `a` FROM (SELECT 1 AS `a`)",
           "WITH x(a) AS (VALUES (1)) SELECT a FROM x",
           "VALUES (1)",
           "-- first\nSELECT 1 AS a",
       }) {
    INFO(std::string(query));
    REQUIRE(wrapped(query));
    const std::string inner(sql::single_query(sql::sqlite(), query));
    CHECK(db.query("SELECT * FROM (\n" + inner + "\n) AS m").size() == 1);
  }
}

TEST_CASE("casts and slices of other dialects are no parameters") {
  CHECK(wrapped("SELECT a::text FROM t", sql::generic()));
  CHECK(wrapped("SELECT \"a\" :: text FROM t", sql::generic()));
  CHECK(wrapped("SELECT t$1 FROM t", sql::generic()));
}

TEST_CASE("the place of what is wrong with a query is its line") {
  try {
    sql::single_query(sql::sqlite(), "SELECT 1\nFROM t\nWHERE a = ?");
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.message().find("line 3") != std::string::npos);
  }
}

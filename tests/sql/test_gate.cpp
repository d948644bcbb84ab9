// The read-only gate: corpora of hostile and of legitimate statements, and single rules.
#include <doctest/doctest.h>

#include <map>

#include "base/error.hpp"
#include "gate_corpus.hpp"
#include "sql/gate.hpp"
#include "support/raw_sqlite.hpp"

namespace {

using namespace waybill;

const sql::Syntax& syntax_of(std::string_view vendor) {
  const sql::Syntax* syntax = sql::find_syntax(vendor);
  REQUIRE(syntax != nullptr);
  return *syntax;
}

std::string refusal(const sql::Syntax& syntax, std::string_view query) {
  const auto found = sql::refuse_unless_read_only(syntax, query);
  if (!found) return "";
  CHECK(found->at <= query.size());
  CHECK(!found->message.empty());
  CHECK(!found->hint.empty());
  CHECK(found->message.find('\n') == std::string::npos);
  return found->message;
}

std::string in_case(std::string_view text, bool upper) {
  return upper ? base::ascii_upper(text) : base::ascii_lower(text);
}

}  // namespace

TEST_CASE("every hostile statement is refused, by what is wrong with it, however it is dressed") {
  const auto statements = tests::read_corpus("hostile.txt");
  CHECK(statements.size() >= 200);
  for (const tests::Statement& statement : statements) {
    INFO("hostile.txt line ", statement.line);
    REQUIRE(!statement.note.empty());
    for (const sql::Syntax* syntax : statement.vendors) {
      INFO("vendor ", std::string(syntax->vendor), ": ", statement.sql);
      const std::string message = refusal(*syntax, statement.sql);
      INFO("message: ", message);
      CHECK(message.find(statement.note) != std::string::npos);
      for (const std::string& dressed :
           {"/* a */ " + statement.sql + "\n-- b", "-- a\n\n\n " + statement.sql + "\n\n\n",
            in_case(statement.sql, true), in_case(statement.sql, false),
            "(\n" + statement.sql + "\n)", statement.sql + ";"}) {
        INFO("dressed: ", dressed);
        CHECK(!refusal(*syntax, dressed).empty());
      }
    }
  }
}

TEST_CASE("no legitimate statement is refused, with a semicolon or a comment at its end neither") {
  const auto statements = tests::read_corpus("legitimate.txt");
  CHECK(statements.size() >= 500);
  std::map<std::string_view, int> by_vendor;
  for (const tests::Statement& statement : statements) {
    INFO("legitimate.txt line ", statement.line);
    for (const sql::Syntax* syntax : statement.vendors) {
      ++by_vendor[syntax->vendor];
      INFO("vendor ", std::string(syntax->vendor), ": ", statement.sql);
      CHECK(refusal(*syntax, statement.sql) == "");
      for (const std::string_view ending :
           {";", " ;\n", "\n-- end", "\n;-- end ; ( '", " /* end */ ; "}) {
        INFO("ending ", std::string(ending));
        CHECK(refusal(*syntax, statement.sql + std::string(ending)) == "");
      }
      CHECK(refusal(*syntax, "-- first\n/* second */\n" + statement.sql) == "");
      std::string_view inner;
      const std::string whole = statement.sql + "\n;-- end";
      CHECK_NOTHROW(inner = sql::single_query(*syntax, whole));
      CHECK(refusal(*syntax, "(\n" + std::string(inner) + "\n)") == "");
    }
  }
  for (const sql::Syntax& syntax : sql::syntaxes()) {
    INFO(std::string(syntax.vendor));
    CHECK(by_vendor[syntax.vendor] >= 20);
  }
}

TEST_CASE("a NUL, broken UTF-8 and control characters are refused") {
  for (const sql::Syntax& syntax : sql::syntaxes()) {
    using namespace std::string_view_literals;
    CHECK(refusal(syntax, "SELECT 1\0"sv).find("NUL") != std::string::npos);
    CHECK(refusal(syntax, "SELECT 'a\0b'"sv).find("NUL") != std::string::npos);
    CHECK(refusal(syntax, "SELECT '\xFF'").find("UTF-8") != std::string::npos);
    CHECK(refusal(syntax, "SELECT '\xBF\x27'").find("UTF-8") != std::string::npos);
    CHECK(refusal(syntax, "SELECT \x01 1").find("control") != std::string::npos);
    CHECK(refusal(syntax, "SELECT 1 -- a\r, 2").find("carriage return") != std::string::npos);
    CHECK(refusal(syntax, "SELECT 1 -- a\r\n, 2\r\n") == "");
  }
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
    const std::string inner(sql::single_query(syntax_of("sqlite"), query));
    CHECK(db.query("SELECT * FROM (\n" + inner + "\n) AS m").size() == 1);
  }
}

TEST_CASE("a query ends with its last part") {
  const auto single = [](std::string_view query) {
    return sql::single_query(syntax_of("postgres"), query);
  };
  CHECK(single("SELECT 1") == "SELECT 1");
  CHECK(single(" /* a */ SELECT 1 /* b */ ; -- c\n;") == " /* a */ SELECT 1");
  CHECK(single("SELECT $$;$$ ;") == "SELECT $$;$$");
}

TEST_CASE("the place of what is wrong with a query is its line") {
  try {
    sql::single_query(syntax_of("sqlite"), "SELECT 1\nFROM t\nWHERE a = ?");
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.code().id == codes::not_read_only.id);
    CHECK(error.message().find("line 3") != std::string::npos);
    CHECK(!error.hint().empty());
  }
}

TEST_CASE("a refusal's place is the byte at fault") {
  const std::string query = "SELECT a, pg_sleep(1) FROM t";
  CHECK(sql::refuse_unless_read_only(syntax_of("postgres"), query)->at == query.find("pg_"));
}

TEST_CASE("modes of a session are flags of a copied syntax") {
  sql::Syntax ansi = syntax_of("mysql");
  ansi.double_quoted_text = false;
  ansi.backslash_escapes = false;
  // With backslashes the first is one text that is not closed, without them it is two columns.
  const std::string two = "SELECT '\\' AS a, '' AS b";
  CHECK(refusal(syntax_of("mysql"), two) != "");
  CHECK(refusal(ansi, two) == "");
  const std::string call = "SELECT \"sleep\"(1)";
  CHECK(refusal(syntax_of("mysql"), call) == "");  // a text, which nothing can call
  CHECK(refusal(ansi, call).find("sleep") != std::string::npos);
  const std::string text = "SELECT \"a\\\" ; DROP TABLE t -- \"";
  CHECK(refusal(syntax_of("mysql"), text) == "");
  CHECK(refusal(ansi, text) != "");
}

TEST_CASE("a megabyte of brackets, quotes or names neither overflows nor takes long") {
  constexpr std::size_t kMebibyte = 1U << 20U;
  const auto repeated = [](std::string_view unit) {
    const std::size_t size = unit == "(" || unit == "'" ? kMebibyte : kMebibyte / 16;
    std::string text = "SELECT ";
    while (text.size() < size) text += unit;
    return text;
  };
  for (const sql::Syntax& syntax : sql::syntaxes()) {
    INFO(std::string(syntax.vendor));
    for (const std::string_view unit : {"(",
                                        ")",
                                        "'",
                                        "\"",
                                        "`",
                                        "[",
                                        "/*",
                                        "$",
                                        "$a",
                                        "$a$",
                                        "q'[",
                                        "--",
                                        "(WITH a(b) AS ",
                                        "f(",
                                        "(SELECT ",
                                        "a.",
                                        "update ",
                                        "FROM a, ",
                                        "\\",
                                        "E'",
                                        "{",
                                        "(WITH RECURSIVE a AS (",
                                        "1e",
                                        ", query(a) AS (b)",
                                        "WITH query(a) AS (b), "}) {
      INFO(std::string(unit));
      CHECK(refusal(syntax, repeated(unit)) != "unreached");
    }
    std::string nested(kMebibyte / 8, '(');
    nested += "SELECT 1";
    nested.append(kMebibyte / 8, ')');
    CHECK(refusal(syntax, nested) == "");
    CHECK(refusal(syntax, nested + ")").find("parenthesis") != std::string::npos);
  }
}

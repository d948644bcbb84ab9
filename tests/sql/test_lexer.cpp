// The lexer: every byte in one token, under every syntax, whatever the text.
#include <doctest/doctest.h>

#include <cstdint>

#include "gate_corpus.hpp"
#include "sql/gate.hpp"
#include "sql/lexer.hpp"

namespace {

using namespace waybill;
using sql::Spelling;
using sql::TokenKind;

std::vector<sql::Token> tokens_of(std::string_view vendor, std::string_view sql) {
  const sql::Syntax* syntax = sql::find_syntax(vendor);
  REQUIRE(syntax != nullptr);
  std::vector<sql::Token> tokens = sql::lex(*syntax, sql);
  std::erase_if(tokens, [](const sql::Token& token) { return token.kind == TokenKind::blank; });
  return tokens;
}

// The only token of the text.
sql::Token token_of(std::string_view vendor, std::string_view sql) {
  const auto tokens = tokens_of(vendor, sql);
  INFO(std::string(vendor), ": ", std::string(sql));
  CHECK(tokens.size() == 1);
  return tokens.empty() ? sql::Token{} : tokens[0];
}

std::string inner_of(std::string_view vendor, std::string_view sql) {
  const sql::Token token = token_of(vendor, sql);
  CHECK(token.closed);
  return std::string(sql.substr(token.inner_begin, token.inner_end - token.inner_begin));
}

bool covers(const sql::Syntax& syntax, std::string_view sql) {
  std::size_t at = 0;
  for (const sql::Token& token : sql::lex(syntax, sql)) {
    if (token.begin != at || token.end <= token.begin) return false;
    if (token.inner_begin > token.inner_end || token.inner_end > token.end) return false;
    at = token.end;
  }
  return at == sql.size();
}

std::vector<tests::Statement> corpora() {
  auto all = tests::read_corpus("hostile.txt");
  for (tests::Statement& statement : tests::read_corpus("legitimate.txt")) {
    all.push_back(std::move(statement));
  }
  return all;
}

class Random {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_ = 20260101;
};

}  // namespace

TEST_CASE("every byte of every statement is in one token, under every syntax") {
  const auto statements = corpora();
  for (const tests::Statement& statement : statements) {
    for (const sql::Syntax& syntax : sql::syntaxes()) {
      INFO(std::string(syntax.vendor), ": ", statement.sql);
      CHECK(covers(syntax, statement.sql));
    }
  }
}

TEST_CASE("cut and changed statements are lexed and judged without fail") {
  const auto statements = corpora();
  constexpr std::string_view kPieces = "'\"`[](){}$;:?@#\\-/*!.,=<>|&~^%E\n\r\t Uq0_";
  Random random;
  for (int i = 0; i < 20'000; ++i) {
    std::string sql = statements[random.below(statements.size())].sql;
    for (std::size_t changes = random.below(4); changes > 0; --changes) {
      const std::size_t at = random.below(sql.size() + 1);
      const char piece = kPieces[random.below(kPieces.size())];
      switch (random.below(3)) {
        case 0:
          sql.insert(at, 1, piece);
          break;
        case 1:
          if (at < sql.size()) sql[at] = piece;
          break;
        default:
          sql.erase(at, 1);
      }
    }
    if (random.below(2) == 0) sql.resize(random.below(sql.size() + 1));
    const auto syntaxes = sql::syntaxes();
    const sql::Syntax& syntax = syntaxes[random.below(syntaxes.size())];
    INFO(std::string(syntax.vendor), ": ", sql);
    REQUIRE(covers(syntax, sql));
    const auto refusal = sql::refuse_unless_read_only(syntax, sql);
    REQUIRE((!refusal || refusal->at <= sql.size()));
    // What is judged to be one query stays one between parentheses.
    if (!refusal) {
      const std::string wrapped =
          "SELECT a FROM (\n" + std::string(sql::single_query(syntax, sql)) + "\n) m";
      REQUIRE(!sql::refuse_unless_read_only(syntax, wrapped));
    }
    sql::top_select_list(syntax, sql);
  }
}

TEST_CASE("texts end where their vendor ends them") {
  for (const sql::Syntax& syntax : sql::syntaxes()) {
    INFO(std::string(syntax.vendor));
    const std::string sql = "'a\\'b' c'";
    const std::size_t end = sql::lex(syntax, sql)[0].end;
    CHECK(end == (syntax.backslash_escapes ? 6 : 4));
  }
  CHECK(inner_of("postgres", "'it''s'") == "it''s");
  CHECK(inner_of("postgres", "E'it\\'s'") == "it\\'s");
  CHECK(inner_of("postgres", "$a$ $b$ '$a$") == " $b$ '");
  CHECK(inner_of("postgres", "$$it's$$") == "it's");
  CHECK(inner_of("postgres", "U&'d\\0061t'") == "d\\0061t");
  CHECK(inner_of("snowflake", "$$it's \\$$") == "it's \\");
  CHECK(inner_of("clickhouse", "$a b$ ' $a b$") == " ' ");
  CHECK(inner_of("bigquery", "'''it's \"\"\" '''") == "it's \"\"\" ");
  CHECK(inner_of("bigquery", "\"\"\"a\n'''\"\"\"") == "a\n'''");
  CHECK(inner_of("bigquery", "r'\\''") == "\\'");
  CHECK(inner_of("bigquery", "Rb\"\"\"a\"b\\\"\"\"\"") == "a\"b\\\"");
  CHECK(inner_of("databricks", "r'\\'") == "\\");
  CHECK(inner_of("mysql", "\"a\\\"b\"\"c\"") == "a\\\"b\"\"c");
  CHECK(inner_of("oracle", "q'[it's]]'") == "it's]");
  CHECK(inner_of("oracle", "Nq'!it's!'") == "it's");
  CHECK(inner_of("oracle", "q'\xC3\xA4it's\xC3\xA4'") == "it's");
  CHECK(inner_of("sqlserver", "N'it''s'") == "it''s");
  CHECK(tokens_of("bigquery", "'a''b'").size() == 2);
  CHECK(!tokens_of("bigquery", "'a\nb'")[0].closed);
  CHECK(!tokens_of("postgres", "$a$ $b$")[0].closed);
  CHECK(!tokens_of("oracle", "q'[a'")[0].closed);
  CHECK(!tokens_of("mysql", "'\\")[0].closed);
}

TEST_CASE("spellings of texts are told apart") {
  const auto spelling = [](std::string_view vendor, std::string_view sql) {
    const sql::Token token = token_of(vendor, sql);
    CHECK(token.kind == TokenKind::text);
    return token.spelling;
  };
  CHECK(spelling("postgres", "'a'") == Spelling::plain);
  CHECK(spelling("postgres", "e'a'") == Spelling::escape);
  CHECK(spelling("postgres", "u&'a'") == Spelling::unicode);
  CHECK(spelling("postgres", "$$a$$") == Spelling::dollar);
  CHECK(spelling("bigquery", "r'a'") == Spelling::raw);
  CHECK(spelling("bigquery", "'''a'''") == Spelling::triple);
  CHECK(spelling("oracle", "q'(a)'") == Spelling::q_quote);
  CHECK(spelling("mysql", "X'41'") == Spelling::plain);
}

TEST_CASE("quoted names end where their vendor ends them") {
  CHECK(inner_of("postgres", "\"a\"\"b\"") == "a\"\"b");
  CHECK(inner_of("mysql", "`a``b`") == "a``b");
  CHECK(inner_of("sqlserver", "[a]]b]") == "a]]b");
  CHECK(inner_of("sqlite", "[a\"b]") == "a\"b");
  CHECK(inner_of("bigquery", "`a\\`b`") == "a\\`b");
  CHECK(inner_of("clickhouse", "\"a\\\"b\"\"c\"") == "a\\\"b\"\"c");
  CHECK(tokens_of("sqlite", "[a]]").size() == 2);
  CHECK(tokens_of("oracle", "\"a\"\"b\"").size() == 2);
  CHECK(token_of("postgres", "U&\"\\0061\"").kind == TokenKind::quoted_name);
}

TEST_CASE("comments begin and end where their vendor lets them") {
  const auto count = [](std::string_view vendor, std::string_view sql) {
    return tokens_of(vendor, sql).size();
  };
  CHECK(count("postgres", "/* /* */ */") == 1);
  CHECK(count("sqlserver", "/* /* */ */") == 1);
  CHECK(count("clickhouse", "/* /* */ */") == 1);
  CHECK(count("databricks", "/* /* */ */") == 1);
  CHECK(count("mysql", "/* /* */ */") == 3);
  CHECK(count("oracle", "/* /* */ */") == 3);
  CHECK(count("snowflake", "/* /* */ */") == 3);
  CHECK(count("trino", "/* /* */ */") == 3);
  CHECK(count("mysql", "5--3") == 4);
  CHECK(count("mysql", "5-- 3") == 2);
  CHECK(count("mysql", "5--") == 2);
  CHECK(count("postgres", "5--3") == 2);
  CHECK(count("mysql", "a#b") == 2);
  CHECK(count("bigquery", "a#b") == 2);
  CHECK(count("postgres", "a#b") == 3);
  CHECK(count("clickhouse", "a # b") == 2);
  CHECK(count("clickhouse", "a #b") == 3);
  CHECK(count("snowflake", "a//b") == 2);
  CHECK(count("clickhouse", "a//b") == 2);
  CHECK(count("duckdb", "a//b") == 4);
  CHECK(token_of("mysql", "/*!50000 a */").executable);
  CHECK(token_of("mariadb", "/*M! a */").executable);
  CHECK(!token_of("mysql", "/*+ a */").executable);
  CHECK(!token_of("postgres", "/*! a */").executable);
  CHECK(!tokens_of("postgres", "/* /* */")[0].closed);
  CHECK(!tokens_of("mysql", "/*/")[0].closed);
}

TEST_CASE("parameters are those of the vendor") {
  const auto is_parameter = [](std::string_view vendor, std::string_view sql) {
    return tokens_of(vendor, sql).back().kind == TokenKind::parameter;
  };
  for (const std::string_view vendor : {"mysql", "sqlite", "trino", "oracle", "duckdb"}) {
    CHECK(is_parameter(vendor, "a = ?"));
  }
  CHECK(!is_parameter("postgres", "a ?"));
  CHECK(!is_parameter("clickhouse", "a ?"));
  CHECK(is_parameter("postgres", "a = $1"));
  CHECK(!is_parameter("snowflake", "$1"));
  CHECK(is_parameter("duckdb", "a = $name"));
  CHECK(is_parameter("oracle", "a = :name"));
  CHECK(is_parameter("snowflake", "a = :name"));
  CHECK(!is_parameter("snowflake", "a:name"));
  CHECK(!is_parameter("snowflake", "a[0]:name"));
  CHECK(!is_parameter("databricks", "raw:owner"));
  CHECK(is_parameter("databricks", "raw = :owner"));
  CHECK(!is_parameter("oracle", "a::name"));
  CHECK(!is_parameter("postgres", "a::name"));
  CHECK(is_parameter("sqlserver", "a = @name"));
  CHECK(!is_parameter("sqlserver", "@@version"));
  CHECK(is_parameter("bigquery", "a = @name"));
  CHECK(!is_parameter("mysql", "a = @name"));
  CHECK(!is_parameter("postgres", "x$1"));
}

TEST_CASE("numbers end before what could be the prefix of a text") {
  CHECK(tokens_of("postgres", "1E'\\''").size() == 2);
  CHECK(token_of("postgres", "1.5e-3").kind == TokenKind::number);
  CHECK(token_of("postgres", "0xFF").kind == TokenKind::number);
  CHECK(token_of("postgres", "1_000.5").kind == TokenKind::number);
  CHECK(token_of("postgres", ".5").kind == TokenKind::number);
  CHECK(tokens_of("postgres", "1..2").size() == 4);
  CHECK(tokens_of("postgres", "t.1").size() == 3);
}

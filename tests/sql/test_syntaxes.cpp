// The vendors' rows: names and texts as each spells them, found again by its lexer.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>

#include "base/error.hpp"
#include "sql/lexer.hpp"
#include "sql/names.hpp"
#include "support/golden.hpp"

namespace {

using namespace waybill;

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts{
      "a",      "it's", "a\"b",       "a`b",   "a]b", "[a]",          "a\\b",
      "a\\",    "\\'",  "'",          "''",    "\"",  "a' OR '1'='1", "a\nb",
      "a\r\nb", "\t",   "--",         "/* */", "*/",  "a;b",          "%s {0} {}",
      "${a}",   "$$",   "$a$",        "a.b",   "a b", "\xC3\xA4",     "\xF0\x9F\x9A\x80",
      "?",      ":a",   "{{.Schema}}"};
  return texts;
}

std::string code_of(const std::function<std::string()>& call, std::string& out) {
  try {
    out = call();
    return "";
  } catch (const Error& error) {
    CHECK(error.message().find('\n') == std::string::npos);
    CHECK(!error.hint().empty());
    return std::string(error.code().id);
  }
}

}  // namespace

TEST_CASE("names and texts of every vendor are those of the golden file") {
  std::string shown;
  for (const sql::Syntax& syntax : sql::syntaxes()) {
    shown += fmt::format("== {}\n", syntax.vendor);
    for (const std::string& text : hostile_texts()) {
      std::string name;
      std::string literal;
      const std::string refused = code_of([&] { return sql::quote(syntax, text); }, name);
      CHECK(code_of([&] { return sql::literal(syntax, text); }, literal) == "");
      shown += fmt::format("{} {}\n", refused.empty() ? name : refused, literal);
    }
  }
  tests::check_golden(
      std::filesystem::path(WAYBILL_GOLDEN_DIR).parent_path() / "names" / "spellings.txt", shown);
}

TEST_CASE("a spelt name or text is one closed token of its vendor's") {
  for (const sql::Syntax& syntax : sql::syntaxes()) {
    for (const std::string& text : hostile_texts()) {
      INFO(std::string(syntax.vendor), ": ", text);
      const std::string literal = sql::literal(syntax, text);
      const auto tokens = sql::lex(syntax, literal + " ");
      REQUIRE(tokens.size() == 2);
      CHECK(tokens[0].kind == sql::TokenKind::text);
      CHECK(tokens[0].closed);
      std::string name;
      if (!code_of([&] { return sql::quote(syntax, text); }, name).empty()) continue;
      const auto names = sql::lex(syntax, name + " ");
      REQUIRE(names.size() == 2);
      CHECK(names[0].kind == sql::TokenKind::quoted_name);
      CHECK(names[0].closed);
    }
  }
}

TEST_CASE("what no vendor can spell is refused") {
  std::string out;
  for (const sql::Syntax& syntax : sql::syntaxes()) {
    INFO(std::string(syntax.vendor));
    const std::string nul("a\0b", 3);
    CHECK(code_of([&] { return sql::literal(syntax, nul); }, out) == "WB9113");
    CHECK(code_of([&] { return sql::literal(syntax, "\xFF"); }, out) == "WB9113");
    CHECK(code_of([&] { return sql::quote(syntax, nul); }, out) == "WB9114");
    CHECK(code_of([&] { return sql::quote(syntax, "\xFF"); }, out) == "WB9114");
    CHECK(code_of([&] { return sql::quote(syntax, ""); }, out) == "WB9114");
  }
}

TEST_CASE("a name is as long as its vendor takes, tables and columns apart") {
  std::string out;
  for (const sql::Syntax& syntax : sql::syntaxes()) {
    INFO(std::string(syntax.vendor));
    for (const auto& [name_kind, limit] : {std::pair{sql::NameKind::column, syntax.column_bytes},
                                           std::pair{sql::NameKind::table, syntax.table_bytes}}) {
      const sql::NameKind kind = name_kind;  // clang 14 captures no structured binding
      const std::string longest(limit == 0 ? 5000 : limit, 'x');
      CHECK(code_of([&] { return sql::quote(syntax, longest, kind); }, out) == "");
      CHECK(code_of([&] { return sql::quote(syntax, longest + "x", kind); }, out) ==
            (limit == 0 ? "" : "WB9114"));
    }
  }
}

TEST_CASE("the fifteen vendors are found by name in any case") {
  CHECK(sql::syntaxes().size() == 15);
  for (const sql::Syntax& syntax : sql::syntaxes()) {
    CHECK(sql::find_syntax(syntax.vendor) == &syntax);
    CHECK(!syntax.title.empty());
    CHECK(!syntax.name_quotes.empty());
    CHECK(!syntax.denied_functions.empty());
  }
  CHECK(sql::find_syntax("PostgreS") == sql::find_syntax("postgres"));
  CHECK(sql::find_syntax("db2") == nullptr);
  CHECK(sql::generic_syntax().vendor == "generic");
}

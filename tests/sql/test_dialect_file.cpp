// A dialect of a user's own, read from JSON.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "sql/dialect_file.hpp"
#include "sql/statements.hpp"

namespace {

using namespace waybill;

std::shared_ptr<const sql::Dialect> read(std::string_view text) {
  return sql::read_dialect(base::parse_json_or_throw(text, "a dialect"));
}

// Where the first mistake is, and what.
std::string refusal(std::string_view text) {
  try {
    read(text);
  } catch (const Error& error) {
    CHECK(error.code().id == codes::bad_parameter.id);
    return error.message();
  }
  return "read";
}

}  // namespace

TEST_CASE("what a dialect file does not say is as in the dialect it extends") {
  const auto mine = read(R"({
    "extends": "postgres", "name": "cockroach", "title": "CockroachDB",
    "created": {"json": "jsonb", "text": "string"},
    "limit": "FETCH FIRST {n} ROWS ONLY",
    "merge": "merge_into", "lookback_seconds": 7, "transactional_ddl": false,
    "syntax": {"name_quotes": ["[]"], "column_bytes": 5}
  })");
  CHECK(mine->name == "cockroach");
  CHECK(mine->lookback_seconds == 7);
  CHECK(!mine->transactional_ddl);
  CHECK(!mine->executed);
  CHECK(mine->begin_read == sql::postgres().begin_read);
  CHECK(sql::created_type(*mine, {rows::Logical::text}, false) == "string");
  CHECK(sql::created_type(*mine, {rows::Logical::uuid}, false) == "uuid");
  sql::ReadSpec spec;
  spec.table = {"", "t"};
  spec.columns = {"a]b"};
  spec.limit = 3;
  CHECK(sql::read(*mine, spec).text == "SELECT [a]]b]\nFROM [t]\nFETCH FIRST 3 ROWS ONLY");
  CHECK_THROWS_AS(sql::quote(*mine, "longer"), Error);
  const auto names =
      read(R"({"syntax": {"name_quotes": [{"quotes": "``", "inside": "backslash"}]}})");
  CHECK(sql::quote(*names, "a`b") == "`a\\`b`");
  CHECK(sql::quote(sql::postgres(), "longer") == "\"longer\"");
}

TEST_CASE("a dialect file that says nothing is the generic dialect") {
  const auto mine = read("{}");
  CHECK(mine->name == "generic");
  CHECK(sql::write_dialect(*mine) == sql::write_dialect(sql::generic()));
}

TEST_CASE("every dialect can be written as a file and read back") {
  for (const sql::Dialect* dialect : sql::dialects()) {
    const base::Json json = sql::write_dialect(*dialect);
    INFO(std::string(dialect->name), " ", base::write_json(json));
    const auto again = sql::read_dialect(json);
    CHECK(sql::write_dialect(*again) == json);
    for (const std::string name : {"plain", "a b", "ünï"}) {
      CHECK(sql::quote(*again, name) == sql::quote(*dialect, name));
    }
    std::size_t keys = json.as_object().size() + json.find("syntax")->as_object().size() - 1;
    CHECK(keys == sql::dialect_keys().size());
  }
}

TEST_CASE("a dialect file outlives the text it was read from") {
  std::shared_ptr<const sql::Dialect> mine;
  {
    const std::string text = R"({"title": "A title that is longer than any small buffer"})";
    mine = read(text);
  }
  CHECK(mine->title == "A title that is longer than any small buffer");
  CHECK(mine->syntax->title == mine->title);
}

TEST_CASE("a mistake in a dialect file is told with its place") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"([])", "must be an object"},
      {R"({"extends": "access"})", "/extends names no dialect"},
      {R"({"extends": 1})", "/extends must be a text"},
      {R"({"limits": "x"})", "/limits is no key"},
      {"{\n\"limit\": 5}", "line 2: /limit must be a text"},
      {R"({"limit": "LIMIT 5"})", "/limit must hold {n}"},
      {R"({"limit": ""})", "/limit or /limit_first must be empty, and not both"},
      {R"({"limit": "LIMIT {n} {m}"})", "/limit has no place for {m}"},
      {R"({"transactions": "yes"})", "/transactions must be true or false"},
      {R"({"merge": "upsert"})", "/merge must be one of on_conflict"},
      {R"({"bind_parameters": -1})", "/bind_parameters must be a whole number"},
      {R"({"bind_parameters": 0})", "/bind_parameters must not be 0"},
      {R"({"bind_parameters": 1.5})", "/bind_parameters must be a whole number"},
      {R"({"created": {"string": "x"}})", "/created/string is no logical type"},
      {R"({"created": {"text": ""}})", "/created/text must not be empty"},
      {"{\"created\": {\"text\": \"char({p})\"}}", "/created/text has no place for {p}"},
      {R"({"decimals": {}})", "/decimals must be a list"},
      {R"({"decimals": [{"digits": 5}]})", "/decimals/0 needs a spelling"},
      {R"({"decimals": [{"size": 5}]})", "/decimals/0/size is no key"},
      {R"({"same_types": {"int8": 5}})", "/same_types/int8 must be a text"},
      {R"({"syntax": []})", "/syntax must be an object"},
      {R"({"syntax": {"quotes": 1}})", "/syntax/quotes is no key"},
      {R"({"syntax": {"name_quotes": []}})", "/syntax/name_quotes must be a list"},
      {R"({"syntax": {"name_quotes": ["'"]}})", "/syntax/name_quotes/0 must be two"},
      {R"({"syntax": {"name_quotes": [{"quotes": "[]", "inside": "x"}]}})",
       "/syntax/name_quotes/0/inside must be one of"},
      {R"({"syntax": {"folding": "up"}})", "/syntax/folding must be one of"},
      {R"({"text_is": "{column} = 1"})", "/text_is must hold a ?"},
      {R"({"ddl_backticks": true, "syntax": {"name_quotes": ["[]"]}})", "/ddl_backticks needs"},
      {R"({"null_safe_differs": ""})", "/null_safe_differs must not be empty"},
      {R"({"name": ""})", "/name must not be empty"},
  };
  for (const auto& one : cases) {
    const auto& text = one.first;
    const auto& expected = one.second;
    INFO(text, " gave: ", refusal(text));
    CHECK(refusal(text).find(expected) != std::string::npos);
  }
}

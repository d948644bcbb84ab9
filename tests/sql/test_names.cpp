// Identifiers, literals and table names.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "base/error.hpp"
#include "sql/statements.hpp"
#include "sql/stored_type.hpp"
#include "support/raw_sqlite.hpp"

namespace {

using namespace waybill;

std::string code_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    CHECK(error.message().find('\n') == std::string::npos);
    CHECK(!error.hint().empty());
    return std::string(error.code().id);
  }
  return "";
}

std::string refused(const sql::Dialect& dialect, const std::string& name) {
  return code_of([&] { sql::quote(dialect, name); });
}

const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names{
      "a",
      "select",
      "a b",
      "a\"b",
      "\"",
      "\"\"",
      "\"; DROP TABLE x; --",
      "a'b",
      "a`b",
      "[a]",
      "a]b",
      "a.b",
      "a\\b",
      "a\nb",
      "\t",
      "--",
      "/* a */",
      "?",
      ":name",
      "%s {0} {}",
      "ÄÖÜ ß",
      "東京",
      "emoji 🚀",
      "e\xCC\x81",  // combining accent
      "\xE2\x80\xAE"
      "right to left",
      "1",
      "NULL",
      " leading and trailing ",
      std::string(63, 'x'),
      std::string(64, 'x'),
      std::string(1000, 'y'),
  };
  return names;
}

}  // namespace

TEST_CASE("hostile names become tables and columns of SQLite, and come back as they were") {
  for (const std::string& name : hostile_names()) {
    INFO("name ", name);
    tests::RawSqlite db;
    const sql::Dialect& dialect = sql::sqlite();
    const sql::TableDef definition{
        {"", name}, {{name, {rows::Logical::text}}, {"other", {rows::Logical::bigint}}}, {name}};
    db.exec(sql::create_table(dialect, definition));
    db.query(sql::insert_values(dialect, definition.table, {name, "other"}),
             {std::string("v"), std::int64_t{1}});
    db.exec(sql::add_column(dialect, definition.table, {name + "2", {rows::Logical::text}}));
    CHECK(db.query("SELECT name FROM sqlite_schema WHERE type = 'table'") ==
          tests::RawSqlite::Rows{{"t:" + name}});
    CHECK(db.query("SELECT name FROM pragma_table_info(?)", {name}) ==
          tests::RawSqlite::Rows{{"t:" + name}, {"t:other"}, {"t:" + name + "2"}});

    sql::ReadSpec spec;
    spec.table = definition.table;
    spec.columns = {name, "other"};
    spec.tenant_column = name;
    spec.tenant = "v";
    CHECK(db.query(sql::read(dialect, spec).text, {std::string("v")}) ==
          tests::RawSqlite::Rows{{"t:v", "i:1"}});

    sql::TableDef staging = definition;
    staging.table.name += " staging";
    db.exec(sql::create_staging(dialect, staging));
    db.exec(sql::add_key(dialect, staging));
    db.query(sql::insert_values(dialect, staging.table, {name, "other"}),
             {std::string("v"), std::int64_t{2}});
    for (const sql::Statement& merge :
         sql::merge(dialect, {definition.table, staging.table, {name, "other"}, {name}})) {
      db.exec(merge.text);
    }
    CHECK(db.query(sql::read(dialect, spec).text, {std::string("v")}) ==
          tests::RawSqlite::Rows{{"t:v", "i:2"}});
    db.exec(sql::drop_table(dialect, definition.table));
    CHECK(db.one("SELECT count(*) FROM sqlite_schema") == "i:0");
  }
}

TEST_CASE("a name that no warehouse can carry is refused before any statement") {
  for (const sql::Dialect* dialect : sql::dialects()) {
    CHECK(refused(*dialect, "") == "WB9114");
    CHECK(refused(*dialect, std::string("a\0b", 3)) == "WB9114");
    CHECK(refused(*dialect, "a\xFF") == "WB9114");
    CHECK(refused(*dialect, "\xED\xA0\x80") == "WB9114");  // a surrogate
  }
}

TEST_CASE("the length of a name is counted in bytes") {
  CHECK(refused(sql::generic(), std::string(63, 'x')).empty());
  CHECK(refused(sql::generic(), std::string(64, 'x')) == "WB9114");
  std::string wide;
  for (int i = 0; i < 31; ++i) wide += "ä";
  CHECK(refused(sql::generic(), wide + "x").empty());      // 63 bytes
  CHECK(refused(sql::generic(), wide + "ä") == "WB9114");  // 64 bytes, 32 characters
  CHECK(refused(sql::sqlite(), wide + "ä").empty());
}

TEST_CASE("the name of an index fits the dialect and tells two tables apart") {
  const auto index_of = [](const std::string& table) {
    sql::Syntax syntax = *sql::find_syntax("sqlite");
    syntax.table_bytes = 63;
    sql::Dialect dialect = sql::sqlite();
    dialect.syntax = &syntax;
    return sql::add_key(dialect, {{"", table}, {{"id", {}}}, {"id"}});
  };
  std::string wide(61, 'x');
  const std::string one = index_of(wide + "a");
  const std::string two = index_of(wide + "b");
  CHECK(one.substr(0, one.find(" ON ")) != two.substr(0, two.find(" ON ")));
  std::string umlauts = "x";
  for (int i = 0; i < 31; ++i) umlauts += "ä";
  CHECK_NOTHROW(index_of(umlauts));  // never cut within a character
}

TEST_CASE("a text literal is one text to SQLite, whatever it holds") {
  tests::RawSqlite db;
  for (const std::string& text : hostile_names()) {
    CHECK(db.one("SELECT " + sql::literal(sql::sqlite(), text)) == "t:" + text);
  }
  CHECK(sql::literal(sql::sqlite(), "") == "''");
  CHECK(sql::literal(sql::sqlite(), "a\\'b") == "'a\\''b'");
  CHECK(code_of([] { sql::literal(sql::sqlite(), std::string("a\0b", 3)); }) == "WB9113");
}

TEST_CASE("a table name is split at the last point outside quotes") {
  using sql::Table;
  CHECK(sql::parse_table("orders") == Table{"", "orders"});
  CHECK(sql::parse_table("main.orders") == Table{"main", "orders"});
  CHECK(sql::parse_table("db.main.orders") == Table{"db.main", "orders"});
  CHECK(sql::parse_table("main.\"a.b\"") == Table{"main", "a.b"});
  CHECK(sql::parse_table("\"a.b\".\"c\"\"d\"") == Table{"a.b", "c\"d"});
  CHECK(sql::parse_table("\"a.b\"") == Table{"", "a.b"});
  for (const std::string wrong : {"\"a", "a.\"b", "\"a\"b", "a.\"b\"c", "\""}) {
    INFO(wrong);
    CHECK(code_of([&] { sql::parse_table(wrong); }) == "WB9114");
  }
}

TEST_CASE("dialects are found by name in any case") {
  CHECK(sql::find_dialect("sqlite") == &sql::sqlite());
  CHECK(sql::find_dialect("SQLite") == &sql::sqlite());
  CHECK(sql::find_dialect("generic") == &sql::generic());
  CHECK(sql::find_dialect("Oracle") == &sql::oracle());
  CHECK(sql::find_dialect("access") == nullptr);
}

TEST_CASE("a dialect's row is complete") {
  for (const sql::Dialect* dialect : sql::dialects()) {
    INFO(std::string(dialect->name));
    CHECK(!dialect->title.empty());
    CHECK(dialect->limit.empty() != dialect->limit_first.empty());
    CHECK(dialect->syntax != nullptr);
    CHECK(dialect->syntax->vendor == dialect->name);
    CHECK(dialect->text_is.find('?') != std::string_view::npos);
    CHECK(dialect->transactions == !dialect->begin_write.empty());
    CHECK(!dialect->null_safe_differs.empty());
    CHECK(!dialect->created_plain_decimal.empty());
    CHECK(std::ranges::none_of(dialect->created, &std::string_view::empty));
  }
}

TEST_CASE("equal affinity is the same type to SQLite, equal spelling to others") {
  CHECK(sql::same_stored_type(sql::sqlite(), "VARCHAR(20)", "text"));
  CHECK(sql::same_stored_type(sql::sqlite(), "INT8", "bigint"));
  CHECK(!sql::same_stored_type(sql::sqlite(), "TIMESTAMP", "text"));
  CHECK(!sql::same_stored_type(sql::sqlite(), "", "text"));
  CHECK(sql::same_stored_type(sql::generic(), "BIGINT", "bigint"));
  CHECK(!sql::same_stored_type(sql::generic(), "INT8", "bigint"));
}

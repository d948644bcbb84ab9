// What a SQLite file says about its tables, keys and columns.
#include <doctest/doctest.h>

#include "helpers.hpp"
#include "sqlite_place.hpp"
#include "warehouse/sqlite/inspect.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using warehouse::Access;
using Keys = std::vector<std::vector<std::string>>;

warehouse::TableInfo info_of(const std::string& sql, const std::string& table = "t") {
  const SqliteFile file(sql);
  const auto info = file.open(Access::read_only)->table({"", table});
  REQUIRE(info);
  return *info;
}

}  // namespace

TEST_CASE("unique keys are those a merge can rely on, the primary key first") {
  CHECK(info_of("CREATE TABLE t (a INTEGER PRIMARY KEY, b)").unique_keys == Keys{{"a"}});
  CHECK(info_of("CREATE TABLE t (a TEXT PRIMARY KEY, b)").unique_keys == Keys{{"a"}});
  CHECK(info_of("CREATE TABLE t (a, b, PRIMARY KEY (b, a))").unique_keys == Keys{{"b", "a"}});
  CHECK(info_of("CREATE TABLE t (a, b, PRIMARY KEY (b, a)) WITHOUT ROWID").unique_keys ==
        Keys{{"b", "a"}});
  CHECK(info_of("CREATE TABLE t (a UNIQUE, b PRIMARY KEY, c UNIQUE)").unique_keys ==
        Keys{{"b"}, {"a"}, {"c"}});
  CHECK(info_of("CREATE TABLE t (a UNIQUE, b INTEGER PRIMARY KEY)").unique_keys ==
        Keys{{"b"}, {"a"}});
  CHECK(info_of("CREATE TABLE t (a, b); CREATE UNIQUE INDEX i ON t(b, a)").unique_keys ==
        Keys{{"b", "a"}});
  CHECK(info_of("CREATE TABLE t (a PRIMARY KEY); CREATE UNIQUE INDEX i ON t(a)").unique_keys ==
        Keys{{"a"}});
  CHECK(info_of("CREATE TABLE t (a, b); CREATE INDEX i ON t(a)").unique_keys.empty());
  CHECK(
      info_of("CREATE TABLE t (a, b); CREATE UNIQUE INDEX i ON t(a) WHERE b").unique_keys.empty());
  CHECK(info_of("CREATE TABLE t (a, b); CREATE UNIQUE INDEX i ON t(lower(a))").unique_keys.empty());
  CHECK(info_of("CREATE TABLE t (a, b); CREATE UNIQUE INDEX i ON t(a, lower(b))")
            .unique_keys.empty());
}

TEST_CASE("a key that compares by another collation is no key, and says so") {
  for (const std::string sql :
       {"CREATE TABLE t (a TEXT COLLATE NOCASE PRIMARY KEY)",
        "CREATE TABLE t (a TEXT COLLATE RTRIM PRIMARY KEY) WITHOUT ROWID",
        "CREATE TABLE t (a TEXT); CREATE UNIQUE INDEX i ON t(a COLLATE NOCASE)"}) {
    INFO(sql);
    const auto info = info_of(sql);
    CHECK(info.unique_keys.empty());
    REQUIRE(info.notes.size() == 1);
    CHECK(info.notes[0].find("'a'") != std::string::npos);
  }
  CHECK(info_of(
            "CREATE TABLE t (a TEXT COLLATE NOCASE); CREATE UNIQUE INDEX i ON t(a COLLATE BINARY)")
            .unique_keys == Keys{{"a"}});
}

TEST_CASE("columns are told as declared, generated ones too") {
  const auto info = info_of(
      "CREATE TABLE t (a VARCHAR(20) NOT NULL, \"b c\" TIMESTAMP, d, e AS (a || 'x'), "
      "f INTEGER AS (1) STORED)");
  REQUIRE(info.columns.size() == 5);
  CHECK(info.columns[0].source_type == "VARCHAR(20)");
  CHECK(!info.columns[0].nullable);
  CHECK(info.columns[1].name == "b c");
  CHECK(info.columns[1].nullable);
  CHECK(info.columns[2].source_type.empty());
  CHECK(info.columns[3].name == "e");
  CHECK(info.columns[4].name == "f");
}

TEST_CASE("names are found in any ASCII case, and told as they are spelt") {
  const SqliteFile file(
      "CREATE TABLE \"Orders\" (\"Id\" INTEGER PRIMARY KEY); CREATE TABLE \"ä\" (a)");
  const auto session = file.open(Access::read_only);
  CHECK(session->table({"MAIN", "ORDERS"})->columns[0].name == "Id");
  CHECK(session->table({"", "ä"}).has_value());
  CHECK(!session->table({"", "Ä"}).has_value());
  CHECK(!session->table({"", "Orders "}).has_value());
  CHECK(!session->table({"", ""}).has_value());
  CHECK(!session->table({"", "x' OR 1=1 --"}).has_value());
}

TEST_CASE("views and virtual tables are tables to read from; SQLite's own are not listed") {
  const SqliteFile file(
      "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b); INSERT INTO t VALUES (1, 2);"
      "CREATE VIEW v AS SELECT b AS x FROM t; CREATE VIEW none AS SELECT b FROM t WHERE 0;"
      "CREATE VIRTUAL TABLE f USING fts5(words); INSERT INTO f VALUES ('one two');"
      "CREATE VIRTUAL TABLE g USING fts4(words); INSERT INTO g VALUES ('one two');"
      "CREATE VIRTUAL TABLE r USING rtree(id, x1, x2); INSERT INTO r VALUES (1, 2, 3); ANALYZE");
  for (const Access access : {Access::read_only, Access::read_write}) {
    const auto session = file.open(access);
    std::vector<std::string> names;
    for (const auto& table : session->tables("main")) names.push_back(table.name);
    CHECK(names == std::vector<std::string>{"f", "g", "none", "r", "t", "v"});
    CHECK(!session->table({"", "v"})->empty);
    CHECK(session->table({"", "none"})->empty);
    CHECK(session->table({"", "v"})->unique_keys.empty());
    const rows::Schema words{{"words", {Logical::text}}};
    CHECK(read_all(*session, {"SELECT words FROM f", {}}, words).rows.size() == 1);
    CHECK(read_all(*session, {"SELECT words FROM f WHERE f MATCH 'two'", {}}, words).rows.size() ==
          1);
    CHECK(read_all(*session, {"SELECT words FROM g WHERE g MATCH 'two'", {}}, words).rows.size() ==
          1);
    CHECK(read_all(*session, {"SELECT id FROM r WHERE x1 > 1", {}}, {{"id", {Logical::bigint}}})
              .rows.size() == 1);
    CHECK(read_all(*session, {"SELECT x FROM v", {}}, {{"x", {Logical::bigint}}}).rows.size() == 1);
  }
}

TEST_CASE("a declared type suggests the logical one") {
  const auto suggested = [](const std::string& declared) {
    return rows::to_string(warehouse::sqlite::suggest_type(declared));
  };
  for (const auto& one : std::initializer_list<std::pair<const char*, const char*>>{
           {"", "text"},
           {"INTEGER", "bigint"},
           {"INT8", "bigint"},
           {"UNSIGNED BIG INT", "bigint"},
           {"varchar(20)", "text"},
           {"NVARCHAR(100)", "text"},
           {"TEXT", "text"},
           {"CLOB", "text"},
           {"BLOB", "bytes"},
           {"VARBINARY(10)", "bytes"},
           {"REAL", "float"},
           {"DOUBLE PRECISION", "float"},
           {"FLOAT", "float"},
           {"NUMERIC", "decimal"},
           {"DECIMAL(18,4)", "decimal(18,4)"},
           {"numeric(10)", "decimal(10,0)"},
           {"DECIMAL(99,1)", "decimal"},
           {"BOOLEAN", "boolean"},
           {"DATE", "date"},
           {"DATETIME", "timestamp"},
           {"TIMESTAMP", "timestamp"},
           {"timestamp with time zone", "timestamp"},
           {"TIME", "time"},
           {"JSON", "json"},
           {"UUID", "uuid"},
           {"MONEY", "text"},
       }) {
    INFO(one.first);
    CHECK(suggested(one.first) == one.second);
  }
}

}  // namespace waybill::tests

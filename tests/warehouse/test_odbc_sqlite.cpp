// SQLite over ODBC, beside the native session on the same file: what the one answers the other
// does.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <filesystem>
#include <random>

#include "helpers.hpp"
#include "odbc_place.hpp"
#include "sql/statements.hpp"
#include "sqlite_place.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Type;
using rows::Value;
using warehouse::Access;
using warehouse::Session;

std::unique_ptr<Session> open_odbc(const std::string& path, Access access = Access::read_write) {
  return warehouse::open_session({.name = "test",
                                  .vendor = "sqlite",
                                  .via = "odbc",
                                  .driver = kSqlite,
                                  .options = {{"path", path}},
                                  .lock_s = 1},
                                 access);
}

// Both ways to one file.
struct Both {
  explicit Both(const std::string& sql = {}) : file(sql) {}
  SqliteFile file;
  std::unique_ptr<Session> native = file.open();
  std::unique_ptr<Session> odbc = open_odbc(file.path);
};

// What a query answers, or its code.
std::string outcome(Session& session, const sql::Statement& statement, const rows::Schema& schema) {
  try {
    const ReadBack got = read_all(session, statement, schema);
    std::string text;
    for (const RowValues& row : got.rows) {
      for (const Value& value : row) {
        text += value.is_null() ? "NULL|" : rows::value_text(value) + "|";
      }
      text += '\n';
    }
    for (const warehouse::CellMisfit& misfit : got.misfits) {
      text += fmt::format("{},{}: {}\n", misfit.row, misfit.column, rows::describe(misfit.misfit));
    }
    return text;
  } catch (const Error& error) {
    return std::string(error.code().id);
  }
}

void same(Both& both, const Type& type, const std::string& query,
          const std::vector<Value>& values = {}) {
  INFO(fmt::format("{}: {}", rows::to_string(type), query));
  const rows::Schema schema{{"v", type}};
  CHECK(outcome(*both.odbc, {query, values}, schema) ==
        outcome(*both.native, {query, values}, schema));
}

constexpr auto kExpressions = std::to_array<const char*>({
    "NULL",
    "0",
    "1",
    "-1",
    "2147483648",
    "9007199254740993",
    "-9223372036854775808",
    "9223372036854775807",
    "0.1 + 0.2",
    "1e308 * 10",
    "-1e308 * 10",
    "5e-324",
    "1.7976931348623157e308",
    "2.5",
    "1e100",
    "''",
    "'a'",
    "'true'",
    "' a '",
    "'it''s \"quoted\"; {d ''2020-01-01''} ?'",
    "char(0)",
    "'a' || char(0) || 'b'",
    "char(0x10FFFF)",
    "CAST(x'ff' AS TEXT)",
    "x''",
    "x'00ff41275c'",
    "x'0190163d8694739baea5966c26f8ad91'",
    "zeroblob(70000)",
    "'1.50'",
    "'-0.00'",
    "'1e3'",
    "'0.00001'",
    "'123456789012345678901234567890.5'",
    "'NaN'",
    "'2020-02-29'",
    "'2021-02-29'",
    "'0000-00-00'",
    "'9999-12-31'",
    "'12:34:56.789'",
    "'24:00:00'",
    "'2020-01-01 00:00:00'",
    "'2020-01-01T00:00:00.123456Z'",
    "'2020-01-01T00:00:00.1234567Z'",
    "'2020-01-01 00:00:00+02:00'",
    "datetime(0, 'unixepoch')",
    "'{\"n\": 123456789012345678901234567890.10}'",
    "'nonsense'",
    "'0190163D8694739BAEA5966C26F8AD91'",
    "'i42'",
    "'r0.5'",
    "'hFF'",
    "'bFF'",
    "'t'",
});

const std::vector<Type>& types() {
  static const std::vector<Type> all{
      {Logical::text},           {Logical::boolean}, {Logical::integer},   {Logical::bigint},
      {Logical::decimal, 18, 4}, {Logical::decimal}, {Logical::floating},  {Logical::bytes},
      {Logical::date},           {Logical::time},    {Logical::timestamp}, {Logical::datetime},
      {Logical::json},           {Logical::uuid}};
  return all;
}

}  // namespace

TEST_CASE("SQLite ODBC: every value is read as every type as the native session reads it" *
          doctest::skip(without_driver(kSqlite))) {
  Both both;
  for (const char* expression : kExpressions) {
    for (const Type& type : types()) same(both, type, fmt::format("SELECT {} AS v", expression));
  }
}

TEST_CASE("SQLite ODBC: every stored value is read as every type as the native session reads it" *
          doctest::skip(without_driver(kSqlite))) {
  for (const char* declared : {"", "text", "text COLLATE NOCASE", "text COLLATE RTRIM", "integer",
                               "real", "decimal(18,4)", "blob"}) {
    for (const char* encoding : {"UTF-8", "UTF-16le"}) {
      INFO(fmt::format("{} {}", declared, encoding));
      std::string sql = fmt::format("PRAGMA encoding = '{}'; CREATE TABLE t (n integer, v {});",
                                    encoding, declared);
      for (const char* expression : kExpressions) {
        // Not UTF-8, which a file of another encoding does not store.
        if (std::string_view(expression) == "CAST(x'ff' AS TEXT)" && encoding[4] == '1') continue;
        sql += fmt::format("INSERT INTO t SELECT coalesce(max(n), 0) + 1, {} FROM t;", expression);
      }
      Both both(sql);
      for (const Type& type : types()) same(both, type, "SELECT v FROM t ORDER BY n");
    }
  }
}

TEST_CASE("SQLite ODBC: text that SQLite knows for JSON is text, wherever it comes from" *
          doctest::skip(without_driver(kSqlite))) {
  Both both(
      "CREATE TABLE t (n integer, a text); INSERT INTO t VALUES "
      "(1, '\"x\"'), (2, '[\"t\", \"x\"]'), (3, '{\"a\": [1]}'), (4, '1.50'), (5, 'null'), (6, "
      "'\"\\u0041\"'), (7, NULL); "
      "CREATE VIEW made AS SELECT n, json(a) AS v FROM t; "
      "CREATE VIEW both AS SELECT n, a AS v FROM t UNION ALL SELECT n, json(a) FROM t");
  for (const Type& type : {Type{Logical::text}, Type{Logical::json}, Type{Logical::decimal, 18, 4},
                           Type{Logical::floating}}) {
    for (const char* query :
         {"SELECT json(a) AS v FROM t", "SELECT a AS v FROM t UNION ALL SELECT json(a) FROM t",
          "SELECT v FROM made", "SELECT v FROM both", "SELECT json_array('t', a) AS v FROM t",
          "SELECT value AS v FROM t, json_each(json_array(json(a)))",
          "SELECT json_group_array(json(a)) AS v FROM t"}) {
      same(both, type, query);
    }
  }
}

TEST_CASE("SQLite ODBC: every character of a text comes as it is" *
          doctest::skip(without_driver(kSqlite))) {
  Both both(
      "CREATE TABLE t (v text); WITH RECURSIVE x(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM x "
      "WHERE n < 1200) INSERT INTO t SELECT char(n) || 'a' || char(n, n) FROM x; "
      "INSERT INTO t VALUES (char(0x2028, 0xFFFF, 0x10000, 92, 34, 92))");
  same(both, {Logical::text}, "SELECT v FROM t");
  same(both, {Logical::text}, "SELECT v || v AS v FROM t");
}

TEST_CASE("SQLite ODBC: rows of many columns come whole, what is unusual in some with them" *
          doctest::skip(without_driver(kSqlite))) {
  for (const std::size_t width : {100U, 101U, 127U, 128U, 350U}) {
    INFO(width);
    std::string columns, values, unusual;
    rows::Schema schema;
    for (std::size_t i = 0; i < width; ++i) {
      const char* const comma = i == 0 ? "" : ", ";
      columns += fmt::format("{}c{}", comma, i);
      values += fmt::format("{}{}", comma, i % 3 == 0 ? "'a,]\"'" : "7");
      unusual += fmt::format("{}{}", comma, i % 50 == 3 ? "2.5" : i % 7 == 0 ? "NULL" : "x'22'");
      schema.push_back({fmt::format("c{}", i),
                        {i % 3 == 0   ? Logical::text
                         : i % 3 == 1 ? Logical::bigint
                                      : Logical::floating}});
    }
    Both both(fmt::format("CREATE TABLE t ({0}); INSERT INTO t VALUES ({1}), ({2}), ({1})", columns,
                          values, unusual));
    const sql::Statement all{fmt::format("SELECT {} FROM t", columns), {}};
    CHECK(outcome(*both.odbc, all, schema) == outcome(*both.native, all, schema));
  }
}

TEST_CASE("SQLite ODBC: parameters of a result are the values, whatever they are" *
          doctest::skip(without_driver(kSqlite))) {
  Both both;
  const std::vector<Value> values{
      Value::text(""),
      Value::text("it's {d '2020-01-01'} ? ; -- \" `"),
      Value::text(std::string("a\0b", 3)),
      Value::text(std::string(100'000, '\'')),
      {{Logical::bytes}, std::string("\0\xff'", 3)},
      Value::bigint(std::numeric_limits<std::int64_t>::min()),
      Value::bigint(std::numeric_limits<std::int64_t>::max()),
      number({Logical::boolean}, 1),
      real(0.1 + 0.2),
      real(-1.5),
      real(0.0),
      typed({Logical::date}, "2020-02-29"),
      typed({Logical::timestamp}, "2020-01-01T00:00:00.123456Z"),
      typed({Logical::datetime}, "2020-01-01T00:00:00.123456"),
      typed({Logical::decimal, 18, 4}, "1.5000"),
      typed({Logical::uuid}, "0190163d-8694-739b-aea5-966c26f8ad91"),
  };
  for (const Value& value : values) {
    for (const Type& type : types()) same(both, type, "SELECT ? AS v", {value});
  }
  std::mt19937_64 random(7);
  const rows::Schema schema{{"v", {Logical::floating}}};
  int checked = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    const ReadBack got = read_all(*both.odbc, {"SELECT ?", {real(value)}}, schema);
    REQUIRE(got.misfits.empty());
    const double back = std::get<double>(got.rows.at(0).at(0).data);
    CHECK(std::bit_cast<std::uint64_t>(back) == std::bit_cast<std::uint64_t>(value));
    ++checked;
  }
  CHECK(checked > 1900);
}

TEST_CASE("SQLite ODBC: the driver's reading of a statement does not show" *
          doctest::skip(without_driver(kSqlite))) {
  Both both(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, \"a.b\" text, \"x\"\"y\" text, \"{d '1'}\" text, "
      "\"it's\" text, \"`q`\" text, \"?\" text); "
      "INSERT INTO t VALUES (1, 'dot', 'quote', 'brace', 'apostrophe', 'backtick', 'mark')");
  for (const char* query : {
           "SELECT \"a.b\" FROM t",
           "SELECT [a.b] FROM t",
           "SELECT \"x\"\"y\" FROM t",
           "SELECT \"{d '1'}\" FROM t",
           "SELECT \"it's\" FROM t",
           "SELECT \"`q`\" FROM t",
           "SELECT \"?\" FROM t",
           "SELECT \"?\" AS \"a;b\" FROM t",
           "SELECT \"a.b\" -- it's {d 'a comment' ? }\nFROM t",
           "SELECT \"a.b\" /* \" ' { ? ; */ FROM t /* } */",
           "SELECT \"nosuch\" FROM t",
           "SELECT 'text' FROM t WHERE \"nosuch\" = 'nosuch'",
           "VALUES ('a'), ('b')",
           " /* x */ values ('a;b')",
           "WITH x(a) AS (VALUES ('{') UNION ALL SELECT '}') SELECT a FROM x",
           "SELECT '{fn x}' || '}' FROM t",
           "SELECT max(\"a.b\") AS m FROM t HAVING count(*) = 1",
           "SELECT \"a.b\" FROM t ORDER BY id DESC LIMIT 1",
           "SELECT t.\"a.b\" FROM main.t AS t, t AS u",
       }) {
    same(both, {Logical::text}, query);
    INFO(query);
    const auto described = [&](Session& session) {
      std::string text;
      try {
        for (const warehouse::ResultColumn& column : session.describe({query, {}})) {
          text += fmt::format("{}: {}, {}\n", column.name, column.source_type,
                              rows::to_string(column.suggested));
        }
      } catch (const Error& error) {
        text = error.code().id;
      }
      return text;
    };
    CHECK(described(*both.odbc) == described(*both.native));
  }
}

TEST_CASE("SQLite ODBC: types are those that are declared, tables what they are" *
          doctest::skip(without_driver(kSqlite))) {
  Both both(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b varchar, c varchar(20), d decimal(18,4), "
      "e NUMERIC(10, 2), f double precision, g boolean, h datetime, i json, j blob, k text, "
      "\"l.m\" uuid, UNIQUE (b, c), UNIQUE (k COLLATE NOCASE)); "
      "CREATE UNIQUE INDEX part ON t(e) WHERE e > 0; CREATE UNIQUE INDEX expr ON t(a + 1); "
      "CREATE TABLE two (x int, y text, PRIMARY KEY (y, x)) WITHOUT ROWID; "
      "INSERT INTO two VALUES (1, 'a'); CREATE VIEW v AS SELECT d AS money, a + 1 AS sum FROM t");
  for (const char* query :
       {"SELECT * FROM t", "SELECT d AS x, c AS y, a AS z, \"l.m\" FROM t",
        "SELECT count(*), a + 1, d * 2, CAST(a AS int) FROM t", "SELECT * FROM v",
        "SELECT t.id, two.x FROM t, two", "SELECT d FROM (SELECT d FROM t)"}) {
    INFO(query);
    const auto own = both.native->describe({query, {}});
    const auto odbc = both.odbc->describe({query, {}});
    REQUIRE(odbc.size() == own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
      CHECK(odbc[i].name == own[i].name);
      CHECK(odbc[i].source_type == own[i].source_type);
      CHECK(odbc[i].suggested == own[i].suggested);
    }
  }
  for (const char* name : {"t", "T", "two", "v", "nosuch"}) {
    INFO(name);
    const auto own = both.native->table({"", name});
    const auto odbc = both.odbc->table({"", name});
    REQUIRE(odbc.has_value() == own.has_value());
    if (!own) continue;
    CHECK(odbc->unique_keys == own->unique_keys);
    CHECK(odbc->has_primary_key == own->has_primary_key);
    CHECK(odbc->empty == own->empty);
    CHECK(odbc->notes == own->notes);
    REQUIRE(odbc->columns.size() == own->columns.size());
    for (std::size_t i = 0; i < own->columns.size(); ++i) {
      CHECK(odbc->columns[i].name == own->columns[i].name);
      CHECK(odbc->columns[i].source_type == own->columns[i].source_type);
      CHECK(odbc->columns[i].nullable == own->columns[i].nullable);
    }
  }
  CHECK(both.odbc->location() == both.native->location());
  CHECK(both.odbc->tables("main").size() == both.native->tables("main").size());
}

TEST_CASE("SQLite ODBC: a value is computed once, and comes with what it was" *
          doctest::skip(without_driver(kSqlite))) {
  Both both;
  const ReadBack got =
      read_all(*both.odbc,
               {"WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 2000) "
                "SELECT CASE WHEN random() > 0 THEN 7 ELSE 'text' END AS v FROM x",
                {}},
               {{"v", {Logical::text}}});
  REQUIRE(got.rows.size() == 2000);
  std::size_t texts = 0;
  for (const RowValues& row : got.rows) {
    if (row[0].is_null()) continue;
    CHECK(row[0] == Value::text("text"));
    ++texts;
  }
  CHECK(texts + got.misfits.size() == 2000);
  CHECK(texts > 0);
}

TEST_CASE("SQLite ODBC: what a part of a query or a view computes is computed once" *
          doctest::skip(without_driver(kSqlite))) {
  const std::string dice = "CAST(CASE WHEN random() > 0 THEN 7 ELSE 1.0 / 3 END AS numeric)";
  Both both(fmt::format(
      "CREATE TABLE t (v numeric); WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x "
      "WHERE n < 1000) INSERT INTO t SELECT 7 FROM x; "
      "CREATE VIEW thrown AS SELECT {} AS v FROM t UNION ALL SELECT v FROM t",
      dice));
  const rows::Schema schema{{"v", {Logical::decimal}}};
  const Value third = read_all(*both.native, {"SELECT 1.0 / 3 AS v", {}}, schema).rows[0][0];
  for (const std::string& query :
       {fmt::format("SELECT v FROM t UNION ALL SELECT {} FROM t", dice),
        std::string("SELECT v FROM thrown"), std::string("SELECT v FROM [ThrowN] AS x")}) {
    INFO(query);
    const ReadBack got = read_all(*both.odbc, {query, {}}, schema);
    REQUIRE(got.rows.size() == 2000);
    std::size_t thirds = 0;
    for (const RowValues& row : got.rows) {
      if (row[0] == third) {
        ++thirds;
      } else {
        CHECK(rows::value_text(row[0]) == "7");
      }
    }
    CHECK(thirds > 0);
    CHECK(thirds < 1000);
  }
}

TEST_CASE("SQLite ODBC: long cells come whole, between short ones" *
          doctest::skip(without_driver(kSqlite))) {
  Both both(
      "CREATE TABLE t (n integer, a text, b blob); "
      "WITH RECURSIVE x(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM x WHERE n < 800) "
      "INSERT INTO t SELECT n, substr(replace(hex(zeroblob(3000)), '00', 'ü' || n || ' '), 1, "
      "n * 7), CASE n % 3 WHEN 0 THEN NULL ELSE randomblob(n * n % 5003) END FROM x; "
      "INSERT INTO t VALUES (9999, replace(hex(zeroblob(3000000)), '00', 'abcdefg'), NULL)");
  const rows::Schema schema{
      {"n", {Logical::bigint}}, {"a", {Logical::text}}, {"b", {Logical::bytes}}};
  const sql::Statement all{"SELECT n, a, b FROM t ORDER BY n", {}};
  const ReadBack own = read_all(*both.native, all, schema);
  const ReadBack odbc = read_all(*both.odbc, all, schema);
  REQUIRE(own.rows.size() == 802);
  CHECK(odbc.misfits.empty());
  CHECK(odbc.rows == own.rows);
}

TEST_CASE("SQLite ODBC: a file is opened as it is named, and only as it may be" *
          doctest::skip(without_driver(kSqlite))) {
  const TempDir dir;
  for (const char* name : {"a b.db", "a;b{c}.db", "100%.db", "what?mode=rwc.db", "#1.db", "ü🚀.db",
                           "a=b&c.db", "'q\".db"}) {
    INFO(name);
    const std::string path = dir.file(name);
    CHECK(code_of([&] { open_odbc(path, Access::read_only); }) == codes::connect_failed.id);
    CHECK(!std::filesystem::exists(path));
    open_odbc(path)->execute({"CREATE TABLE t (a integer)", {}});
    CHECK(std::filesystem::exists(path));
    CHECK(open_odbc(path, Access::read_only)->scalar({"SELECT count(*) FROM t", {}}) ==
          Value::bigint(0));
    CHECK(open_sqlite(path, Access::read_only)->location() ==
          open_odbc(path, Access::read_only)->location());
  }
  CHECK(code_of([&] { open_odbc(dir.file(std::string(200, '%'))); }) == codes::connect_failed.id);
  CHECK(code_of([&] { open_odbc("relative.db"); }) == codes::connect_failed.id);
  CHECK(code_of([&] { open_odbc(""); }) == codes::connect_failed.id);
  const std::string other = dir.file("other.db");
  RawSqlite(other).exec("PRAGMA application_id = 0x57424C43; CREATE TABLE t (a)");
  CHECK(code_of([&] { open_odbc(other); }) == codes::connect_failed.id);
}

TEST_CASE("SQLite ODBC: a session for reading writes nothing, one for writing reaches no file" *
          doctest::skip(without_driver(kSqlite))) {
  const SqliteFile file("CREATE TABLE t (a integer); INSERT INTO t VALUES (1)");
  const auto reader = open_odbc(file.path, Access::read_only);
  CHECK(code_of([&] { reader->execute({"DELETE FROM t", {}}); }) == codes::not_read_only.id);
  CHECK(code_of([&] { reader->begin(Access::read_write); }) == codes::database_read_only.id);
  CHECK(reader->scalar({"SELECT count(*) FROM t", {}}) == Value::bigint(1));
  const auto writer = open_odbc(file.path);
  for (const char* text : {"INSERT INTO t SELECT load_extension('/tmp/evil')",
                           "INSERT INTO t SELECT blob_import('/etc/passwd')",
                           "UPDATE t SET a = \"blob_export\"(x'00', '/tmp/waybill-attack')"}) {
    INFO(text);
    CHECK(code_of([&] { writer->execute({text, {}}); }) == codes::unsupported.id);
  }
  CHECK(!std::filesystem::exists("/tmp/waybill-attack"));
  CHECK(writer->scalar({"SELECT a FROM t", {}}) == Value::bigint(1));
  CHECK(writer->execute({"WITH x AS (SELECT 5 AS n) INSERT INTO t SELECT n FROM x", {}}) == 1);
  CHECK(writer->execute({"INSERT INTO t VALUES (6), (7) RETURNING a", {}}) == 2);
  CHECK(writer->execute({"CREATE TABLE u (a)", {}}) == 0);
  CHECK(writer->execute({"UPDATE t SET a = 0 WHERE a > 100", {}}) == 0);
  CHECK(writer->execute({"DELETE FROM t", {}}) == 4);
}

}  // namespace waybill::tests

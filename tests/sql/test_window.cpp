// Read windows on real SQLite: no row of the window is lost, none comes twice, whatever the column
// holds and however it is declared.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <set>

#include "rows/codec.hpp"
#include "sql/statements.hpp"
#include "support/raw_sqlite.hpp"

namespace {

using namespace waybill;
using rows::Logical;
using rows::Value;

constexpr std::int64_t kNoon = 1'795'176'000'000'000;  // 2026-11-20T12:00:00Z
constexpr std::int64_t kHour = 3'600'000'000;

// SQL expressions for what a column may hold.
const std::vector<std::string>& cells() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> list{"NULL",
                                  "0",
                                  "-1",
                                  "5",
                                  "6",
                                  "7",
                                  "8",
                                  "1795176000",
                                  "5.5",
                                  "7.5",
                                  "-0.5",
                                  "1e300",
                                  "9e999",
                                  "''",
                                  "' '",
                                  "'0'",
                                  "'0-'",
                                  "'5'",
                                  "'7'",
                                  "'9'",
                                  "'10'",
                                  "'abc'",
                                  "':'",
                                  "'/'",
                                  "'~'",
                                  "'2026'",
                                  "'20261120'",
                                  "'20261120T120000Z'",
                                  "'11/20/2026'",
                                  "'Nov 20 2026'",
                                  "' 2026-11-20'",
                                  "'-2026-11-20'",
                                  "x''",
                                  "x'32303236'",
                                  "x'00'",
                                  "'null'",
                                  "'10000-01-01'",
                                  "'0000-00-00'"};
    for (std::int64_t hours = -120; hours <= 120; hours += 5) {
      char buffer[40];
      const std::int64_t instant = kNoon + hours * kHour;
      char* end = rows::format_timestamp(buffer, instant);
      const std::string utc(buffer, end);
      list.push_back("'" + utc + "'");
      list.push_back("'" + utc.substr(0, 10) + " " + utc.substr(11, 8) + "'");
      list.push_back("'" + utc.substr(0, 10) + "'");
      for (const int offset : {-23, -12, -5, 3, 14, 23}) {
        end = rows::format_timestamp(buffer, instant + offset * kHour);
        list.push_back(fmt::format("'{}{}{:02}:00'", std::string(buffer, 19),
                                   offset < 0 ? '-' : '+', offset < 0 ? -offset : offset));
      }
    }
    return list;
  }();
  return all;
}

// What a window must not lose: everything of which it is not sure to lie outside.
bool must_come(const std::string& stored, const sql::ReadSpec& spec) {
  const auto inside = [&](std::int64_t value) {
    return (!spec.from || value >= std::get<std::int64_t>(spec.from->data)) &&
           (!spec.until || value < std::get<std::int64_t>(spec.until->data));
  };
  if (!spec.from && !spec.until) return true;
  const bool numbers = spec.cursor_type.logical == Logical::bigint;
  const std::string body = stored.substr(std::min<std::size_t>(2, stored.size()));
  if (numbers) {
    if (stored.starts_with("i:")) return inside(std::stoll(body));
    return !stored.starts_with("r:");
  }
  if (!stored.starts_with("t:")) return true;
  std::int64_t value = 0;
  switch (spec.cursor_type.logical) {
    case Logical::timestamp:
      if (rows::parse_timestamp(body, rows::NoZone::utc, value) == rows::Misfit::none) {
        return inside(value);
      }
      break;
    case Logical::datetime:
      if (rows::parse_datetime(body, value) == rows::Misfit::none) return inside(value);
      break;
    default: {
      std::int32_t days = 0;
      if (rows::parse_date(body, days) == rows::Misfit::none) return inside(days);
    }
  }
  // Text that is no instant, but begins like a year: it may lie where an old row would.
  return !(body[0] >= '0' && body[0] <= '9');
}

void check_window(tests::RawSqlite& db, const std::string& declared, const sql::ReadSpec& spec) {
  const sql::Statement statement = sql::read(sql::sqlite(), spec);
  std::vector<tests::RawSqlite::Param> parameters;
  for (const Value& value : statement.parameters) {
    if (const auto* text = std::get_if<std::string>(&value.data)) {
      parameters.emplace_back(*text);
    } else {
      parameters.emplace_back(std::get<std::int64_t>(value.data));
    }
  }
  std::set<std::string> came;
  for (const auto& row : db.query(statement.text, parameters)) {
    INFO(declared, " row ", row[0], " = ", row[1]);
    CHECK(came.insert(row[0]).second);
  }
  for (const auto& row : db.query("SELECT id, c FROM t WHERE org = 'a'")) {
    INFO(declared, ": ", row[1], " in\n", statement.text);
    if (must_come(row[1], spec)) CHECK(came.count(row[0]) == 1);
  }
  if (spec.tenant_column) {
    for (const auto& row : db.query("SELECT id FROM t WHERE org <> 'a'")) {
      CHECK(came.count(row[0]) == 0);
    }
  }
}

}  // namespace

TEST_CASE("a window loses no row and no stray value, and brings none twice") {
  for (const std::string declared : {"TEXT", "TIMESTAMP", "", "INTEGER", "REAL",
                                     "DATE COLLATE NOCASE", "VARCHAR(30) COLLATE RTRIM"}) {
    for (const std::string index : {"", "CREATE INDEX i ON t(c)", "CREATE INDEX i ON t(org, c)"}) {
      tests::RawSqlite db;
      db.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, c " + declared + ", org TEXT)");
      for (const std::string& cell : cells()) {
        for (const std::string org : {"a", "A", "b"}) {
          db.exec(fmt::format("INSERT INTO t (c, org) VALUES ({}, '{}')", cell, org));
        }
      }
      if (!index.empty()) db.exec(index);
      for (const Logical logical :
           {Logical::timestamp, Logical::datetime, Logical::date, Logical::bigint}) {
        const bool days = logical == Logical::date;
        const bool number = logical == Logical::bigint;
        const std::int64_t at = number ? 7 : days ? kNoon / (24 * kHour) : kNoon;
        for (const int bounds : {0, 1, 2, 3}) {
          sql::ReadSpec spec;
          spec.table = {"", "t"};
          spec.columns = {"id", "c"};
          spec.cursor_column = "c";
          spec.cursor_type = {logical};
          if ((bounds & 1) != 0) spec.from = Value{{logical}, at};
          if ((bounds & 2) != 0) spec.until = Value{{logical}, at + (number || days ? 1 : kHour)};
          sql::ReadSpec query = spec;
          query.query = "SELECT * FROM t";
          for (sql::ReadSpec* one : {&spec, &query}) {
            check_window(db, declared, *one);
            one->tenant_column = "org";
            one->tenant = "a";
            check_window(db, declared, *one);
          }
        }
      }
    }
  }
}

TEST_CASE("a window on a table is served by an index and remembers no rows") {
  tests::RawSqlite db;
  db.exec("CREATE TABLE t (id TEXT PRIMARY KEY, c TEXT, org TEXT)");
  const auto plan = [&](bool tenant) {
    sql::ReadSpec spec;
    spec.table = {"", "t"};
    spec.columns = {"id"};
    spec.cursor_column = "c";
    spec.cursor_type = {Logical::timestamp};
    spec.from = Value::timestamp(kNoon);
    if (tenant) {
      spec.tenant_column = "org";
      spec.tenant = "a";
    }
    std::string text;
    for (const auto& row : db.query("EXPLAIN QUERY PLAN " + sql::read(sql::sqlite(), spec).text)) {
      text += row[3] + "\n";
    }
    return text;
  };
  db.exec("CREATE INDEX i ON t(c)");
  CHECK(plan(false).find("SEARCH t USING INDEX i (c>?)") != std::string::npos);
  CHECK(plan(false).find("SCAN t") == std::string::npos);
  db.exec("DROP INDEX i");
  db.exec("CREATE INDEX i ON t(org, c)");
  CHECK(plan(true).find("SEARCH t USING INDEX i (org=? AND c>?)") != std::string::npos);
  CHECK(plan(true).find("SEARCH t USING INDEX i (org=? AND c<?)") != std::string::npos);
}

TEST_CASE("a tenant is compared binary, whatever the column's collation") {
  tests::RawSqlite db;
  db.exec("CREATE TABLE t (id INTEGER, org TEXT COLLATE NOCASE)");
  db.exec(
      "INSERT INTO t VALUES (1, 'acme'), (2, 'ACME'), (3, 'acme '), (4, x'61636d65'), (5, NULL)");
  sql::ReadSpec spec;
  spec.table = {"", "t"};
  spec.columns = {"id"};
  spec.tenant_column = "org";
  spec.tenant = "acme";
  CHECK(db.query(sql::read(sql::sqlite(), spec).text, {std::string("acme")}) ==
        tests::RawSqlite::Rows{{"i:1"}});
}

TEST_CASE("a merge writes what differs, binary and NULL-safe, and nothing else") {
  tests::RawSqlite db;
  db.exec("CREATE TABLE t (id TEXT PRIMARY KEY, a TEXT COLLATE NOCASE, b)");
  db.exec("CREATE TABLE s (id TEXT, a TEXT, b)");
  db.exec(
      "INSERT INTO t VALUES ('same','x',1), ('case','x',1), ('null','x',NULL), "
      "('nulls',NULL,NULL), ('tonull','x',1), ('blank','x',1), ('type','x',1), ('left','x',1)");
  db.exec(
      "INSERT INTO s VALUES ('same','x',1), ('case','X',1), ('null','x',1), "
      "('nulls',NULL,NULL), ('tonull',NULL,1), ('blank','x ',1), ('type','x','1'), ('new','x',1)");
  const sql::MergeSpec spec{{"", "t"}, {"", "s"}, {"id", "a", "b"}, {"id"}};
  for (const sql::Dialect* dialect : {&sql::generic(), &sql::postgres(), &sql::sqlite()}) {
    INFO(std::string(dialect->name));
    db.exec("SAVEPOINT try");
    CHECK(db.one(sql::count_matched(*dialect, spec).text) == "i:7");
    int changed = 0;
    for (const sql::Statement& statement : sql::merge(*dialect, spec)) {
      db.exec(statement.text);
      changed += sqlite3_changes(db.handle());
    }
    // Of SQLite's NOCASE PostgreSQL has no kin: a table with such a collation is refused there.
    CHECK(changed == (dialect == &sql::postgres() ? 5 : 6));
    CHECK(db.one("SELECT count(*) FROM t") == "i:9");
    CHECK(db.query("SELECT a, b FROM t WHERE id = 'tonull'") ==
          tests::RawSqlite::Rows{{"NULL", "i:1"}});
    CHECK(db.query("SELECT a, b FROM t WHERE id = 'new'") ==
          tests::RawSqlite::Rows{{"t:x", "i:1"}});
    for (const sql::Statement& statement : sql::merge(*dialect, spec)) {
      db.exec(statement.text);
      CHECK(sqlite3_changes(db.handle()) == 0);
    }
    db.exec("ROLLBACK TO try");
  }
}

TEST_CASE("a merge of keys only adds the missing ones") {
  for (const sql::Dialect* dialect : {&sql::generic(), &sql::postgres(), &sql::sqlite()}) {
    tests::RawSqlite db;
    db.exec("CREATE TABLE t (a, b, PRIMARY KEY (a, b)); CREATE TABLE s (a, b)");
    db.exec("INSERT INTO t VALUES (1, 1), (1, 2); INSERT INTO s VALUES (1, 2), (2, 1)");
    for (const sql::Statement& statement :
         sql::merge(*dialect, {{"", "t"}, {"", "s"}, {"a", "b"}, {"b", "a"}})) {
      db.exec(statement.text);
    }
    CHECK(db.query("SELECT a, b FROM t ORDER BY a, b") ==
          tests::RawSqlite::Rows{{"i:1", "i:1"}, {"i:1", "i:2"}, {"i:2", "i:1"}});
  }
}

TEST_CASE("a merge decides on the key alone: another unique index refuses the row") {
  tests::RawSqlite db;
  db.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, mail TEXT UNIQUE); CREATE TABLE s (id, mail)");
  db.exec("INSERT INTO t VALUES (1, 'a'); INSERT INTO s VALUES (2, 'a')");
  const auto merge = sql::merge(sql::sqlite(), {{"", "t"}, {"", "s"}, {"id", "mail"}, {"id"}});
  CHECK_THROWS(db.exec(merge[0].text));
  CHECK(db.query("SELECT id, mail FROM t") == tests::RawSqlite::Rows{{"i:1", "t:a"}});
}

TEST_CASE("repeated and NULL keys are counted, read and deleted together") {
  for (const sql::Dialect* dialect : {&sql::generic(), &sql::postgres(), &sql::sqlite()}) {
    tests::RawSqlite db;
    db.exec("CREATE TABLE s (a, b, n)");
    db.exec(
        "INSERT INTO s VALUES (1,1,1), (1,1,2), (1,2,3), (NULL,1,4), (1,NULL,5), (NULL,NULL,6), "
        "('x','X',7), ('x','x',8)");
    const sql::Table table{"", "s"};
    CHECK(db.one(sql::count_duplicates(*dialect, table, {"a", "b"}).text) == "i:5");
    std::set<std::string> read;
    for (const auto& row :
         db.query(sql::read_duplicates(*dialect, table, {"n"}, {"a", "b"}).text)) {
      read.insert(row[0]);
    }
    CHECK(read == std::set<std::string>{"i:1", "i:2", "i:4", "i:5", "i:6"});
    for (const sql::Statement& statement : sql::delete_duplicates(*dialect, table, {"a", "b"})) {
      db.exec(statement.text);
    }
    CHECK(db.one(sql::count_rows(*dialect, table).text) == "i:3");
    CHECK(db.one(sql::count_duplicates(*dialect, table, {"a", "b"}).text) == "i:0");
    CHECK(db.one(sql::count_duplicates(*dialect, table, {"a"}).text) == "i:2");  // x twice
  }
}

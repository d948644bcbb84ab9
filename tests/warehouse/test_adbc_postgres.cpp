// PostgreSQL by Apache Arrow's ADBC driver: the conformance suite, and what the driver does in a
// way of its own.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>

#include "helpers.hpp"
#include "postgres_quirks.hpp"
#include "support/driver_library.hpp"
#include "support/postgres_server.hpp"

using namespace waybill;
using namespace waybill::tests;
using rows::Logical;
using rows::Value;
using warehouse::Access;

namespace {

bool without_driver_and_server() {
  static const bool without = kAdbcPostgres.absent() || without_postgres();
  return without;
}

warehouse::ConnectSpec by_adbc(warehouse::ConnectSpec spec) {
  spec.via = "adbc";
  spec.driver = kAdbcPostgres.path();
  return spec;
}

class AdbcPlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(Access access) override {
    return warehouse::open_session(by_adbc(database_.spec()), access);
  }
  std::unique_ptr<warehouse::Session> open_impatient(Access access) override {
    return warehouse::open_session(by_adbc(database_.spec(1)), access);
  }

 private:
  PostgresDatabase database_;
};

Quirks quirks() {
  Quirks quirks = postgres_quirks("postgres by ADBC", [] { return std::make_unique<AdbcPlace>(); });
  quirks.skips.push_back(
      {"a failure in the middle of a result throws",
       "the driver keeps rows back until 2 MiB are there: a case of its own reads more"});
  return quirks;
}

}  // namespace

TEST_CASE("conformance: postgres by ADBC" * doctest::skip(without_driver_and_server())) {
  run_conformance(quirks());
}

TEST_CASE("conformance: postgres by ADBC, what was run" *
          doctest::skip(without_driver_and_server())) {
  report_conformance(quirks());
}

TEST_SUITE_BEGIN("adbc: postgres" * doctest::skip(without_driver_and_server()));

TEST_CASE("postgres by ADBC: a failure in the middle of a long result throws") {
  const PostgresDatabase database;
  const auto session = warehouse::open_session(by_adbc(database.spec()), Access::read_only);
  const rows::Schema schema{{"v", {Logical::bigint}}};
  const auto stream =
      session->query({"SELECT (CASE WHEN n < 900000 THEN n ELSE 1 / (n - n) END)::bigint "
                      "FROM generate_series(1, 1000000) AS n",
                      {}},
                     schema, {});
  rows::Batch batch;
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t rows = 0;
  const Error error = error_of([&] {
    while (stream->next(batch, misfits)) rows += batch.length;
  });
  CHECK(error.code().id == codes::constraint_violated.id);
  CHECK(error.sqlstate() == "22012");
  CHECK(rows > 100'000);
  CHECK(rows < 900'000);
}

TEST_CASE("postgres by ADBC: what is unread of a result is not waited for") {
  const PostgresDatabase database;
  const auto session = warehouse::open_session(by_adbc(database.spec()), Access::read_write);
  session->execute({"CREATE TABLE t (a int)", {}});
  const rows::Schema schema{{"v", {Logical::text}}};
  for (const bool inside : {false, true}) {
    INFO(inside);
    if (inside) {
      session->begin(Access::read_write);
      session->execute({"INSERT INTO t VALUES (1)", {}});
    }
    std::chrono::steady_clock::time_point start;
    {
      const auto stream = session->query(
          {"SELECT repeat('x', 1000) || generate_series(1, 100000000)", {}}, schema, {});
      rows::Batch batch;
      std::vector<warehouse::CellMisfit> misfits;
      REQUIRE(stream->next(batch, misfits));
      start = std::chrono::steady_clock::now();
    }
    session->ping();
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
    if (inside) session->commit();
  }
  CHECK(database.number("SELECT count(*) FROM t") == 1);
}

// The driver sets the time zone around a bound instant, and ends the transaction with it.
TEST_CASE("postgres by ADBC: an instant as a value leaves the transaction open") {
  const PostgresDatabase database;
  const auto session = warehouse::open_session(by_adbc(database.spec()), Access::read_write);
  session->execute({"CREATE TABLE t (a timestamptz)", {}});
  session->begin(Access::read_write);
  const Value instant = typed({Logical::timestamp}, "2026-01-01T00:00:00.123456Z");
  CHECK(session->execute({"INSERT INTO t VALUES (?)", {instant}}) == 1);
  CHECK(session->scalar({"SELECT count(*) FROM t WHERE a = ?", {instant}}) == Value::bigint(1));
  CHECK(database.number("SELECT count(*) FROM t") == 0);
  session->rollback();
  CHECK(database.number("SELECT count(*) FROM t") == 0);
}

// Values stand in the text of a statement.
TEST_CASE("postgres by ADBC: no value is read as SQL") {
  const PostgresDatabase database;
  const auto session = warehouse::open_session(by_adbc(database.spec()), Access::read_write);
  session->execute({"CREATE TABLE t (a text)", {}});
  for (const std::string text :
       {"'", "\\", "\\'", "'; DROP TABLE t; --", "\\'; DROP TABLE t; --", "$$; DROP TABLE t; --$$",
        "?", "$1", "E'\\''", "') TO PROGRAM 'id' --", "/*", "\n--", "''''"}) {
    INFO(text);
    const Value value = Value::text(text);
    CHECK(session->execute({"INSERT INTO t VALUES (?)", {value}}) == 1);
    CHECK(session->scalar({"SELECT a FROM t WHERE a = ? AND 'a?' <> 'b'", {value}}) == value);
    session->execute({"DELETE FROM t", {}});
  }
  CHECK(code_of([&] {
          session->execute({"INSERT INTO t VALUES (?)", {Value::text("\xC0\xA7; DROP TABLE t")}});
        }) == codes::unsupported.id);  // no UTF-8
  CHECK(session->table({"", "t"}).has_value());
}

// The driver loses the carry of negative numbers of 256 bits whose lowest word is 0.
TEST_CASE("postgres by ADBC: negative multiples of 2^64 keep every digit") {
  const PostgresDatabase database;
  const auto session = warehouse::open_session(by_adbc(database.spec()), Access::read_write);
  for (const int precision : {38, 76}) {
    const rows::Type type{Logical::decimal, precision, 0};
    const rows::Schema schema{{"v", type}};
    const sql::Table table{"", fmt::format("t{}", precision)};
    session->execute({sql::create_table(session->dialect(), {table, schema, {}}), {}});
    const std::vector<RowValues> sent{{typed(type, "-18446744073709551616")},
                                      {typed(type, "-36893488147419103232")},
                                      {typed(type, "-1")}};
    session->ingest(table, batch_of(schema, sent));
    CHECK(read_all(*session, select_all(*session, table, schema), schema).rows == sent);
    CHECK(database.rows(fmt::format("SELECT v FROM t{} LIMIT 1", precision)) ==
          std::vector<std::string>{"-18446744073709551616"});
  }
}

// The driver takes an oid for a signed number, and knows the types there were when it connected.
TEST_CASE("postgres by ADBC: oids and new types are read as what they are") {
  const PostgresDatabase database;
  const auto session = warehouse::open_session(by_adbc(database.spec()), Access::read_only);
  database.run("CREATE TYPE mood AS ENUM ('sad', 'ok')");
  database.run("CREATE DOMAIN positive AS bigint CHECK (value > 0)");
  database.run("CREATE DOMAIN price AS numeric(9,2)");
  const auto read = [&](const std::string& expression, Logical logical) {
    const ReadBack got = read_all(*session, {"SELECT " + expression, {}}, {{"v", {logical}}});
    REQUIRE(got.rows.size() == 1);
    return rows::value_text(got.rows[0][0]);
  };
  CHECK(read("4000000000::oid", Logical::bigint) == "4000000000");
  CHECK(read("'ok'::mood", Logical::text) == "ok");
  CHECK(read("7::positive", Logical::bigint) == "7");
  CHECK(read("1.5::price", Logical::decimal) == "1.50");
  CHECK(code_of([&] { read("7::positive", Logical::text); }) == codes::unsupported.id);
  CHECK(session->describe({"SELECT 'ok'::mood AS m, 1::oid AS o", {}}).at(0).source_type == "mood");
}

TEST_CASE("postgres by ADBC: what is loaded straight and what is cast arrive the same") {
  const PostgresDatabase database;
  const auto session = warehouse::open_session(by_adbc(database.spec()), Access::read_write);
  const auto load = [&](const std::string& column, const Value& value) {
    session->execute({"DROP TABLE IF EXISTS t", {}});
    session->execute({"CREATE TABLE t (\"V\" " + column + ")", {}});
    session->ingest({"", "t"}, batch_of({{"V", value.type}}, {{value}, {Value::null(value.type)}}));
    return database.rows("SELECT \"V\" FROM t");
  };
  using Rows = std::vector<std::string>;
  const Value json{{Logical::json}, std::string("{\"a\": 1.10}")};
  CHECK(load("jsonb", json) == Rows{"{\"a\": 1.10}", "NULL"});
  CHECK(load("json", json) == Rows{"{\"a\": 1.10}", "NULL"});
  CHECK(load("text", json) == Rows{"{\"a\": 1.10}", "NULL"});
  CHECK(load("bigint", number({Logical::integer}, -7)) == Rows{"-7", "NULL"});
  CHECK(load("varchar(9)", Value::text("a b")) == Rows{"a b", "NULL"});
  CHECK(load("numeric", {{Logical::decimal}, std::string("1.50")}) == Rows{"1.50", "NULL"});
  CHECK(load("numeric(9,1)", typed({Logical::decimal, 9, 4}, "1.5000")) == Rows{"1.5", "NULL"});
  CHECK(database.number("SELECT count(*) FROM pg_class WHERE relname LIKE '\\_waybill%'") == 0);
}

TEST_CASE("postgres by ADBC: errors hold no row's values") {
  const PostgresDatabase database;
  const auto session = warehouse::open_session(by_adbc(database.spec()), Access::read_write);
  session->execute({"CREATE TABLE t (a text PRIMARY KEY, b numeric)", {}});
  const rows::Schema plain{{"a", {Logical::text}}};
  const rows::Schema casted{{"a", {Logical::text}}, {"b", {Logical::decimal, 5, 2}}};
  const Value secret = Value::text("canary-7391");
  session->ingest({"", "t"}, batch_of(plain, {{secret}}));
  const auto no_canary = [](const Error& error) {
    CHECK(error.code().id == codes::constraint_violated.id);
    CHECK(error.sqlstate() == "23505");
    CHECK((error.message() + error.hint()).find("canary") == std::string::npos);
  };
  no_canary(error_of([&] { session->ingest({"", "t"}, batch_of(plain, {{secret}})); }));
  no_canary(error_of([&] {
    session->ingest({"", "t"}, batch_of(casted, {{secret, typed(casted[1].type, "1.00")}}));
  }));
  no_canary(error_of([&] { session->execute({"INSERT INTO t (a) VALUES (?)", {secret}}); }));
  CHECK(database.number("SELECT count(*) FROM t") == 1);
}

TEST_CASE(
    "postgres by ADBC: a session is the same database as by libpq, and says how it is reached") {
  const PostgresDatabase database;
  warehouse::ConnectSpec spec = by_adbc(database.spec());
  spec.options["entry_point"] = "AdbcDriverPostgresqlInit";
  const auto session = warehouse::open_session(spec, Access::read_only);
  const auto native = database.open(Access::read_only);
  CHECK(session->location() == native->location());
  const warehouse::SessionInfo info = session->info();
  CHECK(info.via == "adbc");
  CHECK(info.driver == kAdbcPostgres.path() + ", ADBC 1.1");
  CHECK(info.server == native->info().server);
  CHECK(info.user == "postgres");
  CHECK(info.encrypted.empty());
  spec.options["entry_point"] = "NoSuchFunction";
  const Error error = error_of([&] { warehouse::open_session(spec, Access::read_only); });
  CHECK(error.code().id == codes::connect_failed.id);
  CHECK(error.hint().find("entry_point") != std::string::npos);
}

TEST_SUITE_END();

// What is PostgreSQL's own in its sessions, the native one and that over ADBC: connecting,
// settings, types, locks, a server that goes.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "helpers.hpp"
#include "support/driver_library.hpp"
#include "support/postgres_server.hpp"
#include "support/temp_dir.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Value;
using warehouse::Access;
using Clock = std::chrono::steady_clock;

struct Native {
  static bool missing() { return false; }
  static void reach(warehouse::ConnectSpec&) {}
  // A role's own statement_timeout that a session begins with in spite of it.
  static constexpr const char* kShort = "statement_timeout = '1ms'";
};
struct Adbc {
  static bool missing() {
    static const bool absent = kAdbcPostgres.absent();
    return absent;
  }
  static void reach(warehouse::ConnectSpec& spec) {
    spec.via = "adbc";
    spec.driver = kAdbcPostgres.path();
  }
  static constexpr const char* kShort =
      "statement_timeout = '10s'";  // the driver reads the catalog before it is ours
};

template <class Way>
struct Database : PostgresDatabase {
  warehouse::ConnectSpec spec(std::int64_t lock_s = 30) const {
    warehouse::ConnectSpec spec = PostgresDatabase::spec(lock_s);
    Way::reach(spec);
    return spec;
  }
  std::unique_ptr<warehouse::Session> open(Access access, std::int64_t lock_s = 30) const {
    return warehouse::open_session(spec(lock_s), access);
  }
};

rows::Schema one(const rows::Type& type) {
  return {{"v", type}};
}

// The one error of opening: its message and hint.
std::string refused(warehouse::ConnectSpec spec, const Code& code = codes::connect_failed) {
  const Error error = error_of([&] { warehouse::open_session(spec, Access::read_only); });
  CHECK(error.code().id == code.id);
  CHECK(!error.hint().empty());
  return error.message() + " | " + error.hint();
}

bool has(const std::string& text, std::string_view part) {
  INFO(text);
  INFO(std::string(part));
  CHECK(text.find(part) != std::string::npos);
  return true;
}

std::vector<std::string> texts_of(warehouse::Session& session, const std::string& query) {
  std::vector<std::string> texts;
  for (const RowValues& row : read_all(session, {query, {}}, one({Logical::text})).rows) {
    texts.push_back(row[0].is_null() ? "NULL" : std::get<std::string>(row[0].data));
  }
  return texts;
}

}  // namespace

TEST_SUITE_BEGIN("postgres session" * doctest::skip(without_postgres()));

TEST_CASE_TEMPLATE("a connection that fails says which field is wrong", Way, Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  const auto with = [&](const char* option, const std::string& value) {
    warehouse::ConnectSpec spec = database.spec();
    spec.options[option] = value;
    return refused(spec);
  };
  const auto unreachable = [&](const char* option, const std::string& value) {
    warehouse::ConnectSpec spec = database.spec();
    spec.options[option] = value;
    return refused(spec, codes::unreachable);
  };
  has(unreachable("host", "/nowhere"), "options.host");
  has(with("host", "no-such-host.invalid"), "options.host");
  has(unreachable("host", "127.0.0.1"), "nothing listens there");
  has(unreachable("port", "1"), "options.port");
  has(with("database", "nothing_here"), "options.database");
  has(with("user", "nobody_here"), "options.user");
  has(with("schema", "nothing_here"), "options.schema");
  database.run("DROP ROLE IF EXISTS turned_away");
  database.run("CREATE ROLE turned_away LOGIN");
  has(with("user", "turned_away"), "refuses this user");
  database.run("DROP ROLE IF EXISTS cannot_log_in");
  database.run("CREATE ROLE cannot_log_in NOLOGIN");
  has(with("user", "cannot_log_in"), "may not log in");
  warehouse::ConnectSpec spec = database.spec();
  spec.ssl_mode = "require";
  has(refused(spec), "a socket has no TLS");
  spec.options["host"] = "127.0.0.1";
  spec.ssl_mode = "verify_full";
  spec.ssl["root_cert"] = "/nowhere/root.pem";
  has(refused(spec, codes::unreachable), "nothing listens there");
}

TEST_CASE_TEMPLATE("passwords with any character are told from wrong ones and never shown", Way,
                   Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  const TempDir dir;
  database.run("DROP ROLE IF EXISTS with_password");
  database.run("CREATE ROLE with_password LOGIN");
  warehouse::ConnectSpec spec = database.spec();
  spec.options["user"] = "with_password";
  has(refused(spec), "secrets.password");
  const std::string path = dir.file("password");
  spec.secrets["password"] = "file:" + path;
  for (const std::string password :
       {"plain", ";{}=&@' \"\\%/?#+:", "a b%20c", "ünï", "$x", " a ", "%zz", "%"}) {
    INFO(password);
    std::string literal;
    for (const char c : password) literal += c == '\'' ? std::string("''") : std::string(1, c);
    database.run("ALTER ROLE with_password PASSWORD '" + literal + "'");
    std::ofstream(path) << password << "\n";
    REQUIRE(::chmod(path.c_str(), 0600) == 0);
    const auto session = warehouse::open_session(spec, Access::read_only);
    CHECK(session->scalar({"SELECT current_user::text", {}}) == Value::text("with_password"));
    std::ofstream(path) << password << "-not-this-one\n";
    const std::string message = refused(spec);
    has(message, "secrets.password");
    CHECK(message.find("not-this-one") == std::string::npos);
  }
  spec.secrets = {{"password", "env:WAYBILL_TEST_NO_SUCH_VARIABLE"}};
  has(refused(spec, codes::secret_unresolved), "WAYBILL_TEST_NO_SUCH_VARIABLE");
  spec.secrets = {{"passwort", "env:PATH"}};
  has(refused(spec), "passwort");
}

TEST_CASE_TEMPLATE(
    "every session begins with the settings that must hold, whatever the role's own are", Way,
    Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  // In one go: each would hold for the statements after it, and one leaves them a millisecond.
  std::string all;
  for (const char* setting :
       {"TimeZone = 'Asia/Kathmandu'", "DateStyle = 'German'", "IntervalStyle = 'sql_standard'",
        "extra_float_digits = -15", "standard_conforming_strings = off",
        "default_transaction_isolation = 'serializable'", "bytea_output = 'escape'",
        "default_transaction_read_only = on", Way::kShort}) {
    all += "ALTER DATABASE " + database.name() + " SET " + setting + ";";
  }
  database.run(all);
  warehouse::ConnectSpec spec = database.spec(7);
  spec.statement_s = 90;
  const auto session = warehouse::open_session(spec, Access::read_write);
  const auto setting = [&](const std::string& name) {
    return std::get<std::string>(
        session->scalar({"SELECT current_setting(?)", {Value::text(name)}})->data);
  };
  CHECK(setting("TimeZone") == "UTC");
  CHECK(setting("DateStyle") == "ISO, YMD");
  CHECK(setting("IntervalStyle") == "iso_8601");
  CHECK(setting("extra_float_digits") == "1");
  CHECK(setting("standard_conforming_strings") == "on");
  CHECK(setting("client_encoding") == "UTF8");
  CHECK(setting("lock_timeout") == "7s");
  CHECK(setting("statement_timeout") == "90s");
  CHECK(setting("application_name") == "waybill");
  CHECK(setting("default_transaction_read_only") == "off");
  CHECK(setting("client_connection_check_interval") == "2s");
  session->execute({"CREATE TABLE t (a int)", {}});
  session->begin(Access::read_write);
  CHECK(setting("transaction_isolation") == "read committed");
  session->rollback();
}

TEST_CASE_TEMPLATE("names without a schema are the option's schema's", Way, Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  database.run("CREATE SCHEMA \"Odd \"\"one\"");
  warehouse::ConnectSpec spec = database.spec();
  spec.options["schema"] = "Odd \"one";
  const auto session = warehouse::open_session(spec, Access::read_write);
  session->execute({"CREATE TABLE t (a int)", {}});
  CHECK(session->schemas() == std::vector<std::string>{"Odd \"one", "public"});
  CHECK(session->table({"", "t"}).has_value());
  CHECK(!session->table({"public", "t"}));
  CHECK(database.number("SELECT count(*) FROM \"Odd \"\"one\".t") == 0);
}

TEST_CASE_TEMPLATE("what a query changes on the way is undone with it", Way, Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  for (const bool inside : {false, true}) {
    const auto session = database.open(Access::read_write);
    if (inside) session->begin(Access::read_write);
    // Versions before 16 let large objects be made in a reading transaction.
    code_of([&] { texts_of(*session, "SELECT lo_create(4711)::text"); });
    code_of([&] { texts_of(*session, "SELECT set_config('TimeZone', 'Asia/Kathmandu', false)"); });
    CHECK(session->scalar({"SELECT current_setting('TimeZone')", {}}) == Value::text("UTC"));
    if (inside) session->commit();
    CHECK(database.number("SELECT count(*) FROM pg_largeobject_metadata") == 0);
  }
}

TEST_CASE_TEMPLATE("statements do not take transactions, settings or COPY into their own hands",
                   Way, Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  const auto session = database.open(Access::read_write);
  for (const char* text : {"BEGIN", "/* x */ commit", "Rollback", "SET TimeZone = 'x'", "RESET ALL",
                           "DISCARD ALL", "COPY pg_class TO STDOUT", "SAVEPOINT x"}) {
    INFO(std::string(text));
    CHECK(code_of([&] { session->execute({text, {}}); }) == codes::unsupported.id);
    CHECK(code_of([&] { session->scalar({text, {}}); }) == codes::unsupported.id);
  }
  session->ping();
}

TEST_CASE_TEMPLATE("columns are read as the types they stand for", Way, Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  database.run("CREATE TYPE mood AS ENUM ('sad', 'ok')");
  database.run("CREATE DOMAIN positive AS integer CHECK (value > 0)");
  const auto session = database.open(Access::read_only);
  const auto read = [&](const std::string& expression, const rows::Type& type) {
    const ReadBack got = read_all(*session, {"SELECT " + expression, {}}, one(type));
    REQUIRE(got.rows.size() == 1);
    if (!got.misfits.empty()) return std::string(rows::reject_code(got.misfits[0].misfit));
    return got.rows[0][0].is_null() ? "NULL" : rows::value_text(got.rows[0][0]);
  };
  CHECK(read("7::int2", {Logical::integer}) == "7");
  CHECK(read("7::int2", {Logical::bigint}) == "7");
  CHECK(read("7::positive", {Logical::bigint}) == "7");
  CHECK(read("-7::int8", {Logical::integer}) == "-7");
  CHECK(read("3000000000", {Logical::integer}) == "WB8502");
  CHECK(read("7::int4", {Logical::decimal, 5, 2}) == "7.00");
  CHECK(read("12345::int4", {Logical::decimal, 5, 2}) == "WB8502");
  CHECK(read("7::int8", {Logical::decimal}) == "7");
  CHECK(read("1.5::float4", {Logical::floating}) == "1.5");
  CHECK(read("7::int8", {Logical::floating}) == "7");
  CHECK(read("9007199254740993", {Logical::floating}) == "WB8503");
  CHECK(read("'x'::char(3)", {Logical::text}) == "x  ");
  CHECK(read("'x'::name", {Logical::text}) == "x");
  CHECK(read("'x'::\"char\"", {Logical::text}) == "x");
  CHECK(read("'ok'::mood", {Logical::text}) == "ok");
  CHECK(read("'1 year 2 days 00:00:03.5'::interval", {Logical::text}) == "P1Y2DT3.5S");
  CHECK(read("'10.0.0.1/8'::inet", {Logical::text}) == "10.0.0.1/8");
  CHECK(read("B'101'", {Logical::text}) == "101");
  CHECK(read("'01:02:03+04'::timetz", {Logical::text}) == "01:02:03+04");
  CHECK(read("'0190163D-8694-739B-AEA5-966C26F8AD91'::uuid", {Logical::text}) ==
        "0190163d-8694-739b-aea5-966c26f8ad91");
  CHECK(read("'{0190163D-8694-739B-AEA5-966C26F8AD91}'::text", {Logical::uuid}) ==
        "0190163d-8694-739b-aea5-966c26f8ad91");
  CHECK(read("'none'::text", {Logical::uuid}) == "WB8501");
  CHECK(read("'{\"a\": 1.10}'::json", {Logical::json}) == "{\"a\": 1.10}");
  CHECK(read("'{\"a\": 1, \"a\": 2}'::json", {Logical::json}) == "WB8506");
  CHECK(read("'{\"a\":1}'::jsonb", {Logical::text}) == "{\"a\": 1}");
  CHECK(read("'24:00'::time", {Logical::time}) == "WB8502");
  CHECK(read("'infinity'::date", {Logical::date}) == "WB8502");
  CHECK(read("'0001-01-01 BC'::date", {Logical::date}) == "WB8502");
  CHECK(read("'9999-12-31'::date + 1", {Logical::date}) == "WB8502");
  CHECK(read("'-infinity'::timestamp", {Logical::datetime}) == "WB8502");
  CHECK(read("'NaN'::numeric", {Logical::decimal}) == "WB8507");
  CHECK(read("'-Infinity'::numeric", {Logical::decimal, 10, 2}) == "WB8507");
  CHECK(read("1.005::numeric", {Logical::decimal, 10, 2}) == "WB8503");
  CHECK(read("1.000000000000::numeric", {Logical::decimal, 10, 2}) == "1.00");
  CHECK(read("1e-20::numeric * 0", {Logical::decimal, 10, 2}) == "0.00");
  CHECK(read("NULL::int4", {Logical::integer}) == "NULL");

  const auto refused_type = [&](const std::string& expression, const rows::Type& type,
                                std::string_view words) {
    const Error error = error_of([&] {
      read_all(*session, {"SELECT " + expression, {}}, one(type));
    });
    CHECK(error.code().id == codes::unsupported.id);
    has(error.message() + " | " + error.hint(), words);
  };
  refused_type("ARRAY[1, 2]", {Logical::text}, "integer[]");
  refused_type("ARRAY[1, 2]", {Logical::json}, "to_jsonb()");
  refused_type("ROW(1, 2)", {Logical::text}, "record");
  refused_type("1::money", {Logical::text}, "money");
  refused_type("now()", {Logical::datetime}, "declare it as timestamp");
  refused_type("now()::timestamp", {Logical::timestamp}, "declare it as datetime");
  refused_type("1.5::numeric", {Logical::floating}, "declare it as decimal");
  refused_type("1.5::float8", {Logical::decimal, 5, 2}, "declare it as float");
  refused_type("'x'::text", {Logical::integer}, "text");
  // And the session goes on.
  CHECK(read("1", {Logical::integer}) == "1");
}

TEST_CASE_TEMPLATE("a load refuses what the table's column would bend", Way, Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  const auto session = database.open(Access::read_write);
  const auto load = [&](const std::string& column, const Value& value) {
    session->execute({"DROP TABLE IF EXISTS t", {}});
    session->execute({"CREATE TABLE t (v " + column + ")", {}});
    return code_of([&] { session->ingest({"", "t"}, batch_of(one(value.type), {{value}})); });
  };
  const rows::Type decimal{Logical::decimal, 18, 4};
  CHECK(load("numeric(18,2)", typed(decimal, "1.2345")) == codes::unsupported.id);
  CHECK(load("numeric(18,2)", typed(decimal, "1.2300")).empty());
  CHECK(load("numeric(5,4)", typed(decimal, "12.0000")) == codes::constraint_violated.id);
  CHECK(load("varchar(3)", Value::text("abc")).empty());
  CHECK(load("varchar(3)", Value::text("äöü")).empty());
  CHECK(load("varchar(3)", Value::text("abc ")) == codes::unsupported.id);
  CHECK(load("timestamptz(3)", typed({Logical::timestamp}, "2026-01-01T00:00:00.123456Z")) ==
        codes::unsupported.id);
  CHECK(load("timestamptz(3)", typed({Logical::timestamp}, "2026-01-01T00:00:00.123000Z")).empty());
  CHECK(load("time(0)", typed({Logical::time}, "12:00:00.500000")) == codes::unsupported.id);
  // The binary forms of these look alike.
  CHECK(load("real", number({Logical::integer}, 7)) == codes::unsupported.id);
  CHECK(load("integer", number({Logical::date}, 7)) == codes::unsupported.id);
  CHECK(load("timestamp", typed({Logical::timestamp}, "2026-01-01T00:00:00.000000Z")) ==
        codes::unsupported.id);
  CHECK(load("bigint", number({Logical::integer}, -7)).empty());
  CHECK(database.rows("SELECT v FROM t") == std::vector<std::string>{"-7"});
}

TEST_CASE_TEMPLATE("a table tells which unique indexes a merge can go by", Way, Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  database.run(
      "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', "
      "deterministic = false)");
  database.run(
      "CREATE TABLE t (id int PRIMARY KEY, a text, b text, c text COLLATE loose, "
      "d int UNIQUE DEFERRABLE, e int, UNIQUE (a, b), UNIQUE (c))");
  database.run("CREATE UNIQUE INDEX part ON t (e) WHERE e > 0");
  database.run("CREATE UNIQUE INDEX expression ON t ((e + 1))");
  database.run("CREATE UNIQUE INDEX more ON t (b) INCLUDE (e)");
  const auto session = database.open(Access::read_only);
  const auto info = session->table({"", "t"});
  REQUIRE(info);
  CHECK(info->has_primary_key);
  CHECK(info->unique_keys == std::vector<std::vector<std::string>>{{"id"}, {"a", "b"}, {"b"}});
  CHECK(info->notes.size() == 4);
  CHECK(info->columns[3].source_type == "text COLLATE loose");
  // Views and the parts of a whole are tables too.
  database.run("CREATE VIEW v AS SELECT * FROM t");
  database.run("CREATE TABLE whole (id int) PARTITION BY RANGE (id)");
  CHECK(session->table({"", "v"})->unique_keys.empty());
  CHECK(session->table({"", "whole"})->empty);
  CHECK(session->tables("public").size() == 3);
}

TEST_CASE_TEMPLATE("a lock of another is waited for as long as asked, then busy", Way, Native,
                   Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  const auto first = database.open(Access::read_write);
  first->execute({"CREATE TABLE t (a int)", {}});
  first->begin(Access::read_write);
  first->execute({"ALTER TABLE t ADD COLUMN b int", {}});
  const auto second = database.open(Access::read_write, 1);
  const auto start = Clock::now();
  const Error error = error_of([&] { second->execute({"INSERT INTO t VALUES (1)", {}}); });
  CHECK(error.code().id == codes::database_busy.id);
  CHECK(error.sqlstate() == "55P03");
  CHECK(Clock::now() - start > std::chrono::milliseconds(900));
  CHECK(Clock::now() - start < std::chrono::seconds(5));
  // And a wait is cancelled within a second.
  const auto third = database.open(Access::read_write, 60);
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    third->cancel();
  });
  const auto begin = Clock::now();
  CHECK(code_of([&] { third->execute({"INSERT INTO t VALUES (1)", {}}); }) == codes::cancelled.id);
  CHECK(Clock::now() - begin < std::chrono::milliseconds(1200));
  canceller.join();
  first->rollback();
}

TEST_CASE_TEMPLATE("a statement that takes longer than it may is ended", Way, Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  warehouse::ConnectSpec spec = database.spec();
  spec.statement_s = 1;
  const auto session = warehouse::open_session(spec, Access::read_only);
  const Error error = error_of([&] {
    session->scalar(
        {"WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT 1 FROM x) "
         "SELECT count(*) FROM x",
         {}});
  });
  CHECK(error.code().id == codes::sql_rejected.id);
  CHECK(error.hint().find("statement_s") != std::string::npos);
  session->ping();
}

TEST_CASE_TEMPLATE("a server that goes away is told from a refused statement, and told again", Way,
                   Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  const auto kill = [&] {
    database.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'waybill' "
        "AND datname = current_database()");
  };
  const auto session = database.open(Access::read_write);
  session->execute({"CREATE TABLE t (a int)", {}});
  session->begin(Access::read_write);
  session->execute({"INSERT INTO t VALUES (1)", {}});
  SUBCASE("while idle") {
    kill();
    CHECK(code_of([&] { session->scalar({"SELECT 1", {}}); }) == codes::connection_lost.id);
  }
  SUBCASE("while a statement runs") {
    std::thread killer([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      kill();
    });
    CHECK(code_of([&] {
            session->scalar({"SELECT pg_sleep(30)::text", {}});
          }) == codes::connection_lost.id);
    killer.join();
  }
  SUBCASE("while rows are read") {
    const auto stream = session->query({"SELECT n::bigint FROM generate_series(1, 3000000) n", {}},
                                       one({Logical::bigint}), {});
    rows::Batch batch;
    std::vector<warehouse::CellMisfit> misfits;
    REQUIRE(stream->next(batch, misfits));
    kill();
    CHECK(code_of([&] {
            while (stream->next(batch, misfits)) {
            }
          }) == codes::connection_lost.id);
  }
  SUBCASE("before the commit") {
    kill();
    CHECK(code_of([&] { session->commit(); }) == codes::connection_lost.id);
  }
  check_lost([&] { session->ping(); });
  session->rollback();
  CHECK(!session->in_transaction());
  check_lost([&] { session->begin(Access::read_write); });
  CHECK(database.number("SELECT count(*) FROM t") == 0);
}

TEST_CASE_TEMPLATE("a session that is closed in a transaction leaves no row and no lock", Way,
                   Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  database.run("CREATE TABLE t (a int)");
  {
    const auto session = database.open(Access::read_write);
    session->begin(Access::read_write);
    session->execute({"INSERT INTO t VALUES (1)", {}});
  }
  for (int i = 0; i < 100; ++i) {
    if (database.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'waybill' "
                        "AND datname = current_database()") == 0) {
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  database.run("SET lock_timeout = '2s'; LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
  CHECK(database.number("SELECT count(*) FROM t") == 0);
}

TEST_CASE_TEMPLATE("numerics of every shape come back digit by digit", Way, Native, Adbc) {
  if (Way::missing()) return;
  const Database<Way> database;
  const auto session = database.open(Access::read_write);
  session->execute({"CREATE TABLE t (n int, v numeric)", {}});
  const rows::Type plain{Logical::decimal};
  const rows::Schema schema{{"n", {Logical::integer}}, {"v", plain}};
  std::vector<RowValues> sent;
  std::uint64_t state = 42;
  const auto random = [&] { return state = state * 6364136223846793005U + 1442695040888963407U; };
  for (int i = 0; i < 3000; ++i) {
    const std::size_t whole = (random() >> 33) % 30;
    const std::size_t fraction = (random() >> 33) % 30;
    const auto digit = [&] {
      const auto kind = (random() >> 33) % 4;  // long runs of zeros as well
      return static_cast<char>('0' + (kind == 0 ? 0 : (random() >> 33) % 10));
    };
    std::string text;
    for (std::size_t k = 0; k < whole; ++k) text += digit();
    text.erase(0, std::min(text.find_first_not_of('0'), text.size()));
    if (text.empty()) text = "0";
    if (fraction > 0) text += '.';
    for (std::size_t k = 0; k < fraction; ++k) text += digit();
    if (i % 2 == 0 && text.find_first_not_of("0.") != std::string::npos) text = "-" + text;
    sent.push_back({number({Logical::integer}, i), Value{plain, text}});
  }
  session->ingest({"", "t"}, batch_of(schema, sent));
  const ReadBack got = read_all(*session, {"SELECT n, v FROM t ORDER BY n", {}}, schema);
  CHECK(got.rows == sent);
  const std::vector<std::string> shown = database.rows("SELECT v FROM t ORDER BY n");
  REQUIRE(shown.size() == sent.size());
  const rows::Type narrow{Logical::decimal, 38, 12};
  const ReadBack cut =
      read_all(*session, {"SELECT n, v FROM t ORDER BY n", {}},
               {{"n", {Logical::integer}}, {"v", narrow}}, {.truncate = {false, true}});
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const std::string& text = std::get<std::string>(sent[i][1].data);
    CHECK(shown[i] == text);
    // As our own parser of texts has it.
    rows::Decimal256 parsed{};
    const rows::Misfit misfit = rows::parse_decimal(text, 38, 12, parsed);
    if (misfit == rows::Misfit::out_of_range) {
      CHECK(cut.rows[i][1].is_null());
    } else {
      char buffer[96];
      CHECK(std::get<std::string>(cut.rows[i][1].data) ==
            std::string(buffer, rows::format_decimal(buffer, parsed, 12)));
    }
  }
}

TEST_SUITE_END();

}  // namespace waybill::tests

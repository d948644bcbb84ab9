// Values over ODBC: what a driver would change on its way arrives as it is, or is refused by name.
// Where there is a native session too, it says what is right.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

#include "base/text.hpp"
#include "helpers.hpp"
#include "odbc_place.hpp"
#include "support/mariadb_server.hpp"
#include "support/postgres_server.hpp"
#include "support/sqlite_file.hpp"
#include "warehouse/odbc/handles.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Misfit;
using rows::Type;
using rows::Value;
using warehouse::Access;
using warehouse::ConnectSpec;
using warehouse::Session;

std::unique_ptr<Session> open_odbc(ConnectSpec spec, const char* driver) {
  spec.via = "odbc";
  spec.driver = driver;
  return warehouse::open_session(spec, Access::read_write);
}

bool without_psql(const char* driver) {
  return without_postgres() || without_driver(driver);
}

// What becomes of an expression read as a type: its text, or why it is none.
std::string outcome(Session& session, const Type& type, const std::string& expression) {
  try {
    const ReadBack got =
        read_all(session, {fmt::format("SELECT {} AS v", expression), {}}, {{"v", type}});
    REQUIRE(got.rows.size() == 1);
    if (!got.misfits.empty()) {
      return fmt::format("misfit: {}", rows::describe(got.misfits.at(0).misfit));
    }
    const Value& value = got.rows.at(0).at(0);
    return value.is_null() ? "NULL" : "'" + rows::value_text(value) + "'";
  } catch (const Error& error) {
    return fmt::format("{}", error.code().id);
  }
}

struct Read {
  Type type;
  const char* expression;
};

void same_as_native(Session& native, Session& odbc, const std::vector<Read>& reads) {
  for (const Read& read : reads) {
    INFO(fmt::format("{}: {}", rows::to_string(read.type), read.expression));
    CHECK(outcome(odbc, read.type, read.expression) == outcome(native, read.type, read.expression));
  }
}

constexpr Type kMoney{Logical::decimal, 18, 4};
constexpr Type kPlain{Logical::decimal};
constexpr Type kWide{Logical::decimal, 76, 20};

const std::vector<Read>& postgres_reads() {
  static const std::vector<Read> all{
      {{Logical::text}, "'Łódź 🚀'::text"},
      {{Logical::text}, "''::text"},
      {{Logical::text}, "NULL::text"},
      {{Logical::text}, "'a  '::char(5)"},
      {{Logical::text}, "' a '::varchar(9)"},
      {{Logical::text}, "'x'::name"},
      {{Logical::text}, "'x'::\"char\""},
      {{Logical::text}, "'{\"a\": 1.10}'::jsonb"},
      {{Logical::text}, "'{\"a\":1.10}'::json"},
      {{Logical::text}, "'0190163d-8694-739b-aea5-966c26f8ad91'::uuid"},
      {{Logical::text}, "interval '1 day 02:03:04.5'"},
      {{Logical::text}, "'10.0.0.1'::inet"},
      {{Logical::text}, "timetz '12:00:00+02'"},
      {{Logical::text}, "'t'::tsvector"},
      {{Logical::text}, "1.50::numeric"},
      {{Logical::text}, "1::int"},
      {{Logical::text}, "now()"},
      {{Logical::text}, "ARRAY[1, 2]"},
      {{Logical::text}, "'12.34'::money"},
      {{Logical::text}, "repeat('x', 70000)"},
      {{Logical::text}, "repeat('ü', 8190)"},
      {{Logical::boolean}, "true"},
      {{Logical::boolean}, "false"},
      {{Logical::boolean}, "NULL::boolean"},
      {{Logical::boolean}, "1"},
      {{Logical::boolean}, "'true'::text"},
      {{Logical::integer}, "2147483647"},
      {{Logical::integer}, "(-2147483648)::int"},
      {{Logical::integer}, "(-32768)::smallint"},
      {{Logical::integer}, "2147483648"},
      {{Logical::integer}, "1::numeric"},
      {{Logical::bigint}, "9007199254740993"},
      {{Logical::bigint}, "9223372036854775807"},
      {{Logical::bigint}, "(-9223372036854775807 - 1)"},
      {{Logical::bigint}, "4294967295::oid"},
      {kMoney, "1.50::numeric"},
      {kMoney, "60.00::numeric(5,2)"},
      {kMoney, "99999999999999.9999"},
      {kMoney, "100000000000000::numeric"},
      {kMoney, "0.00001::numeric"},
      {kMoney, "'NaN'::numeric"},
      {kMoney, "9223372036854775807"},
      {kMoney, "7"},
      {kMoney, "1.5::float8"},
      {kPlain, "1.50::numeric"},
      {kPlain, "-0.00::numeric"},
      {kPlain, "'NaN'::numeric"},
      {kPlain, "(repeat('9', 65) || '.' || repeat('1', 30))::numeric"},
      {kPlain, "(repeat('9', 500) || '.' || repeat('1', 500))::numeric"},
      {kPlain, "9223372036854775807"},
      {kWide, "12345678901234567890123456789012345678.12345678901234567890::numeric"},
      {{Logical::floating}, "0.30000000000000004::float8"},
      {{Logical::floating}, "0.1::float4"},
      {{Logical::floating}, "'NaN'::float8"},
      {{Logical::floating}, "'NaN'::float4"},
      {{Logical::floating}, "'Infinity'::float8"},
      {{Logical::floating}, "'-Infinity'::float8"},
      {{Logical::floating}, "'-0'::float8"},
      {{Logical::floating}, "5e-324::float8"},
      {{Logical::floating}, "1.7976931348623157e308::float8"},
      {{Logical::floating}, "3.4028235e38::float4"},
      {{Logical::floating}, "9007199254740992"},
      {{Logical::floating}, "9007199254740993"},
      {{Logical::floating}, "1"},
      {{Logical::bytes}, "'\\x00ff41275c'::bytea"},
      {{Logical::bytes}, "''::bytea"},
      {{Logical::bytes}, "decode(repeat('ff', 70000), 'hex')"},
      {{Logical::bytes}, "'text'::text"},
      {{Logical::date}, "date '0001-01-01'"},
      {{Logical::date}, "date '9999-12-31'"},
      {{Logical::date}, "date '10000-01-01'"},
      {{Logical::date}, "date '0044-03-15 BC'"},
      {{Logical::date}, "date 'infinity'"},
      {{Logical::date}, "date '-infinity'"},
      {{Logical::date}, "date '1582-10-10'"},
      {{Logical::date}, "timestamp '2020-01-01 00:00:00'"},
      {{Logical::time}, "time '23:59:59.999999'"},
      {{Logical::time}, "time '12:00:00.1'"},
      {{Logical::time}, "time '24:00:00'"},
      {{Logical::timestamp}, "timestamptz '2026-11-20 12:34:56.123456+02'"},
      {{Logical::timestamp}, "timestamptz '2026-11-20 12:34:56.12+05:45'"},
      {{Logical::timestamp}, "timestamptz '0001-01-01 00:00:00+00'"},
      {{Logical::timestamp}, "timestamptz '9999-12-31 23:59:59.999999+00'"},
      {{Logical::timestamp}, "timestamptz '0001-12-31 23:59:59+00 BC'"},
      {{Logical::timestamp}, "timestamptz 'infinity'"},
      {{Logical::timestamp}, "timestamp '2020-01-01 00:00:00'"},
      {{Logical::datetime}, "timestamp '2026-11-20 12:34:56.1'"},
      {{Logical::datetime}, "timestamp '2026-11-20 12:34:56.123456'"},
      {{Logical::datetime}, "timestamp '-infinity'"},
      {{Logical::datetime}, "timestamp '0001-01-01 00:00:00'"},
      {{Logical::datetime}, "timestamp '10000-01-01 00:00:00'"},
      {{Logical::datetime}, "timestamptz '2020-01-01 00:00:00+00'"},
      {{Logical::json}, "'{\"n\": 123456789012345678901234567890.10}'::jsonb"},
      {{Logical::json}, "'{\"a\":1, \"a\":2}'::json"},
      {{Logical::json}, "'{\"a\":1}'::text"},
      {{Logical::json}, "'nonsense'::text"},
      {{Logical::json}, "1"},
      {{Logical::uuid}, "'0190163d-8694-739b-aea5-966c26f8ad91'::uuid"},
      {{Logical::uuid}, "'0190163D8694739BAEA5966C26F8AD91'::text"},
      {{Logical::uuid}, "'nonsense'::text"},
      {{Logical::uuid}, "'0190163d-8694-739b-aea5-966c26f8ad91'::bytea"},
  };
  return all;
}

// A column of the table and a value for it.
struct Write {
  const char* column;
  Type type;
  const char* text;  // by rows::value_from_text
};

const std::vector<Write>& postgres_writes() {
  static const std::vector<Write> all{
      {"varchar(3)", {Logical::text}, "abc"},
      {"varchar(3)", {Logical::text}, "üüü"},
      {"varchar(3)", {Logical::text}, "abc "},
      {"varchar(3)", {Logical::text}, "abcd"},
      {"char(3)", {Logical::text}, "abc"},
      {"text", {Logical::text}, "{NULL, \"a\\\"}"},
      {"text", {Logical::text}, "NULL"},
      {"text", {Logical::text}, "null"},
      {"text", {Logical::text}, ""},
      {"text", {Logical::text}, "? {d '2020-01-01'} $1"},
      {"numeric(6,2)", {Logical::decimal, 18, 4}, "1.5000"},
      {"numeric(6,2)", {Logical::decimal, 18, 4}, "1.5050"},
      {"numeric(6,2)", {Logical::decimal, 18, 4}, "99999.0000"},
      {"numeric", {Logical::decimal}, "1.50"},
      {"timestamp(3)", {Logical::datetime}, "2020-01-01T00:00:00.123000"},
      {"timestamp(3)", {Logical::datetime}, "2020-01-01T00:00:00.123400"},
      {"timestamptz(0)", {Logical::timestamp}, "2020-01-01T00:00:00.500000Z"},
      {"time(0)", {Logical::time}, "12:00:00.500000"},
      {"bigint", {Logical::integer}, "7"},
      {"integer", {Logical::bigint}, "7"},
      {"real", {Logical::floating}, "0.1"},
      {"text", {Logical::integer}, "7"},
      {"json", {Logical::json}, "{\"a\": \"\\u0000\", \"b\":  1.10}"},
      {"jsonb", {Logical::json}, "{\"a\": \"\\u0000\"}"},
      {"jsonb", {Logical::json}, "{\"a\": \"\\\\u0000\"}"},
      {"text", {Logical::json}, "{\"a\": \"\\\"\"}"},
      {"bigint GENERATED ALWAYS AS IDENTITY", {Logical::bigint}, "42"},
      {"integer CHECK (v < 5)", {Logical::integer}, "7"},
  };
  return all;
}

// The error's code, or what the server then holds.
std::string written(Session& session, const PostgresDatabase& database, const Write& write) {
  database.run("DROP TABLE IF EXISTS t");
  database.run(fmt::format("CREATE TABLE t (v {})", write.column));
  const rows::Schema schema{{"v", write.type}};
  const std::string code = code_of([&] {
    session.ingest({"", "t"}, batch_of(schema, {{typed(write.type, write.text)}}));
  });
  const auto rows = database.rows("SELECT v::text || ' ' || (v IS NULL)::text FROM t");
  if (!code.empty()) {
    CHECK(rows.empty());
    return code;
  }
  REQUIRE(rows.size() == 1);
  return "'" + rows.at(0) + "'";
}

void psql_reads(const char* driver) {
  const PostgresDatabase database;
  const auto native = database.open(Access::read_write);
  const auto odbc = open_odbc(database.spec(), driver);
  same_as_native(*native, *odbc, postgres_reads());
}

void psql_writes(const char* driver) {
  const PostgresDatabase database;
  const auto native = database.open(Access::read_write);
  const auto odbc = open_odbc(database.spec(), driver);
  for (const Write& write : postgres_writes()) {
    INFO(fmt::format("{} <- {}", write.column, write.text));
    CHECK(written(*odbc, database, write) == written(*native, database, write));
  }
}

}  // namespace

TEST_CASE("psqlODBC Unicode: values are read as the native session reads them" *
          doctest::skip(without_psql(kPsqlUnicode))) {
  psql_reads(kPsqlUnicode);
}
TEST_CASE("psqlODBC ANSI: values are read as the native session reads them" *
          doctest::skip(without_psql(kPsqlAnsi))) {
  psql_reads(kPsqlAnsi);
}
TEST_CASE("psqlODBC Unicode: values are written as the native session writes them" *
          doctest::skip(without_psql(kPsqlUnicode))) {
  psql_writes(kPsqlUnicode);
}
TEST_CASE("psqlODBC ANSI: values are written as the native session writes them" *
          doctest::skip(without_psql(kPsqlAnsi))) {
  psql_writes(kPsqlAnsi);
}

namespace {

// Rows of which some have a cell that is longer than any buffer, told apart by their letters.
constexpr std::int64_t kRows = 3000;

std::string cell(std::int64_t n) {
  const auto letter = static_cast<char>('a' + n % 26);
  if (n == 1777) return std::string(std::size_t{20} << 20, letter);
  if (n % 701 == 0) return std::string(std::size_t{1} << 20, letter);
  if (n % 70 == 0) return std::string(5000, letter);
  if (n % 7 == 0) return std::string(static_cast<std::size_t>(250 + n % 12), letter);
  return std::string(static_cast<std::size_t>(n % 13), letter);
}

void long_cells(Session& session) {
  const rows::Schema schema{{"n", {Logical::bigint}},
                            {"a", {Logical::text}},
                            {"b", {Logical::bytes}},
                            {"c", {Logical::text}},
                            {"d", {Logical::datetime}}};
  const sql::Table table{"", "long_cells"};
  session.execute({sql::create_table(session.dialect(), {table, schema, {"n"}}), {}});
  rows::Batch batch(schema);
  for (std::int64_t n = 0; n < kRows; ++n) {
    batch.columns[0].append_int64(n);
    batch.columns[1].append_variable(cell(n));
    n % 5 == 0 ? batch.columns[2].append_null() : batch.columns[2].append_variable(cell(n + 1));
    batch.columns[3].append_variable(fmt::format("row {}", n));
    n % 3 == 0 ? batch.columns[4].append_null() : batch.columns[4].append_int64(n);
    ++batch.length;
  }
  session.ingest(table, batch);

  const auto stream = session.query(select_all(session, table, schema, "n"), schema, {});
  rows::Batch got;
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t n = 0, wrong = 0;
  while (stream->next(got, misfits)) {
    CHECK(misfits.empty());
    CHECK(got.bytes() < (std::size_t{4} << 20) + (std::size_t{50} << 20));
    for (std::int64_t row = 0; row < got.length; ++row, ++n) {
      const bool right =
          got.columns[0].int64(row) == n && got.columns[1].variable(row) == cell(n) &&
          (n % 5 == 0 ? got.columns[2].is_null(row)
                      : got.columns[2].variable(row) == cell(n + 1)) &&
          got.columns[3].variable(row) == fmt::format("row {}", n) &&
          (n % 3 == 0 ? got.columns[4].is_null(row) : got.columns[4].int64(row) == n);
      wrong += right ? 0 : 1;
    }
  }
  CHECK(n == kRows);
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("psqlODBC: long cells come whole, and no row beside them is lost" *
          doctest::skip(without_psql(kPsqlUnicode))) {
  const PostgresDatabase database;
  long_cells(*open_odbc(database.spec(), kPsqlUnicode));
}

TEST_CASE("psqlODBC: a text that looks like the end of a cell is a text" *
          doctest::skip(without_psql(kPsqlUnicode))) {
  const PostgresDatabase database;
  const auto native = warehouse::open_session(database.spec(), Access::read_write);
  const auto odbc = open_odbc(database.spec(), kPsqlUnicode);
  for (const char* expression :
       {"chr(1)", "'1' || chr(1) || 'x'", "'0' || chr(1)", "chr(1) || chr(1) || 'ü'",
        "repeat('7' || chr(1), 5000)", "E'a\\nb\\tc'", "'x'::char(9)", "('ü' || chr(1))::char(4)",
        "(E'{\\n\\t\"a\":\\r1}')::json::text", "'{\"a\": \"\\u0001\"}'::jsonb::text"}) {
    INFO(expression);
    CHECK(outcome(*odbc, {Logical::text}, expression) ==
          outcome(*native, {Logical::text}, expression));
  }
  same_as_native(*native, *odbc,
                 {{{Logical::json}, "(E'{\\n\\t\"a\":\\r1}')::json"},
                  {{Logical::json}, "'{\"a\": \"\\u0001\"}'::jsonb"},
                  {{Logical::json}, "'\"\"'::jsonb"},
                  {{Logical::bytes}, "''::bytea"},
                  {{Logical::bytes}, "'\\x0001ff'::bytea"}});
}

TEST_CASE("psqlODBC: what a query computes is computed once" *
          doctest::skip(without_psql(kPsqlUnicode))) {
  const PostgresDatabase database;
  // It says that it is stable, and is not.
  database.run(
      "CREATE FUNCTION dice() RETURNS text LANGUAGE plpgsql STABLE AS "
      "'BEGIN RETURN CASE WHEN random() < 0.5 THEN ''a'' ELSE ''bbbb'' END; END'");
  const auto session = open_odbc(database.spec(), kPsqlUnicode);
  const ReadBack got =
      read_all(*session, {"SELECT dice() AS v, n AS w FROM generate_series(1, 1000) AS n", {}},
               {{"v", {Logical::text}}, {"w", {Logical::bigint}}});
  REQUIRE(got.rows.size() == 1000);
  CHECK(got.misfits.empty());
  for (std::int64_t n = 0; n < 1000; ++n) {
    const RowValues& row = got.rows[static_cast<std::size_t>(n)];
    const auto& text = std::get<std::string>(row[0].data);
    CHECK((text == "a" || text == "bbbb"));
    CHECK(row[1] == Value::bigint(n + 1));
  }
}

TEST_CASE("psqlODBC: rows of many columns come whole" * doctest::skip(without_psql(kPsqlUnicode))) {
  const PostgresDatabase database;
  const auto native = warehouse::open_session(database.spec(), Access::read_write);
  const auto odbc = open_odbc(database.spec(), kPsqlUnicode);
  for (const std::size_t width : {1U, 33U, 34U, 1089U, 1500U}) {
    INFO(width);
    std::string list;
    rows::Schema schema;
    for (std::size_t i = 0; i < width; ++i) {
      const bool text = i % 2 == 0;
      list += fmt::format("{}{} AS c{}", i == 0 ? "" : ", ",
                          i % 7 == 3 ? (text ? "NULL::text" : "NULL::int")
                          : text     ? "n || ',' || chr(1)"
                                     : "n",
                          i);
      schema.push_back({fmt::format("c{}", i), {text ? Logical::text : Logical::integer}});
    }
    const sql::Statement all{fmt::format("SELECT {} FROM generate_series(1, 3) AS n", list), {}};
    const ReadBack got = read_all(*odbc, all, schema);
    CHECK(got.rows == read_all(*native, all, schema).rows);
    CHECK(got.misfits.empty());
  }
}

TEST_CASE("psqlODBC: texts of a database in another encoding" *
          doctest::skip(without_psql(kPsqlUnicode))) {
  const PostgresDatabase database;
  // The last is one character there and two in Unicode.
  const std::vector<std::pair<const char*, std::vector<const char*>>> texts{
      {"LATIN1", {"plain", "\u00e9 \u00fc\u00df", "\u00e9", "x\u00e9\u0001"}},
      {"SQL_ASCII", {"plain", "\u0141\u00f3d\u017a \U0001F680", "x\u0001"}},
      {"EUC_JIS_2004", {"plain", "\u8ca8\u7269", "\u304b\u309a"}}};
  for (const auto& of : texts) {
    const std::string encoding = of.first;
    const std::string name = fmt::format("in_{}", base::ascii_lower(encoding));
    database.run(fmt::format(
        "CREATE DATABASE {} ENCODING '{}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'", name,
        encoding));
    ConnectSpec spec = database.spec();
    spec.options["database"] = name;
    const auto native = warehouse::open_session(spec, Access::read_write);
    const auto odbc = open_odbc(spec, kPsqlUnicode);
    for (const char* text : of.second) {
      for (const char* type : {"text", "char(20)", "varchar(20)"}) {
        const std::string expression = fmt::format("'{}'::{}", text, type);
        INFO(fmt::format("{}: {}", encoding, expression));
        const std::string got = outcome(*odbc, {Logical::text}, expression);
        CHECK(got == outcome(*native, {Logical::text}, expression));
        CHECK(got.starts_with(fmt::format("'{}", text)));
      }
    }
  }
}

TEST_CASE("psqlODBC: a cell of 64 MiB comes whole" * doctest::skip(without_psql(kPsqlUnicode))) {
  const PostgresDatabase database;
  const auto session = open_odbc(database.spec(), kPsqlUnicode);
  const ReadBack got = read_all(*session, {"SELECT repeat('0123456789abcdef', 4194304) AS v", {}},
                                {{"v", {Logical::text}}});
  const auto& text = std::get<std::string>(got.rows.at(0).at(0).data);
  CHECK(text.size() == std::size_t{64} << 20);
  CHECK(text.ends_with("9abcdef"));
}

namespace {

bool without_mariadb_odbc() {
  return without_mariadb() || without_driver(kMariadb);
}

struct Stored {
  const char* column;
  const char* value;  // SQL
  Type type;
  const char* text;  // of the value carried, by rows::value_text; nullptr: refused
  Misfit misfit = Misfit::none;
};

const std::vector<Stored>& mariadb_reads() {
  static const std::vector<Stored> all{
      {"boolean", "TRUE", {Logical::boolean}, "true"},
      {"tinyint(1)", "2", {Logical::boolean}, nullptr, Misfit::not_of_type},
      {"bit(1)", "b'1'", {Logical::boolean}, "true"},
      {"bit(1)", "b'0'", {Logical::boolean}, "false"},
      {"tinyint", "-128", {Logical::integer}, "-128"},
      {"tinyint unsigned", "255", {Logical::integer}, "255"},
      {"smallint unsigned", "65535", {Logical::integer}, "65535"},
      {"mediumint", "-8388608", {Logical::integer}, "-8388608"},
      {"int unsigned", "4294967295", {Logical::integer}, nullptr, Misfit::out_of_range},
      {"int unsigned", "4294967295", {Logical::bigint}, "4294967295"},
      {"bigint", "-9223372036854775808", {Logical::bigint}, "-9223372036854775808"},
      {"bigint", "9007199254740993", {Logical::bigint}, "9007199254740993"},
      {"bigint unsigned", "9223372036854775807", {Logical::bigint}, "9223372036854775807"},
      {"bigint unsigned", "18446744073709551615", {Logical::bigint}, nullptr, Misfit::out_of_range},
      {"bigint unsigned", "18446744073709551615", kPlain, "18446744073709551615"},
      {"year", "2020", {Logical::integer}, "2020"},
      {"float", "0.1", {Logical::floating}, "0.10000000149011612"},
      {"double", "0.30000000000000004", {Logical::floating}, "0.30000000000000004"},
      {"double", "1.7976931348623157e308", {Logical::floating}, "1.7976931348623157e+308"},
      {"double", "5e-324", {Logical::floating}, "5e-324"},
      {"decimal(65,30)", "12345678901234567890123456789012345.123456789012345678901234567890",
       kPlain, "12345678901234567890123456789012345.123456789012345678901234567890"},
      {"decimal(10,2)", "60", kPlain, "60.00"},
      {"decimal(10,2)", "-0.5", kMoney, "-0.5000"},
      {"decimal(20,6)", "0.00001", kMoney, nullptr, Misfit::precision_loss},
      {"varchar(20)", "'Łódź 🚀'", {Logical::text}, "Łódź 🚀"},
      {"varchar(20)", "''", {Logical::text}, ""},
      {"varchar(20)", "' a '", {Logical::text}, " a "},
      {"varchar(20) CHARACTER SET latin1", "'äß'", {Logical::text}, "äß"},
      {"varchar(20) CHARACTER SET utf16", "'ä🚀'", {Logical::text}, "ä🚀"},
      {"char(5)", "'a'", {Logical::text}, "a"},
      {"enum('a','b')", "'b'", {Logical::text}, "b"},
      {"set('x','y')", "'x,y'", {Logical::text}, "x,y"},
      {"tinytext", "'t'", {Logical::text}, "t"},
      {"mediumtext", "'t'", {Logical::text}, "t"},
      {"inet6", "'::1'", {Logical::text}, "::1"},
      {"date", "'0001-01-01'", {Logical::date}, "0001-01-01"},
      {"date", "'9999-12-31'", {Logical::date}, "9999-12-31"},
      {"date", "'0000-00-00'", {Logical::date}, nullptr, Misfit::out_of_range},
      {"date", "'2020-00-15'", {Logical::date}, nullptr, Misfit::out_of_range},
      {"time(6)", "'23:59:59.999999'", {Logical::time}, "23:59:59.999999"},
      {"time", "'12:34:56'", {Logical::time}, "12:34:56.000000"},
      {"time(6)", "'838:59:59'", {Logical::time}, nullptr, Misfit::out_of_range},
      {"time(6)", "'-00:00:01'", {Logical::time}, nullptr, Misfit::out_of_range},
      {"datetime(6)",
       "'0001-01-01 00:00:00.000001'",
       {Logical::datetime},
       "0001-01-01T00:00:00.000001"},
      {"datetime(6)",
       "'9999-12-31 23:59:59.999999'",
       {Logical::timestamp},
       "9999-12-31T23:59:59.999999Z"},
      {"datetime(3)", "'2020-01-01 00:00:00.5'", {Logical::datetime}, "2020-01-01T00:00:00.500000"},
      {"datetime", "'0000-00-00 00:00:00'", {Logical::datetime}, nullptr, Misfit::out_of_range},
      {"datetime", "'0000-01-01 00:00:00'", {Logical::datetime}, nullptr, Misfit::out_of_range},
      {"timestamp(6)",
       "'2020-01-01 00:00:00.000001'",
       {Logical::timestamp},
       "2020-01-01T00:00:00.000001Z"},
      {"timestamp", "'0000-00-00 00:00:00'", {Logical::timestamp}, nullptr, Misfit::out_of_range},
      {"json",
       "'{\"n\": 123456789012345678901234567890.10}'",
       {Logical::json},
       "{\"n\": 123456789012345678901234567890.10}"},
      {"longtext", "'{\"a\":1,\"a\":2}'", {Logical::json}, nullptr, Misfit::duplicate_key},
      {"uuid",
       "'0190163D-8694-739b-aea5-966c26f8ad91'",
       {Logical::uuid},
       "0190163d-8694-739b-aea5-966c26f8ad91"},
      {"char(36)",
       "'0190163D-8694-739b-aea5-966c26f8ad91'",
       {Logical::uuid},
       "0190163d-8694-739b-aea5-966c26f8ad91"},
  };
  return all;
}

struct Kept {
  const char* column;
  Type type;
  const char* text;  // by rows::value_from_text
  const char* kept;  // as the server shows it; nullptr: refused
};

const std::vector<Kept>& mariadb_writes() {
  static const std::vector<Kept> all{
      {"varchar(3)", {Logical::text}, "üüü", "üüü"},
      {"varchar(3)", {Logical::text}, "abc ", nullptr},
      {"varchar(3)", {Logical::text}, "abcd", nullptr},
      {"char(3)", {Logical::text}, "ab", "ab"},
      {"char(3)", {Logical::text}, "a ", nullptr},
      {"tinytext", {Logical::text}, "NULL", "NULL"},
      {"varchar(9) CHARACTER SET latin1", {Logical::text}, "東京", nullptr},
      {"longtext", {Logical::text}, "'; -- \\ ? {d '2020-01-01'}", "'; -- \\ ? {d '2020-01-01'}"},
      {"decimal(6,2)", {Logical::decimal, 18, 4}, "1.5000", "1.50"},
      {"decimal(6,2)", {Logical::decimal, 18, 4}, "1.5050", nullptr},
      {"decimal(6,2)", {Logical::decimal, 18, 4}, "99999.0000", nullptr},
      {"decimal(65,30)",
       {Logical::decimal, 65, 30},
       "-12345678901234567890123456789012345.123456789012345678901234567890",
       "-12345678901234567890123456789012345.123456789012345678901234567890"},
      {"decimal(65,30)",
       {Logical::decimal, 76, 30},
       "123456789012345678901234567890123456",
       nullptr},
      {"datetime(3)", {Logical::datetime}, "2020-01-01T00:00:00.123000", "2020-01-01 00:00:00.123"},
      {"datetime(3)", {Logical::datetime}, "2020-01-01T00:00:00.123400", nullptr},
      {"timestamp", {Logical::timestamp}, "2039-01-01T00:00:00.000000Z", nullptr},
      {"time", {Logical::time}, "12:00:00.500000", nullptr},
      {"time(6)", {Logical::time}, "00:00:00.000001", "00:00:00.000001"},
      {"bigint", {Logical::integer}, "-7", "-7"},
      {"bigint unsigned", {Logical::bigint}, "-7", nullptr},
      {"int", {Logical::bigint}, "7", nullptr},
      {"float", {Logical::floating}, "0.1", nullptr},
      {"double", {Logical::floating}, "NaN", nullptr},
      {"double", {Logical::floating}, "-Infinity", nullptr},
      {"double", {Logical::floating}, "0.30000000000000004", "0.30000000000000004"},
      {"binary(4)", {Logical::bytes}, "6162", nullptr},
      {"int CHECK (v < 5)", {Logical::integer}, "7", nullptr},
      {"char(36)",
       {Logical::uuid},
       "0190163d-8694-739b-aea5-966c26f8ad91",
       "0190163d-8694-739b-aea5-966c26f8ad91"},
  };
  return all;
}

}  // namespace

TEST_CASE("MariaDB ODBC: what a column may hold is carried exactly or refused" *
          doctest::skip(without_mariadb_odbc())) {
  const MariadbDatabase database;
  const auto session = open_odbc(database.spec(), kMariadb);
  for (const Stored& one : mariadb_reads()) {
    INFO(fmt::format("{} {} as {}", one.column, one.value, rows::to_string(one.type)));
    // Zero dates need a mode that takes them.
    database.run(
        fmt::format("SET sql_mode = ''; DROP TABLE IF EXISTS t; "
                    "CREATE TABLE t (v {} NULL) CHARACTER SET utf8mb4; "
                    "INSERT INTO t VALUES ({}), (NULL)",
                    one.column, one.value));
    const ReadBack got =
        read_all(*session, {"SELECT v FROM t ORDER BY v IS NULL", {}}, {{"v", one.type}});
    REQUIRE(got.rows.size() == 2);
    CHECK(got.rows[1][0].is_null());
    if (one.text != nullptr) {
      CHECK(got.misfits.empty());
      CHECK(rows::value_text(got.rows[0][0]) == one.text);
    } else {
      REQUIRE(got.misfits.size() == 1);
      CHECK(got.misfits[0].row == 0);
      CHECK(rows::describe(got.misfits[0].misfit) == rows::describe(one.misfit));
    }
  }
}

TEST_CASE("MariaDB ODBC: a value that a column would change is refused" *
          doctest::skip(without_mariadb_odbc())) {
  const MariadbDatabase database;
  const auto session = open_odbc(database.spec(), kMariadb);
  for (const Kept& one : mariadb_writes()) {
    INFO(fmt::format("{} <- {}", one.column, one.text));
    database.run("DROP TABLE IF EXISTS t");
    database.run(fmt::format("CREATE TABLE t (v {})", one.column));
    const rows::Schema schema{{"v", one.type}};
    // Three rows: a driver may send one by itself in another way.
    const RowValues row{typed(one.type, one.text)};
    const std::string code = code_of([&] {
      session->ingest({"", "t"}, batch_of(schema, {row, row, row}));
    });
    const auto rows = database.rows("SELECT v FROM t");
    if (one.kept == nullptr) {
      CHECK(!code.empty());
      CHECK(rows.empty());
    } else {
      CHECK(code.empty());
      CHECK(rows == std::vector<std::string>(3, one.kept));
    }
  }
}

TEST_CASE("MariaDB ODBC: NUL characters and every byte are kept" *
          doctest::skip(without_mariadb_odbc())) {
  const MariadbDatabase database;
  const auto session = open_odbc(database.spec(), kMariadb);
  std::string every;
  for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
  const rows::Schema schema{{"t", {Logical::text}}, {"b", {Logical::bytes}}};
  session->execute({sql::create_table(session->dialect(), {{"", "t"}, schema, {}}), {}});
  const std::string nul("a\0b\0", 4);
  session->ingest({"", "t"}, batch_of(schema, {{Value::text(nul), Value{{Logical::bytes}, every}},
                                               {Value::text(""), Value{{Logical::bytes}, ""}}}));
  CHECK(database.number("SELECT count(*) FROM t WHERE hex(t) = '61006200' AND length(b) = 256") ==
        1);
  const ReadBack got = read_all(*session, {"SELECT t, b FROM t ORDER BY t DESC", {}}, schema);
  CHECK(got.rows.at(0).at(0) == Value::text(nul));
  CHECK(got.rows.at(0).at(1) == Value{{Logical::bytes}, every});
  CHECK(got.rows.at(1).at(0) == Value::text(""));
}

TEST_CASE("MariaDB ODBC: a batch with one bad row leaves nothing" *
          doctest::skip(without_mariadb_odbc())) {
  const MariadbDatabase database;
  const auto session = open_odbc(database.spec(), kMariadb);
  database.run("CREATE TABLE t (n bigint PRIMARY KEY, v varchar(5))");
  const rows::Schema schema{{"n", {Logical::bigint}}, {"v", {Logical::text}}};
  std::vector<RowValues> values;
  for (std::int64_t n = 0; n < 9000; ++n) values.push_back({Value::bigint(n), Value::text("v")});
  values.push_back({Value::bigint(5), Value::text("again")});
  CHECK(code_of([&] {
          session->ingest({"", "t"}, batch_of(schema, values));
        }) == codes::constraint_violated.id);
  CHECK(database.number("SELECT count(*) FROM t") == 0);
  values.pop_back();
  session->ingest({"", "t"}, batch_of(schema, values));
  CHECK(database.number("SELECT count(*) FROM t") == 9000);
}

TEST_CASE("MariaDB ODBC: memory does not grow with the rows that are written" *
          doctest::skip(without_mariadb_odbc())) {
  const MariadbDatabase database;
  const auto session = open_odbc(database.spec(), kMariadb);
  const rows::Schema schema{{"d", {Logical::date}},
                            {"t", {Logical::timestamp}},
                            {"m", {Logical::datetime}},
                            {"c", {Logical::time}}};
  session->execute({sql::create_table(session->dialect(), {{"", "t"}, schema, {}}), {}});
  rows::Batch batch(schema);
  for (int row = 0; row < 4000; ++row) {
    batch.columns[0].append_int32(row);
    for (std::size_t i = 1; i < schema.size(); ++i) batch.columns[i].append_int64(row);
  }
  batch.length = 4000;
  session->ingest({"", "t"}, batch);
  const std::size_t before = mallinfo2().uordblks;
  for (int times = 0; times < 4; ++times) session->ingest({"", "t"}, batch);
  // Of each date a leak would be 40 bytes and more.
  CHECK(mallinfo2().uordblks < before + 256 * 1024);
  CHECK(database.number("SELECT count(*) FROM t WHERE t = '1970-01-01 00:00:00.003999' AND "
                        "d = '1980-12-13'") == 5);
}

TEST_CASE("MariaDB ODBC: long cells come whole, and no row beside them is lost" *
          doctest::skip(without_mariadb_odbc())) {
  const MariadbDatabase database;
  long_cells(*open_odbc(database.spec(), kMariadb));
}

TEST_CASE("MariaDB ODBC: a result goes by pages of its key, and no row twice or never" *
          doctest::skip(without_mariadb_odbc())) {
  const MariadbDatabase database;
  const auto session = open_odbc(database.spec(), kMariadb);
  // Keys in upper case, as another writer may spell them; more rows than two pages have.
  database.run(
      "CREATE TABLE t (a int, b varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin, "
      "id char(36), PRIMARY KEY (a, b), UNIQUE (id)); "
      "INSERT INTO t SELECT seq DIV 1000, concat('k', CHAR(65 + seq MOD 26), seq), "
      "upper(concat(lpad(hex(seq * 7919 MOD 65536), 8, '0'), '-0000-4000-8000-', "
      "lpad(hex(seq), 12, '0'))) FROM seq_1_to_9001");
  const rows::Schema schema{
      {"a", {Logical::integer}}, {"b", {Logical::text}}, {"id", {Logical::uuid}}};
  const sql::Statement all{"SELECT a, b, id FROM t WHERE a >= ?", {Value::bigint(0)}};
  const auto sorted = [](std::vector<RowValues> rows) {
    std::ranges::sort(rows, {}, [](const RowValues& row) { return rows::value_text(row[2]); });
    return rows;
  };
  const auto whole = sorted(read_all(*session, all, schema).rows);
  REQUIRE(whole.size() == 9001);
  session->begin(Access::read_only);
  const std::vector<std::vector<std::size_t>> keys{{0, 1}, {2}};
  for (const auto& key : keys) {
    for (const bool is_indexed : {false, true}) {
      warehouse::ReadOptions options;
      options.key = key;
      options.key_is_indexed = is_indexed;
      const ReadBack pages = read_all(*session, all, schema, options);
      CHECK(pages.batches >= 2);
      CHECK(sorted(pages.rows) == whole);
    }
  }
  session->rollback();
  const auto info = session->table({"", "t"});
  REQUIRE(info);
  CHECK(info->unique_keys == std::vector<std::vector<std::string>>{{"a", "b"}});
  CHECK(info->coarse_keys == std::vector<std::vector<std::string>>{{"id"}});
  // Keys that are equal to the server but not to us, thousands of them at the end of a page.
  database.run(
      "CREATE TABLE ties (k varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, "
      "n int UNIQUE, KEY (k)); "
      "INSERT INTO ties SELECT CASE WHEN seq BETWEEN 1900 AND 4100 THEN IF(seq MOD 2, 'TIE', "
      "'tie') "
      "ELSE concat(CHAR(65 + seq MOD 26), seq) END, seq FROM seq_1_to_9000");
  database.run(
      "CREATE TABLE wide (n bigint unsigned PRIMARY KEY); "
      "INSERT INTO wide SELECT 4294960000 + seq * 7 FROM seq_1_to_5000");
  session->begin(Access::read_only);
  const rows::Schema tied{{"k", {Logical::text}}, {"n", {Logical::integer}}};
  const std::vector<std::vector<std::size_t>> tied_keys{{0}, {0, 1}, {1}};
  for (const auto& key : tied_keys) {
    warehouse::ReadOptions options;
    options.key = key;
    ReadBack pages = read_all(*session, {"SELECT k, n FROM ties", {}}, tied, options);
    CHECK(pages.batches >= 2);
    REQUIRE(pages.rows.size() == 9000);
    std::ranges::sort(pages.rows, {},
                      [](const RowValues& row) { return std::get<std::int64_t>(row[1].data); });
    std::int64_t wrong = 0;
    for (std::size_t i = 0; i < pages.rows.size(); ++i) {
      wrong +=
          pages.rows[i][1] == number({Logical::integer}, static_cast<std::int64_t>(i) + 1) ? 0 : 1;
    }
    CHECK(wrong == 0);
  }
  // A key that is no integer of ours is a row to be refused, not the end of the reading.
  warehouse::ReadOptions by_number;
  by_number.key = {0};
  const ReadBack wide =
      read_all(*session, {"SELECT n FROM wide", {}}, {{"n", {Logical::integer}}}, by_number);
  CHECK(wide.rows.size() == 5000);
  CHECK(wide.misfits.size() == 5000);
  // All pages are of the transaction's moment, whatever happens between two of them.
  warehouse::ReadOptions by_key;
  by_key.key = {0, 1};
  by_key.batch_rows = 500;
  {
    const auto stream = session->query(all, schema, by_key);
    rows::Batch batch;
    std::vector<warehouse::CellMisfit> misfits;
    std::int64_t rows = 0;
    while (stream->next(batch, misfits)) {
      if (rows == 0)
        database.run("DELETE FROM t WHERE a > 3; INSERT INTO t VALUES (99, 'z', NULL)");
      rows += batch.length;
    }
    CHECK(rows == 9001);
  }
  warehouse::ReadOptions wrong;
  wrong.key = {1};
  const rows::Schema with_null{{"a", {Logical::integer}}, {"b", {Logical::text}}};
  CHECK(code_of([&] {
          read_all(*session, {"SELECT a, NULLIF(b, b) AS b FROM t", {}}, with_null, wrong);
        }) == codes::sql_rejected.id);
  session->rollback();
}

TEST_CASE("MariaDB ODBC: while a page is read the next one is on its way, whatever comes between" *
          doctest::skip(without_mariadb_odbc())) {
  constexpr std::int64_t kMany = 150'000;
  const MariadbDatabase database;
  database.run(
      fmt::format("CREATE TABLE t (n int PRIMARY KEY, s varchar(60) NOT NULL); "
                  "INSERT INTO t SELECT seq, concat(repeat('x', seq MOD 50), seq) FROM seq_1_to_{}",
                  kMany));
  const std::int64_t handles = warehouse::odbc::Handle::alive();
  const sql::Statement all{"SELECT n, s FROM t", {}};
  const rows::Schema schema{{"n", {Logical::integer}}, {"s", {Logical::text}}};
  warehouse::ReadOptions options;
  options.key = {0};
  options.key_is_indexed = true;
  options.batch_rows = 1000;
  rows::Batch batch;
  std::vector<warehouse::CellMisfit> misfits;
  {
    auto session = open_odbc(database.spec(), kMariadb);
    const std::int64_t open = warehouse::odbc::Handle::alive();
    session->begin(Access::read_only);
    {
      const auto stream = session->query(all, schema, options);
      std::int64_t rows = 0;
      std::int64_t wrong = 0;
      while (stream->next(batch, misfits)) {
        for (std::int64_t row = 0; row < batch.length; ++row) {
          ++rows;
          wrong += batch.columns[0].int32(row) == rows ? 0 : 1;
          wrong += batch.columns[1].variable(row).ends_with(std::to_string(rows)) ? 0 : 1;
        }
      }
      CHECK(rows == kMany);
      CHECK(wrong == 0);
    }
    session->rollback();
    CHECK(warehouse::odbc::Handle::alive() == open);
    // Left in any place: by its owner, by a cancel, by a rollback.
    for (const int batches : {1, 2, 3, 4, 30, 50, 70}) {
      for (const auto& leave : std::vector<std::function<void()>>{[] {}, [&] { session->cancel(); },
                                                                  [&] { session->rollback(); }}) {
        session->begin(Access::read_only);
        {
          const auto stream = session->query(all, schema, options);
          for (int i = 0; i < batches; ++i) REQUIRE(stream->next(batch, misfits));
          leave();
          const std::string code = code_of([&] { stream->next(batch, misfits); });
          const bool left_alone = code.empty() && batch.columns[0].int32(0) == batches * 1000 + 1;
          CHECK((left_alone || code == codes::cancelled.id || code == codes::sql_rejected.id));
        }
        session->clear_cancel();
        session->rollback();
        CHECK(warehouse::odbc::Handle::alive() == open);
        CHECK(session->scalar({"SELECT count(*) FROM t", {}}) == Value::bigint(kMany));
      }
    }
    const auto read_to_end = [&](warehouse::RowStream& stream) {
      return code_of([&] {
        while (stream.next(batch, misfits)) {
        }
      });
    };
    // A page that failed on its way is never the end of the rows, and none comes after it.
    for (int n = 53'000; n < 93'000; n += 1000) {
      session->begin(Access::read_only);
      {
        const auto stream = session->query(
            {fmt::format("SELECT n, IF(n < {}, s, (SELECT u.s FROM t u WHERE u.n IN (1, t.n))) AS "
                         "s FROM t",
                         n),
             {}},
            schema, options);
        CHECK(read_to_end(*stream) == codes::constraint_violated.id);
        CHECK(read_to_end(*stream) == codes::sql_rejected.id);
      }
      session->rollback();
    }
    // A cancel does not wait for it.
    session->begin(Access::read_only);
    {
      const auto stream = session->query(
          {"SELECT n, s FROM t WHERE n <> 60000 OR "
           "(SELECT count(*) FROM t a, t b WHERE b.n <= 4000 AND a.n + b.n <> t.n) > 0",
           {}},
          schema, options);
      const auto since = std::chrono::steady_clock::now();
      std::thread canceller([&] {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        session->cancel();
      });
      CHECK(read_to_end(*stream) == codes::cancelled.id);
      canceller.join();
      CHECK(std::chrono::steady_clock::now() - since < std::chrono::seconds(8));
    }
    session->clear_cancel();
    session->rollback();
    // A connection that is gone is never the end of the rows.
    for (const int batches : {1, 3, 40}) {
      session = open_odbc(database.spec(), kMariadb);
      const auto id = session->scalar({"SELECT connection_id()", {}});
      REQUIRE(id);
      session->begin(Access::read_only);
      const auto stream = session->query(all, schema, options);
      for (int i = 0; i < batches; ++i) REQUIRE(stream->next(batch, misfits));
      database.run("KILL " + rows::value_text(*id));
      CHECK(read_to_end(*stream) == codes::connection_lost.id);
    }
    session = nullptr;
  }
  CHECK(warehouse::odbc::Handle::alive() == handles);
}

}  // namespace waybill::tests

// Values of DuckDB at their extremes: exact, or refused by name.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <limits>

#include "helpers.hpp"
#include "support/duckdb_library.hpp"

using namespace waybill;
using namespace waybill::tests;
using rows::Logical;
using rows::Misfit;
using rows::Type;
using rows::Value;
using warehouse::Access;

namespace {

struct Read {
  std::string sql;  // an expression
  Type type;
  std::string text;  // as rows::value_text has it; empty: a misfit
  Misfit misfit = Misfit::none;
};

void check_reads(const std::vector<Read>& reads) {
  const DuckdbFile file;
  const auto session = file.open();
  for (const Read& one : reads) {
    INFO(one.sql);
    const ReadBack got =
        read_all(*session, {fmt::format("SELECT {} AS v", one.sql), {}}, {{"v", one.type}});
    REQUIRE(got.rows.size() == 1);
    if (one.misfit == Misfit::none) {
      CHECK(got.misfits.empty());
      CHECK(rows::value_text(got.rows[0][0]) == one.text);
    } else {
      REQUIRE(got.misfits.size() == 1);
      CHECK(got.misfits[0].misfit == one.misfit);
    }
  }
}

constexpr const char* kHuge = "170141183460469231731687303715884105727";

}  // namespace

TEST_SUITE_BEGIN("adbc: values" * doctest::skip(without_duckdb()));

TEST_CASE("integers of every width, up to 128 bits") {
  const Type wide{Logical::decimal, 39, 0};
  check_reads({
      {"(-128)::tinyint", {Logical::integer}, "-128"},
      {"255::utinyint", {Logical::integer}, "255"},
      {"(-32768)::smallint", {Logical::bigint}, "-32768"},
      {"65535::usmallint", {Logical::integer}, "65535"},
      {"4294967295::uinteger", {Logical::bigint}, "4294967295"},
      {"4294967295::uinteger", {Logical::integer}, "", Misfit::out_of_range},
      {"18446744073709551615::ubigint", {Logical::bigint}, "", Misfit::out_of_range},
      {"18446744073709551615::ubigint", {Logical::decimal, 20, 0}, "18446744073709551615"},
      {fmt::format("{}::hugeint", kHuge), wide, kHuge},
      {fmt::format("(-{}::hugeint - 1)", kHuge), wide, "-170141183460469231731687303715884105728"},
      {fmt::format("{}::hugeint", kHuge), {Logical::decimal, 38, 0}, "", Misfit::out_of_range},
      {fmt::format("{}::hugeint", kHuge), {Logical::decimal}, kHuge},
      {fmt::format("{}::hugeint", kHuge), {Logical::bigint}, "", Misfit::out_of_range},
      {"(-9223372036854775808)::hugeint", {Logical::bigint}, "-9223372036854775808"},
      {"340282366920938463463374607431768211455::uhugeint", wide,
       "340282366920938463463374607431768211455"},
      {"sum(9223372036854775807) FROM range(3)", wide, "27670116110564327421"},
      {"9007199254740992", {Logical::floating}, "9007199254740992"},
      {"9007199254740993", {Logical::floating}, "", Misfit::precision_loss},
  });
}

TEST_CASE("decimals of every width keep every digit") {
  const std::string most(38, '9');
  check_reads({
      {"9.9::decimal(2,1)", {Logical::decimal, 2, 1}, "9.9"},
      {"(-9999.99999)::decimal(9,5)", {Logical::decimal, 9, 5}, "-9999.99999"},
      {"99999999999999.9999::decimal(18,4)", {Logical::decimal, 18, 4}, "99999999999999.9999"},
      {fmt::format("'{}'::decimal(38,0)", most), {Logical::decimal, 38, 0}, most},
      {fmt::format("'-0.{}'::decimal(38,38)", most), {Logical::decimal, 38, 38}, "-0." + most},
      {"1.50::decimal(4,2)", {Logical::decimal}, "1.50"},
      {"1.50::decimal(4,2)", {Logical::decimal, 4, 1}, "1.5"},
      {"1.55::decimal(4,2)", {Logical::decimal, 4, 1}, "", Misfit::precision_loss},
      {"100.0::decimal(4,1)", {Logical::decimal, 3, 1}, "", Misfit::out_of_range},
      {"' 12.50 '::varchar", {Logical::decimal, 4, 2}, "", Misfit::not_of_type},
      {"'12.50'::varchar", {Logical::decimal, 4, 2}, "12.50"},
  });
}

TEST_CASE("dates and times, from year 1 to 9999") {
  check_reads({
      {"DATE '0001-01-01'", {Logical::date}, "0001-01-01"},
      {"DATE '9999-12-31'", {Logical::date}, "9999-12-31"},
      {"DATE '10000-01-01'", {Logical::date}, "", Misfit::out_of_range},
      {"DATE '0001-01-01 (BC)'", {Logical::date}, "", Misfit::out_of_range},
      {"DATE 'infinity'", {Logical::date}, "", Misfit::out_of_range},
      {"TIME '23:59:59.999999'", {Logical::time}, "23:59:59.999999"},
      {"TIME '24:00:00'", {Logical::time}, "", Misfit::out_of_range},
      {"TIMESTAMP '0001-01-01 00:00:00'", {Logical::datetime}, "0001-01-01T00:00:00.000000"},
      {"TIMESTAMP '9999-12-31 23:59:59.999999'", {Logical::datetime}, "9999-12-31T23:59:59.999999"},
      {"TIMESTAMP 'infinity'", {Logical::datetime}, "", Misfit::out_of_range},
      {"TIMESTAMP '-infinity'", {Logical::datetime}, "", Misfit::out_of_range},
      {"TIMESTAMPTZ '2026-07-01 12:00:00.5+02'",
       {Logical::timestamp},
       "2026-07-01T10:00:00.500000Z"},
      {"'2026-07-01 12:00:00'::timestamptz", {Logical::timestamp}, "2026-07-01T12:00:00.000000Z"},
      {"TIMESTAMPTZ 'infinity'", {Logical::timestamp}, "", Misfit::out_of_range},
      {"'2026-07-01 12:00:00'::timestamp_s", {Logical::datetime}, "2026-07-01T12:00:00.000000"},
      {"'1969-12-31 23:59:59.001'::timestamp_ms",
       {Logical::datetime},
       "1969-12-31T23:59:59.001000"},
      {"'2026-07-01 12:00:00.000001'::timestamp_ns",
       {Logical::datetime},
       "2026-07-01T12:00:00.000001"},
      {"'2026-07-01 12:00:00.000000001'::timestamp_ns",
       {Logical::datetime},
       "",
       Misfit::precision_loss},
  });
}

TEST_CASE("texts, JSON, uuid, enums, NaN and signs") {
  check_reads({
      {"'🚀' || chr(0) || '東'", {Logical::text}, std::string("🚀\0東", 8)},
      {"''", {Logical::text}, ""},
      {"'b'::ENUM('a', 'b')", {Logical::text}, "b"},
      {"'{\"a\": 1.10}'::json", {Logical::json}, "{\"a\": 1.10}"},
      {"'{\"a\": 1.10}'::json", {Logical::text}, "{\"a\": 1.10}"},
      {"'{\"a\": 1, \"a\": 2}'::json", {Logical::json}, "", Misfit::duplicate_key},
      {"'0190163d-8694-739b-aea5-966c26f8ad91'::uuid",
       {Logical::uuid},
       "0190163d-8694-739b-aea5-966c26f8ad91"},
      {"'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid",
       {Logical::text},
       "ffffffff-ffff-ffff-ffff-ffffffffffff"},
      {"'0190163D8694739BAEA5966C26F8AD91'",
       {Logical::uuid},
       "0190163d-8694-739b-aea5-966c26f8ad91"},
      {"'no uuid'", {Logical::uuid}, "", Misfit::not_of_type},
      {"true", {Logical::boolean}, "true"},
  });
  const DuckdbFile file;
  const auto session = file.open();
  const ReadBack got = read_all(*session,
                                {"SELECT 'nan'::double, 'inf'::double, '-inf'::double, "
                                 "-0.0::double, 0.1::float, '\\x00\\xFF'::blob",
                                 {}},
                                {{"a", {Logical::floating}},
                                 {"b", {Logical::floating}},
                                 {"c", {Logical::floating}},
                                 {"d", {Logical::floating}},
                                 {"e", {Logical::floating}},
                                 {"f", {Logical::bytes}}});
  REQUIRE(got.rows.size() == 1);
  const auto real_at = [&](std::size_t i) { return std::get<double>(got.rows[0][i].data); };
  CHECK(std::isnan(real_at(0)));
  CHECK(real_at(1) == std::numeric_limits<double>::infinity());
  CHECK(real_at(2) == -std::numeric_limits<double>::infinity());
  CHECK(std::bit_cast<std::uint64_t>(real_at(3)) == std::bit_cast<std::uint64_t>(-0.0));
  CHECK(real_at(4) == static_cast<double>(0.1F));
  CHECK(std::get<std::string>(got.rows[0][5].data) == std::string("\0\xFF", 2));
}

TEST_CASE("columns that cannot be read as declared are refused by name") {
  const DuckdbFile file;
  const auto session = file.open();
  struct Refusal {
    const char* sql;
    Type type;
    const char* says;
  };
  const std::vector<Refusal> refusals{
      {"[1, 2]", {Logical::json}, "comes as a list"},
      {"{'a': 1}", {Logical::text}, "comes as a struct"},
      {"map {'a': 1}", {Logical::text}, "comes as a map"},
      {"INTERVAL 1 DAY", {Logical::text}, "comes as an interval"},
      {"TIME WITH TIME ZONE '12:00:00+05'", {Logical::time}, "comes as time_tz"},
      {"'0101'::bit", {Logical::bytes}, "comes as bit"},
      {"now()", {Logical::datetime}, "is not read as datetime"},
      {"TIMESTAMP '2026-01-01'", {Logical::timestamp}, "is not read as timestamp"},
      {"1.5::double", {Logical::decimal, 4, 2}, "is not read as decimal(4,2)"},
      {"1", {Logical::text}, "is not read as text"},
      {"'x'::blob", {Logical::text}, "is not read as text"},
  };
  for (const Refusal& one : refusals) {
    INFO(one.sql);
    const Error error = error_of([&] {
      session->query({fmt::format("SELECT {} AS v", one.sql), {}}, {{"v", one.type}}, {});
    });
    CHECK(error.code().id == codes::unsupported.id);
    CHECK(error.message().find("column 'v'") != std::string::npos);
    CHECK(error.message().find(one.says) != std::string::npos);
    CHECK(!error.hint().empty());
  }
}

TEST_CASE("described types are the declared ones, and read as suggested") {
  const DuckdbFile file;
  const auto session = file.open();
  const auto described = session->describe(
      {"SELECT 1::hugeint a, 1::ubigint b, 1.5::decimal(9,2) c, now() d, '{}'::json e, uuid() f, "
       "'x'::ENUM('x') g, 1::utinyint h, [1] i",
       {}});
  std::vector<std::string> suggested;
  rows::Schema schema;
  for (const auto& column : described) {
    suggested.push_back(rows::to_string(column.suggested));
    schema.push_back({column.name, column.suggested});
  }
  CHECK(suggested == std::vector<std::string>{"decimal(39,0)", "decimal(20,0)", "decimal(9,2)",
                                              "timestamp", "json", "uuid", "text", "integer",
                                              "text"});
  CHECK(described[8].source_type == "INTEGER[]");
}

TEST_CASE("decimals without a precision keep 29 digits and 9 behind the point, or are refused") {
  const DuckdbFile file;
  const auto session = file.open();
  const rows::Schema schema{{"v", {Logical::decimal}}};
  const sql::Table table{"", "t"};
  session->execute({sql::create_table(session->dialect(), {table, schema, {}}), {}});
  const auto load = [&](const std::string& text) {
    return code_of([&] {
      session->ingest(table, batch_of(schema, {{Value{{Logical::decimal}, text}}}));
    });
  };
  CHECK(load("12345678901234567890123456789.123456789").empty());
  CHECK(load("-0.50").empty());
  CHECK(load("0.0000000001") == codes::unsupported.id);
  CHECK(load("123456789012345678901234567890") == codes::unsupported.id);
  const ReadBack got = read_all(*session, select_all(*session, table, schema, "v"), schema);
  REQUIRE(got.rows.size() == 2);
  CHECK(rows::value_text(got.rows[0][0]) == "-0.500000000");
  CHECK(rows::value_text(got.rows[1][0]) == "12345678901234567890123456789.123456789");
}

TEST_SUITE_END();

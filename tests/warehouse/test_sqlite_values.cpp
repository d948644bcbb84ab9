// What SQLite may hold under a declared logical type: carried exactly, or refused by name.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "helpers.hpp"
#include "sqlite_place.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Misfit;
using rows::Type;
using warehouse::Access;

struct Case {
  Type type;
  const char* expression;  // SQL
  const char* text;        // of the value carried, by rows::value_text; nullptr: refused
  Misfit misfit = Misfit::none;
};

constexpr Type kMoney{Logical::decimal, 18, 4};
constexpr Type kPlain{Logical::decimal};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {{Logical::text}, "'a'", "a"},
      {{Logical::text}, "''", ""},
      {{Logical::text}, "1", nullptr, Misfit::wrong_storage},
      {{Logical::text}, "1.5", nullptr, Misfit::wrong_storage},
      {{Logical::text}, "x'61'", nullptr, Misfit::wrong_storage},
      {{Logical::text}, "CAST(x'61ff' AS TEXT)", nullptr, Misfit::invalid_utf8},
      {{Logical::text}, "CAST(x'c3' AS TEXT)", nullptr, Misfit::invalid_utf8},
      {{Logical::text}, "CAST(x'eda080' AS TEXT)", nullptr, Misfit::invalid_utf8},
      {{Logical::boolean}, "0", "false"},
      {{Logical::boolean}, "1", "true"},
      {{Logical::boolean}, "TRUE", "true"},
      {{Logical::boolean}, "2", nullptr, Misfit::not_of_type},
      {{Logical::boolean}, "-1", nullptr, Misfit::not_of_type},
      {{Logical::boolean}, "'true'", nullptr, Misfit::wrong_storage},
      {{Logical::boolean}, "1.0", nullptr, Misfit::wrong_storage},
      {{Logical::integer}, "2147483647", "2147483647"},
      {{Logical::integer}, "-2147483648", "-2147483648"},
      {{Logical::integer}, "2147483648", nullptr, Misfit::out_of_range},
      {{Logical::integer}, "-2147483649", nullptr, Misfit::out_of_range},
      {{Logical::integer}, "'1'", nullptr, Misfit::wrong_storage},
      {{Logical::integer}, "1.0", nullptr, Misfit::wrong_storage},
      {{Logical::bigint}, "9223372036854775807", "9223372036854775807"},
      {{Logical::bigint}, "-9223372036854775807 - 1", "-9223372036854775808"},
      {{Logical::bigint}, "9223372036854775808", nullptr, Misfit::wrong_storage},  // is a REAL
      {{Logical::bigint}, "'7'", nullptr, Misfit::wrong_storage},
      {{Logical::bigint}, "x'37'", nullptr, Misfit::wrong_storage},
      {{Logical::floating}, "0.1", "0.1"},
      {{Logical::floating}, "9e999", "Infinity"},
      {{Logical::floating}, "-9e999", "-Infinity"},
      {{Logical::floating}, "9007199254740992", "9007199254740992"},
      {{Logical::floating}, "-9007199254740992", "-9007199254740992"},
      {{Logical::floating}, "9007199254740993", nullptr, Misfit::precision_loss},
      {{Logical::floating}, "'0.1'", nullptr, Misfit::wrong_storage},
      {kMoney, "'12.3400'", "12.3400"},
      {kMoney, "'-0.0001'", "-0.0001"},
      {kMoney, "'1e2'", "100.0000"},
      {kMoney, "7", "7.0000"},
      {kMoney, "12.5", "12.5000"},
      {kMoney, "0.1", "0.1000"},
      {kMoney, "-98896213.7646", "-98896213.7646"},
      {kMoney, "'0.00001'", nullptr, Misfit::precision_loss},
      {kMoney, "0.00001", nullptr, Misfit::precision_loss},
      {kMoney, "0.1 + 0.2", nullptr, Misfit::precision_loss},
      {kMoney, "'100000000000000'", nullptr, Misfit::out_of_range},
      {kMoney, "100000000000000", nullptr, Misfit::out_of_range},
      {kMoney, "9e999", nullptr, Misfit::not_finite},
      {kMoney, "'abc'", nullptr, Misfit::not_of_type},
      {kMoney, "''", nullptr, Misfit::not_of_type},
      {kMoney, "x'31'", nullptr, Misfit::wrong_storage},
      {kPlain, "'1.50'", "1.50"},
      {kPlain, "'+1'", "1"},
      {kPlain, "'12345678901234567890123456789.5'", "12345678901234567890123456789.5"},
      {kPlain, "9223372036854775807", "9223372036854775807"},
      {kPlain, "0.1", "0.1"},
      {kPlain, "0.1 + 0.2", nullptr, Misfit::precision_loss},
      {kPlain, "'NaN'", nullptr, Misfit::not_finite},
      {kPlain, "'1,5'", nullptr, Misfit::not_of_type},
      {kPlain, "x'31'", nullptr, Misfit::wrong_storage},
      {{Logical::bytes}, "x'00ff'", "00ff"},
      {{Logical::bytes}, "x''", ""},
      {{Logical::bytes}, "zeroblob(2)", "0000"},
      {{Logical::bytes}, "'text'", nullptr, Misfit::wrong_storage},
      {{Logical::bytes}, "1", nullptr, Misfit::wrong_storage},
      {{Logical::date}, "'2026-11-20'", "2026-11-20"},
      {{Logical::date}, "date('2024-02-29')", "2024-02-29"},
      {{Logical::date}, "'2023-02-29'", nullptr, Misfit::not_of_type},
      {{Logical::date}, "'0000-01-01'", nullptr, Misfit::out_of_range},
      {{Logical::date}, "'2026-11-20 00:00:00'", nullptr, Misfit::not_of_type},
      {{Logical::date}, "20261120", nullptr, Misfit::wrong_storage},
      {{Logical::time}, "'12:34:56'", "12:34:56.000000"},
      {{Logical::time}, "'12:34:56.789'", "12:34:56.789000"},
      {{Logical::time}, "'24:00:00'", nullptr, Misfit::out_of_range},
      {{Logical::time}, "'12:34:56.7890001'", nullptr, Misfit::precision_loss},
      {{Logical::time}, "1", nullptr, Misfit::wrong_storage},
      {{Logical::timestamp}, "'2026-11-20T12:00:00Z'", "2026-11-20T12:00:00.000000Z"},
      {{Logical::timestamp}, "'2026-11-20 12:00:00'", "2026-11-20T12:00:00.000000Z"},
      {{Logical::timestamp}, "datetime('2026-11-20 12:00:00')", "2026-11-20T12:00:00.000000Z"},
      {{Logical::timestamp}, "'2026-11-20T13:30:00+01:30'", "2026-11-20T12:00:00.000000Z"},
      {{Logical::timestamp}, "'2026-11-20T12:00:00.123456'", "2026-11-20T12:00:00.123456Z"},
      {{Logical::timestamp}, "'2026-11-20T12:00:00.123456789Z'", nullptr, Misfit::precision_loss},
      {{Logical::timestamp}, "'2026-11-20'", nullptr, Misfit::not_of_type},
      {{Logical::timestamp}, "1795176000", nullptr, Misfit::wrong_storage},
      {{Logical::timestamp}, "julianday('2026-11-20')", nullptr, Misfit::wrong_storage},
      {{Logical::timestamp}, "'infinity'", nullptr, Misfit::not_of_type},
      {{Logical::datetime}, "'2026-11-20 12:00:00'", "2026-11-20T12:00:00.000000"},
      {{Logical::datetime}, "'2026-11-20T12:00:00Z'", nullptr, Misfit::has_zone},
      {{Logical::datetime}, "'2026-11-20T12:00:00+00:00'", nullptr, Misfit::has_zone},
      {{Logical::datetime}, "0", nullptr, Misfit::wrong_storage},
      {{Logical::json}, "'{\"a\": [1.10]}'", "{\"a\": [1.10]}"},
      {{Logical::json}, "'null'", "null"},
      {{Logical::json}, "json('[1, 2]')", "[1,2]"},
      {{Logical::json}, "'{\"a\":1,\"a\":2}'", nullptr, Misfit::duplicate_key},
      {{Logical::json}, "'{a:1}'", nullptr, Misfit::not_of_type},
      {{Logical::json}, "''", nullptr, Misfit::not_of_type},
      {{Logical::json}, "1", nullptr, Misfit::wrong_storage},
      {{Logical::json}, "1.5", nullptr, Misfit::wrong_storage},
      {{Logical::json}, "x'7b7d'", nullptr, Misfit::wrong_storage},
      {{Logical::json}, "CAST(x'22ff22' AS TEXT)", nullptr, Misfit::invalid_utf8},
      {{Logical::uuid},
       "'0190163D-8694-739B-AEA5-966C26F8AD91'",
       "0190163d-8694-739b-aea5-966c26f8ad91"},
      {{Logical::uuid},
       "'{0190163d-8694-739b-aea5-966c26f8ad91}'",
       "0190163d-8694-739b-aea5-966c26f8ad91"},
      {{Logical::uuid},
       "x'0190163d8694739baea5966c26f8ad91'",
       "0190163d-8694-739b-aea5-966c26f8ad91"},
      {{Logical::uuid}, "x'0190163d'", nullptr, Misfit::not_of_type},
      {{Logical::uuid}, "'not a uuid'", nullptr, Misfit::not_of_type},
      {{Logical::uuid}, "7", nullptr, Misfit::wrong_storage},
  };
  return all;
}

void check_cases(const std::string& pragma) {
  const SqliteFile file(pragma + "CREATE TABLE t (v)");
  const auto session = file.open();
  for (const Case& one : cases()) {
    INFO(rows::to_string(one.type), " ", one.expression);
    session->execute({"DELETE FROM t", {}});
    // NULL before and after: a misfit's place is its row.
    session->execute(
        {fmt::format("INSERT INTO t VALUES (NULL), ({}), (NULL)", one.expression), {}});
    const rows::Schema schema{{"v", one.type}};
    const ReadBack got = read_all(*session, {"SELECT v FROM t", {}}, schema);
    REQUIRE(got.rows.size() == 3);
    CHECK(got.rows[0][0].is_null());
    CHECK(got.rows[2][0].is_null());
    if (one.text == nullptr) {
      CHECK(got.rows[1][0].is_null());
      REQUIRE(got.misfits.size() == 1);
      CHECK(got.misfits[0].row == 1);
      CHECK(got.misfits[0].column == 0);
      CHECK(static_cast<int>(got.misfits[0].misfit) == static_cast<int>(one.misfit));
    } else {
      CHECK(got.misfits.empty());
      REQUIRE(!got.rows[1][0].is_null());
      CHECK(rows::value_text(got.rows[1][0]) == one.text);
    }
  }
}

}  // namespace

TEST_CASE("every storage under every type is carried or refused by name") {
  check_cases("");
}

TEST_CASE("a database in UTF-16 holds the same values") {
  const SqliteFile file("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t (v TEXT)");
  const auto session = file.open();
  const rows::Schema schema{{"v", {Logical::text}}};
  std::vector<RowValues> sent;
  for (const std::string text : {"", "a", "äöü", "東京", "🚀", "e\xCC\x81"}) {
    sent.push_back({rows::Value::text(text)});
  }
  sent.push_back({rows::Value::text(std::string("a\0b", 3))});
  session->ingest({"", "t"}, batch_of(schema, sent));
  CHECK(read_all(*session, {"SELECT v FROM t", {}}, schema).rows == sent);
}

TEST_CASE("digits beyond a type's are cut only where the column allows it") {
  const SqliteFile file("CREATE TABLE t (m, ts, f)");
  const auto session = file.open();
  session->execute(
      {"INSERT INTO t VALUES ('1.23456', '2026-11-20T12:00:00.1234567Z', 9007199254740993), "
       "(0.00019, '2026-11-20T12:00:00Z', 1)",
       {}});
  const rows::Schema schema{
      {"m", kMoney}, {"ts", {Logical::timestamp}}, {"f", {Logical::floating}}};
  warehouse::ReadOptions options;
  options.truncate = {true, true, true};
  const ReadBack got = read_all(*session, {"SELECT m, ts, f FROM t", {}}, schema, options);
  CHECK(got.truncated == 3);
  CHECK(rows::value_text(got.rows[0][0]) == "1.2345");
  CHECK(rows::value_text(got.rows[0][1]) == "2026-11-20T12:00:00.123456Z");
  CHECK(rows::value_text(got.rows[1][0]) == "0.0001");
  // A rounded integer is no cut digit.
  REQUIRE(got.misfits.size() == 1);
  CHECK(got.misfits[0].column == 2);
  CHECK(got.misfits[0].misfit == Misfit::precision_loss);
}

TEST_CASE("what is loaded is stored as its type says") {
  const SqliteFile file;
  const auto session = file.open();
  const rows::Schema schema{{"b", {Logical::boolean}},
                            {"m", kMoney},
                            {"p", kPlain},
                            {"ts", {Logical::timestamp}},
                            {"dt", {Logical::datetime}},
                            {"d", {Logical::date}},
                            {"t", {Logical::time}},
                            {"u", {Logical::uuid}},
                            {"f", {Logical::floating}},
                            {"x", {Logical::bytes}}};
  session->execute({sql::create_table(session->dialect(), {{"", "t"}, schema, {}}), {}});
  session->ingest(
      {"", "t"},
      batch_of(schema, {{number({Logical::boolean}, 1), typed(kMoney, "1.5"), typed(kPlain, "1.50"),
                         typed({Logical::timestamp}, "2026-11-20T12:00:00Z"),
                         typed({Logical::datetime}, "2026-11-20T12:00:00"),
                         typed({Logical::date}, "2026-11-20"), typed({Logical::time}, "12:00:00"),
                         typed({Logical::uuid}, "0190163d-8694-739b-aea5-966c26f8ad91"), real(2.0),
                         typed({Logical::bytes}, "00ff")}}));
  const RawSqlite::Rows stored = RawSqlite(file.path).query("SELECT * FROM t");
  CHECK(stored == RawSqlite::Rows{{"i:1", "t:1.5000", "t:1.50", "t:2026-11-20T12:00:00.000000Z",
                                   "t:2026-11-20T12:00:00.000000", "t:2026-11-20",
                                   "t:12:00:00.000000", "t:0190163d-8694-739b-aea5-966c26f8ad91",
                                   "r:2.0", std::string("b:\0\xFF", 4)}});
}

TEST_CASE("stored instants sort as they follow each other") {
  const SqliteFile file;
  const auto session = file.open();
  const rows::Schema schema{{"n", {Logical::bigint}}, {"ts", {Logical::timestamp}}};
  session->execute({sql::create_table(session->dialect(), {{"", "t"}, schema, {}}), {}});
  std::vector<RowValues> sent;
  for (const std::int64_t micros :
       {std::int64_t{-62135596800000000}, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1},
        std::int64_t{500000}, std::int64_t{999999}, std::int64_t{1000000},
        253'402'300'799'999'999}) {
    sent.push_back({rows::Value::bigint(static_cast<std::int64_t>(sent.size())),
                    rows::Value::timestamp(micros)});
  }
  session->ingest({"", "t"}, batch_of(schema, sent));
  CHECK(read_all(*session, select_all(*session, {"", "t"}, schema, "ts"), schema).rows == sent);
}

}  // namespace waybill::tests

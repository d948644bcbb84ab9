// Conformance: values go in and come back as they were.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <limits>

#include "conformance.hpp"
#include "helpers.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Type;
using rows::Value;
using warehouse::Access;

struct TypeValues {
  Type type;
  std::vector<Value> values;
};

std::string digits(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('1' + i % 9);
  return text;
}

std::vector<Value> texts(const Type& type, const std::vector<std::string>& spellings) {
  std::vector<Value> values;
  for (const std::string& spelling : spellings) values.push_back({type, spelling});
  return values;
}

std::vector<Value> parsed(const Type& type, const std::vector<std::string>& spellings) {
  std::vector<Value> values;
  for (const std::string& spelling : spellings) values.push_back(typed(type, spelling));
  return values;
}

std::vector<Value> doubles(const Quirks& quirks) {
  using limits = std::numeric_limits<double>;
  std::vector<Value> values;
  for (const double value :
       {0.0, 1.0, -1.0, 0.1, 0.1 + 0.2, 1e15, 1e16, 9007199254740991.0, 9007199254740993.0,
        1.7976931348623157e308, -1.7976931348623157e308, limits::min(), limits::denorm_min(),
        -limits::denorm_min(), 5e-324, 123456789.123456789, 1e300, 1e-300}) {
    values.push_back(real(value));
  }
  if (quirks.negative_zero) values.push_back(real(-0.0));
  return values;
}

bool has_nul(const Type& type, const Value& value) {
  const auto* text = std::get_if<std::string>(&value.data);
  if (text == nullptr || type.logical == Logical::bytes) return false;
  return text->find('\0') != std::string::npos ||
         (type.logical == Logical::json && rows::json_has_nul(*text));
}

// Every logical type with its extremes.
std::vector<TypeValues> extremes(const Quirks& quirks) {
  const std::string nul("a\0b\0", 4);
  std::vector<TypeValues> all;
  const auto add = [&](Type type, std::vector<Value> values) {
    all.push_back({type, std::move(values)});
  };
  add({Logical::text}, texts({Logical::text}, {"",
                                               " ",
                                               "a",
                                               "'",
                                               "\"",
                                               "\\",
                                               "\n\r\t",
                                               nul,
                                               std::string("\0", 1),
                                               "NULL",
                                               "0",
                                               "1.50",
                                               "äöü",
                                               "e\xCC\x81",
                                               "\xC3\xA9",
                                               "東京",
                                               "🚀",
                                               "\xF4\x8F\xBF\xBF",
                                               "\xEF\xBF\xBD",
                                               "\xEF\xBB\xBF"
                                               "bom",
                                               std::string(1'000'000, 'x'),
                                               " trailing ",
                                               "007",
                                               "1e5"}));
  add({Logical::boolean}, {number({Logical::boolean}, 0), number({Logical::boolean}, 1)});
  add({Logical::integer},
      parsed({Logical::integer}, {"0", "1", "-1", "2147483647", "-2147483648"}));
  add({Logical::bigint},
      parsed({Logical::bigint},
             {"0", "1", "-1", "9007199254740993", "9223372036854775807", "-9223372036854775808"}));
  add({Logical::floating}, doubles(quirks));
  std::string every_byte;
  for (int i = 0; i < 256; ++i) every_byte += static_cast<char>(i);
  add({Logical::bytes}, texts({Logical::bytes}, {"", std::string("\0", 1), every_byte, "text",
                                                 std::string(300'000, '\xFF')}));
  add({Logical::date},
      parsed({Logical::date}, {"0001-01-01", "1582-10-04", "1582-10-15", "1969-12-31", "1970-01-01",
                               "2024-02-29", "9999-12-31"}));
  add({Logical::time}, parsed({Logical::time}, {"00:00:00.000000", "00:00:00.000001",
                                                "12:34:56.789000", "23:59:59.999999"}));
  const std::vector<std::string> walls{"0001-01-01T00:00:00.000000", "1582-10-10T01:02:03.000004",
                                       "1969-12-31T23:59:59.999999", "1970-01-01T00:00:00.000000",
                                       "2026-11-20T12:34:56.000001", "2026-11-20T12:34:56.500000",
                                       "9999-12-31T23:59:59.999999"};
  add({Logical::datetime}, parsed({Logical::datetime}, walls));
  std::vector<std::string> instants;
  for (const std::string& wall : walls) instants.push_back(wall + "Z");
  add({Logical::timestamp}, parsed({Logical::timestamp}, instants));
  add({Logical::json},
      texts({Logical::json}, {"null", "{}", "[]", "\"\"", "1", "1.10", "12345678901234567890.10",
                              "{\"a\": [1, {\"b\": \"\\u0000\"}], \"c\": \"ä\"}"}));
  add({Logical::uuid}, parsed({Logical::uuid}, {"00000000-0000-0000-0000-000000000000",
                                                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                                                "0190163d-8694-739b-aea5-966c26f8ad91"}));
  for (const auto& [precision, scale] :
       {std::pair{1, 0}, {18, 4}, {38, 0}, {38, 38}, {39, 10}, {76, 0}, {76, 76}, {76, 20}}) {
    const Type type{Logical::decimal, precision, scale};
    const std::string most = digits(static_cast<std::size_t>(precision));
    const auto point = most.size() - static_cast<std::size_t>(scale);
    const std::string text = scale == 0 ? most : most.substr(0, point) + "." + most.substr(point);
    add(type, parsed(type, {"0", text, "-" + text, scale == 0 ? "1" : "0.1"}));
  }
  std::vector<std::string> plain{"0",   "-0.50",       "1.50",
                                 "100", "0.000000001", "12345678901234567890123456789.123456789"};
  if (quirks.unbounded_decimal) {
    plain.push_back(digits(100) + "." + digits(100));
  } else {
    plain = {"0.000000000", "-0.500000000", "0.000000001",
             "12345678901234567890123456789.123456789"};
  }
  add({Logical::decimal}, texts({Logical::decimal}, plain));

  if (!quirks.nul_in_text) {
    for (TypeValues& one : all) {
      std::erase_if(one.values, [&](const Value& value) { return has_nul(one.type, value); });
    }
  }
  std::erase_if(all, [&](const TypeValues& one) {
    return std::ranges::find(quirks.not_stored, one.type) != quirks.not_stored.end();
  });
  return all;
}

bool identical(const Value& a, const Value& b) {
  const auto* x = std::get_if<double>(&a.data);
  const auto* y = std::get_if<double>(&b.data);
  if (x != nullptr && y != nullptr) {
    return std::bit_cast<std::uint64_t>(*x) == std::bit_cast<std::uint64_t>(*y);
  }
  return a == b;
}

// One table a type: n, value. All rows, NULL among them.
void every_type_round_trips(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  int number = 0;
  for (const TypeValues& one : extremes(quirks)) {
    INFO(rows::to_string(one.type));
    const rows::Schema schema{{"n", {Logical::bigint}}, {"v", one.type}};
    const sql::Table table{"", fmt::format("t{}", number++)};
    session->execute({sql::create_table(session->dialect(), {table, schema, {"n"}}), {}});
    std::vector<RowValues> sent;
    sent.push_back({Value::bigint(0), Value::null(one.type)});
    for (const Value& value : one.values) {
      sent.push_back({Value::bigint(static_cast<std::int64_t>(sent.size())), value});
    }
    sent.push_back({Value::bigint(static_cast<std::int64_t>(sent.size())), Value::null(one.type)});
    session->ingest(table, batch_of(schema, sent));
    const ReadBack got = read_all(*session, select_all(*session, table, schema, "n"), schema);
    CHECK(got.misfits.empty());
    REQUIRE(got.rows.size() == sent.size());
    for (std::size_t i = 0; i < sent.size(); ++i) {
      INFO("value ", i);
      CHECK(identical(got.rows[i][1], sent[i][1]));
    }
  }
}

void parameters_find_what_was_stored(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  int number = 0;
  for (const TypeValues& one : extremes(quirks)) {
    if (one.type.logical == Logical::json || one.type.logical == Logical::decimal) continue;
    INFO(rows::to_string(one.type));
    const rows::Schema schema{{"n", {Logical::bigint}}, {"v", one.type}};
    const sql::Table table{"", fmt::format("t{}", number++)};
    session->execute({sql::create_table(session->dialect(), {table, schema, {"n"}}), {}});
    const std::string insert = sql::insert_values(session->dialect(), table, {"n", "v"});
    std::int64_t n = 0;
    for (const Value& value : one.values) {
      CHECK(session->execute({insert, {Value::bigint(n++), value}}) == 1);
    }
    n = 0;
    for (const Value& value : one.values) {
      const auto found = session->scalar({fmt::format("SELECT n FROM {} WHERE v = ? AND n = ?",
                                                      sql::qualified(session->dialect(), table)),
                                          {value, Value::bigint(n)}});
      REQUIRE(found);
      CHECK(*found == Value::bigint(n++));
    }
    const ReadBack got = read_all(*session, select_all(*session, table, schema, "n"), schema);
    for (std::size_t i = 0; i < one.values.size(); ++i) {
      CHECK(identical(got.rows[i][1], one.values[i]));
    }
  }
}

void all_null_batch(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  rows::Schema schema{{"n", {Logical::bigint}}};
  RowValues nulls{Value::bigint(1)};
  for (const TypeValues& one : extremes(quirks)) {
    schema.push_back({fmt::format("c{}", schema.size()), one.type});
    nulls.push_back(Value::null(one.type));
  }
  const sql::Table table{"", "nulls"};
  session->execute({sql::create_table(session->dialect(), {table, schema, {"n"}}), {}});
  std::vector<RowValues> sent(100, nulls);
  for (std::size_t i = 0; i < sent.size(); ++i)
    sent[i][0] = Value::bigint(static_cast<std::int64_t>(i));
  session->ingest(table, batch_of(schema, sent));
  const ReadBack got = read_all(*session, select_all(*session, table, schema, "n"), schema);
  CHECK(got.rows == sent);
  CHECK(got.misfits.empty());
}

void ingest_goes_by_name(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  const rows::Schema schema{{"a", {Logical::text}}, {"b", {Logical::text}}, {"c", {Logical::text}}};
  const sql::Table table{"", "t"};
  session->execute({sql::create_table(session->dialect(), {table, schema, {}}), {}});
  const rows::Schema sent{{"c", {Logical::text}}, {"a", {Logical::text}}};
  session->ingest(table, batch_of(sent, {{Value::text("in c"), Value::text("in a")}}));
  const ReadBack got = read_all(*session, select_all(*session, table, schema), schema);
  CHECK(got.rows == std::vector<RowValues>{
                        {Value::text("in a"), Value::null({Logical::text}), Value::text("in c")}});
  session->ingest(table, batch_of(sent, {}));
  CHECK(count_rows(*session, "t") == 1);
}

void hostile_names_round_trip(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  for (const std::string name : {"select", "a b", "a\"b", "a'b", "a`b", "[a]", "a.b", "a\\b", "?",
                                 "ÄÖÜ", "東京", "🚀", "-- x", "\"; DROP TABLE t; --", " x "}) {
    INFO(name);
    const rows::Schema schema{{name, {Logical::text}}, {"n", {Logical::bigint}}};
    const sql::Table table{"", name};
    const auto create = [&] {
      session->execute({sql::create_table(session->dialect(), {table, schema, {name}}), {}});
    };
    if (std::ranges::find(quirks.not_names, name) != quirks.not_names.end()) {
      CHECK(!code_of(create).empty());
      continue;
    }
    create();
    session->ingest(table, batch_of(schema, {{Value::text("v"), Value::bigint(1)}}));
    const ReadBack got = read_all(*session, select_all(*session, table, schema), schema);
    CHECK(got.rows == std::vector<RowValues>{{Value::text("v"), Value::bigint(1)}});
    const auto info = session->table(table);
    REQUIRE(info);
    CHECK(info->columns.front().name == name);
    CHECK(info->unique_keys == std::vector<std::vector<std::string>>{{name}});
  }
}

void batches_end_where_asked(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  const rows::Schema schema{{"n", {Logical::bigint}}, {"v", {Logical::text}}};
  const sql::Table table{"", "t"};
  session->execute({sql::create_table(session->dialect(), {table, schema, {"n"}}), {}});
  std::vector<RowValues> sent;
  for (std::int64_t i = 0; i < 100; ++i) {
    sent.push_back({Value::bigint(i), Value::text(std::string(1000, 'x'))});
  }
  session->ingest(table, batch_of(schema, sent));
  const sql::Statement all = select_all(*session, table, schema, "n");
  const auto batches = [&](std::int64_t rows, std::size_t bytes) {
    warehouse::ReadOptions options;
    options.batch_rows = rows;
    options.batch_bytes = bytes;
    const ReadBack got = read_all(*session, all, schema, options);
    CHECK(got.rows == sent);
    return got.batches;
  };
  CHECK(batches(100, 1 << 20) == 1);
  CHECK(batches(99, 1 << 20) == 2);
  CHECK(batches(1, 1 << 20) == 100);
  CHECK(batches(7, 1 << 20) == 15);
  CHECK(batches(100, 1) == 100);      // a row is never cut
  CHECK(batches(100, 10'000) == 10);  // ten rows hold a little over 10,000 bytes
}

void truncation_is_counted(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  const rows::Schema wide{{"n", {Logical::bigint}}, {"v", {Logical::decimal, 18, 6}}};
  const rows::Schema narrow{{"n", {Logical::bigint}}, {"v", {Logical::decimal, 18, 2}}};
  const sql::Table table{"", "t"};
  session->execute({sql::create_table(session->dialect(), {table, wide, {"n"}}), {}});
  const Type six = wide[1].type;
  session->ingest(table, batch_of(wide, {{Value::bigint(0), typed(six, "1.239999")},
                                         {Value::bigint(1), typed(six, "-1.239999")},
                                         {Value::bigint(2), typed(six, "1.230000")}}));
  const sql::Statement all = select_all(*session, table, narrow, "n");
  const ReadBack strict = read_all(*session, all, narrow);
  REQUIRE(strict.misfits.size() == 2);
  CHECK(strict.misfits[0].misfit == rows::Misfit::precision_loss);
  CHECK(strict.misfits[1].row == 1);
  CHECK(strict.misfits[1].column == 1);
  CHECK(strict.truncated == 0);
  warehouse::ReadOptions options;
  options.truncate = {false, true};
  const ReadBack cut = read_all(*session, all, narrow, options);
  CHECK(cut.misfits.empty());
  CHECK(cut.truncated == 2);
  const Type two = narrow[1].type;
  CHECK(cut.rows == std::vector<RowValues>{{Value::bigint(0), typed(two, "1.23")},
                                           {Value::bigint(1), typed(two, "-1.23")},
                                           {Value::bigint(2), typed(two, "1.23")}});
}

void not_finite_is_refused_or_kept(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  const rows::Schema schema{{"v", {Logical::floating}}};
  const sql::Table table{"", "t"};
  session->execute({sql::create_table(session->dialect(), {table, schema, {}}), {}});
  using limits = std::numeric_limits<double>;
  for (const double value : {limits::quiet_NaN(), limits::infinity(), -limits::infinity()}) {
    const Value cell = real(value);
    const Value fine = real(1.0);
    const auto load = [&] { session->ingest(table, batch_of(schema, {{fine}, {cell}})); };
    const auto insert = [&] {
      session->execute({sql::insert_values(session->dialect(), table, {"v"}), {cell}});
    };
    if (session->dialect().finite_floats_only) {
      CHECK(code_of(load) == codes::unsupported.id);
      CHECK(code_of(insert) == codes::unsupported.id);
      CHECK(count_rows(*session, "t") == 0);  // the finite one before it neither
    } else {
      load();
      insert();
      const ReadBack got = read_all(*session, select_all(*session, table, schema), schema);
      CHECK(got.rows.size() == 3);
      session->execute({"DELETE FROM t", {}});
    }
  }
}

void a_nul_is_refused_by_name(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  const std::vector<Value> refused{{{Logical::text}, std::string("a\0b", 3)},
                                   {{Logical::json}, std::string("\"\\u0000\"")}};
  for (const Value& bad : refused) {
    const Type& type = bad.type;
    INFO(rows::to_string(type));
    const rows::Schema schema{{"v", type}};
    const sql::Table table{"", std::string(rows::name_of(type.logical))};
    session->execute({sql::create_table(session->dialect(), {table, schema, {}}), {}});
    const Value fine{type, std::string("\"fine\"")};
    const std::string code = code_of([&] {
      session->ingest(table, batch_of(schema, {{fine}, {bad}}));
    });
    CHECK(code == (quirks.nul_in_text ? "" : codes::unsupported.id));
    CHECK(count_rows(*session, table.name) == (quirks.nul_in_text ? 2 : 0));
    const std::string inserted = code_of([&] {
      session->execute({sql::insert_values(session->dialect(), table, {"v"}), {bad}});
    });
    CHECK(inserted.empty() == quirks.nul_in_text);
    CHECK(session->dialect().nul_in_text == quirks.nul_in_text);
  }
}

// What may come on top of a first batch. AddressSanitizer keeps freed memory for a while.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::int64_t kGrowthKib = (48 + 256) * 1024;
#elif defined(__has_feature)
constexpr std::int64_t kGrowthKib = (__has_feature(address_sanitizer) ? 48 + 256 : 48) * 1024;
#else
constexpr std::int64_t kGrowthKib = 48 * 1024;
#endif

std::int64_t resident_kib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    std::int64_t value = 0;
    if (word == "VmRSS:" && status >> value) return value;
  }
  return 0;
}

void a_million_rows_stream_in_bounded_memory(const Quirks& quirks) {
  const auto place = quirks.fresh();
  const auto session = place->open(Access::read_write);
  const rows::Schema schema{{"n", {Logical::bigint}}, {"v", {Logical::text}}};
  const sql::Table table{"", "t"};
  constexpr std::int64_t kRows = 1'000'000;
  constexpr std::int64_t kBatch = 50'000;
  session->execute({sql::create_table(session->dialect(), {table, schema, {}}), {}});
  const std::string filler(150, 'f');
  session->begin(Access::read_write);
  for (std::int64_t from = 0; from < kRows; from += kBatch) {
    rows::Batch batch(schema);
    for (std::int64_t i = from; i < from + kBatch; ++i) {
      batch.columns[0].append_int64(i);
      batch.columns[1].append_variable(filler);
      ++batch.length;
    }
    session->ingest(table, batch);
  }
  session->commit();
  // 160 MB of rows: what is kept may not grow with them.
  const auto stream = session->query(select_all(*session, table, schema), schema, {});
  rows::Batch batch;
  std::vector<warehouse::CellMisfit> misfits;
  REQUIRE(stream->next(batch, misfits));
  const std::int64_t before = resident_kib();
  std::int64_t most = before;
  std::int64_t rows = batch.length;
  std::int64_t sum = 0;
  do {
    for (std::int64_t i = 0; i < batch.length; ++i) sum += batch.columns[0].int64(i);
    if (batch.bytes() > (std::size_t{6} << 20)) FAIL_CHECK("a batch is larger than asked for");
    most = std::max(most, resident_kib());
    if (!stream->next(batch, misfits)) break;
    rows += batch.length;
  } while (true);
  CHECK(rows == kRows);
  CHECK(sum == kRows * (kRows - 1) / 2);
  CHECK(most - before < kGrowthKib);
}

}  // namespace

std::vector<ConformanceCase> value_cases() {
  return {
      {"every type's extremes come back as they went in", every_type_round_trips},
      {"a value as a parameter is the value as loaded", parameters_find_what_was_stored},
      {"a batch of NULLs", all_null_batch},
      {"a load goes by column name", ingest_goes_by_name},
      {"hostile names", hostile_names_round_trip},
      {"batches end at the rows and bytes asked for", batches_end_where_asked},
      {"digits beyond the type are refused, or cut and counted", truncation_is_counted},
      {"NaN and infinities are kept or refused by name", not_finite_is_refused_or_kept},
      {"a NUL in a text is kept or refused by name", a_nul_is_refused_by_name},
      {"a million rows stream in bounded memory", a_million_rows_stream_in_bounded_memory},
  };
}

}  // namespace waybill::tests

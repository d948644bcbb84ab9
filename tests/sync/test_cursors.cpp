// Last-modified columns that are decimals: exact to the last digit, whatever their size.
#include <doctest/doctest.h>

#include "sync/bench_of_syncs.hpp"
#include "sync/cursor.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

rows::Value decimal(const std::string& text, const std::string& type = "decimal") {
  return {rows::parse_type(type).type, text};
}
std::string minus(const std::string& text, std::int64_t less) {
  return std::get<std::string>(sync::cursor_minus(decimal(text), less).data);
}

// Rows with a version that only grows, as a source that keeps decimals as text has them.
struct Versions : BenchOfSyncs {
  explicit Versions(const std::string& type) {
    source.run("CREATE TABLE versions (id INTEGER PRIMARY KEY, version TEXT)");
    job.model.source_table = "versions";
    job.model.columns = {column("id", "bigint", true), column("version", type, false, true)};
  }
  void put(int id, const std::string& version) {
    source.run("INSERT OR REPLACE INTO versions VALUES (" + std::to_string(id) + ", '" + version +
               "')");
  }
};

}  // namespace

TEST_SUITE_BEGIN("sync: cursors");

TEST_CASE("decimals are compared as numbers, digit by digit") {
  const std::vector<std::string> rising{"-100000000000000000000.5",
                                        "-99999999999999999999.5",
                                        "-1.10",
                                        "-1.09",
                                        "-0.00000000000000000001",
                                        "0",
                                        "0.00000000000000000001",
                                        "0.9"};
  for (std::size_t i = 0; i + 1 < rising.size(); ++i) {
    CAPTURE(rising[i]);
    CHECK(sync::cursor_less(decimal(rising[i]), decimal(rising[i + 1])));
    CHECK_FALSE(sync::cursor_less(decimal(rising[i + 1]), decimal(rising[i])));
    CHECK_FALSE(sync::cursor_less(decimal(rising[i]), decimal(rising[i])));
  }
  CHECK(sync::cursor_less(decimal("9.99"), decimal("10")));
  CHECK(sync::cursor_less(decimal("0.09"), decimal("0.1")));
  CHECK_FALSE(sync::cursor_less(decimal("1.50"), decimal("1.5")));
  CHECK_FALSE(sync::cursor_less(decimal("1.5"), decimal("1.50")));
  CHECK_FALSE(sync::cursor_less(decimal("-0.00"), decimal("0")));
  CHECK_FALSE(sync::cursor_less(decimal("0"), decimal("-0.00")));
}

TEST_CASE("a lookback is taken off a decimal exactly") {
  CHECK(minus("10.25", 0) == "10.25");
  CHECK(minus("10.25", 3) == "7.25");
  CHECK(minus("1.25", 3) == "-1.75");
  CHECK(minus("-1", 9223372036854775807) == "-9223372036854775808");
  CHECK(minus("18446744073709551616.00000000000000000001", 1) ==
        "18446744073709551615.00000000000000000001");
  CHECK_THROWS_AS(minus(std::string(80, '9'), 1), Error);
}

TEST_CASE("a decimal watermark is exact text, ties come again, and nothing below it does") {
  for (const char* type : {"decimal(38,20)", "decimal"}) {
    CAPTURE(type);
    Versions bench(type);
    // As a double all three are one number.
    bench.put(1, "100000000000000000.00000000000000000001");
    bench.put(2, "100000000000000000.00000000000000000002");
    const sync::Report first = bench.run();
    CHECK(first.watermark_after == "100000000000000000.00000000000000000002");
    CHECK(first.guarantee == "none");
    bench.put(3, "100000000000000000.00000000000000000002");
    const sync::Report second = bench.run();
    CHECK(second.window_from == "100000000000000000.00000000000000000002");
    CHECK(second.counts.read == 2);
    CHECK(second.counts.inserted == 1);
    bench.put(1, "100000000000000000.00000000000000000003");
    const sync::Report third = bench.run();
    CHECK(third.counts.updated == 1);
    CHECK(third.counts.unchanged == 2);
    CHECK(bench.run().counts.read == 1);
  }
}

TEST_CASE("lookback_value reaches back from a decimal watermark, which never goes back") {
  Versions bench("decimal(10,2)");
  bench.job.model.lookback_value = 2;
  bench.put(1, "10.50");
  bench.run();
  bench.put(2, "8.50");
  bench.put(3, "8.49");
  const sync::Report report = bench.run();
  CHECK(report.window_from == "8.50");
  CHECK(report.counts.inserted == 1);
  CHECK(report.watermark_after == "10.50");
}

TEST_CASE("a decimal watermark of another scale is not taken for this one") {
  Versions bench("decimal(10,2)");
  bench.put(1, "10.50");
  bench.run();
  bench.job.model.columns[1].type = rows::parse_type("decimal(12,4)").type;
  CHECK(bench.failure() == codes::bad_watermark.id);
}

TEST_CASE("what keeps decimals as text does not choose the last of a key by them") {
  Versions bench("decimal(10,2)");
  bench.put(1, "10.50");
  bench.job.on_duplicate_key = model::OnDuplicateKey::last_by_cursor;
  CHECK(bench.failure() == codes::table_mismatch.id);
}

TEST_SUITE_END();

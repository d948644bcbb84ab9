// The engine with DuckDB at either end.
#include <doctest/doctest.h>

#include "sync/pairs.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

constexpr Pair kDuckdbPairs[] = {{"sqlite", "duckdb"}, {"duckdb", "sqlite"}, {"duckdb", "duckdb"}};

void for_each_duckdb_pair(void (*test)(PairBench& bench)) {
  for (const Pair& pair : kDuckdbPairs) {
    CAPTURE(pair.from);
    CAPTURE(pair.to);
    PairBench bench(pair);
    test(bench);
  }
}

}  // namespace

TEST_SUITE_BEGIN("sync: duckdb" * doctest::skip(without_duckdb()));

TEST_CASE("a first run, an idle one, and one with changes and ties, with DuckDB") {
  for_each_duckdb_pair([](PairBench& bench) {
    bench.put(1, "one", "1.5000", "2026-01-01T00:00:00.000000Z");
    bench.put(2, "東京 🚀", "-12345678901234.5678", "2026-01-02T03:04:05.123456Z");
    bench.put(3, "", "0.0000", "1970-01-01T00:00:00.000000Z");
    bench.put(4, "it''s", "99999999999999.9999", "2026-01-02T03:04:05.123456Z");
    bench.expected[4] = "it's|99999999999999.9999|2026-01-02T03:04:05.123456Z";
    const sync::Report first = bench.run();
    CHECK(first.counts.inserted == 4);
    CHECK(first.full_reason == "first_run");
    CHECK(first.watermark_after == "2026-01-02T03:04:05.123456Z");
    CHECK(bench.delivered() == bench.wanted());

    const sync::Report idle = bench.run();
    CHECK(idle.counts.unchanged == 2);
    CHECK(idle.counts.inserted == 0);
    CHECK(bench.delivered() == bench.wanted());

    bench.put(5, "tie", "5.0000", "2026-01-02T03:04:05.123456Z");
    bench.put(2, "changed", "2.0000", "2026-01-02T03:04:05.123456Z");
    bench.put(6, "later", "6.0000", "2026-01-03T00:00:00.000000Z");
    const sync::Report third = bench.run();
    CHECK(third.counts.inserted == 2);
    CHECK(third.counts.updated == 1);
    CHECK(third.counts.unchanged == 1);
    CHECK(bench.delivered() == bench.wanted());
  });
}

TEST_CASE("25,000 rows at one instant over runs and batches, with DuckDB") {
  for_each_duckdb_pair([](PairBench& bench) {
    bench.job.memory_mib = 8;
    const auto add = [&](int from, int to) {
      bench.source->run(
          "INSERT INTO items (id, name, amount, updated_at) "
          "WITH RECURSIVE n(i) AS (SELECT " +
          std::to_string(from) + " UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(to) +
          ") SELECT i, 'row ' || i, 1, '2026-01-01T00:00:00Z' FROM n");
    };
    add(1, 9000);
    CHECK(bench.run().batches > 1);
    add(9001, 25000);
    const sync::Report second = bench.run();
    CHECK(second.counts.inserted == 16000);
    CHECK(second.counts.unchanged == 9000);
    CHECK(bench.destination->number("SELECT count(*) FROM items_out") == 25000);
    CHECK(bench.destination->number("SELECT count(DISTINCT id) FROM items_out") == 25000);
  });
}

TEST_CASE("rows of one key are refused by name, in a new table and in one that is there") {
  for_each_duckdb_pair([](PairBench& bench) {
    bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
    const auto twice = [&](int id) {
      for (int i = 0; i < 2; ++i) {
        bench.source->run("INSERT INTO items (id, name, amount, updated_at) VALUES (" +
                          std::to_string(id) + ", 'twin', 1, '2026-01-01T00:00:00Z')");
      }
    };
    twice(7);
    const sync::Report first = bench.run();
    CHECK(first.counts.inserted == 1);
    CHECK(first.counts.invalid == 2);
    CHECK(bench.delivered() == bench.wanted());
    twice(8);
    bench.put(2, "b", "2.0000", "2026-01-01T00:00:00.000000Z");
    const sync::Report second = bench.run();
    CHECK(second.counts.inserted == 1);
    CHECK(second.counts.invalid == 4);
    CHECK(bench.delivered() == bench.wanted());
  });
}

TEST_CASE("a run that fails or is cancelled commits nothing, and the next one delivers") {
  PairBench bench({"sqlite", "duckdb"});
  bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
  bench.run();
  const auto before = bench.delivered();
  bench.put(2, "b", "2.0000", "2026-01-02T00:00:00.000000Z");
  for (const std::string_view when : {"read", "merge", "commit"}) {
    base::CancelToken cancel;
    CHECK(bench.failure(cancel, [&](const sync::Progress& progress) {
      if (progress.phase == when) cancel.cancel();
    }) == codes::cancelled.id);
    CHECK(bench.delivered() == before);
  }
  CHECK(bench.run().counts.inserted == 1);
  CHECK(bench.delivered() == bench.wanted());
}

TEST_SUITE_END();

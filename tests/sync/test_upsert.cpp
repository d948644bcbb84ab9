#include <doctest/doctest.h>

#include "sync/bench_of_syncs.hpp"

using namespace waybill;
using namespace waybill::tests;

TEST_SUITE_BEGIN("sync: upsert");

TEST_CASE("a first run makes the table and carries every row exactly") {
  BenchOfSyncs bench;
  bench.source.run(
      "INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z'), "
      "(2, NULL, '2026-01-02 03:04:05.6'), (3, '', '2026-01-01T02:00:00+02:00'), "
      "(4, 'a' || char(0) || '東京', '2026-01-03T00:00:00.123456Z')");
  const sync::Report report = bench.run();
  CHECK(report.counts.read == 4);
  CHECK(report.counts.inserted == 4);
  CHECK(report.full_reason == "first_run");
  CHECK(report.delivery == "exactly_once");
  CHECK(report.guarantee == "lookback");
  CHECK(report.watermark_after == "2026-01-03T00:00:00.123456Z");
  const std::vector<std::string> expected = {
      "1|'a'|'2026-01-01T00:00:00.000000Z'",
      "2|NULL|'2026-01-02T03:04:05.600000Z'",
      "3|''|'2026-01-01T00:00:00.000000Z'",
      std::string("4|'a") + '\0' + "東京'|'2026-01-03T00:00:00.123456Z'",
  };
  CHECK(bench.delivered() == expected);
}

TEST_CASE("an empty source makes an empty table and no watermark") {
  BenchOfSyncs bench;
  const sync::Report report = bench.run();
  CHECK(report.counts.read == 0);
  CHECK_FALSE(report.watermark_after.has_value());
  CHECK(bench.delivered().empty());
  bench.source.run("INSERT INTO items VALUES (1, 'late', '2020-01-01T00:00:00Z')");
  CHECK(bench.run().counts.inserted == 1);
}

TEST_CASE("a second run reads the lookback only and writes what changed") {
  BenchOfSyncs bench;
  bench.source.run(
      "INSERT INTO items VALUES (1, 'old', '2026-01-01T00:00:00Z'), "
      "(2, 'near', '2026-01-01T00:58:00Z'), (3, 'newest', '2026-01-01T01:00:00Z')");
  bench.run();
  bench.source.run(
      "UPDATE items SET name = 'changed', updated_at = '2026-01-01T02:00:00Z' "
      "WHERE id = 1");
  bench.source.run("INSERT INTO items VALUES (4, 'new', '2026-01-01T02:00:00Z')");
  const sync::Report report = bench.run();
  CHECK(report.full_reason == "");
  CHECK(report.window_from == "2026-01-01T00:55:00.000000Z");
  CHECK(report.counts.read == 4);
  CHECK(report.counts.inserted == 1);
  CHECK(report.counts.updated == 1);
  CHECK(report.counts.unchanged == 2);
  CHECK(bench.delivered().front() == "1|'changed'|'2026-01-01T02:00:00.000000Z'");
}

TEST_CASE("with counts total, rows that were written are one number, and the counts add up") {
  BenchOfSyncs bench;
  bench.job.counts = model::Counting::total;
  bench.source.run(
      "INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z'), (2, 'b', "
      "'2026-01-01T00:00:00Z'), "
      "(3, 'c', '2026-01-01T00:00:00Z')");
  const auto counts = [](const sync::Report& report) {
    return base::write_json(sync::to_json(report.counts));
  };
  constexpr const char* kNothingElse =
      R"("unmatched":0,"deleted":0,"withheld":0,"skipped":0,"invalid":0,"rejected":0})";
  SUBCASE("of an upsert") {
    CHECK(counts(bench.run()) ==
          R"({"read":3,"inserted":null,"updated":null,"upserted":3,"unchanged":0,)" +
              std::string(kNothingElse));
    bench.source.run("UPDATE items SET name = 'changed' WHERE id = 1");
    bench.source.run("INSERT INTO items VALUES (4, 'new', '2026-01-01T00:00:00Z')");
    CHECK(counts(bench.run()) ==
          R"({"read":4,"inserted":null,"updated":null,"upserted":2,"unchanged":2,)" +
              std::string(kNothingElse));
    CHECK(bench.destination.rows("SELECT name FROM items ORDER BY id") ==
          std::vector<std::string>{"'changed'", "'b'", "'c'", "'new'"});
  }
  SUBCASE("where rows are refused one by one") {
    bench.run();
    bench.destination.run(
        "CREATE TRIGGER no_bad BEFORE INSERT ON items WHEN NEW.name = 'bad' "
        "BEGIN SELECT RAISE(ABORT, 'bad'); END");
    bench.source.run(
        "INSERT INTO items VALUES (4, 'bad', '2026-01-01T00:00:00Z'), "
        "(5, 'new', '2026-01-01T00:00:00Z')");
    const sync::Report report = bench.run();
    CHECK(report.counts.upserted == 1);
    CHECK(report.counts.unchanged == 3);
    CHECK(report.counts.rejected == 1);
  }
  SUBCASE("of a mode that tells them apart anyway it says nothing") {
    bench.run();
    bench.job.mode = model::Mode::update;
    bench.source.run("UPDATE items SET name = 'changed' WHERE id = 1");
    const sync::Report report = bench.run();
    CHECK(report.counts.updated == 1);
    CHECK_FALSE(report.counts.total);
  }
}

TEST_CASE("an idle run reads and writes nothing new") {
  BenchOfSyncs bench;
  bench.source.run("INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z')");
  bench.run();
  const sync::Report report = bench.run();
  CHECK(report.counts.inserted == 0);
  CHECK(report.counts.updated == 0);
  CHECK(report.counts.unchanged == 1);
}

TEST_CASE("25,000 rows at one instant, over batches and runs: none lost, none twice") {
  BenchOfSyncs bench;
  bench.job.memory_mib = 8;  // small batches
  const auto add = [&](int from, int to) {
    bench.source.run("WITH RECURSIVE n(i) AS (SELECT " + std::to_string(from) +
                     " UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(to) +
                     ") INSERT INTO items SELECT i, 'row ' || i, '2026-01-01T00:00:00Z' FROM n");
  };
  add(1, 9000);
  const sync::Report first = bench.run();
  CHECK(first.batches > 1);
  add(9001, 17500);
  const sync::Report second = bench.run();
  CHECK(second.counts.inserted == 8500);
  CHECK(second.counts.unchanged == 9000);
  add(17501, 25000);
  CHECK(bench.run().counts.inserted == 7500);
  CHECK(bench.destination.number("SELECT count(*) FROM items") == 25000);
  CHECK(bench.destination.number("SELECT count(DISTINCT id) FROM items") == 25000);
  CHECK(bench.destination.number("SELECT count(*) FROM items WHERE name <> 'row ' || id") == 0);
}

TEST_CASE("a row dated 9999 does not move the watermark past the clock") {
  BenchOfSyncs bench;
  bench.source.run(
      "INSERT INTO items VALUES (1, 'future', '9999-12-31T23:59:59Z'), "
      "(2, 'today', '2026-01-01T00:00:00Z')");
  const sync::Report report = bench.run();
  REQUIRE(report.watermark_after.has_value());
  CHECK(*report.watermark_after < base::format_instant(base::system_now() + 1000000));
  bench.source.run("INSERT INTO items VALUES (3, 'next', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))");
  CHECK(bench.run().counts.inserted == 1);
  CHECK(bench.delivered().size() == 3);
}

TEST_CASE("timestamps in any ISO spelling are compared as instants") {
  BenchOfSyncs bench;
  bench.job.lookback_seconds = 0;
  bench.source.run("INSERT INTO items VALUES (1, 'mark', '2026-01-10T12:00:00Z')");
  bench.run();
  bench.source.run(
      "INSERT INTO items VALUES "
      "(2, 'same instant', '2026-01-11T02:00:00+14:00'), "
      "(3, 'before', '2026-01-11T01:59:59+14:00'), "
      "(4, 'same, west', '2026-01-10 00:00:00-12:00'), "
      "(5, 'before, west', '2026-01-09T23:59:59-12:00'), "
      "(6, 'after', '2026-01-10 12:00:00.000001')");
  const sync::Report report = bench.run();
  CHECK(report.counts.read == 4);
  CHECK(report.counts.inserted == 3);
  CHECK(bench.destination.rows("SELECT id FROM items ORDER BY id") ==
        std::vector<std::string>{"1", "2", "4", "6"});
}

TEST_CASE("a destination table that is gone is filled again, and the report says why") {
  BenchOfSyncs bench;
  bench.source.run(
      "INSERT INTO items VALUES (1, 'a', '2020-01-01T00:00:00Z'), "
      "(2, 'b', '2026-01-01T00:00:00Z')");
  bench.run();
  bench.destination.run("DROP TABLE items");
  const sync::Report report = bench.run();
  CHECK(report.full_reason == "destination_table_missing");
  CHECK(report.counts.inserted == 2);
  bench.destination.run("DELETE FROM items");
  CHECK(bench.run().full_reason == "destination_table_empty");
  CHECK(bench.delivered().size() == 2);
}

TEST_CASE("a full refresh resends everything and a window leaves the watermark alone") {
  BenchOfSyncs bench;
  bench.source.run(
      "INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z'), "
      "(2, 'b', '2026-02-01T00:00:00Z')");
  const auto watermark = bench.run().watermark_after;
  bench.destination.run("UPDATE items SET name = 'drifted'");
  bench.job.from = base::parse_instant("2026-01-01T00:00:00Z");
  bench.job.until = base::parse_instant("2026-02-01T00:00:00Z");
  const sync::Report windowed = bench.run();
  CHECK(windowed.counts.read == 1);
  CHECK(windowed.counts.updated == 1);
  CHECK(windowed.watermark_after == watermark);
  bench.job.from.reset();
  bench.job.until.reset();
  bench.job.full_refresh = true;
  const sync::Report full = bench.run();
  CHECK(full.full_reason == "full_refresh");
  CHECK(full.counts.updated == 1);
  CHECK(full.counts.unchanged == 1);
  bench.job.full_refresh = false;
  CHECK(bench.run().full_reason == "");
}

TEST_CASE("a column added to the model is appended; old rows keep NULL") {
  BenchOfSyncs bench;
  bench.source.run("ALTER TABLE items ADD COLUMN price TEXT");
  bench.source.run(
      "INSERT INTO items VALUES (1, 'a', '2020-01-01T00:00:00Z', '1.50'), "
      "(2, 'b', '2026-01-01T00:00:00Z', '2.50')");
  bench.run();
  bench.job.model.columns.push_back(column("price", "decimal(6,2)"));
  const sync::Report report = bench.run();
  REQUIRE(report.ddl.size() == 1);
  CHECK(report.ddl[0].find("ADD COLUMN") != std::string::npos);
  CHECK(bench.destination.rows("SELECT id, price FROM items ORDER BY id") ==
        std::vector<std::string>{"1|NULL", "2|'2.50'"});
}

TEST_CASE("source and destination may be the same file") {
  BenchOfSyncs bench;
  bench.source.run("INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z')");
  bench.job.table = "items_copy";
  const auto from = open(bench.source.path(), warehouse::Access::read_only);
  const auto to = open(bench.source.path(), warehouse::Access::read_write);
  bench.job.run_id = base::new_uuid(bench.now);
  const sync::Report report = sync::run(bench.job, *from, *to, [&] { return bench.now; }, {}, {});
  CHECK(report.load == "staged");
  CHECK(report.counts.inserted == 1);
  CHECK(bench.source.number("SELECT count(*) FROM items_copy") == 1);
}

TEST_CASE("a query is a source like a table") {
  BenchOfSyncs bench;
  bench.source.run(
      "INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z'), "
      "(2, 'b', '2026-01-01T00:00:00Z')");
  bench.job.model.source_table.clear();
  bench.job.model.source_query =
      "SELECT ID, upper(name) AS name, updated_at FROM items -- with a comment at the end";
  bench.run();
  CHECK(bench.destination.rows("SELECT id, name FROM items ORDER BY id") ==
        std::vector<std::string>{"1|'A'", "2|'B'"});
  bench.job.model.source_query = "DELETE FROM items RETURNING id, name, updated_at";
  CHECK(bench.failure() == codes::not_read_only.id);
  CHECK(bench.source.number("SELECT count(*) FROM items") == 2);
}

TEST_CASE("integer cursors have no lookback; date and datetime cursors stay behind any zone") {
  BenchOfSyncs bench;
  bench.source.run("CREATE TABLE log (id INTEGER PRIMARY KEY, seq INTEGER, day TEXT, at TEXT)");
  bench.source.run(
      "INSERT INTO log VALUES (1, 10, '2026-01-01', '2026-01-01 10:00:00'), "
      "(2, 20, '9999-01-01', '9999-01-01 00:00:00')");
  bench.job.model.source_table = "log";
  SUBCASE("integer") {
    bench.job.model.columns = {column("id", "bigint", true), column("seq", "bigint", false, true)};
    const sync::Report first = bench.run();
    CHECK(first.guarantee == "none");
    CHECK(first.watermark_after == "20");
    bench.source.run("INSERT INTO log VALUES (3, 20, NULL, NULL), (4, 19, NULL, NULL)");
    const sync::Report second = bench.run();
    CHECK(second.counts.read == 2);
    CHECK(second.counts.inserted == 1);
  }
  SUBCASE("date") {
    bench.job.model.columns = {column("id", "bigint", true), column("day", "date", false, true)};
    CHECK(*bench.run().watermark_after < "3000-01-01");
  }
  SUBCASE("datetime") {
    bench.job.model.columns = {column("id", "bigint", true), column("at", "datetime", false, true)};
    CHECK(*bench.run().watermark_after < base::format_instant(base::system_now()));
  }
}

TEST_CASE("composite keys merge row by row") {
  BenchOfSyncs bench;
  bench.source.run("CREATE TABLE parts (a TEXT, b INTEGER, v TEXT, updated_at TEXT)");
  bench.source.run(
      "INSERT INTO parts VALUES ('x', 1, 'one', '2026-01-01T00:00:00Z'), "
      "('x', 2, 'two', '2026-01-01T00:00:00Z')");
  bench.job.model.source_table = "parts";
  bench.job.model.primary_key = {"a", "b"};
  bench.job.model.columns = {column("a", "text"), column("b", "integer"), column("v", "text"),
                             column("updated_at", "timestamp", false, true)};
  CHECK(bench.run().counts.inserted == 2);
  bench.source.run("UPDATE parts SET v = 'TWO' WHERE b = 2");
  const sync::Report second = bench.run();
  CHECK(second.counts.updated == 1);
  CHECK(second.counts.unchanged == 1);
}

TEST_SUITE_END();

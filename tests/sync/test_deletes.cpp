// Deletes: only of what this sync sent, only when the read was whole, and never too many unasked.
#include <doctest/doctest.h>

#include "sync/ledger.hpp"
#include "sync/pairs.hpp"

using namespace waybill;
using namespace waybill::tests;
using model::Mode;

namespace {

const std::string kOld = "2026-01-01T00:00:00.000000Z";
const std::string kNew = "2026-02-01T00:00:00.000000Z";

struct MirrorBench : PairBench {
  MirrorBench() : PairBench({"sqlite", "sqlite"}) { job.mode = Mode::mirror; }
  void fill(int from, int to) {
    for (int id = from; id <= to; ++id) put(id, "row", "1.0000", kOld);
  }
  void remove(int from, int to) {
    source->run("DELETE FROM items WHERE id BETWEEN " + std::to_string(from) + " AND " +
                std::to_string(to));
    for (int id = from; id <= to; ++id) expected.erase(id);
  }
  std::int64_t rows() { return destination->number("SELECT count(*) FROM items_out"); }
};

}  // namespace

TEST_SUITE_BEGIN("sync: deletes");

TEST_CASE("a mirror deletes what vanished, and what others put there stays") {
  MirrorBench bench;
  bench.fill(1, 5);
  bench.run();
  bench.destination->run("INSERT INTO items_out VALUES (77, 'theirs', '1.0000', '" + kOld + "')");
  bench.remove(2, 3);
  const sync::Report report = bench.run();
  REQUIRE(report.vanished.has_value());
  CHECK(report.vanished->vanished == 2);
  CHECK(report.vanished->deleted == 2);
  CHECK(report.counts.unchanged == 3);
  CHECK(bench.rows() == 4);
  CHECK(bench.destination->number("SELECT count(*) FROM items_out WHERE id = 77") == 1);
}

TEST_CASE("too many deletes are withheld and told; the next run does them when it may") {
  MirrorBench bench;
  bench.fill(1, 40);
  bench.run();
  bench.remove(1, 11);  // more than 10 rows, and more than a tenth
  for (int i = 0; i < 2; ++i) {
    const sync::Report held = bench.run();
    CHECK(held.vanished->withheld == 11);
    CHECK(held.withheld_why.find("11 of 40") == 0);
    CHECK(bench.rows() == 40);
  }
  bench.job.allow_deletes = true;
  CHECK(bench.run().vanished->deleted == 11);
  CHECK(bench.delivered() == bench.wanted());
}

TEST_CASE("few rows, or a small share of many, are deleted without asking") {
  MirrorBench bench;
  bench.fill(1, 12);
  bench.run();
  bench.remove(1, 10);  // not more than 10 rows
  CHECK(bench.run().vanished->deleted == 10);
  bench.fill(100, 299);
  bench.run();
  bench.remove(100, 115);  // not more than a tenth
  CHECK(bench.run().vanished->deleted == 16);
  CHECK(bench.delivered() == bench.wanted());
}

TEST_CASE("an empty source deletes nothing") {
  MirrorBench bench;
  bench.fill(1, 3);
  bench.run();
  bench.remove(1, 3);
  const sync::Report report = bench.run();
  CHECK(report.vanished->withheld == 3);
  CHECK(report.withheld_why.find("no rows at all") != std::string::npos);
  CHECK(bench.rows() == 3);
  bench.job.allow_deletes = true;
  CHECK(bench.run().vanished->deleted == 3);
  CHECK(bench.rows() == 0);
}

TEST_CASE("rows that are there but refused, repeated or without a value stay") {
  MirrorBench bench;
  bench.fill(1, 4);
  bench.run();
  bench.source->run("UPDATE items SET amount = '1.23456' WHERE id = 1");    // refused
  bench.source->run("INSERT INTO items SELECT * FROM items WHERE id = 2");  // repeated
  bench.source->run("UPDATE items SET updated_at = NULL WHERE id = 3");     // nothing to compare
  const sync::Report report = bench.run();
  CHECK(report.counts.rejected == 1);
  CHECK(report.counts.invalid == 2);
  CHECK(report.vanished->vanished == 0);
  CHECK(bench.rows() == 4);
}

TEST_CASE("a row whose key cannot be read may be any of those that are missing") {
  MirrorBench bench;
  bench.fill(1, 4);
  bench.run();
  bench.source->run("UPDATE items SET id = 'four' WHERE id = 4");
  bench.job.allow_deletes = true;
  const sync::Report report = bench.run();
  CHECK(report.vanished->withheld == 1);
  CHECK(report.withheld_why.find("key cannot be read") != std::string::npos);
  CHECK(bench.rows() == 4);
}

TEST_CASE("a mirror whose table was dropped fills it and deletes nothing") {
  MirrorBench bench;
  bench.fill(1, 3);
  bench.run();
  bench.destination->run("DROP TABLE items_out");
  bench.remove(1, 1);
  const sync::Report report = bench.run();
  CHECK(report.full_reason == "destination_table_missing");
  CHECK(report.vanished->vanished == 0);
  CHECK(bench.delivered() == bench.wanted());
  bench.remove(2, 2);
  CHECK(bench.run().vanished->deleted == 1);
}

TEST_CASE("a row that somebody else deleted is already gone, and comes back when it changes") {
  MirrorBench bench;
  bench.fill(1, 3);
  bench.run();
  bench.destination->run("DELETE FROM items_out WHERE id IN (1, 2)");
  bench.remove(1, 1);
  const sync::Report report = bench.run();
  CHECK(report.vanished->already_gone == 1);
  CHECK(report.vanished->deleted == 0);
  bench.put(2, "changed", "1.0000", kNew);
  CHECK(bench.run().counts.inserted == 1);
  CHECK(bench.delivered() == bench.wanted());
}

TEST_CASE("what a snapshot sent and others changed is left alone until the source changes") {
  MirrorBench bench;
  bench.job.mode = Mode::upsert;
  bench.job.model.change_detection = model::ChangeDetection::snapshot;
  bench.fill(1, 2);
  bench.run();
  bench.destination->run("UPDATE items_out SET name = 'theirs'");
  CHECK(bench.run().counts.unchanged == 2);
  CHECK(bench.destination->number("SELECT count(*) FROM items_out WHERE name = 'theirs'") == 2);
  bench.put(1, "ours", "1.0000", kOld);  // with the same last-modified value
  CHECK(bench.run().counts.updated == 1);
}

TEST_CASE("mode delete withholds too many, keeps its watermark, and says which keys it lacks") {
  MirrorBench bench;
  bench.job.mode = Mode::remove;
  bench.job.lookback_seconds = 0;
  bench.destination->run(
      "CREATE TABLE items_out (id bigint, name text, amount text, updated_at text)");
  bench.destination->run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) "
      "INSERT INTO items_out SELECT i, 'row', '1.0000', '" +
      kOld + "' FROM n");
  bench.fill(1, 11);
  const sync::Report held = bench.run();
  CHECK(held.counts.withheld == 11);
  CHECK(!held.watermark_after.has_value());
  CHECK(bench.rows() == 20);
  bench.remove(1, 8);
  bench.fill(50, 50);
  bench.job.on_unmatched = model::OnUnmatched::dead_letter;
  const sync::Report done = bench.run();
  CHECK(done.counts.deleted == 3);
  CHECK(done.counts.unmatched == 1);
  CHECK(done.watermark_after == kOld);
  CHECK(bench.rows() == 17);
  const auto letters = bench.dead_letters();
  REQUIRE(letters.size() == 1);
  CHECK(letters[0].letter.code == "WB8512");
  bench.job.on_unmatched = model::OnUnmatched::error;
  CHECK(bench.failure() == codes::row_unmatched.id);
}

TEST_CASE("keys of others: skipped, kept as dead letters, or an error, as the sync says") {
  MirrorBench bench;
  bench.job.mode = Mode::insert;
  bench.job.lookback_seconds = 0;
  bench.fill(1, 2);
  bench.run();
  bench.destination->run("INSERT INTO items_out VALUES (3, 'theirs', '1.0000', '" + kOld + "')");
  bench.fill(3, 4);
  bench.job.on_existing = model::OnExisting::error;
  CHECK(bench.failure() == codes::row_exists.id);
  CHECK(bench.rows() == 3);
  bench.job.on_existing = model::OnExisting::dead_letter;
  const sync::Report report = bench.run();
  CHECK(report.counts.inserted == 1);
  CHECK(report.counts.rejected == 1);
  CHECK(report.counts.unchanged == 2);
  REQUIRE(bench.dead_letters().size() == 1);
  CHECK(bench.dead_letters()[0].letter.code == "WB8513");
  bench.put(1, "changed later", "1.0000", kNew);
  bench.job.on_existing = model::OnExisting::skip;
  const sync::Report later = bench.run();
  CHECK(later.counts.skipped == 2);
  CHECK(bench.destination->number("SELECT count(*) FROM items_out WHERE name = 'row'") == 3);
}

TEST_CASE("after a reset an upsert sends everything again and a mirror deletes nothing") {
  MirrorBench bench;
  bench.fill(1, 3);
  bench.run();
  {
    const auto session = bench.destination->open(warehouse::Access::read_write);
    sync::Control(*session, bench.job.state).reset(sync::ledger_name(bench.job));
  }
  bench.remove(1, 1);
  const sync::Report report = bench.run();
  CHECK(report.full_reason == "first_run");
  CHECK(report.counts.unchanged == 2);
  CHECK(report.vanished->vanished == 0);
  CHECK(bench.rows() == 3);
}

TEST_SUITE_END();

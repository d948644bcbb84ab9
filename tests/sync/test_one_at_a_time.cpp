#include <doctest/doctest.h>

#include <functional>
#include <utility>

#include "support/faulty_vfs.hpp"
#include "sync/bench_of_syncs.hpp"
#include "sync/ledger.hpp"
#include "sync/session_around.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

std::vector<std::string> whole(SqliteFile& file) {
  std::vector<std::string> all;
  for (const std::string& table :
       file.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
    const std::string name = table.substr(1, table.size() - 2);
    for (std::string& row : file.rows("SELECT * FROM \"" + name + "\"")) {
      all.push_back(name + ": " + row);
    }
  }
  return all;
}

// Stands for a run that stalls between its plan and its epoch.
class StallsBeforeItsEpoch : public SessionAround {
 public:
  StallsBeforeItsEpoch(std::unique_ptr<warehouse::Session> inner, std::function<void()> meanwhile)
      : SessionAround(std::move(inner)), meanwhile_(std::move(meanwhile)) {}
  void begin(warehouse::Access access) override {
    if (auto meanwhile = std::exchange(meanwhile_, nullptr)) meanwhile();
    SessionAround::begin(access);
  }

 private:
  std::function<void()> meanwhile_;
};

sync::Report run_stalled(BenchOfSyncs& bench, const std::function<void()>& meanwhile) {
  sync::Job job = bench.job;
  job.run_id = "the-stalled-one";
  const auto from = open(bench.source.path(), warehouse::Access::read_only);
  StallsBeforeItsEpoch to(open(bench.destination.path(), warehouse::Access::read_write), meanwhile);
  return sync::run(job, *from, to, [&] { return bench.now; }, {}, {});
}

}  // namespace

TEST_SUITE_BEGIN("sync: one at a time, all or nothing");

TEST_CASE("a run that was overtaken commits nothing") {
  BenchOfSyncs bench;
  bench.source.run("INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z')");
  bench.run();
  bench.source.run("UPDATE items SET name = 'b'");
  bool overtaken = false;
  const std::string code = bench.failure({}, [&](const sync::Progress& progress) {
    if (progress.phase != "merge" || overtaken) return;
    overtaken = true;
    const auto other = open(bench.destination.path(), warehouse::Access::read_write);
    sync::Control(*other, bench.job.state).begin_run("another-run", "", bench.now);
  });
  CHECK(overtaken);
  CHECK(code == codes::fenced.id);
  CHECK(bench.delivered().at(0) == "1|'a'|'2026-01-01T00:00:00.000000Z'");
  CHECK(bench.run().counts.updated == 1);
}

TEST_CASE("a run plans again when another has committed since its plan") {
  BenchOfSyncs bench;
  bench.job.lookback_seconds = 0;
  bench.source.run("INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z')");
  const auto other = [&] { bench.run(); };

  SUBCASE("the first one, which makes the table") {
    const sync::Report report = run_stalled(bench, other);
    CHECK(report.full_reason == "");
    CHECK(report.ddl.empty());
    CHECK(report.counts.unchanged == 1);
  }
  SUBCASE("the one whose rows would come again") {
    bench.run();
    bench.source.run("INSERT INTO items VALUES (2, 'b', '2026-01-02T00:00:00Z')");
    const sync::Report report = run_stalled(bench, other);
    CHECK(report.watermark_before == "2026-01-02T00:00:00.000000Z");
    CHECK(report.counts.read == 1);  // ties with the watermark
  }
  SUBCASE("a mirror, which would not know what was sent") {
    bench.job.mode = model::Mode::mirror;
    const sync::Report report = run_stalled(bench, [&] {
      bench.run();
      bench.source.run("INSERT INTO items VALUES (3, 'c', '2026-01-01T00:00:00Z')");
      bench.source.run("DELETE FROM items WHERE id = 1");
    });
    CHECK(report.vanished.value().deleted == 1);
    CHECK(report.counts.inserted == 1);
    CHECK(bench.delivered() == std::vector<std::string>{"3|'c'|'2026-01-01T00:00:00.000000Z'"});
  }
  SUBCASE("one that was reset meanwhile") {
    bench.run();
    const sync::Report report = run_stalled(bench, [&] {
      const auto session = open(bench.destination.path(), warehouse::Access::read_write);
      sync::Control(*session, bench.job.state).reset(sync::ledger_name(bench.job));
    });
    CHECK(report.full_reason == "first_run");
  }
}

TEST_CASE("a cancelled run commits nothing and the next one goes on") {
  BenchOfSyncs bench;
  bench.source.run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"
      " INSERT INTO items SELECT i, 'x', '2026-01-01T00:00:00Z' FROM n");
  for (const std::string_view phase : {"plan", "read", "merge", "commit"}) {
    CAPTURE(phase);
    const base::CancelToken cancel;
    const std::string code = bench.failure(cancel, [&](const sync::Progress& progress) {
      if (progress.phase == phase) cancel.cancel();
    });
    CHECK(code == codes::cancelled.id);
    CHECK(bench.destination.rows("SELECT name FROM sqlite_master WHERE name = 'items'").empty());
  }
  CHECK(bench.run().counts.inserted == 50000);
}

TEST_CASE("a full disk at the destination, at every write: one error, nothing half there") {
  BenchOfSyncs reference;
  const char* rows =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
      "INSERT INTO items SELECT i, printf('%0200d', i), '2026-01-01T00:00:00Z' FROM n";
  reference.source.run(rows);
  reference.run();
  const auto expected = reference.delivered();
  std::int64_t failures = 0;
  for (std::int64_t nth = 1;; nth += 7) {
    CAPTURE(nth);
    FaultyVfs vfs;
    BenchOfSyncs bench;
    bench.job.memory_mib = 8;
    bench.source.run(rows);
    vfs.fail(kAnyWrite, nth, SQLITE_FULL, true, "destination.db");
    const std::string code = bench.failure();
    const bool struck = vfs.failed() > 0;
    vfs.heal();
    if (!struck) {
      CHECK(code == "");
      break;
    }
    ++failures;
    CHECK(code == codes::database_full.id);
    const sync::Report again = bench.run();
    CHECK(again.counts.inserted == 3000);
    CHECK(bench.delivered() == expected);
  }
  CHECK(failures > 5);
  MESSAGE("failed writes survived: " << failures);
}

TEST_CASE("planning changes nothing at either end") {
  BenchOfSyncs bench;
  bench.source.run("INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z')");
  bench.run();
  const auto before = whole(bench.destination);
  bench.source.run("INSERT INTO items VALUES (2, 'b', '2026-01-02T00:00:00Z')");
  const auto from = open(bench.source.path(), warehouse::Access::read_only);
  const auto to = open(bench.destination.path(), warehouse::Access::read_write);
  const sync::Plan plan = sync::make_plan(bench.job, sync::look(bench.job, *from, *to));
  CHECK(plan.full_reason == "");
  CHECK(plan.load == sync::Load::staged);
  CHECK(whole(bench.destination) == before);
}

TEST_CASE("the history of runs is kept short") {
  BenchOfSyncs bench;
  bench.source.run("INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z')");
  for (int i = 0; i < 105; ++i) bench.run();
  CHECK(bench.destination.number("SELECT count(*) FROM _waybill_runs") == 100);
  CHECK(bench.destination.number("SELECT count(*) FROM _waybill_commits") == 100);
  CHECK(bench.destination.number("SELECT max(epoch) FROM _waybill_commits") == 105);
}

TEST_SUITE_END();

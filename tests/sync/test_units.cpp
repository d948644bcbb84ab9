// A new table that several sessions fill side by side: nothing of it is seen before all of it is.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <functional>
#include <thread>

#include "support/postgres_server.hpp"
#include "sync/bench_of_syncs.hpp"
#include "sync/session_around.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

using Sessions = std::function<std::unique_ptr<warehouse::Session>()>;

// What its owner is told of, and may spoil.
class Watched : public SessionAround {
 public:
  Watched(std::unique_ptr<warehouse::Session> inner, std::function<void()> ingesting,
          std::function<void()> committing)
      : SessionAround(std::move(inner)),
        ingesting_(std::move(ingesting)),
        committing_(std::move(committing)) {}
  void ingest(const sql::Table& table, const rows::Batch& batch) override {
    SessionAround::ingest(table, batch);
    if (ingesting_) ingesting_();
  }
  void commit() override {
    SessionAround::commit();
    if (committing_) committing_();
  }

 private:
  std::function<void()> ingesting_;
  std::function<void()> committing_;
};

// Refuses a row, as a type or a domain of the server might.
class Refusing : public SessionAround {
 public:
  Refusing(std::unique_ptr<warehouse::Session> inner, std::int64_t id)
      : SessionAround(std::move(inner)), id_(id) {}
  void ingest(const sql::Table& table, const rows::Batch& batch) override {
    for (std::int64_t row = 0; batch.columns.size() > 2 && row < batch.length; ++row) {
      if (batch.columns[0].int64(row) != id_) continue;
      throw Error(codes::constraint_violated, "the test refuses this row");
    }
    SessionAround::ingest(table, batch);
  }

 private:
  std::int64_t id_;
};

[[noreturn]] void lose_connection() {
  throw Error(codes::connection_lost, "the test has cut the connection");
}

// SQLite to PostgreSQL, in units of a few hundred rows.
struct UnitsBench : BenchOfSyncs {
  static constexpr int kRows = 20'000;
  PostgresDatabase warehouse;
  std::atomic<int> opened = 0;
  Sessions others = [this] {
    ++opened;
    return warehouse.open(warehouse::Access::read_write, 5);
  };

  UnitsBench() {
    source.run(
        fmt::format("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                    "i < {}) INSERT INTO items SELECT i, 'row ' || i, "
                    "'2026-01-01T00:00:00Z' FROM n",
                    kRows));
    job.memory_mib = 1;
    job.load_connections = 3;
  }
  Sessions own = [this] { return warehouse.open(warehouse::Access::read_write, 5); };
  sync::Report run(const base::CancelToken& cancel = {}, const sync::ProgressFn& progress = {}) {
    job.run_id = base::new_uuid(now);
    const auto from = open(source.path(), warehouse::Access::read_only);
    const auto to = own();
    return sync::run(
        job, *from, *to, [this] { return now; }, cancel, progress, others);
  }
  std::string failure(const base::CancelToken& cancel = {}, const sync::ProgressFn& progress = {}) {
    return code_of_failure([&] { run(cancel, progress); });
  }
  void check_delivered(std::int64_t rows = kRows) {
    CHECK(warehouse.number("SELECT count(*) FROM items") == rows);
    CHECK(warehouse.number("SELECT count(DISTINCT id) FROM items WHERE name = 'row ' || id "
                           "AND updated_at = '2026-01-01T00:00:00Z'") == rows);
    check_nothing_left();
  }
  void check_nothing_left() {
    CHECK(warehouse.number("SELECT count(*) FROM pg_class WHERE relkind = 'r' AND (relname LIKE "
                           "'\\_waybill\\_new\\_%' OR relname LIKE '\\_waybill\\_stg\\_%')") == 0);
    CHECK(warehouse.number("SELECT count(*) FROM _waybill_units") == 0);
  }
};

bool without() {
  return without_postgres();
}

}  // namespace

TEST_SUITE_BEGIN("sync: units");

TEST_CASE("a new table is filled by several sessions, and is there as one of its own making" *
          doctest::skip(without())) {
  UnitsBench bench;
  std::atomic<int> by_others = 0;
  bench.others = [&] {
    ++bench.opened;
    return std::make_unique<Watched>(
        bench.warehouse.open(warehouse::Access::read_write, 5), [&] { ++by_others; }, nullptr);
  };
  bool seen = false;
  bench.job.model.columns[1].description = "what it is called";
  const sync::Report report = bench.run({}, [&](const sync::Progress&) {
    seen =
        seen || bench.warehouse.number("SELECT count(*) FROM pg_class WHERE relname = 'items'") > 0;
  });
  CHECK(!seen);
  CHECK(report.load == "direct in units");
  CHECK(bench.opened == 2);
  CHECK(by_others > 5);
  CHECK(report.counts.read == UnitsBench::kRows);
  CHECK(report.counts.inserted == UnitsBench::kRows);
  CHECK(report.batches > 10);
  CHECK(report.bytes > UnitsBench::kRows * 10);
  bench.check_delivered();
  CHECK(bench.warehouse.rows("SELECT col_description('items'::regclass, 2)") ==
        std::vector<std::string>{"what it is called"});
  CHECK(bench.warehouse.rows("SELECT relname FROM pg_class WHERE oid IN (SELECT indexrelid FROM "
                             "pg_index WHERE indrelid = 'items'::regclass)") ==
        std::vector<std::string>{"items_pkey"});
  // The table is there now: the next run is an ordinary one.
  bench.source.run("UPDATE items SET updated_at = '2026-02-01T00:00:00Z' WHERE id = 7");
  const sync::Report next = bench.run();
  CHECK(next.load == "staged");
  CHECK(next.counts.updated == 1);
  CHECK(bench.opened == 2);
}

TEST_CASE("one session is enough for a few rows, or where no other gets in" *
          doctest::skip(without())) {
  UnitsBench bench;
  SUBCASE("a few rows") {
    bench.source.run("DELETE FROM items WHERE id > 10");
    CHECK(bench.run().counts.inserted == 10);
    CHECK(bench.opened == 0);
    bench.check_delivered(10);
  }
  SUBCASE("no rows") {
    bench.source.run("DELETE FROM items");
    CHECK(bench.run().counts.read == 0);
    bench.check_delivered(0);
  }
  SUBCASE("too many connections") {
    bench.others = [&]() -> std::unique_ptr<warehouse::Session> {
      ++bench.opened;
      throw Error(codes::connect_failed, "too many connections");
    };
    CHECK(bench.run().counts.inserted == UnitsBench::kRows);
    CHECK(bench.opened == 1);
    bench.check_delivered();
  }
  SUBCASE("one is asked for") {
    bench.job.load_connections = 1;
    CHECK(bench.run().load == "direct");
    CHECK(bench.opened == 0);
    CHECK(bench.warehouse.number("SELECT count(*) FROM items") == UnitsBench::kRows);
  }
}

TEST_CASE("a session that is lost loses no unit, and none comes twice" * doctest::skip(without())) {
  UnitsBench bench;
  std::atomic<int> units = 0;
  std::function<void()> ingesting;
  std::function<void()> committing;
  SUBCASE("before its unit is committed") {
    ingesting = [&] {
      if (++units == 3) lose_connection();
    };
  }
  SUBCASE("after it was, when nobody has said so") {
    committing = [&] {
      if (++units == 3) lose_connection();
    };
  }
  SUBCASE("all of them, one after the other") {
    committing = [] { lose_connection(); };
  }
  bench.others = [&] {
    ++bench.opened;
    return std::make_unique<Watched>(bench.warehouse.open(warehouse::Access::read_write, 5),
                                     ingesting, committing);
  };
  const sync::Report report = bench.run();
  CHECK(report.counts.inserted == UnitsBench::kRows);
  bench.check_delivered();
}

TEST_CASE("a server that ends one session of a run ends that one alone" *
          doctest::skip(without())) {
  UnitsBench bench;
  std::int64_t pid = 0;
  std::atomic<int> units = 0;
  bench.others = [&] {
    ++bench.opened;
    auto session = bench.warehouse.open(warehouse::Access::read_write, 5);
    pid = std::get<std::int64_t>(session->scalar({"SELECT pg_backend_pid()", {}})->data);
    return std::make_unique<Watched>(
        std::move(session),
        [&, pid = pid] {
          if (++units == 4) {
            bench.warehouse.run(fmt::format("SELECT pg_terminate_backend({}, 5000)", pid));
          }
        },
        nullptr);
  };
  CHECK(bench.run().counts.inserted == UnitsBench::kRows);
  CHECK(units >= 4);
  bench.check_delivered();
}

TEST_CASE("rows that the new table refuses, in any unit, are told from the others" *
          doctest::skip(without())) {
  UnitsBench bench;
  bench.source.run(
      "CREATE TABLE more AS SELECT id AS id, name, updated_at FROM items; "
      "INSERT INTO more SELECT id, 'twice', updated_at FROM items WHERE id % 9000 = 1; "
      "DROP TABLE items; ALTER TABLE more RENAME TO items");
  const sync::Report report = bench.run();
  CHECK(report.load == "direct in units");
  CHECK(report.counts.invalid == 6);
  CHECK(report.counts.inserted == UnitsBench::kRows - 3);
  bench.check_delivered(UnitsBench::kRows - 3);
}

TEST_CASE("staging is filled by several sessions where all rows go, and is gone in the end" *
          doctest::skip(without())) {
  UnitsBench bench;
  bench.job.mode = model::Mode::mirror;
  bench.job.model.change_detection = model::ChangeDetection::snapshot;
  bench.job.on_reject.max_ratio = 1;
  SUBCASE("the first run of a mirror") {
    const sync::Report report = bench.run();
    CHECK(report.load == "staged in units");
    CHECK(report.counts.inserted == UnitsBench::kRows);
    CHECK(bench.opened == 2);
    bench.check_delivered();
    // The next one sends what changed.
    bench.source.run("DELETE FROM items WHERE id = 7; UPDATE items SET name = 'new' WHERE id = 8");
    const sync::Report next = bench.run();
    CHECK(next.load == "staged");
    CHECK(next.counts.updated == 1);
    CHECK(next.vanished.value().deleted == 1);
    CHECK(bench.opened == 2);
  }
  SUBCASE("everything once more, over rows that are there") {
    bench.job.load_connections = 1;
    bench.run();
    bench.warehouse.run("UPDATE items SET name = 'other' WHERE id % 2 = 0");
    bench.job.load_connections = 3;
    bench.job.full_refresh = true;
    const sync::Report report = bench.run();
    CHECK(report.load == "staged in units");
    CHECK(report.counts.updated == UnitsBench::kRows / 2);
    CHECK(report.counts.unchanged == UnitsBench::kRows / 2);
    bench.check_delivered();
  }
  SUBCASE("rows that staging refuses, whoever writes them") {
    for (const std::int64_t id : {1, 2'500, 9'999, 20'000}) {
      CAPTURE(id);
      bench.warehouse.run("DROP TABLE IF EXISTS items, _waybill_units");
      bench.job.state.sync_id = fmt::format("refusing {}", id);
      const auto refusing = [&, id] {
        return std::make_unique<Refusing>(bench.warehouse.open(warehouse::Access::read_write, 5),
                                          id);
      };
      bench.own = bench.others = refusing;
      const sync::Report report = bench.run();
      CHECK(report.counts.rejected == 1);
      CHECK(report.counts.inserted == UnitsBench::kRows - 1);
      bench.check_delivered(UnitsBench::kRows - 1);
    }
  }
}

TEST_CASE("a run in units that fails or is cancelled leaves nothing" * doctest::skip(without())) {
  UnitsBench bench;
  const auto at = [](std::string_view phase, std::int64_t rows, const std::function<void()>& act) {
    return [=, done = false](const sync::Progress& progress) mutable {
      if (done || progress.phase != phase || progress.rows < rows) return;
      done = true;
      act();
    };
  };
  SUBCASE("cancelled in the middle") {
    const base::CancelToken cancel;
    CHECK(bench.failure(cancel, at("read", 1, [&] { cancel.cancel(); })) == codes::cancelled.id);
  }
  SUBCASE("cancelled before the merge") {
    const base::CancelToken cancel;
    CHECK(bench.failure(cancel, at("merge", 1, [&] { cancel.cancel(); })) == codes::cancelled.id);
  }
  SUBCASE("by an error of the source") {
    bench.job.max_rows = 1000;
    CHECK(!bench.failure().empty());
  }
  SUBCASE("because the name has been taken meanwhile") {
    CHECK(!bench
               .failure({}, at("read", 1,
                               [&] { bench.warehouse.run("CREATE VIEW items AS SELECT 1 AS x"); }))
               .empty());
    bench.warehouse.run("DROP VIEW items");
  }
  CHECK(bench.warehouse.number("SELECT count(*) FROM pg_class WHERE relname = 'items'") == 0);
  bench.check_nothing_left();
  bench.job.max_rows.reset();
  CHECK(bench.run().counts.inserted == UnitsBench::kRows);
  bench.check_delivered();
}

TEST_CASE("what a run that died has left is taken away by the next one, which it cannot disturb" *
          doctest::skip(without())) {
  UnitsBench bench;
  bench.run();
  bench.warehouse.run("DROP TABLE items; DELETE FROM _waybill_commits");
  bench.warehouse.run(
      "CREATE TABLE _waybill_new_dead AS SELECT 1 AS id; INSERT INTO _waybill_units "
      "VALUES ('_waybill_new_dead', 0, 'catalog/sync/', 'dead', 0), "
      "('_waybill_new_dead', 1, 'catalog/sync/', 'dead', 1), "
      "('_waybill_new_gone', 0, 'catalog/sync/', 'gone', 0)");
  SUBCASE("of everything") {}
  SUBCASE("of everything, by one session") {
    bench.job.load_connections = 1;
  }
  CHECK(bench.run().counts.inserted == UnitsBench::kRows);
  bench.check_delivered();
  bench.job.load_connections = 3;
  bench.warehouse.run(
      "CREATE TABLE _waybill_stg_dead AS SELECT 1 AS id; INSERT INTO _waybill_units "
      "VALUES ('_waybill_stg_dead', 0, 'catalog/sync/', 'dead', 0)");
  CHECK(bench.run().load == "staged");  // what changed, and no more
  bench.check_delivered();
  bench.warehouse.run("DROP TABLE items; DELETE FROM _waybill_commits");

  // The next run begins while one is under way: that one says that it was overtaken.
  bool overtaken = false;
  const std::string code = bench.failure({}, [&](const sync::Progress& progress) {
    if (progress.phase != "read" || overtaken) return;
    overtaken = true;
    UnitsBench* const other = &bench;
    sync::Job job = other->job;
    job.run_id = base::new_uuid(other->now);
    const auto from = open(other->source.path(), warehouse::Access::read_only);
    const auto to = other->warehouse.open(warehouse::Access::read_write, 5);
    sync::run(
        job, *from, *to, [&] { return other->now; }, {}, {}, other->others);
  });
  CHECK(overtaken);
  CHECK(code == codes::fenced.id);
  bench.check_delivered();
}

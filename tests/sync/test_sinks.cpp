// What a run tells a sink to do, by mode: rows, deletes, and what is withheld.
#include <doctest/doctest.h>

#include <map>

#include "sync/bench_of_syncs.hpp"

using namespace waybill;
using namespace waybill::tests;
using model::ChangeDetection;
using model::Mode;

namespace {

// An application that does as it is told, once a run is finished. A record is inserted once.
class Application : public sink::Sink {
 public:
  std::string_view name() const override { return "application"; }
  std::unique_ptr<sink::Run> begin(const sink::Target& target) override;

  std::map<std::int64_t, std::string> records;
  std::vector<std::string> told;  // in the last run
};

class ApplicationRun : public sink::Run {
 public:
  ApplicationRun(Application& at, const sink::Target& target) : at_(at), key_(target.key.front()) {
    at_.told.clear();
  }
  std::vector<sink::RowResult> put(const rows::Batch& batch, sink::Operation operation,
                                   const sink::ContentId&) override {
    const bool removes = operation == sink::Operation::remove;
    for (std::int64_t row = 0; row < batch.length; ++row) {
      const std::int64_t id = batch.columns[removes ? 0 : key_].int64(row);
      at_.told.push_back(std::string(sink::to_string(operation)) + " " + std::to_string(id));
      if (removes) {
        at_.records.erase(id);
      } else {
        const bool is_new = at_.records.insert_or_assign(id, batch.columns[1].variable(row)).second;
        CHECK((is_new || operation != sink::Operation::insert));
      }
    }
    return {};
  }
  sink::Receipt finish() override { return {}; }
  void abort() noexcept override {}

 private:
  Application& at_;
  std::size_t key_;
};

std::unique_ptr<sink::Run> Application::begin(const sink::Target& target) {
  return std::make_unique<ApplicationRun>(*this, target);
}

using Texts = std::vector<std::string>;

struct SinkBench : BenchOfSyncs {
  Application application;

  SinkBench(Mode mode, ChangeDetection detection) {
    job.mode = mode;
    job.model.change_detection = detection;
    job.to_sink = true;
    job.delete_guard = model::DeleteGuard{1, 0.5};
    put(1, 5, "a");
  }
  void put(int from, int to, const std::string& name) {
    for (int id = from; id <= to; ++id) {
      source.run("INSERT OR REPLACE INTO items VALUES (" + std::to_string(id) + ", '" + name +
                 "', '2026-01-01T00:00:00Z')");
    }
  }
  sync::Report run(bool allow_deletes = false) {
    job.run_id = base::new_uuid(now);
    job.allow_deletes = allow_deletes;
    const auto from = open(source.path(), warehouse::Access::read_only);
    const auto state = open(destination.path(), warehouse::Access::read_write);
    return sync::run_to_sink(job, *from, *state, application, [this] { return now; }, {}, {});
  }
  Texts ids() const {
    Texts all;
    for (const auto& [id, name] : application.records) all.push_back(std::to_string(id));
    return all;
  }
};

}  // namespace

TEST_SUITE_BEGIN("sync: sinks");

TEST_CASE("a mirror to a sink deletes what it sent, and withholds what is too much") {
  for (const bool in_memory : {true, false}) {  // what was sent fits there, or does not
    CAPTURE(in_memory);
    SinkBench bench(Mode::mirror, ChangeDetection::snapshot);
    bench.job.compares_in_memory = in_memory;
    bench.application.records[9] = "another's";
    bench.run();
    bench.source.run("DELETE FROM items WHERE id = 1");
    bench.put(2, 2, "b");
    CHECK(bench.run().vanished->deleted == 1);
    CHECK(bench.application.told == Texts{"upsert 2", "delete 1"});
    bench.source.run("DELETE FROM items WHERE id < 5");
    const sync::Report held = bench.run();
    CHECK(held.vanished->withheld == 3);
    CHECK(held.withheld_why.find("3 of 4 rows sent before") == 0);
    CHECK(bench.application.told.empty());
    CHECK(bench.run(true).vanished->deleted == 3);
    CHECK(bench.ids() == Texts{"5", "9"});
    bench.source.run("DELETE FROM items");
    CHECK(bench.run().vanished->withheld == 1);
  }
}

TEST_CASE("mode delete to a sink withholds more deletes than the guard allows, until it may") {
  SinkBench bench(Mode::remove, ChangeDetection::last_modified);
  for (int id = 1; id <= 7; ++id) bench.application.records[id] = "there";
  const sync::Report held = bench.run();
  CHECK(held.counts.withheld == 5);
  CHECK(held.counts.deleted == 0);
  CHECK(held.withheld_why.find("5 of 5 rows of the run") == 0);
  CHECK(bench.application.told.empty());
  CHECK_FALSE(held.watermark_after.has_value());
  SUBCASE("one run may") {
    CHECK(bench.run(true).counts.deleted == 5);
    CHECK(bench.ids() == Texts{"6", "7"});
  }
  SUBCASE("a larger share is allowed") {
    bench.job.delete_guard = model::DeleteGuard{1, 1.0};
    const sync::Report report = bench.run();
    CHECK(report.counts.deleted == 5);
    CHECK(report.watermark_after.has_value());
  }
  SUBCASE("few are left") {
    bench.source.run("DELETE FROM items WHERE id > 1");
    CHECK(bench.run().counts.deleted == 1);
  }
}

TEST_CASE("rows that are marked as deleted are deleted at a sink that got them, within the guard") {
  for (const bool in_memory : {true, false}) {
    CAPTURE(in_memory);
    SinkBench bench(Mode::upsert, ChangeDetection::snapshot);
    bench.job.compares_in_memory = in_memory;
    bench.source.run("ALTER TABLE items ADD COLUMN gone INTEGER");
    bench.job.model.soft_delete_column = "gone";
    bench.source.run("UPDATE items SET gone = 1 WHERE id = 5");
    const sync::Report first = bench.run();  // the fifth was never sent
    CHECK(first.counts.inserted == 4);
    CHECK(first.counts.unchanged == 1);
    bench.source.run("UPDATE items SET gone = 1 WHERE id = 4");
    CHECK(bench.run().counts.deleted == 1);
    CHECK(bench.application.told == Texts{"delete 4"});
    CHECK(bench.run().counts.deleted == 0);  // and is not deleted again
    CHECK(bench.application.told.empty());
    bench.source.run("UPDATE items SET gone = 1 WHERE id < 3");
    const sync::Report held = bench.run();
    CHECK(held.counts.withheld == 2);
    CHECK(held.withheld_why.find("2 of 3 rows sent before") == 0);
    CHECK(bench.run(true).counts.deleted == 2);
    CHECK(bench.ids() == Texts{"3"});
  }
}

TEST_CASE("without a ledger the guard of a sink looks at the rows of the run") {
  SinkBench bench(Mode::upsert, ChangeDetection::last_modified);
  bench.source.run("ALTER TABLE items ADD COLUMN gone INTEGER");
  bench.job.model.soft_delete_column = "gone";
  CHECK(bench.run().counts.inserted == 5);
  bench.source.run("UPDATE items SET gone = 1 WHERE id <= 2");
  CHECK(bench.run().counts.deleted == 2);  // of five that ties bring again
  bench.source.run("UPDATE items SET gone = 1");
  CHECK(bench.run().counts.withheld == 5);
  CHECK(bench.ids() == Texts{"3", "4", "5"});
}

TEST_CASE("an insert to a sink sends each row once, whatever changes of it later") {
  for (const bool in_memory : {true, false}) {
    CAPTURE(in_memory);
    SinkBench bench(Mode::insert, ChangeDetection::snapshot);
    bench.job.compares_in_memory = in_memory;
    CHECK(bench.run().counts.inserted == 5);
    bench.put(2, 2, "changed");
    bench.put(6, 6, "new");
    const sync::Report second = bench.run();
    CHECK(second.counts.inserted == 1);
    CHECK(second.counts.skipped == 1);
    CHECK(bench.application.told == Texts{"insert 6"});
  }
}

TEST_CASE("with counts total a sink's rows are one number, and so are those of a mirror") {
  SinkBench bench(Mode::mirror, ChangeDetection::snapshot);
  bench.job.counts = model::Counting::total;
  const sync::Report report = bench.run();
  CHECK(report.counts.upserted == 5);
  CHECK(report.counts.inserted == 0);
}

TEST_SUITE_END();

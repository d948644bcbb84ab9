// A destination that commits each statement by itself: a run that dies between any two of them is
// repeated, and what stands there in the end is what a run that did not die leaves.
#include <doctest/doctest.h>

#include "sync/bench_of_syncs.hpp"
#include "sync/ledger.hpp"
#include "sync/session_around.hpp"

using namespace waybill;
using namespace waybill::tests;
using model::ChangeDetection;
using model::Mode;

namespace {

struct Crash {};  // no waybill::Error: nothing catches it

class WithoutTransactions : public SessionAround {
 public:
  // Dies before the nth statement that changes something; 0: never.
  WithoutTransactions(std::unique_ptr<warehouse::Session> inner, std::int64_t dies_at)
      : SessionAround(std::move(inner)), dialect_(SessionAround::dialect()), dies_at_(dies_at) {
    dialect_.transactions = dialect_.transactional_ddl = false;
  }
  const sql::Dialect& dialect() const override { return dialect_; }
  std::int64_t execute(const sql::Statement& statement) override {
    live();
    return SessionAround::execute(statement);
  }
  void ingest(const sql::Table& table, const rows::Batch& batch) override {
    live();
    SessionAround::ingest(table, batch);
  }
  void begin(warehouse::Access) override {}
  void commit() override {}
  void rollback() noexcept override {}

 private:
  void live() {
    if (++changes_ == dies_at_) throw Crash{};
  }

  sql::Dialect dialect_;
  std::int64_t dies_at_;
  std::int64_t changes_ = 0;
};

struct Way {
  Mode mode;
  ChangeDetection detection;
};

struct World : BenchOfSyncs {
  explicit World(const Way& way) {
    job.mode = way.mode;
    job.model.change_detection = way.detection;
    job.on_existing = model::OnExisting::skip;
    job.delete_guard.reset();
    destination.run("CREATE TABLE items (id BIGINT PRIMARY KEY, name TEXT, updated_at TEXT)");
    destination.run(
        "INSERT INTO items VALUES (1, 'theirs', '2025-01-01T00:00:00Z'), "
        "(50, 'theirs', '2025-01-01T00:00:00Z')");
    source.run(
        "INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z'), "
        "(2, 'b', '2026-01-01T00:00:00Z'), (3, 'c', '2026-01-01T00:00:00Z')");
  }
  void change() {
    source.run("UPDATE items SET name = 'bb', updated_at = '2026-01-02T00:00:00Z' WHERE id = 2");
    source.run("DELETE FROM items WHERE id = 3");
    source.run("INSERT INTO items VALUES (4, 'd', '2026-01-02T00:00:00Z')");
  }
  // Whether it ran to its end.
  bool run_until(std::int64_t dies_at) {
    job.run_id = base::new_uuid(now);
    const auto from = open(source.path(), warehouse::Access::read_only);
    WithoutTransactions to(open(destination.path(), warehouse::Access::read_write), dies_at);
    try {
      report = sync::run(job, *from, to, [this] { return now; }, {}, {});
      return true;
    } catch (const Crash&) {
      return false;
    }
  }
  std::vector<std::string> whole() {
    std::vector<std::string> all = delivered();
    const std::string ledger = sync::ledger_name(job).name;
    // An insert finds rows of the run that died as if others had put them there, and leaves them.
    if (job.mode != Mode::insert &&
        destination.number("SELECT count(*) FROM sqlite_master WHERE name = '" + ledger + "'") >
            0) {
      for (const std::string& key :
           destination.rows("SELECT id, hex(_waybill_hash) FROM \"" + ledger + "\" ORDER BY id")) {
        all.push_back("ledger " + key);
      }
    }
    for (const std::string& mark :
         destination.rows("SELECT watermark FROM _waybill_commits ORDER BY epoch DESC LIMIT 1")) {
      all.push_back("watermark " + mark);
    }
    all.push_back("left over " + std::to_string(destination.number(
                                     "SELECT count(*) FROM sqlite_master WHERE name GLOB "
                                     "'_waybill_*' AND name NOT GLOB '_waybill_ledger_*'")));
    return all;
  }

  sync::Report report;
};

}  // namespace

TEST_SUITE_BEGIN("sync: effectively once");

TEST_CASE("a run that dies before any statement leaves, repeated, what one that lives leaves") {
  constexpr Way kWays[] = {{Mode::upsert, ChangeDetection::last_modified},
                           {Mode::upsert, ChangeDetection::snapshot},
                           {Mode::insert, ChangeDetection::last_modified},
                           {Mode::update, ChangeDetection::last_modified},
                           {Mode::remove, ChangeDetection::last_modified},
                           {Mode::mirror, ChangeDetection::snapshot}};
  std::int64_t crashes = 0;
  for (const Way& way : kWays) {
    for (const bool first : {true, false}) {
      CAPTURE(model::to_string(way.mode));
      CAPTURE(first);
      World reference(way);
      CHECK(reference.run_until(0));
      CHECK(reference.report.delivery == "effectively_once");
      if (!first) {
        reference.change();
        CHECK(reference.run_until(0));
      }
      for (std::int64_t dies_at = 1;; ++dies_at) {
        CAPTURE(dies_at);
        World world(way);
        if (!first) {
          REQUIRE(world.run_until(0));
          world.change();
        }
        const bool lived = world.run_until(dies_at);
        if (!lived) REQUIRE(world.run_until(0));
        CHECK(world.whole() == reference.whole());
        if (lived) break;
        ++crashes;
      }
    }
  }
  CHECK(crashes > 100);
}

TEST_CASE("what could not be repeated is refused before anything is read") {
  World keyless({Mode::insert, ChangeDetection::none});
  keyless.job.model.columns[0].is_primary_key = false;
  const auto code = [](World& world) {
    try {
      world.run_until(0);
      return std::string();
    } catch (const Error& error) {
      return std::string(error.code().id);
    }
  };
  CHECK(code(keyless) == codes::unsupported.id);
  World keyed({Mode::insert, ChangeDetection::last_modified});
  keyed.job.on_existing = model::OnExisting::dead_letter;
  CHECK(code(keyed) == codes::unsupported.id);
  CHECK(keyed.delivered().size() == 2);
}

TEST_SUITE_END();

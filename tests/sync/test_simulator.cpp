// Histories of writers and workers, drawn from a seed: ties, late commits, clock skew, deletes,
// keys used again, rows that cannot go, and runs that crash, are cancelled, meet each other or wake
// late. After each run the destination is compared with a world that knows what has to be there.
//
//   WAYBILL_SIMULATOR_SEED=N   plays that one alone, and tells it step by step
//   WAYBILL_TEST_DEEP=1        20,000 histories instead of 500
#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

#include "base/cancel.hpp"
#include "base/error.hpp"
#include "base/uuid.hpp"
#include "support/sqlite_file.hpp"
#include "sync/control.hpp"
#include "sync/ledger.hpp"
#include "sync/run.hpp"
#include "sync/session_around.hpp"
#include "sync/simulated_world.hpp"
#include "sync/switches.hpp"
#include "warehouse/open.hpp"

using namespace waybill;
using namespace waybill::tests;
using base::Micros;
using model::ChangeDetection;
using model::Mode;

namespace {

constexpr Micros kSecond = 1'000'000;

// The same numbers everywhere, for a history to be played again.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::int64_t below(std::int64_t end) {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return static_cast<std::int64_t>((z ^ (z >> 31)) % static_cast<std::uint64_t>(end));
  }
  bool one_in(std::int64_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

// In memory where there is such a place: a history writes many small files.
class FastFolder {
 public:
  FastFolder() {
    const bool memory = std::filesystem::is_directory("/dev/shm");
    std::string name =
        ((memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path()) /
         "waybill-XXXXXX")
            .string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    path_ = name;
  }
  FastFolder(const FastFolder&) = delete;
  FastFolder& operator=(const FastFolder&) = delete;
  ~FastFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

class AtVirtualTime : public SessionAround {
 public:
  AtVirtualTime(std::unique_ptr<warehouse::Session> inner, const Micros& now)
      : SessionAround(std::move(inner)), now_(now) {}
  std::int64_t now() override { return now_; }

 private:
  const Micros& now_;
};

struct Crash {};  // no waybill::Error: nothing catches it

struct Figures {
  std::int64_t histories = 0;
  std::int64_t runs = 0;
  std::int64_t committed = 0;
  std::int64_t crashed = 0;
  std::int64_t cancelled = 0;
  std::int64_t fenced = 0;
  std::int64_t planned_again = 0;
  std::int64_t rows_late = 0;
};

struct WayOfSyncs {
  Mode mode;
  ChangeDetection detection;
};
constexpr auto kWays = std::to_array<WayOfSyncs>({
    {Mode::upsert, ChangeDetection::last_modified},
    {Mode::upsert, ChangeDetection::snapshot},
    {Mode::insert, ChangeDetection::last_modified},
    {Mode::insert, ChangeDetection::snapshot},
    {Mode::insert, ChangeDetection::none},
    {Mode::update, ChangeDetection::last_modified},
    {Mode::update, ChangeDetection::snapshot},
    {Mode::remove, ChangeDetection::last_modified},
    {Mode::mirror, ChangeDetection::last_modified},
    {Mode::mirror, ChangeDetection::snapshot},
});

// Where a run can be met.
constexpr auto kPoints = std::to_array<const char*>(
    {"plan.before", "plan.after", "epoch.before", "epoch.after", "prepare.before", "prepare.after",
     "load.batch.before", "load.batch.after", "merge.before", "merge.after", "control.before",
     "control.after", "commit.before", "commit.after"});

std::size_t position_of(std::string_view point) {
  const auto found = std::ranges::find(kPoints, point);
  return static_cast<std::size_t>(found - kPoints.begin());
}

const std::size_t kEpochTaken = 3;
const std::size_t kReading = 6;
const std::size_t kHasRead = 8;

class History {
 public:
  History(std::uint64_t seed, Figures& figures, bool tell)
      : dice_(seed * 1000003 + 17), figures_(figures), tell_(tell) {
    const WayOfSyncs& way = kWays[static_cast<std::size_t>(dice_.below(kWays.size()))];
    SimulatedWays& ways = world_.ways;
    ways.mode = way.mode;
    ways.detection = way.detection;
    ways.lookback_s = std::array{0, 60, 300}[static_cast<std::size_t>(dice_.below(3))];
    ways.soft_delete = ways.mode != Mode::remove && !ways.keyless() && dice_.one_in(4);
    if (dice_.one_in(2)) ways.guard = model::DeleteGuard{2, 0.3};
    if (dice_.one_in(2)) ways.on_existing = model::OnExisting::dead_letter;
    if (dice_.one_in(2)) ways.on_unmatched = model::OnUnmatched::dead_letter;
    // Not drawn: other seeds would then be other histories.
    ways.total = seed % 3 == 0 && (ways.mode == Mode::upsert || ways.mode == Mode::mirror);
    make_job();
    source_.run("CREATE TABLE items (id, name, updated_at TEXT, dead INTEGER)");
    const bool needs_table = ways.mode == Mode::update || ways.mode == Mode::remove;
    if (needs_table || dice_.one_in(2)) make_table(needs_table);
    note(fmt_ways());
  }

  void play() {
    ++figures_.histories;
    const std::int64_t steps = 6 + dice_.below(8);
    for (std::int64_t step = 0; step < steps; ++step) {
      now_ += (1 + dice_.below(200)) * kSecond;
      write(1 + dice_.below(6));
      if (dice_.one_in(5)) meddle();
      if (dice_.one_in(6)) drain();
      if (!dice_.one_in(4)) work();
    }
    now_ += kSecond;
    work_undisturbed();
    check_promise();
  }

 private:
  std::string fmt_ways() const {
    return std::string(model::to_string(world_.ways.mode)) + " detection " +
           std::to_string(static_cast<int>(world_.ways.detection)) + " lookback " +
           std::to_string(world_.ways.lookback_s) + (world_.ways.soft_delete ? " soft" : "") +
           (world_.ways.total ? " total" : "") + (world_.ways.guard ? " guard" : "");
  }
  void note(const std::string& text) {
    if (tell_) std::printf("%s %s\n", base::format_instant(now_).c_str(), text.c_str());
  }

  void make_job() {
    const auto column = [](const char* name, rows::Logical logical) {
      model::Column result;
      result.name_in_source = result.name_in_destination = name;
      result.type = {logical};
      return result;
    };
    const SimulatedWays& ways = world_.ways;
    job_.state = {"catalog", "sync", ""};
    job_.sync_name = "items";
    job_.table = "items_out";
    job_.mode = ways.mode;
    job_.lookback_seconds = ways.lookback_s;
    job_.delete_guard = ways.guard;
    if (ways.total) job_.counts = model::Counting::total;
    job_.on_existing = ways.on_existing;
    job_.on_unmatched = ways.on_unmatched;
    job_.on_null_cursor = model::NullCursor::include;
    job_.model.name = "items";
    job_.model.source_table = "items";
    job_.model.change_detection = ways.detection;
    job_.model.columns = {column("id", rows::Logical::bigint), column("name", rows::Logical::text),
                          column("updated_at", rows::Logical::timestamp)};
    job_.model.columns[0].is_primary_key = true;
    job_.model.columns[2].is_last_modified = true;
    if (ways.soft_delete) job_.model.soft_delete_column = "dead";
  }

  // The table as its owner made it, which may refuse rows.
  void make_table(bool filled) {
    world_.has_table = true;
    world_.has_check = dice_.one_in(2);
    destination_.run(std::string("CREATE TABLE items_out (id BIGINT") +
                     (world_.ways.keyless() ? "" : " PRIMARY KEY") + ", name TEXT" +
                     (world_.has_check ? " CHECK (name <> 'bad')" : "") + ", updated_at TEXT)");
    for (std::int64_t id = 1; filled && id <= 12; ++id) put_there(id, "theirs");
  }
  void put_there(std::int64_t id, const std::string& name) {
    const std::string at = base::format_instant(now_);
    destination_.run("INSERT OR REPLACE INTO items_out VALUES (" + std::to_string(id) + ", '" +
                     name + "', '" + at + "')");
    world_.table[id] = "'" + name + "'|'" + at + "'";
    world_.excused.insert(id);
  }

  // Writers of the source.
  void write(std::int64_t rows) {
    for (std::int64_t i = 0; i < rows; ++i) {
      if (!world_.source.empty() && dice_.one_in(5)) {
        const auto at = dice_.below(static_cast<std::int64_t>(world_.source.size()));
        note("source: delete of " + key_of(world_.source[static_cast<std::size_t>(at)]));
        world_.source.erase(world_.source.begin() + at);
        continue;
      }
      put(draw_row());
    }
    if (dice_.one_in(40)) world_.source.clear();
    store();
  }
  static std::string key_of(const SimulatedRow& row) {
    return row.odd_key ? "'odd'" : row.id ? std::to_string(*row.id) : "NULL";
  }
  SimulatedRow draw_row() {
    SimulatedRow row;
    row.committed = now_;
    if (!dice_.one_in(25)) row.id = 1 + dice_.below(14);
    row.odd_key = dice_.one_in(60);
    switch (dice_.below(12)) {
      case 0:
        break;  // NULL
      case 1:
        row.name = "";
        break;
      case 2:
        row.name = "bad";
        break;
      case 3:
        row.unreadable = true;
        break;
      case 4:
        row.name = "東京 🚀 e\xcc\x81";
        break;
      default:
        row.name = "n" + std::to_string(dice_.below(4));
    }
    row.dead = world_.ways.soft_delete && dice_.one_in(4);
    row.at = draw_time();
    return row;
  }
  std::optional<Micros> draw_time() {
    const Micros lookback = world_.ways.lookback_s * kSecond;
    switch (dice_.below(10)) {
      case 0:  // by a writer whose clock runs ahead
        return now_ + dice_.below(1000) * kSecond;
      case 1:  // of a transaction that took its time
      case 2:
        return now_ - (lookback == 0 ? 0 : dice_.below(lookback + 1));
      case 3:  // of one that took more than the lookback allows for
        return now_ - lookback - 1 - dice_.below(400 * kSecond);
      case 4:
        return std::nullopt;
      case 5:
      case 6:  // a tie with what is there, if that is not long ago
        for (const SimulatedRow& row : world_.source) {
          if (row.at && *row.at <= now_ && now_ - *row.at <= lookback) return row.at;
        }
        return now_;
      default:
        return now_;
    }
  }
  void put(SimulatedRow row) {
    // A key is used once, but for some of those of tables that have no marks.
    const bool twin = !world_.ways.soft_delete && dice_.one_in(15);
    // Of two rows with one key a run may see the newer alone, and that one may go again.
    if (twin && row.id) world_.excused.insert(*row.id);
    if (!twin && row.id && !row.odd_key) {
      std::erase_if(world_.source, [&](const SimulatedRow& other) {
        return other.id == row.id && !other.odd_key;
      });
    }
    note("source: " + key_of(row) + "|" + (row.unreadable ? "x'ff'" : "") + row.rest() +
         (row.dead ? " dead" : ""));
    world_.source.push_back(std::move(row));
  }
  void store() {
    std::string sql = "BEGIN; DELETE FROM items;";
    for (const SimulatedRow& row : world_.source) {
      sql += "INSERT INTO items VALUES (" + key_of(row) + ", " +
             (row.unreadable ? "x'ff'"
              : row.name     ? "'" + *row.name + "'"
                             : "NULL") +
             ", " + (row.at ? "'" + base::format_instant(*row.at) + "'" : "NULL") + ", " +
             (row.dead ? "1" : "0") + ");";
    }
    source_.run(sql + "COMMIT");
  }

  // Others at the destination.
  void meddle() {
    if (world_.ways.keyless()) return;
    const bool needs_table = world_.ways.mode == Mode::update || world_.ways.mode == Mode::remove;
    if (!world_.has_table) return;
    const std::int64_t id = 1 + dice_.below(20);
    switch (dice_.below(4)) {
      case 0:
        if (needs_table) break;
        note("destination: the table is dropped");
        destination_.run("DROP TABLE items_out");
        world_.has_table = world_.has_check = false;
        world_.table.clear();
        break;
      case 1:
        note("destination: delete of " + std::to_string(id));
        destination_.run("DELETE FROM items_out WHERE id = " + std::to_string(id));
        world_.table.erase(id);
        world_.excused.insert(id);
        break;
      default:
        note("destination: put " + std::to_string(id));
        put_there(id, "theirs");
    }
  }
  void drain() {
    const auto session = open_destination();
    sync::Control control(*session, job_.state);
    const auto items = control.outbox(100000);
    CHECK(static_cast<std::int64_t>(items.size()) == world_.outbox);
    control.clear_outbox(items);
    world_.outbox = 0;
  }

  static std::unique_ptr<warehouse::Session> open(const std::string& path,
                                                  warehouse::Access access) {
    warehouse::ConnectSpec spec;
    spec.name = "test";
    spec.vendor = "sqlite";
    spec.options["path"] = path;
    spec.lock_s = 0;  // whoever meets another does not wait for it
    return warehouse::open_session(spec, access);
  }
  std::unique_ptr<warehouse::Session> open_destination() {
    return open(destination_.path(), warehouse::Access::read_write);
  }

  // One worker's run. `before(point)` is called at each crash point, and may throw.
  struct Worker {
    sync::Job job;
    bool full_refresh = false;
    std::size_t reached = 0;  // crash points passed
    std::optional<SimulatedPlan> plan;
    std::vector<SimulatedRow> read;
    std::string code;  // of its error
    std::optional<sync::Report> report;
    bool committed = false;
  };

  void carry(Worker& worker, const std::function<void(std::size_t)>& meet,
             const base::CancelToken& cancel) {
    ++figures_.runs;
    worker.job = job_;
    worker.job.run_id = base::new_uuid(now_);
    worker.job.full_refresh = worker.full_refresh;
    worker.job.compares_in_memory = dice_.one_in(2);
    // A run within a run has its own places.
    const auto outer = at_crash_point();
    at_crash_point() = [&](const char* name) {
      const std::size_t at = position_of(name);
      REQUIRE(at < kPoints.size());
      worker.reached = at;
      // The plan is made from what is there between these two; what is read, after prepare.
      if (at == 0) worker.plan = world_.plan(now_, worker.full_refresh);
      if (at <= 5) worker.read = world_.source;
      meet(at);
      if (at == 0) worker.plan = world_.plan(now_, worker.full_refresh);
      if (at <= 5) worker.read = world_.source;
    };
    try {
      AtVirtualTime from(open(source_.path(), warehouse::Access::read_only), now_);
      const auto to = open_destination();
      worker.report = sync::run(worker.job, from, *to, [this] { return now_; }, cancel, {});
      worker.committed = true;
    } catch (const Crash&) {
      worker.code = "crash";
      worker.committed = worker.reached == position_of("commit.after");
      ++figures_.crashed;
    } catch (const Error& error) {
      worker.code = error.code().id;
      note("run: " + error.message());
      if (worker.code == codes::cancelled.id) ++figures_.cancelled;
      if (worker.code == codes::fenced.id) ++figures_.fenced;
    }
    at_crash_point() = outer;
  }

  // The world after a worker's run, and whether the destination is the same.
  void settle(Worker& worker) {
    if (worker.committed) {
      ++figures_.committed;
      const SimulatedOutcome out =
          world_.run(worker.plan.value(), worker.read, worker.job.allow_deletes);
      if (worker.report) {
        CAPTURE(base::write_json(to_json(*worker.report)));
        CHECK(base::write_json(to_json(worker.report->counts)) ==
              base::write_json(to_json(out.counts)));
        CHECK(worker.report->watermark_after ==
              (out.watermark ? std::optional(base::format_instant(*out.watermark)) : std::nullopt));
        if (world_.ways.mode == Mode::mirror) {
          CHECK(base::write_json(to_json(worker.report->vanished.value())) ==
                base::write_json(to_json(out.vanished)));
        }
      }
      note("run committed: " + base::write_json(to_json(out.counts)));
    } else {
      note("run failed at " + std::string(kPoints.at(worker.reached)) + ": " + worker.code);
    }
    compare();
  }

  void compare() {
    std::vector<std::string> wanted(world_.appended.begin(), world_.appended.end());
    for (const auto& [id, rest] : world_.table) wanted.push_back(std::to_string(id) + "|" + rest);
    std::sort(wanted.begin(), wanted.end());
    const bool there =
        destination_.number("SELECT count(*) FROM sqlite_master WHERE name = 'items_out'") == 1;
    CHECK(there == world_.has_table);
    std::vector<std::string> found;
    if (there) found = destination_.rows("SELECT id, name, updated_at FROM items_out");
    std::sort(found.begin(), found.end());
    if (found != wanted) {
      for (const std::string& row : found) note("  found  " + row);
      for (const std::string& row : wanted) note("  wanted " + row);
    }
    CHECK(found == wanted);
    CHECK(destination_.number("SELECT count(*) FROM sqlite_master WHERE name LIKE '_waybill%' AND "
                              "name NOT LIKE '_waybill_ledger_%' AND name NOT IN ('_waybill_runs', "
                              "'_waybill_commits', '_waybill_owners', '_waybill_rejects', "
                              "'_waybill_transfer_status') AND type = 'table'") == 0);
    if (!world_.committed) return;
    CHECK(destination_.number("SELECT count(*) FROM _waybill_rejects") == world_.outbox);
    if (world_.ways.by_ledger()) {
      std::vector<std::string> keys;
      for (const auto& [id, rest] : world_.ledger) keys.push_back(std::to_string(id));
      CHECK(destination_.rows("SELECT id FROM \"" + sync::ledger_name(job_).name +
                              "\" ORDER BY id") == keys);
    }
  }

  void work_undisturbed() {
    Worker worker;
    carry(worker, [](std::size_t) {}, {});
    CHECK(worker.code == "");
    settle(worker);
  }

  void work() {
    Worker worker;
    worker.full_refresh = dice_.one_in(12);
    const std::int64_t kind = dice_.below(8);
    if (kind < 3) {
      const bool refresh = worker.full_refresh;
      carry(worker, [](std::size_t) {}, {});
      CHECK(worker.code == "");
      note(std::string("run") + (refresh ? " (full refresh)" : ""));
      settle(worker);
      return;
    }
    const base::CancelToken cancel;
    const auto where = static_cast<std::size_t>(dice_.below(kPoints.size()));
    Worker other;
    bool met = false;
    const auto meet = [&](std::size_t at) {
      if (at != where || met) return;
      met = true;
      note("a run is met at " + std::string(kPoints.at(at)));
      switch (kind) {
        case 3:
        case 4:
          throw Crash{};
        case 5:
          cancel.cancel();
          break;
        case 6:  // a writer; while rows are read SQLite would make it wait
          if (at < kReading || at >= kHasRead) write(1 + dice_.below(4));
          break;
        default:  // it stalls, another takes the sync over, it wakes
          if ((at >= kReading && at < kHasRead) || at == position_of("commit.after")) return;
          now_ += (1 + dice_.below(100)) * kSecond;
          if (dice_.one_in(2)) write(1 + dice_.below(3));
          carry(other, [](std::size_t) {}, {});
          settle(other);
          now_ += (1 + dice_.below(100)) * kSecond;
      }
    };
    carry(worker, meet, cancel);
    if (kind >= 3 && kind <= 5 && met && where < position_of("commit.after")) {
      CHECK_FALSE(worker.committed);
    }
    if (kind == 6) CHECK(worker.code == "");
    if (other.reached >= kEpochTaken) {
      // Both had the sync: whoever took it last may commit, the other may not.
      if (where >= kEpochTaken && where < position_of("commit.after")) {
        CHECK_FALSE(worker.committed);
        // It may fail before it is found out: on a table that the other has made meanwhile.
        if (where < position_of("control.before")) {
          CHECK((worker.code == codes::fenced.id || worker.code == codes::sql_rejected.id));
        }
      } else {
        // It found at its epoch that its plan was stale, and made another.
        CHECK(worker.committed);
        ++figures_.planned_again;
      }
    }
    settle(worker);
  }

  // What is promised, whatever the engine did on its way: rows of the source are at the destination
  // as they are, but for those that came later than the lookback after their time.
  void check_promise() {
    const SimulatedWays& ways = world_.ways;
    if (ways.mode != Mode::upsert && ways.mode != Mode::mirror) return;
    std::map<std::int64_t, std::int64_t> times;
    for (const SimulatedRow& row : world_.source) {
      if (row.id && !row.odd_key) ++times[*row.id];
    }
    for (const SimulatedRow& row : world_.source) {
      if (!row.id || row.odd_key || row.unreadable || row.dead || times[*row.id] > 1) continue;
      if (world_.has_check && row.name == "bad") continue;
      const auto found = world_.table.find(*row.id);
      if (found != world_.table.end() && found->second == row.rest()) continue;
      if (world_.excused.contains(*row.id)) continue;
      const bool late =
          ways.by_cursor() && row.at && row.committed - *row.at > ways.lookback_s * kSecond;
      CAPTURE(*row.id);
      CHECK(late);
      ++figures_.rows_late;
    }
  }

  Dice dice_;
  Figures& figures_;
  bool tell_ = false;
  Micros now_ = *base::parse_instant("2026-03-01T12:00:00Z");
  FastFolder folder_;
  SqliteFile source_{folder_.file("source.db")};
  SqliteFile destination_{folder_.file("destination.db")};
  SimulatedWorld world_;
  sync::Job job_;
};

}  // namespace

TEST_SUITE_BEGIN("sync: simulator");

TEST_CASE("seeded histories of writers and workers leave what has to be there") {
  Figures figures;
  const char* one = std::getenv("WAYBILL_SIMULATOR_SEED");
  if (one != nullptr) {
    History(std::stoull(one), figures, true).play();
    return;
  }
  const std::uint64_t seeds = std::getenv("WAYBILL_TEST_DEEP") == nullptr ? 500 : 20'000;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    History(seed, figures, false).play();
  }
  at_crash_point() = nullptr;
  std::printf(
      "simulator: %lld histories, %lld runs: %lld committed, %lld crashed, %lld cancelled, %lld "
      "fenced off after a take-over, %lld that planned again after a stall; %lld rows committed "
      "later "
      "than the lookback were not there at the end\n",
      static_cast<long long>(figures.histories), static_cast<long long>(figures.runs),
      static_cast<long long>(figures.committed), static_cast<long long>(figures.crashed),
      static_cast<long long>(figures.cancelled), static_cast<long long>(figures.fenced),
      static_cast<long long>(figures.planned_again), static_cast<long long>(figures.rows_late));
  // A simulator in which nothing happens shows nothing.
  CHECK(figures.crashed > 100);
  CHECK(figures.cancelled > 50);
  CHECK(figures.fenced > 10);
  CHECK(figures.planned_again > 5);
  CHECK(figures.rows_late > 0);
}

TEST_SUITE_END();

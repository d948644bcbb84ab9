// Every mode between every two kinds of databases, against an oracle: what the destination must
// hold is worked out here, row by row, and read back past Waybill.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

#include "sync/pairs.hpp"

using namespace waybill;
using namespace waybill::tests;
using model::ChangeDetection;
using model::Mode;

namespace {

struct Way {
  const char* name;
  Mode mode;
  ChangeDetection detection;
};
constexpr Way kWays[] = {
    {"upsert", Mode::upsert, ChangeDetection::last_modified},
    {"upsert by snapshot", Mode::upsert, ChangeDetection::snapshot},
    {"insert", Mode::insert, ChangeDetection::last_modified},
    {"insert by snapshot", Mode::insert, ChangeDetection::snapshot},
    {"insert without a key", Mode::insert, ChangeDetection::none},
    {"update", Mode::update, ChangeDetection::last_modified},
    {"update by snapshot", Mode::update, ChangeDetection::snapshot},
    {"delete", Mode::remove, ChangeDetection::last_modified},
    {"mirror", Mode::mirror, ChangeDetection::last_modified},
    {"mirror by snapshot", Mode::mirror, ChangeDetection::snapshot},
};

using Rows = std::map<std::int64_t, std::string>;  // id: the rest of its row

// What the destination must hold after each run.
class Oracle {
 public:
  explicit Oracle(const Way& way) : way_(way) {}

  Rows table;
  std::multiset<std::string> appended;  // by insert without a key

  // `changed`: ids whose rows are new or changed since the run before.
  void run(const Rows& source, const std::set<std::int64_t>& changed) {
    switch (way_.mode) {
      case Mode::upsert:
        for (const std::int64_t id : changed) table[id] = source.at(id);
        break;
      case Mode::insert:
        if (way_.detection == ChangeDetection::none) {
          for (const auto& [id, rest] : source) appended.insert(line(id, rest));
          break;
        }
        for (const std::int64_t id : changed) {
          if (sent_.insert(id).second) table.emplace(id, source.at(id));
        }
        break;
      case Mode::update:
        for (const std::int64_t id : changed) {
          if (table.contains(id)) table[id] = source.at(id);
        }
        break;
      case Mode::remove:
        for (const std::int64_t id : changed) table.erase(id);
        break;
      case Mode::mirror:
        for (const std::int64_t id : changed) table[id] = source.at(id);
        for (auto sent = sent_.begin(); sent != sent_.end();) {
          if (source.contains(*sent)) {
            ++sent;
            continue;
          }
          table.erase(*sent);
          sent = sent_.erase(sent);
        }
        for (const auto& [id, rest] : source) sent_.insert(id);
        break;
    }
  }

  std::vector<std::string> wanted() const {
    std::vector<std::string> rows(appended.begin(), appended.end());
    for (const auto& [id, rest] : table) rows.push_back(line(id, rest));
    std::sort(rows.begin(), rows.end());
    return rows;
  }

 private:
  static std::string line(std::int64_t id, const std::string& rest) {
    return std::to_string(id) + "|" + rest;
  }
  const Way& way_;
  std::set<std::int64_t> sent_;
};

std::string at_minute(int minute) {
  char text[40];
  std::snprintf(text, sizeof text, "2026-01-01T%02d:%02d:00.123456Z", minute / 60, minute % 60);
  return text;
}

// One way between one pair, through changes, ties, deletes, rows of others, and idle runs.
void play(const Pair& pair, const Way& way) {
  PairBench bench(pair);
  bench.job.lookback_seconds = 0;
  bench.job.mode = way.mode;
  bench.job.model.change_detection = way.detection;
  bench.job.delete_guard.reset();
  // What was sent is compared in memory in some, at the destination in others.
  bench.job.compares_in_memory = std::string_view(pair.from) != pair.to;
  bench.job.on_existing = model::OnExisting::skip;
  const bool needs_table = way.mode == Mode::update || way.mode == Mode::remove;
  Oracle oracle(way);
  if (needs_table) {  // filled by another sync, from another table
    sync::Job other = bench.job;
    bench.source->run(bench.source->create_items("seed"));
    for (int id = 1; id <= 20; ++id) {
      bench.source->run("INSERT INTO seed (id, name, amount, updated_at) VALUES (" +
                        std::to_string(id) + ", 'seed', '1.0000', '2020-01-01T00:00:00.000000Z')");
      oracle.table[id] = "seed|1.0000|2020-01-01T00:00:00.000000Z";
    }
    std::swap(bench.job, other);
    bench.job.state.sync_id = "seed";
    bench.job.model.source_table = "seed";
    bench.job.mode = Mode::upsert;
    bench.job.model.change_detection = ChangeDetection::last_modified;
    bench.run();
    std::swap(bench.job, other);
  }
  Rows& source = bench.expected;
  std::set<std::int64_t> changed;
  const auto put = [&](std::int64_t id, const std::string& name, int minute) {
    bench.put(id, name, "1234.5600", at_minute(minute));
    changed.insert(id);
  };
  const auto remove = [&](std::int64_t id) {
    bench.source->run("DELETE FROM items WHERE id = " + std::to_string(id));
    source.erase(id);
    changed.erase(id);
  };
  const auto run = [&] {
    // A cursor reads the newest instant again; a mirror and a snapshot read everything.
    const sync::Report report = bench.run();
    CAPTURE(base::write_json(to_json(report)));
    oracle.run(source, changed);
    changed.clear();
    std::vector<std::string> delivered = bench.delivered();
    std::sort(delivered.begin(), delivered.end());
    CHECK(delivered == oracle.wanted());
    return report;
  };

  for (int id = 1; id <= 8; ++id) put(id, "row " + std::to_string(id), id);
  put(9, "東京 🚀", 8);  // a tie
  if (needs_table) put(99, "the destination lacks it", 9);
  const sync::Report first = run();
  CHECK(first.counts.read == static_cast<std::int64_t>(source.size()));
  if (needs_table) CHECK(first.counts.unmatched == 1);

  const sync::Report idle = run();
  if (way.detection != ChangeDetection::none) {
    CHECK(idle.counts.inserted + idle.counts.updated == 0);
    if (way.mode != Mode::remove) CHECK(idle.counts.deleted == 0);
  }

  // Changed, new, tied with the watermark, gone, and come back under an old key.
  put(2, "changed", 20);
  put(10, "new", 20);
  put(11, "", 20);
  remove(3);
  remove(8);
  const bool is_mirror = way.mode == Mode::mirror;
  const sync::Report second = run();
  if (is_mirror) {
    REQUIRE(second.vanished.has_value());
    CHECK(second.vanished->deleted == 2);
  }
  put(3, "again", 30);
  run();

  // A row of somebody else's is no business of ours.
  if (way.mode == Mode::mirror || way.mode == Mode::upsert) {
    const std::string other = "other|7.0000|" + at_minute(5);
    bench.destination->run(
        "INSERT INTO items_out (id, name, amount, updated_at) VALUES (500, "
        "'other', '7.0000', '" +
        at_minute(5) + "')");
    oracle.table[500] = other;
  }
  if (way.mode == Mode::insert && way.detection != ChangeDetection::none) {
    bench.destination->run(
        "INSERT INTO items_out (id, name, amount, updated_at) VALUES (60, "
        "'other', '7.0000', '" +
        at_minute(5) + "')");
    oracle.table[60] = "other|7.0000|" + at_minute(5);
    put(60, "ours", 40);
  }
  remove(1);
  put(12, "last", 40);
  run();
  run();
}

// Of every pair each way in its turn: all 240 take minutes, most of them to open databases.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t kShare = 11;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr std::size_t kShare = 11;
#else
constexpr std::size_t kShare = 3;
#endif
#else
constexpr std::size_t kShare = 3;
#endif

constexpr const char* kEnds[] = {"sqlite", "postgres", "postgres odbc", "mariadb", "duckdb"};

bool missing(std::string_view end) {
  if (end == "mariadb") return without_mariadb();
  if (end == "duckdb") return without_duckdb();
  if (end.starts_with("postgres")) return without_postgres();
  return false;
}

}  // namespace

TEST_SUITE_BEGIN("sync: modes");

TEST_CASE("every mode between two SQLite files leaves what the oracle holds") {
  for (const Way& way : kWays) {
    CAPTURE(std::string(way.name));
    play({"sqlite", "sqlite"}, way);
  }
}

TEST_CASE("every mode to and from PostgreSQL by ADBC leaves what the oracle holds" *
          doctest::skip(kAdbcPostgres.absent() || without_postgres())) {
  for (const Way& way : kWays) {
    CAPTURE(std::string(way.name));
    play({"sqlite", "postgres adbc"}, way);
    play({"postgres adbc", "sqlite"}, way);
  }
}

TEST_CASE("every mode between every two kinds of databases leaves what the oracle holds") {
  std::size_t number = 0;
  for (const char* from : kEnds) {
    for (const char* to : kEnds) {
      if (missing(from) || missing(to)) continue;
      if (std::string_view(from) == "sqlite" && std::string_view(to) == "sqlite") continue;
      for (const Way& way : kWays) {
        if (++number % kShare != 0 && std::getenv("WAYBILL_TEST_DEEP") == nullptr) continue;
        CAPTURE(std::string(from));
        CAPTURE(std::string(to));
        CAPTURE(std::string(way.name));
        play({from, to}, way);
      }
    }
  }
}

TEST_SUITE_END();

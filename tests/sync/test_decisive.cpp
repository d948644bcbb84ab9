// The lines of the engine on which most depends, one small case each. What a case is for is said by
// the seeded bug it finds (seeded_bugs.py).
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>

#include "sync/bench_of_syncs.hpp"
#include "sync/ledger.hpp"
#include "sync/session_around.hpp"

using namespace waybill;
using namespace waybill::tests;
using model::ChangeDetection;
using model::Mode;

namespace {

using Texts = std::vector<std::string>;

struct Decisive : BenchOfSyncs {
  void mode(Mode mode, ChangeDetection detection) {
    job.mode = mode;
    job.model.change_detection = detection;
  }
  // A source table that has no key of its own and takes anything.
  void loose(const std::string& columns = "id, name TEXT, updated_at TEXT") {
    source.run("CREATE TABLE loose (" + columns + ")");
    job.model.source_table = "loose";
  }
  void put(const std::string& rows) {
    source.run("INSERT INTO " + job.model.source_table + " VALUES " + rows);
  }
  Texts ids() { return destination.rows("SELECT id FROM " + job.table + " ORDER BY id"); }
  Texts names() { return destination.rows("SELECT name FROM " + job.table + " ORDER BY id"); }
  Texts ledger() {
    return destination.rows("SELECT id FROM \"" + sync::ledger_name(job).name + "\" ORDER BY id");
  }
  std::int64_t commits() { return destination.number("SELECT count(*) FROM _waybill_commits"); }
};

constexpr const char* kDay1 = "'2026-01-01T00:00:00Z'";
constexpr const char* kDay2 = "'2026-01-02T00:00:00Z'";

std::string row(const std::string& id, const std::string& name, const char* at = kDay1) {
  return "(" + id + ", " + name + ", " + at + ")";
}

}  // namespace

TEST_SUITE_BEGIN("sync: decisive lines");

TEST_CASE("a window takes its lower instant and leaves out its upper one and all beyond") {
  Decisive bench;
  bench.put(
      "(1, 'before', '2026-01-09T23:59:59.999999Z'), (2, 'first', '2026-01-10T00:00:00Z'), "
      "(3, 'last', '2026-01-10T23:59:59.999999Z'), (4, 'end', '2026-01-11T00:00:00Z'), "
      "(5, 'beyond', '2026-01-11T00:00:01Z')");
  bench.job.from = base::parse_instant("2026-01-10T00:00:00Z");
  bench.job.until = base::parse_instant("2026-01-11T00:00:00Z");
  CHECK(bench.run().counts.read == 2);
  CHECK(bench.ids() == Texts{"2", "3"});
}

TEST_CASE("a run with a window leaves watermark and state to those without") {
  Decisive bench;
  bench.put("(1, 'a', '2026-01-01T00:00:00Z'), (2, 'b', '2026-01-10T00:00:00Z')");
  bench.job.model.columns.insert(bench.job.model.columns.begin() + 2, column("name", "text"));
  bench.job.model.columns[2].name_in_destination = "copy";
  bench.job.mapping = {
      {"id", nullptr, "id"}, {"name", nullptr, "name"}, {"updated_at", nullptr, "updated_at"}};
  CHECK(bench.run().watermark_after == "2026-01-10T00:00:00.000000Z");
  bench.job.mapping.push_back({"copy", nullptr, "copy"});
  bench.put("(3, 'c', '2026-02-01T00:00:00Z')");
  bench.job.from = base::parse_instant("2026-02-01T00:00:00Z");
  CHECK(bench.run().watermark_after == "2026-01-10T00:00:00.000000Z");
  bench.job.from.reset();
  const sync::Report after = bench.run();
  CHECK(after.full_reason == "mapping_changed");
  CHECK(bench.destination.rows("SELECT copy FROM items ORDER BY id") == Texts{"'a'", "'b'", "'c'"});
}

TEST_CASE("a mirror takes no window: it would delete what lies outside") {
  Decisive bench;
  bench.mode(Mode::mirror, ChangeDetection::last_modified);
  bench.put(row("1", "'a'"));
  bench.job.from = base::parse_instant("2026-02-01T00:00:00Z");
  CHECK(bench.failure() == codes::bad_parameter.id);
}

TEST_CASE("the watermark is the greatest value seen, in whatever order, and never goes back") {
  Decisive bench;
  bench.loose();
  bench.put("(1, 'newest', '2026-01-10T00:00:00Z'), (2, 'older', '2026-01-09T23:58:00Z')");
  CHECK(bench.run().watermark_after == "2026-01-10T00:00:00.000000Z");
  bench.source.run("DELETE FROM loose WHERE id = 1");
  const sync::Report second = bench.run();
  CHECK(second.counts.read == 1);
  CHECK(second.watermark_after == "2026-01-10T00:00:00.000000Z");
}

TEST_CASE("a cursor that is a number looks back as far as the model says") {
  Decisive bench;
  bench.source.run("CREATE TABLE log (id INTEGER, seq INTEGER)");
  bench.source.run("INSERT INTO log VALUES (1, 100)");
  bench.job.model.source_table = "log";
  bench.job.model.columns = {column("id", "bigint", true), column("seq", "bigint", false, true)};
  bench.job.model.lookback_value = 10;
  bench.run();
  bench.source.run("INSERT INTO log VALUES (2, 90), (3, 89)");
  CHECK(bench.run().counts.inserted == 1);
  CHECK(bench.ids() == Texts{"1", "2"});
}

TEST_CASE("a wall clock's watermark stays behind every zone") {
  Decisive bench;
  bench.source.run("CREATE TABLE wall (id INTEGER, at TEXT)");
  bench.source.run("INSERT INTO wall VALUES (1, datetime('now', '-1 hour'))");
  bench.job.model.source_table = "wall";
  bench.job.model.columns = {column("id", "bigint", true), column("at", "datetime", false, true)};
  CHECK(*bench.run().watermark_after <
        base::format_instant(base::system_now() - 11 * 3600 * 1'000'000LL));
}

TEST_CASE("another query is a reason for a full run") {
  Decisive bench;
  bench.put("(1, 'a', '2026-01-01T00:00:00Z'), (2, 'b', '2026-01-10T00:00:00Z')");
  bench.job.model.source_table.clear();
  bench.job.model.source_query = "SELECT id, name, updated_at FROM items";
  bench.run();
  bench.job.model.source_query = "SELECT id, upper(name) AS name, updated_at FROM items";
  CHECK(bench.run().full_reason == "query_changed");
  CHECK(bench.names() == Texts{"'A'", "'B'"});
}

TEST_CASE("what is read is all or an error: an error after many rows is not the end of them") {
  Decisive bench;
  bench.loose();
  bench.job.memory_mib = 8;
  bench.source.run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
      "INSERT INTO loose SELECT i, printf('%05000d', i), '2026-01-01T00:00:00Z' FROM n");
  bench.job.model.source_table.clear();
  const auto query = [](const char* last) {
    return std::string("SELECT id, CASE WHEN id = 200 THEN json('") + last +
           "') ELSE name END AS name, updated_at FROM loose";
  };
  bench.job.model.source_query = query("{");
  CHECK(bench.failure() != "");
  CHECK(bench.destination.rows("SELECT name FROM sqlite_master WHERE name = 'items'").empty());
  bench.job.model.source_query = query("{}");
  const sync::Report report = bench.run();
  CHECK(report.batches > 1);
  CHECK(report.counts.inserted == 200);
}

TEST_CASE("a mirror keeps rows that are at the source, whatever became of them in this run") {
  Decisive bench;
  bench.mode(Mode::mirror, ChangeDetection::snapshot);
  bench.job.delete_guard.reset();
  bench.loose();
  bench.put(row("1", "'a'") + ", " + row("2", "'b'") + ", " + row("3", "'c'") + ", " +
            row("4", "'d'"));
  bench.run();
  SUBCASE("a value that cannot be carried") {
    bench.source.run("UPDATE loose SET name = x'ff' WHERE id = 2");
    const sync::Report report = bench.run();
    CHECK(report.counts.rejected == 1);
    CHECK(report.vanished->vanished == 0);
  }
  SUBCASE("a key that another row has as well") {
    bench.put(row("2", "'twin'"));
    const sync::Report report = bench.run();
    CHECK(report.counts.invalid == 2);
    CHECK(report.vanished->vanished == 0);
  }
  SUBCASE("a row whose key cannot be read may be any of them") {
    bench.source.run("UPDATE loose SET id = 'two' WHERE id = 2");
    const sync::Report report = bench.run();
    CHECK(report.vanished->withheld == 1);
  }
  CHECK(bench.ids() == Texts{"1", "2", "3", "4"});
}

TEST_CASE("a mirror of an empty source deletes nothing unless it is let") {
  Decisive bench;
  bench.mode(Mode::mirror, ChangeDetection::snapshot);
  bench.job.delete_guard = model::DeleteGuard{1000, 1.0};
  bench.put(row("1", "'a'") + ", " + row("2", "'b'"));
  bench.run();
  bench.source.run("DELETE FROM items");
  CHECK(bench.run().vanished->withheld == 2);
  CHECK(bench.ids().size() == 2);
  bench.job.allow_deletes = true;
  CHECK(bench.run().vanished->deleted == 2);
  CHECK(bench.ids().empty());
  CHECK(bench.ledger().empty());
}

TEST_CASE("the guard holds deletes back, and what was held back comes again") {
  Decisive bench;
  bench.job.delete_guard = model::DeleteGuard{1, 0.5};
  SUBCASE("of a mirror") {
    bench.mode(Mode::mirror, ChangeDetection::snapshot);
    bench.put(row("1", "'a'") + ", " + row("2", "'b'") + ", " + row("3", "'c'"));
    bench.run();
    bench.source.run("DELETE FROM items WHERE id < 3");
    CHECK(bench.run().vanished->withheld == 2);
    CHECK(bench.ids().size() == 3);
    bench.put(row("1", "'a'"));
    CHECK(bench.run().vanished->deleted == 1);
    CHECK(bench.ids() == Texts{"1", "3"});
  }
  SUBCASE("of rows that are marked as deleted") {
    bench.loose("id, name TEXT, updated_at TEXT, dead INTEGER");
    bench.job.model.soft_delete_column = "dead";
    bench.job.lookback_seconds = 0;
    bench.put("(1, 'a', '2026-01-01T00:00:00Z', 0), (2, 'b', '2026-01-01T00:00:00Z', 0)");
    const auto before = bench.run().watermark_after;
    bench.source.run("UPDATE loose SET dead = 1, updated_at = '2026-01-02T00:00:00Z'");
    bench.put("(3, 'c', '2026-01-03T00:00:00Z', 0)");
    const sync::Report held = bench.run();
    CHECK(held.counts.withheld == 2);
    CHECK(held.watermark_after == before);
    bench.job.allow_deletes = true;
    CHECK(bench.run().counts.deleted == 2);
    CHECK(bench.ids() == Texts{"3"});
  }
}

TEST_CASE("a row that was marked as deleted and lives again is sent again") {
  Decisive bench;
  bench.loose("id, name TEXT, updated_at TEXT, dead INTEGER");
  bench.job.model.soft_delete_column = "dead";
  bench.job.delete_guard.reset();
  bench.put("(1, 'a', '2026-01-01T00:00:00Z', 0), (2, 'b', '2026-01-01T00:00:00Z', 0)");
  for (const int way : {0, 1, 2, 3}) {
    const Mode mode = way < 2 ? Mode::upsert : Mode::mirror;
    CAPTURE(way);
    bench.mode(mode, ChangeDetection::snapshot);
    bench.job.compares_in_memory = way % 2 == 1;
    bench.job.state.sync_id = std::to_string(way);
    bench.job.table = fmt::format("to_{}", way);
    bench.run();
    bench.source.run("UPDATE loose SET dead = 1 WHERE id = 1");
    const sync::Report marked = bench.run();
    CHECK(marked.counts.deleted == 1);
    if (mode == Mode::mirror) CHECK(marked.vanished->vanished == 0);
    CHECK(bench.ids() == Texts{"2"});
    bench.source.run("UPDATE loose SET dead = 0 WHERE id = 1");
    CHECK(bench.run().counts.inserted == 1);
    CHECK(bench.ids() == Texts{"1", "2"});
  }
}

TEST_CASE("a mirror whose table is gone fills it, and forgets what it had sent") {
  Decisive bench;
  bench.mode(Mode::mirror, ChangeDetection::snapshot);
  bench.job.delete_guard.reset();
  bench.put(row("1", "'a'") + ", " + row("2", "'b'"));
  bench.run();
  bench.destination.run("DROP TABLE items");
  bench.source.run("DELETE FROM items WHERE id = 1");
  const sync::Report again = bench.run();
  CHECK(again.full_reason == "destination_table_missing");
  CHECK(again.vanished->vanished == 0);
  CHECK(bench.ids() == Texts{"2"});
  CHECK(bench.ledger() == Texts{"2"});
  CHECK(bench.run().vanished->vanished == 0);
}

TEST_CASE("a full refresh sends rows that the ledger takes for sent") {
  Decisive bench;
  bench.mode(Mode::upsert, ChangeDetection::snapshot);
  bench.put(row("1", "'a'"));
  bench.run();
  bench.destination.run("UPDATE items SET name = 'drifted'");
  CHECK(bench.run().counts.unchanged == 1);
  CHECK(bench.names() == Texts{"'drifted'"});
  bench.job.full_refresh = true;
  CHECK(bench.run().counts.updated == 1);
  CHECK(bench.names() == Texts{"'a'"});
}

TEST_CASE("a hash tells NULL from empty, where a value ends, and every column") {
  Decisive bench;
  bench.mode(Mode::upsert, ChangeDetection::snapshot);
  bench.source.run("CREATE TABLE pairs (id INTEGER, a TEXT, b TEXT)");
  bench.job.model.source_table = "pairs";
  bench.job.model.columns = {column("id", "bigint", true), column("a", "text"),
                             column("b", "text")};
  const std::string tag(1, static_cast<char>(rows::Logical::text));
  const std::vector<std::pair<std::string, std::string>> values = {
      {"'a'", "NULL"},
      {"'a'", "''"},
      {"NULL", "''"},
      {"'12'", "'3'"},
      {"'1'", "'23'"},
      {"'x' || char(" + std::to_string(tag[0]) + ") || 'y'", "'z'"},
      {"'x'", "'y' || char(" + std::to_string(tag[0]) + ") || 'z'"},
      {"'x'", "'last column'"}};
  bool first = true;
  for (const auto& value : values) {
    const std::string& a = value.first;
    const std::string& b = value.second;
    bench.source.run("DELETE FROM pairs");
    bench.source.run("INSERT INTO pairs VALUES (1, " + a + ", " + b + ")");
    CAPTURE(a);
    CAPTURE(b);
    const sync::Report report = bench.run();
    CHECK(report.counts.updated == (first ? 0 : 1));
    CHECK(bench.destination.rows("SELECT a, b FROM items") ==
          bench.source.rows("SELECT a, b FROM pairs"));
    first = false;
  }
}

TEST_CASE("a row that was inserted once is not inserted again, nor changed") {
  Decisive bench;
  for (const ChangeDetection detection :
       {ChangeDetection::snapshot, ChangeDetection::last_modified}) {
    const std::string name = detection == ChangeDetection::snapshot ? "snapshot" : "cursor";
    CAPTURE(name);
    bench.mode(Mode::insert, detection);
    bench.job.state.sync_id = name;
    bench.job.table = "to_" + name;
    bench.source.run("DELETE FROM items");
    bench.put(row("1", "'a'") + ", " + row("2", "'b'"));
    bench.run();
    bench.source.run("UPDATE items SET name = 'changed'");
    CHECK(bench.run().counts.skipped == 2);
    CHECK(bench.names() == Texts{"'a'", "'b'"});
    bench.destination.run("DELETE FROM " + bench.job.table + " WHERE id = 1");
    bench.source.run("UPDATE items SET name = 'once more'");
    CHECK(bench.run().counts.skipped == 2);
    CHECK(bench.ids() == Texts{"2"});
  }
}

TEST_CASE("a key that others put there follows on_existing") {
  Decisive bench;
  bench.mode(Mode::insert, ChangeDetection::snapshot);
  bench.destination.run("CREATE TABLE items (id BIGINT PRIMARY KEY, name TEXT, updated_at TEXT)");
  bench.destination.run("INSERT INTO items VALUES (1, 'theirs', NULL)");
  bench.put(row("1", "'ours'") + ", " + row("2", "'b'"));
  bench.job.on_existing = model::OnExisting::error;
  CHECK(bench.failure() == codes::row_exists.id);
  CHECK(bench.ids() == Texts{"1"});
  bench.job.on_existing = model::OnExisting::skip;
  CHECK(bench.run().counts.skipped == 1);
  bench.job.on_existing = model::OnExisting::dead_letter;
  CHECK(bench.run().counts.rejected == 1);
  CHECK(bench.dead_letters().size() == 1);
  CHECK(bench.names() == Texts{"'theirs'", "'b'"});
}

TEST_CASE("an update of a row that is not there follows on_unmatched") {
  Decisive bench;
  bench.mode(Mode::update, ChangeDetection::last_modified);
  bench.destination.run("CREATE TABLE items (id BIGINT PRIMARY KEY, name TEXT, updated_at TEXT)");
  bench.destination.run("INSERT INTO items VALUES (1, 'old', NULL)");
  bench.put(row("1", "'new'") + ", " + row("2", "'absent'"));
  bench.job.on_unmatched = model::OnUnmatched::error;
  CHECK(bench.failure() == codes::row_unmatched.id);
  CHECK(bench.names() == Texts{"'old'"});
  bench.job.on_unmatched = model::OnUnmatched::dead_letter;
  const sync::Report report = bench.run();
  CHECK(report.counts.unmatched == 1);
  CHECK(report.counts.updated == 1);
  CHECK(report.counts.unchanged == 0);
  CHECK(bench.dead_letters().size() == 1);
  CHECK(bench.names() == Texts{"'new'"});
}

TEST_CASE("of rows with one key the newest goes, where that is asked for") {
  Decisive bench;
  bench.loose();
  bench.job.on_duplicate_key = model::OnDuplicateKey::last_by_cursor;
  bench.put(row("1", "'old'", kDay1) + ", " + row("1", "'new'", kDay2) + ", " + row("2", "'b'"));
  const sync::Report report = bench.run();
  CHECK(report.counts.skipped == 1);
  CHECK(report.counts.invalid == 0);
  CHECK(bench.names() == Texts{"'new'", "'b'"});
}

TEST_CASE("rows that the destination refuses are told from their neighbours, once each") {
  Decisive bench;
  bench.mode(Mode::update, ChangeDetection::snapshot);
  bench.job.on_unmatched = model::OnUnmatched::dead_letter;
  bench.destination.run(
      "CREATE TABLE items (id BIGINT PRIMARY KEY, name TEXT CHECK (name <> 'bad'), "
      "updated_at TEXT)");
  bench.put(row("100", "'absent'"));
  std::string rows;
  std::string there;
  for (int id = 1; id <= 9; ++id) {
    const std::string number = std::to_string(id);
    rows += (id == 1 ? "" : ", ") + row(number, id == 2 || id == 7 ? "'bad'" : "'new'");
    there += (id == 1 ? "" : ", ") + row(number, "'old'");
  }
  bench.destination.run("INSERT INTO items VALUES " + there);
  bench.run();
  REQUIRE(bench.dead_letters().size() == 1);
  bench.put(rows);
  for (int run = 1; run <= 2; ++run) {  // a refused row comes again
    CAPTURE(run);
    const sync::Report report = bench.run();
    CHECK(report.counts.updated == (run == 1 ? 7 : 0));
    CHECK(report.counts.rejected == 2);
    CHECK(report.counts.unmatched == 1);
    const auto letters = bench.dead_letters();
    CHECK(letters.size() == static_cast<std::size_t>(1 + 3 * run));
    std::vector<std::string> ids;
    for (const auto& item : letters) ids.push_back(item.letter.id);
    std::sort(ids.begin(), ids.end());
    // The same refusal has the same id in every run.
    CHECK(std::unique(ids.begin(), ids.end()) - ids.begin() == 3);
  }
  CHECK(bench.names() ==
        Texts{"'new'", "'old'", "'new'", "'new'", "'new'", "'new'", "'old'", "'new'", "'new'"});
}

TEST_CASE("a half that fails in the middle leaves nothing of itself") {
  Decisive bench;
  bench.put(row("1", "'a'"));
  bench.run();
  // Unlike ABORT, FAIL keeps what the statement has done so far.
  bench.destination.run(
      "CREATE TRIGGER refuses BEFORE INSERT ON items WHEN NEW.name = 'bad' "
      "BEGIN SELECT RAISE(FAIL, 'not this one'); END");
  bench.put(row("2", "'b'") + ", " + row("3", "'c'") + ", " + row("4", "'bad'"));
  const sync::Report report = bench.run();
  CHECK(report.counts.inserted == 2);
  CHECK(report.counts.unchanged == 1);
  CHECK(report.counts.rejected == 1);
  CHECK(bench.ids() == Texts{"1", "2", "3"});
}

TEST_CASE("a table that refuses rows of a direct load gets the others by way of staging") {
  Decisive bench;
  bench.destination.run(
      "CREATE TABLE items (id BIGINT PRIMARY KEY, name TEXT CHECK (name <> 'bad'), "
      "updated_at TEXT)");
  bench.put(row("1", "'a'") + ", " + row("2", "'bad'"));
  const sync::Report report = bench.run();
  CHECK(report.counts.inserted == 1);
  CHECK(report.counts.rejected == 1);
  CHECK(bench.ids() == Texts{"1"});
}

TEST_CASE("a destination that changes rows on their way in is found out by the counts") {
  Decisive bench;
  bench.put(row("1", "'a'"));
  bench.run();
  bench.destination.run(
      "CREATE TRIGGER eats BEFORE INSERT ON items WHEN NEW.name = 'eaten' "
      "BEGIN SELECT RAISE(IGNORE); END");
  bench.put(row("2", "'eaten'") + ", " + row("3", "'c'"));
  const std::string code = bench.failure();
  CHECK(code == codes::counts_differ.id);
  CHECK(bench.ids() == Texts{"1"});
}

namespace {

// Commits, or does not, and loses the connection before the answer.
class LosesTheAnswer : public SessionAround {
 public:
  LosesTheAnswer(std::unique_ptr<warehouse::Session> inner, bool commits)
      : SessionAround(std::move(inner)), commits_(commits) {}
  void commit() override {
    // The first commit is that of the epoch.
    if (++nth_ != 2) return SessionAround::commit();
    if (commits_) SessionAround::commit();
    throw Error(codes::connection_lost, "the connection was lost");
  }

 private:
  bool commits_ = false;
  int nth_ = 0;
};

}  // namespace

TEST_CASE("after a commit without an answer the destination says what happened") {
  for (const bool commits : {false, true}) {
    CAPTURE(commits);
    Decisive bench;
    bench.put(row("1", "'a'"));
    bench.run();
    bench.put(row("2", "'b'", kDay2));
    bench.job.run_id = base::new_uuid(bench.now);
    const auto from = open(bench.source.path(), warehouse::Access::read_only);
    LosesTheAnswer to(open(bench.destination.path(), warehouse::Access::read_write), commits);
    std::string code;
    try {
      const sync::Report report =
          sync::run(bench.job, *from, to, [&] { return bench.now; }, {}, {});
      CHECK(report.counts.inserted == 1);
    } catch (const Error& error) {
      code = error.code().id;
    }
    CHECK(code == (commits ? "" : codes::connection_lost.id));
    CHECK(bench.ids().size() == (commits ? 2 : 1));
    CHECK(bench.run().counts.inserted == (commits ? 0 : 1));
    CHECK(bench.ids() == Texts{"1", "2"});
  }
}

TEST_CASE("a cancel at the last moment leaves nothing, and rows never go before their record") {
  Decisive bench;
  bench.put(row("1", "'a'"));
  bench.run();
  bench.put(row("2", "'b'", kDay2));
  const base::CancelToken cancel;
  CHECK(bench.failure(cancel, [&](const sync::Progress& progress) {
    if (progress.phase == "commit") cancel.cancel();
  }) == codes::cancelled.id);
  CHECK(bench.ids() == Texts{"1"});
  CHECK(bench.commits() == 1);
  bench.run();
  CHECK(bench.ids() == Texts{"1", "2"});
}

namespace {

// A driver that cannot be interrupted.
class Deaf : public SessionAround {
 public:
  using SessionAround::SessionAround;
  void cancel() noexcept override {}
};

}  // namespace

TEST_CASE("a cancel is obeyed although the driver did not hear it") {
  Decisive bench;
  bench.put(row("1", "'a'"));
  bench.job.run_id = base::new_uuid(bench.now);
  Deaf from(open(bench.source.path(), warehouse::Access::read_only));
  Deaf to(open(bench.destination.path(), warehouse::Access::read_write));
  const base::CancelToken cancel;
  const auto run = [&] {
    sync::run(
        bench.job, from, to, [&] { return bench.now; }, cancel,
        [&](const sync::Progress& progress) {
          if (progress.phase == "commit") cancel.cancel();
        });
  };
  CHECK_THROWS_AS(run(), Error);
  CHECK(bench.destination.rows("SELECT name FROM sqlite_master WHERE name = 'items'").empty());
}

TEST_CASE("of two recipients that meet at a table without an owner one gets it") {
  Decisive bench;
  bench.loose("id, name TEXT, updated_at TEXT, org TEXT");
  bench.put("(1, 'a', '2026-01-01T00:00:00Z', 'acme'), (2, 'g', '2026-01-01T00:00:00Z', 'globex')");
  bench.destination.run("CREATE TABLE items (id BIGINT PRIMARY KEY, name TEXT, updated_at TEXT)");
  bench.destination.run("INSERT INTO items VALUES (100, 'there before', NULL)");
  bench.job.model.organization_column = "org";
  bench.job.tenanted = true;
  sync::Job other = bench.job;
  other.state.tenant = "globex";
  other.run_id = "other";
  bench.job.state.tenant = "acme";
  bool met = false;
  const std::string code = bench.failure({}, [&](const sync::Progress& progress) {
    if (progress.phase != "read" || met) return;
    met = true;
    const auto from = open(bench.source.path(), warehouse::Access::read_only);
    const auto to = open(bench.destination.path(), warehouse::Access::read_write);
    sync::run(other, *from, *to, [&] { return bench.now; }, {}, {});
  });
  CHECK(code == codes::table_owned.id);
  CHECK(bench.ids() == Texts{"2", "100"});
  // From here on a plan knows it, before anything is read.
  const auto from = open(bench.source.path(), warehouse::Access::read_only);
  const auto to = open(bench.destination.path(), warehouse::Access::read_write);
  CHECK_THROWS_AS(sync::make_plan(bench.job, sync::look(bench.job, *from, *to)), Error);
}

TEST_CASE("a run reads as many rows as it may, and no more") {
  Decisive bench;
  bench.job.max_rows = 2;
  bench.put(row("1", "'a'"));
  bench.put(row("2", "'b'"));
  CHECK(bench.run().counts.read == 2);
  bench.put(row("3", "'c'"));
  CHECK(bench.failure() == codes::too_many_rows.id);
  CHECK(bench.ids() == Texts{"1", "2"});
}

TEST_CASE("each run starts where the one before ended") {
  Decisive bench;
  for (const char* day : {"01", "02", "03"}) {
    bench.put("(" + std::string(day) + ", 'x', '2026-01-" + day + "T12:00:00Z')");
    const sync::Report report = bench.run();
    CHECK(report.counts.read == (report.full_reason.empty() ? 2 : 1));
  }
  CHECK(bench.run().window_from == "2026-01-03T11:55:00.000000Z");
}

TEST_CASE("a watermark is not read as one of another type") {
  Decisive bench;
  bench.source.run("CREATE TABLE log (id INTEGER, seq INTEGER)");
  bench.source.run("INSERT INTO log VALUES (1, 100)");
  bench.job.model.source_table = "log";
  bench.job.model.columns = {column("id", "bigint", true), column("seq", "integer", false, true)};
  bench.run();
  bench.job.model.columns[1].type = rows::parse_type("bigint").type;
  CHECK(bench.failure() == codes::bad_watermark.id);
}

TEST_CASE("a reset forgets watermark and ledger") {
  Decisive bench;
  bench.mode(Mode::upsert, ChangeDetection::snapshot);
  bench.put(row("1", "'a'"));
  bench.run();
  CHECK(bench.ledger() == Texts{"1"});
  sync::Control(*open(bench.destination.path(), warehouse::Access::read_write), bench.job.state)
      .reset(sync::ledger_name(bench.job));
  CHECK(bench.ledger().empty());
  CHECK(bench.commits() == 0);
  CHECK(bench.run().full_reason == "first_run");
}

TEST_CASE("a ledger of another shape is made anew") {
  Decisive bench;
  bench.mode(Mode::upsert, ChangeDetection::snapshot);
  bench.put(row("1", "'a'"));
  bench.run();
  bench.destination.run("ALTER TABLE \"" + sync::ledger_name(bench.job).name +
                        "\" ADD COLUMN stray TEXT");
  CHECK(bench.run().counts.read == 1);
  CHECK(bench.destination.number("SELECT count(*) FROM pragma_table_info('" +
                                 sync::ledger_name(bench.job).name + "')") == 2);
}

TEST_SUITE_END();

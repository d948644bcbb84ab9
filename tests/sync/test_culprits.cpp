// Rows that a destination refuses: found one by one, kept as dead letters, tried again.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <thread>

#include "sync/check.hpp"
#include "sync/pairs.hpp"

using namespace waybill;
using namespace waybill::tests;
using model::Mode;

namespace {

const std::string kOld = "2026-01-01T00:00:00.000000Z";
const std::string kNew = "2026-02-01T00:00:00.000000Z";

std::vector<const char*> kinds() {
  std::vector<const char*> list{"sqlite"};
  if (!without_postgres()) {
    list.push_back("postgres");
    list.push_back("postgres odbc");
    if (!kAdbcPostgres.path().empty()) list.push_back("postgres adbc");
  }
  if (!without_mariadb()) list.push_back("mariadb");
  if (!without_duckdb()) list.push_back("duckdb");
  return list;
}

// With a table that takes no negative amounts and no name twice.
struct FussyBench : PairBench {
  explicit FussyBench(const char* kind) : PairBench({"sqlite", kind}) {
    job.lookback_seconds = 0;
    job.on_reject.max_ratio = 1;
    put(1, "first", "1.0000", kOld);
    run();  // the table as Waybill makes it
    destination->run("DROP TABLE items_out");
    const std::string type = std::string_view(kind) == "sqlite" ? "text" : "decimal(18,4)";
    const std::string time = std::string_view(kind) == "sqlite"    ? "text"
                             : std::string_view(kind) == "mariadb" ? "datetime(6)"
                             : std::string_view(kind) == "duckdb"  ? "timestamptz"
                                                                   : "timestamp with time zone";
    const std::string text = std::string_view(kind) == "mariadb" ? "longtext" : "text";
    destination->run("CREATE TABLE items_out (id bigint PRIMARY KEY, name " + text + ", amount " +
                     type + " CHECK (amount + 0 >= 0), updated_at " + time + ")");
  }
  std::vector<std::string> refused() {
    std::vector<std::string> ids;
    for (const auto& item : dead_letters()) {
      CHECK(item.letter.code == "WB8514");
      ids.push_back(item.letter.key.find("id")->as_string());
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  }
};

}  // namespace

TEST_SUITE_BEGIN("sync: culprits");

TEST_CASE("rows that the table refuses are found, and all others go") {
  for (const char* kind : kinds()) {
    CAPTURE(std::string(kind));
    FussyBench bench(kind);
    for (int id = 2; id <= 120; ++id) bench.put(id, "row", "2.0000", kOld);
    for (const int id : {7, 8, 64, 120}) {
      bench.put(id, "bad", "-1.0000", kOld);
      bench.expected.erase(id);
    }
    // Into an empty table rows go straight: they are told apart all the same.
    const sync::Report first = bench.run();
    CHECK(first.load == "staged");
    CHECK(first.counts.rejected == 4);
    CHECK(first.counts.inserted == 116);
    CHECK(bench.delivered() == bench.wanted());
    CHECK(bench.refused() == std::vector<std::string>{"120", "64", "7", "8"});
    // And by way of the staging table.
    bench.put(200, "bad", "-1.0000", kNew);
    bench.expected.erase(200);
    bench.put(201, "good", "1.0000", kNew);
    const sync::Report second = bench.run();
    CHECK(second.counts.rejected == 5);  // those at the watermark come again
    CHECK(second.counts.inserted == 1);
    CHECK(bench.delivered() == bench.wanted());
    CHECK(bench.refused().size() == 9);
    // Nothing of the search is left.
    const auto session = bench.destination->open(warehouse::Access::read_only);
    for (const warehouse::TableName& table : session->tables("")) {
      CHECK(table.name.find("_waybill_stg") == std::string::npos);
      CHECK(table.name.find("_waybill_num") == std::string::npos);
      CHECK(table.name.find("_waybill_part") == std::string::npos);
    }
  }
}

TEST_CASE("reader and loader find refused rows at once, and each is kept") {
  constexpr int kEach = 2000;
  sync::Job job;
  job.on_reject.max_rows = 3 * kEach;
  sync::DeadLetters letters(job);
  const auto refuse = [&](const char* who) {
    for (int i = 0; i < kEach; ++i) {
      letters.add("WB8514", who, base::Json::object({{"id", i % 50}}), nullptr);
    }
  };
  std::thread reader(refuse, "reader");
  refuse("loader");
  reader.join();
  REQUIRE(letters.letters().size() == 2 * kEach);
  std::set<std::string> ids;
  for (const sync::DeadLetter& letter : letters.letters()) ids.insert(letter.id);
  CHECK(ids.size() == 2 * kEach);
}

TEST_CASE("two rows that clash only together: the later one is blamed") {
  for (const char* kind : kinds()) {
    if (std::string_view(kind) == "mariadb") continue;  // a longtext has no unique index
    CAPTURE(std::string(kind));
    FussyBench bench(kind);
    bench.destination->run("CREATE UNIQUE INDEX one_name ON items_out (name)");
    bench.put(2, "second", "1.0000", kOld);
    bench.put(3, "second", "1.0000", kOld);
    bench.put(4, "fourth", "1.0000", kOld);
    bench.expected.erase(3);
    const sync::Report report = bench.run();
    CHECK(report.counts.rejected == 1);
    CHECK(bench.delivered() == bench.wanted());
    CHECK(bench.refused() == std::vector<std::string>{"3"});
  }
}

TEST_CASE("more refused rows than allowed end the run, and nothing is there") {
  for (const char* kind : kinds()) {
    CAPTURE(std::string(kind));
    FussyBench bench(kind);
    bench.job.on_reject.max_rows = 3;
    for (int id = 2; id <= 40; ++id) bench.put(id, "bad", "-1.0000", kOld);
    CHECK(bench.failure() == codes::too_many_rejects.id);
    CHECK(bench.delivered().empty());
    CHECK(bench.dead_letters().empty());
  }
}

TEST_CASE("a mirror keeps a row that the table refused, and counts it as seen") {
  FussyBench bench("sqlite");
  bench.job.mode = Mode::mirror;
  for (int id = 2; id <= 5; ++id) bench.put(id, "row", "1.0000", kOld);
  bench.run();
  const auto before = bench.expected[3];
  bench.put(3, "row", "-1.0000", kNew);
  bench.expected[3] = before;
  const sync::Report report = bench.run();
  CHECK(report.counts.rejected == 1);
  CHECK(report.vanished->vanished == 0);
  CHECK(bench.delivered() == bench.wanted());
  bench.put(3, "row", "3.0000", kNew);  // as it was refused, not sent: it goes now
  CHECK(bench.run().counts.updated == 1);
  CHECK(bench.delivered() == bench.wanted());
}

TEST_CASE("an insert without a key tells refused rows apart as well") {
  FussyBench bench("sqlite");
  bench.job.mode = Mode::insert;
  bench.job.model.change_detection = model::ChangeDetection::none;
  bench.put(2, "bad", "-1.0000", kOld);
  bench.put(3, "good", "1.0000", kOld);
  bench.expected.erase(2);
  const sync::Report report = bench.run();
  CHECK(report.counts.inserted == 2);
  CHECK(report.counts.rejected == 1);
  CHECK(bench.delivered() == bench.wanted());
}

TEST_CASE("a dead letter's row is read again by its key until it goes, is gone, or fails anew") {
  for (const char* kind : kinds()) {
    CAPTURE(std::string(kind));
    FussyBench bench(kind);
    for (int id = 2; id <= 5; ++id) bench.put(id, "bad", "-1.0000", kOld);
    bench.put(9, "later", "1.0000", kNew);  // moves the watermark past them
    for (int id = 2; id <= 5; ++id) bench.expected.erase(id);
    bench.run();
    for (const auto& item : bench.dead_letters()) {
      bench.job.retried.push_back({item.letter.id, item.letter.key});
    }
    REQUIRE(bench.job.retried.size() == 4);
    bench.put(2, "good now", "2.0000", kOld);  // without a later last-modified value
    bench.source->run("UPDATE items SET amount = '-2.0000' WHERE id = 3");  // bad in another way
    bench.source->run("DELETE FROM items WHERE id = 4");
    const sync::Report report = bench.run();
    CHECK(report.counts.inserted == 1);
    CHECK(report.counts.rejected == 2);
    CHECK(bench.delivered() == bench.wanted());
    const auto key_of = [&](const std::vector<std::string>& ids) {
      REQUIRE(ids.size() == 1);
      const auto found = std::ranges::find(bench.job.retried, ids[0], &sync::Retried::id);
      return found->key.find("id")->as_string();
    };
    CHECK(key_of(report.settled.resolved) == "2");
    CHECK(key_of(report.settled.replaced) == "3");
    CHECK(key_of(report.settled.gone) == "4");
  }
}

TEST_SUITE_END();

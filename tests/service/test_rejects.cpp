// Dead letters sent again, discarded, exported, and closed by what comes later.
#include <doctest/doctest.h>

#include <filesystem>

#include "base/process.hpp"
#include "service/sync_bench.hpp"
#include "support/faulty_vfs.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

constexpr const char* kBad = "INSERT INTO items VALUES (9, x'ff', 'acme', '2026-01-01T00:00:00Z')";
constexpr const char* kFixed = "UPDATE items SET name = 'nine' WHERE id = 9";

struct RejectBench : SyncBench {
  base::Json retry(const std::string& params = "{}") {
    now += 60'000'000;
    return call("reject.retry", params);
  }
  base::Json letters(const std::string& params = "{}") { return call("reject.list", params); }
  std::size_t count(const std::string& params = "{}") {
    return letters(params).find("items")->as_array().size();
  }
  std::string state(const std::string& code) {
    return text_at(letters(R"({"code": ")" + code + "\"}"), "/items/0/state");
  }
};

// Rows without a key, to a table that refuses some of them.
struct KeylessBench : RejectBench {
  KeylessBench() {
    source.run(
        "CREATE TABLE visits (page TEXT, seconds REAL, mark BLOB, n INTEGER); "
        "INSERT INTO visits VALUES ('a', 0.1, x'00ff', 1), ('bad', 2.5, NULL, 2), "
        "('bad', 2.5, NULL, 2)");
    apply(R"({"source": {"name": "plain", "connection": "from", "tenancy": "single_tenant"}},
      {"model": {"model_name": "items", "source_name": "shop", "source_table": "items",
        "organization_column": "org", "columns": [
          {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true},
          {"name_in_source": "updated_at", "name_in_destination": "updated_at", "data_type": "timestamp", "is_last_modified": true}]}},
      {"model": {"model_name": "visits", "source_name": "plain", "source_table": "visits",
        "change_detection": "none", "columns": [
          {"name_in_source": "page", "name_in_destination": "page", "data_type": "text"},
          {"name_in_source": "seconds", "name_in_destination": "seconds", "data_type": "float"},
          {"name_in_source": "mark", "name_in_destination": "mark", "data_type": "bytes"},
          {"name_in_source": "n", "name_in_destination": "n", "data_type": "integer"}]}},
      {"sync": {"name": "people", "model": "visits", "destination": "acme", "mode": "insert"}})");
    SqliteFile destination(folder.file("acme.db"));
    destination.run(
        "CREATE TABLE visits (page TEXT CHECK (page <> 'bad'), seconds REAL, mark BLOB, "
        "n INTEGER)");
  }
  void take_everything() {
    SqliteFile destination(folder.file("acme.db"));
    destination.run(
        "CREATE TABLE fresh (page TEXT, seconds REAL, mark BLOB, n INTEGER); "
        "INSERT INTO fresh SELECT * FROM visits; DROP TABLE visits; "
        "ALTER TABLE fresh RENAME TO visits");
  }
  std::string visits() {
    std::string all;
    for (const std::string& row : delivered("page, seconds, hex(mark), n", "visits")) {
      all += row + "\n";
    }
    return all;
  }
};

constexpr const char* kOneVisit = "'a'|0.1|'00FF'|1\n";
constexpr const char* kTwoVisits = "'a'|0.1|'00FF'|1\n'bad'|2.5|''|2\n";
constexpr const char* kAllVisits = "'a'|0.1|'00FF'|1\n'bad'|2.5|''|2\n'bad'|2.5|''|2\n";

}  // namespace

TEST_SUITE_BEGIN("service: dead letters");

TEST_CASE("a retry reads the rows as they are now, and no others") {
  RejectBench bench;
  bench.apply_sync("");
  bench.change(kBad);
  const base::Json first = bench.run();
  CHECK(bench.state("WB8508") == "pending");
  bench.change(kFixed);
  bench.change("UPDATE items SET name = 'other', updated_at = '2026-02-01T00:00:00Z' WHERE id = 1");
  const base::Json retried = bench.retry(R"({"sync": "PEOPLE"})");
  CHECK(text_at(retried, "/status") == "success");
  CHECK(text_at(retried, "/resolved") == "1");
  CHECK(text_at(retried, "/runs/0/report/counts/read") == "1");
  CHECK(bench.delivered() == std::vector<std::string>{"1|'a'", "2|'b'", "9|'nine'"});
  CHECK(bench.state("WB8508") == "resolved");
  const base::Json run =
      bench.call("run.get", R"({"run": ")" + text_at(retried, "/runs/0/run_id") + "\"}");
  CHECK(text_at(run, "/trigger") == "retry");
  CHECK(text_at(run, "/report/watermark_after") == text_at(first, "/report/watermark_after"));
  CHECK(text_at(bench.retry(), "/matched") == "0");
  // The next run goes on where the one before the retry ended.
  CHECK(text_at(bench.run(), "/report/full_run_reason") == "null");
  CHECK(bench.delivered()[0] == "1|'other'");
}

TEST_CASE("what is refused again stays, with the new reason and its attempts") {
  RejectBench bench;
  bench.apply_sync("");
  bench.change(kBad);
  bench.run();
  CHECK(text_at(bench.retry(), "/status") == "partial_failure");
  CHECK(text_at(bench.letters(), "/items/0/attempts") == "2");
  CHECK(text_at(bench.letters(), "/items/0/state") == "pending");
  bench.change("UPDATE items SET updated_at = 'yesterday' WHERE id = 9");
  const base::Json retried = bench.retry();
  CHECK(text_at(retried, "/refused") == "1");
  CHECK(bench.count(R"({"state": "pending"})") == 1);
  bench.change("DELETE FROM items WHERE id = 9");
  CHECK(text_at(bench.retry(), "/gone") == "1");
  CHECK(bench.count(R"({"state": "pending"})") == 0);
}

TEST_CASE("more rows than a run may refuse can be tried again") {
  RejectBench bench;
  bench.apply_sync(R"("on_reject": {"max_rows": 200, "max_ratio": 1.0})");
  bench.change(
      "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 249) "
      "INSERT INTO items SELECT i, x'ff', 'acme', '2026-01-01T00:00:00Z' FROM n");
  bench.run();
  bench.apply_sync(R"("on_reject": {"max_rows": 5, "max_ratio": 0.1})");
  bench.change("UPDATE items SET name = 'ok' WHERE id = 100");
  const base::Json some = bench.retry(R"({"limit": 120})");
  CHECK(text_at(some, "/matched") == "120");
  CHECK(text_at(some, "/more") == "true");
  const base::Json all = bench.retry();
  CHECK(std::stoi(text_at(some, "/resolved")) + std::stoi(text_at(all, "/resolved")) == 1);
  CHECK(bench.count(R"({"state": "pending", "page_size": 1000})") == 149);
}

TEST_CASE("a mirror's retry deletes nothing, and what it sent is known to the next run") {
  RejectBench bench;
  bench.apply_sync(R"("mode": "mirror")");
  bench.change(kBad);
  bench.run();
  bench.change(kFixed);
  bench.change("DELETE FROM items WHERE id = 1");
  CHECK(text_at(bench.retry(), "/resolved") == "1");
  CHECK(bench.delivered() == std::vector<std::string>{"1|'a'", "2|'b'", "9|'nine'"});
  const base::Json next = bench.run();
  CHECK(text_at(next, "/report/vanished/deleted") == "1");
  CHECK(text_at(next, "/report/counts/unchanged") == "2");
}

TEST_CASE("where the table is gone a retry is the whole run that the sync needs") {
  RejectBench bench;
  bench.apply_sync("");
  bench.change(kBad);
  bench.run();
  bench.change(kFixed);
  SqliteFile(bench.folder.file("acme.db")).run("DROP TABLE items");
  const base::Json retried = bench.retry();
  CHECK(text_at(retried, "/runs/0/report/full_run_reason") == "destination_table_missing");
  CHECK(bench.delivered() == std::vector<std::string>{"1|'a'", "2|'b'", "9|'nine'"});
  CHECK(bench.state("WB8508") == "resolved");
}

TEST_CASE("a changed mapping still makes the next run a full one") {
  RejectBench bench;
  bench.apply_sync(R"("mapping": [{"from": "id", "to": "id"}, {"from": "label", "to": "label"}])");
  bench.change(kBad);
  bench.run();
  bench.change(kFixed);
  bench.apply_sync(
      R"("mapping": [{"from": "id", "to": "id"}, {"from": "label", "to": "label"}, {"value": "w", "to": "origin"}])");
  CHECK(text_at(bench.retry(), "/resolved") == "1");
  CHECK(text_at(bench.run(), "/report/full_run_reason") == "mapping_changed");
}

TEST_CASE("a later delivery closes a dead letter that no run reads again") {
  RejectBench bench;
  bench.apply_sync(R"("on_reject": {"retry": "manual"})");
  bench.change(kBad);
  bench.change("UPDATE items SET updated_at = '2026-02-01T00:00:00Z' WHERE id = 1");
  bench.run();
  bench.change(kFixed);
  bench.run();
  CHECK(bench.state("WB8508") == "pending");
  bench.change("UPDATE items SET updated_at = '2026-02-20T00:00:00Z' WHERE id = 9");
  bench.run();
  CHECK(bench.state("WB8508") == "resolved");
}

TEST_CASE("rows without a key are sent as they were kept, once") {
  KeylessBench bench;
  bench.run();
  CHECK(bench.visits() == kOneVisit);
  REQUIRE(bench.count() == 2);
  const std::string id = text_at(bench.letters(), "/items/0/reject_id");
  const std::string second = text_at(bench.letters(), "/items/1/reject_id");
  // One of two equal ones, refused again, is still that one.
  const base::Json again = bench.retry(R"({"rejects": [")" + second + "\"]}");
  CHECK(text_at(again, "/refused") == "1");
  CHECK(bench.count(R"({"state": "pending"})") == 2);
  CHECK(text_at(bench.call("reject.get", R"({"reject": ")" + second + "\"}"), "/attempts") == "2");
  CHECK(text_at(bench.call("reject.get", R"({"reject": ")" + id + "\"}"), "/attempts") == "1");
  bench.take_everything();
  CHECK(text_at(bench.retry(R"({"rejects": [")" + id + "\"]}"), "/resolved") == "1");
  CHECK(bench.visits() == kTwoVisits);
  CHECK(text_at(bench.retry(), "/resolved") == "1");
  CHECK(bench.visits() == kAllVisits);
  CHECK(text_at(bench.retry(), "/matched") == "0");
  CHECK(bench.visits() == kAllVisits);
}

TEST_CASE("a value that was lost is not sent as NULL") {
  KeylessBench bench;
  bench.change("UPDATE visits SET page = x'ff' WHERE page = 'bad'");
  bench.run();
  bench.take_everything();
  const base::Json retried = bench.retry();
  CHECK(text_at(retried, "/untouched") == "2");
  CHECK(bench.visits() == kOneVisit);
}

TEST_CASE("rows without a key arrive once, whichever write of the catalog fails") {
  std::int64_t failures = 0;
  for (std::int64_t nth = 1;; nth += 2) {
    CAPTURE(nth);
    FaultyVfs vfs;
    KeylessBench bench;
    bench.run();
    bench.take_everything();
    vfs.fail(kAnyWrite, nth, SQLITE_FULL, true, "waybill.db");
    bench.failure("reject.retry");
    const bool struck = vfs.failed() > 0;
    vfs.heal();
    bench.reopen();
    bench.now += 61'000'000;
    CHECK(bench.failure("reject.retry") == "");
    CHECK(bench.visits() == kAllVisits);
    CHECK(bench.count(R"({"state": "resolved"})") == 2);
    if (!struck) break;
    ++failures;
  }
  CHECK(failures > 5);
}

TEST_CASE("what is discarded says who and why, and stays so while the row is the same") {
  RejectBench bench;
  bench.apply_sync("");
  bench.change(kBad);
  bench.run();
  CHECK(bench.failure("reject.discard", R"({"note": "test rows"})") == "WB9001");
  CHECK(bench.failure("reject.discard", R"({"sync": "people", "note": ""})") == "WB9001");
  CHECK(bench.failure("reject.discard", R"({"all": true, "sync": "people", "note": "x"})") ==
        "WB9001");
  CHECK(bench.failure("reject.discard", R"({"rejects": ["none"], "note": "x"})") == "WB9007");
  CHECK(text_at(bench.call("reject.discard", R"({"key": {"ID": "8"}, "note": "x"})"),
                "/discarded") == "0");
  CHECK(text_at(bench.call("reject.discard", R"({"key": {"ID": "9"}, "note": "test row"})"),
                "/discarded") == "1");
  CHECK(text_at(bench.letters(), "/items/0/state") == "discarded");
  CHECK(text_at(bench.letters(), "/items/0/settled_by") == "tester");
  CHECK(text_at(bench.letters(), "/items/0/note") == "test row");
  CHECK(text_at(bench.retry(), "/matched") == "0");
  bench.run(R"("full_refresh": true)");
  CHECK(bench.state("WB8508") == "discarded");
  CHECK(text_at(bench.letters(), "/items/0/attempts") == "2");
  bench.change("UPDATE items SET name = x'fe', updated_at = '2026-02-20T00:00:00Z' WHERE id = 9");
  bench.run();
  CHECK(bench.count(R"({"state": "pending"})") == 1);
}

TEST_CASE("dead letters are chosen by run, time, id and key") {
  RejectBench bench;
  bench.apply_sync("");
  bench.change(kBad);
  const std::string first = text_at(bench.run(), "/run_id");
  bench.change("INSERT INTO items VALUES (10, x'ff', 'acme', '2026-02-20T00:00:00Z')");
  const std::string second = text_at(bench.run(), "/run_id");  // tries the first one again
  CHECK(bench.count(R"({"run": ")" + first + "\"}") == 0);
  CHECK(bench.count(R"({"run": ")" + second + "\"}") == 2);
  CHECK(bench.count(R"({"refused_before": "2026-03-01T12:02:00Z"})") == 0);
  CHECK(bench.count(R"({"refused_after": "2026-03-01T12:02:00Z"})") == 2);
  CHECK(bench.count(R"({"key": {"id": "10"}})") == 1);
  CHECK(bench.count(R"({"key": {"id": "10", "nothing": "x"}})") == 0);
  CHECK(bench.count(R"({"sync": "people", "code": "wb8508"})") == 2);
  CHECK(bench.count(R"({"sync": "acme/items"})") == 0);
  bench.call("sync.rename", R"({"name": "people", "new_name": "folk"})");
  CHECK(bench.count(R"({"sync": "folk"})") == 2);
  CHECK(bench.count(R"({"sync": "people"})") == 2);
  bench.change("UPDATE items SET name = 'ok' WHERE id >= 9");
  CHECK(text_at(bench.retry(R"({"sync": "folk", "key": {"id": "10"}})"), "/resolved") == "1");
  CHECK(bench.delivered().back() == "10|'ok'");
}

TEST_CASE("what cannot be retried now is told, and the rest goes on") {
  RejectBench bench;
  bench.apply_sync("");
  bench.change(kBad);
  bench.change("INSERT INTO items VALUES (19, x'ff', 'globex', '2026-01-01T00:00:00Z')");
  bench.run();
  bench.now += 1'000'000;
  bench.call("sync.run", R"({"sync": "globex/items"})");
  bench.change("UPDATE items SET name = 'ok' WHERE id > 3");
  bench.call("sync.pause", R"({"sync": "people"})");
  const base::Json retried = bench.retry();
  CHECK(text_at(retried, "/status") == "partial_failure");
  CHECK(text_at(retried, "/resolved") == "1");
  CHECK(text_at(retried, "/untouched") == "1");
  CHECK(text_at(retried, "/runs/0/error/code") == "WB9214");
  bench.call("sync.delete", R"({"name": "people"})");
  CHECK(text_at(bench.retry(), "/runs/0/error/code") == "WB9007");
  CHECK(bench.failure("reject.retry", R"({"rejects": ["no such"]})") == "WB9007");
}

TEST_CASE("while a sync runs its dead letters are not sent a second time") {
  RejectBench bench;
  bench.apply_sync("");
  bench.change(kBad);
  bench.run();
  bench.change(kFixed);
  catalog::Lease lease;
  lease.sync_id = text_at(bench.call("sync.get", R"({"name": "people"})"), "/id");
  lease.run_id = "held";
  lease.owner = base::this_process();
  REQUIRE(bench.catalog->acquire(lease).granted);
  CHECK(text_at(bench.call("reject.retry"), "/runs/0/error/code") == "WB9201");
  CHECK(bench.delivered().size() == 2);
}

TEST_CASE("to a sink the row goes by a file of its own") {
  RejectBench bench;
  std::filesystem::create_directory(bench.folder.file("out"));
  bench.apply(R"({"destination": {"name": "files", "sink": "jsonl", "recipient": "Acme",
                  "config": {"folder": ")" +
              bench.folder.file("out") + R"("}}})");
  bench.apply(R"({"sync": {"name": "people", "model": "items", "destination": "files"}})");
  bench.change(kBad);
  bench.run();
  bench.change(kFixed);
  const base::Json retried = bench.retry();
  CHECK(text_at(retried, "/resolved") == "1");
  CHECK(text_at(retried, "/runs/0/report/delivery") == "at_least_once");
  const auto files = std::filesystem::directory_iterator(bench.folder.file("out") + "/items");
  CHECK(std::distance(begin(files), end(files)) == 2);
}

TEST_CASE("an export has every dead letter as a row") {
  RejectBench bench;
  bench.apply_sync("");
  bench.change(kBad);
  bench.change("INSERT INTO items VALUES (NULL, 'no key', 'acme', '2026-01-01T00:00:00Z')");
  bench.run();
  bench.call("reject.discard", R"({"code": "WB8510", "note": "no, \"never\""})");
  const auto rows = bench.stream("reject.export", R"({"sync": "people"})");
  rows::Batch batch;
  REQUIRE(rows->next(batch));
  REQUIRE(batch.length == 2);
  std::string discarded;
  for (std::int64_t row = 0; row < 2; ++row) {
    const auto at = [&](std::size_t column) { return batch.columns[column].variable(row); };
    if (at(4) == "WB8510") discarded = std::string(at(9)) + " " + std::string(at(14));
    if (at(4) == "WB8508") CHECK(at(6) == R"({"id":"9"})");
  }
  CHECK(discarded == "discarded no, \"never\"");
  CHECK_FALSE(rows->next(batch));
  const auto none = bench.stream("reject.export", R"({"state": "gone"})");
  CHECK_FALSE(none->next(batch));
}

TEST_SUITE_END();

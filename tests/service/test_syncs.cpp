// Sync documents: what each key of them makes a run do, and what is asked of a sync beside running.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "service/sync_bench.hpp"

using namespace waybill;
using namespace waybill::tests;

TEST_SUITE_BEGIN("service: syncs");

TEST_CASE("a sync's mode, object, mapping and tags are what a run does") {
  SyncBench bench;
  bench.apply_sync(R"("mode": "mirror", "object": "folk", "tags": {"team": "crm"},
    "mapping": [{"from": "id", "to": "ref"}, {"from": "label", "to": "who"},
                {"value": "waybill", "to": "origin"}])");
  CHECK(text_at(bench.run(), "/report/mode") == "mirror");
  CHECK(bench.delivered("ref, who, origin", "folk") ==
        std::vector<std::string>{"1|'a'|'waybill'", "2|'b'|'waybill'"});
  bench.change("DELETE FROM items WHERE id = 1");
  const base::Json second = bench.run();
  CHECK(text_at(second, "/report/vanished/deleted") == "1");
  CHECK(bench.delivered("ref", "folk") == std::vector<std::string>{"2"});
  CHECK(text_at(bench.call("run.list"), "/items/0/tags/team") == "crm");
  CHECK(text_at(bench.call("sync.list"), "/items/1/mode") == "mirror");
}

TEST_CASE("withheld deletes make a run a partial failure until it may delete") {
  SyncBench bench;
  bench.apply_sync(R"("mode": "mirror", "delete_guard": {"max_rows": 0, "max_ratio": 0.1})");
  CHECK(text_at(bench.run(), "/status") == "success");
  bench.change("DELETE FROM items WHERE id = 1");
  const base::Json held = bench.run();
  CHECK(text_at(held, "/status") == "partial_failure");
  CHECK(text_at(held, "/report/vanished/withheld") == "1");
  CHECK(text_at(held, "/report/deletes_withheld").find("1 of 2 rows") == 0);
  CHECK(text_at(bench.run(R"("allow_deletes": true)"), "/report/vanished/deleted") == "1");
  CHECK(bench.delivered("id") == std::vector<std::string>{"2"});
}

TEST_CASE("a statement that takes longer than statement_timeout_s ends the run") {
  SyncBench bench;
  bench.apply_sync(R"("statement_timeout_s": 1)");
  CHECK(text_at(bench.run(), "/status") == "success");
  bench.change("ALTER TABLE items RENAME TO stored");
  bench.change(
      "CREATE VIEW items AS SELECT id, name, org, updated_at FROM stored UNION ALL "
      "SELECT max(i), 'x', 'acme', '2026-01-02T00:00:00Z' FROM (WITH RECURSIVE n(i) AS (SELECT 1 "
      "UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT i FROM n)");
  CHECK(bench.failure("sync.run", R"({"sync": "people"})") == "WB9110");
  CHECK(bench.last_error.find("took longer than 1 s") != std::string::npos);
  CHECK(bench.last_error.find("statement_timeout_s") != std::string::npos);
  CHECK(bench.delivered("id") == std::vector<std::string>{"1", "2"});
  CHECK(text_at(bench.call("run.list", R"({"status": "error"})"), "/items/0/sync") == "people");
}

TEST_CASE("a paused sync does not run") {
  SyncBench bench;
  bench.apply_sync(R"("paused": true)");
  CHECK(bench.failure("sync.run", R"({"sync": "people"})") == "WB9214");
  bench.apply_sync(R"("paused": false)");
  CHECK(text_at(bench.run(), "/status") == "success");
}

TEST_CASE("a reset makes the next run a first one; of an insert it has to be confirmed") {
  SyncBench bench;
  bench.apply_sync("");
  bench.run();
  CHECK(text_at(bench.call("sync.reset", R"({"sync": "people"})"), "/reset") == "true");
  CHECK(text_at(bench.run(), "/report/full_run_reason") == "first_run");
  bench.apply_sync(R"("mode": "insert")");
  CHECK(bench.failure("sync.reset", R"({"sync": "people"})") == "WB9001");
  CHECK(bench.failure("sync.reset", R"({"sync": "people", "yes": true})") == "");
}

TEST_CASE("a refused row goes as soon as it can, though it lies before the watermark") {
  SyncBench bench;
  bench.apply_sync("");
  bench.change("INSERT INTO items VALUES (7, x'ff', 'acme', '2020-01-01T00:00:00Z')");
  CHECK(text_at(bench.run(), "/status") == "partial_failure");
  CHECK(text_at(bench.run(), "/status") == "partial_failure");
  base::Json letters = bench.call("reject.list", R"({"state": "pending"})");
  REQUIRE(letters.find("items")->as_array().size() == 1);
  CHECK(text_at(letters, "/items/0/attempts") == "2");
  bench.change("UPDATE items SET name = 'seven' WHERE id = 7");
  CHECK(text_at(bench.run(), "/status") == "success");
  CHECK(bench.delivered("id") == std::vector<std::string>{"1", "2", "7"});
  letters = bench.call("reject.list");
  CHECK(text_at(letters, "/items/0/state") == "resolved");
  // Whoever goes through them by hand has them left alone.
  bench.apply_sync(R"("on_reject": {"retry": "manual"})");
  bench.change("INSERT INTO items VALUES (8, x'ff', 'acme', '2020-01-01T00:00:00Z')");
  bench.run(R"("full_refresh": true)");
  bench.change("UPDATE items SET name = 'eight' WHERE id = 8");
  CHECK(text_at(bench.run(), "/report/counts/inserted") == "0");
  CHECK(bench.call("reject.list", R"({"state": "pending"})").find("items")->as_array().size() == 1);
}

TEST_CASE("a comparison counts and names what differs, and changes nothing") {
  SyncBench bench;
  bench.apply_sync("");
  CHECK(bench.failure("sync.compare", R"({"sync": "people"})") == "WB9108");
  bench.run();
  base::Json same = bench.call("sync.compare", R"({"sync": "people"})");
  CHECK(text_at(same, "/delivered") == "true");
  CHECK(text_at(same, "/equal") == "2");
  {
    SqliteFile destination(bench.folder.file("acme.db"));
    destination.run("UPDATE items SET label = 'drifted' WHERE id = 2");
    destination.run("INSERT INTO items VALUES (50, 'theirs', '2026-01-01T00:00:00.000000Z')");
  }
  bench.change(
      "INSERT INTO items VALUES (4, 'new', 'acme', '2026-02-01T00:00:00Z'), "
      "(NULL, 'no key', 'acme', '2026-02-01T00:00:00Z')");
  for (int i = 0; i < 2; ++i) {
    const base::Json found = bench.call("sync.compare", R"({"sync": "people"})");
    CHECK(text_at(found, "/delivered") == "false");
    CHECK(text_at(found, "/source_rows") == "4");
    CHECK(text_at(found, "/refused") == "1");
    CHECK(text_at(found, "/equal") == "1");
    CHECK(text_at(found, "/different/keys/0/id") == "2");
    CHECK(text_at(found, "/only_in_source/keys/0/id") == "4");
    CHECK(text_at(found, "/only_in_destination/keys/0/id") == "50");
  }
  const base::Json window =
      bench.call("sync.compare", R"({"sync": "people", "from": "2026-01-15T00:00:00Z"})");
  CHECK(text_at(window, "/source_rows") == "2");
  CHECK(text_at(window, "/only_in_destination") == "null");
}

TEST_CASE("rows go to files of a sink, and what is deleted follows") {
  SyncBench bench;
  const std::string out = bench.folder.file("out");
  std::filesystem::create_directory(out);
  bench.apply(R"({"destination": {"name": "files", "sink": "jsonl", "recipient": "Acme",
    "config": {"folder": ")" +
              out + R"("}}},
    {"sync": {"name": "people", "model": "items", "destination": "files", "mode": "mirror"}})");
  const auto lines = [&](const base::Json& run) {
    std::vector<std::string> all;
    const base::Json* parts = run.at_pointer("/report/parts");
    for (const base::Json& part : parts->as_array()) {
      std::ifstream file(part.find("place")->as_string());
      for (std::string line; std::getline(file, line);) all.push_back(line);
    }
    return all;
  };
  const base::Json first = bench.run();
  CHECK(text_at(first, "/report/delivery") == "at_least_once");
  CHECK(text_at(first, "/report/counts/inserted") == "2");
  CHECK(lines(first).size() == 2);
  const base::Json idle = bench.run();
  CHECK(text_at(idle, "/report/counts/unchanged") == "2");
  CHECK(lines(idle).empty());
  bench.change("DELETE FROM items WHERE id = 1");
  bench.change("UPDATE items SET name = 'B' WHERE id = 2");
  const base::Json third = bench.run();
  CHECK(text_at(third, "/report/vanished/deleted") == "1");
  REQUIRE(lines(third).size() == 2);
  CHECK(lines(third)[0].find("\"B\"") != std::string::npos);
  CHECK(lines(third)[1].find("delete") != std::string::npos);
  CHECK(bench.failure("destination.objects", R"({"destination": "files"})") == "WB9004");
  CHECK(text_at(bench.call("catalog.check"), "/ok") == "true");
}

TEST_CASE("a sink whose folder is not there fails without a trace, and goes on when it is") {
  SyncBench bench;
  const std::string out = bench.folder.file("out");
  bench.apply(R"({"destination": {"name": "files", "sink": "csv", "recipient": "Acme",
    "config": {"folder": ")" +
              out + R"("}}},
    {"sync": {"name": "people", "model": "items", "destination": "files"}})");
  CHECK(bench.failure("sync.run", R"({"sync": "people"})") != "");
  std::filesystem::create_directory(out);
  CHECK(text_at(bench.run(), "/report/counts/inserted") == "2");
}

TEST_CASE("a preview of a sync shows what it sends: its mapping, constants, and nothing else") {
  SyncBench bench;
  bench.change("ALTER TABLE items ADD COLUMN gone TEXT");
  bench.apply(replaced(Bench::kModel, R"("organization_column")",
                       R"("soft_delete_column": "gone", "organization_column")"));
  bench.apply_sync(
      R"("mapping": [{"from": "label", "to": "Name"}, {"value": 7, "to": "Origin"}, {"from": "id", "to": "Id"}])");
  const base::Json page =
      bench.call("sync.preview", R"({"sync": "people", "limit": 1, "count": true})");
  CHECK(base::write_json(*page.find("rows")) == R"([{"Name":"a","Id":"1","Origin":"7"}])");
  CHECK(text_at(page, "/columns/0/name_in_source") == "name");
  CHECK(text_at(page, "/columns/2/name_in_source") == "null");
  CHECK(text_at(page, "/total") == "2");
  const base::Json next = bench.call("sync.preview", R"({"sync": "people", "cursor": "1"})");
  CHECK(text_at(next, "/rows/0/Name") == "b");
  CHECK(text_at(next, "/next") == "null");
  const auto rows = bench.stream("sync.preview", R"({"sync": "people"})");
  rows::Batch batch;
  REQUIRE(rows->next(batch));
  CHECK(batch.columns.size() == rows->schema().size());
  CHECK(batch.length == 2);
  CHECK(bench.failure("sync.preview", R"({"sync": "peopel"})") == "WB9007");
  CHECK_FALSE(std::filesystem::exists(bench.folder.file("acme.db")));
}

TEST_SUITE_END();

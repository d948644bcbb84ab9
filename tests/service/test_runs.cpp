#include <doctest/doctest.h>

#include "base/process.hpp"
#include "service/bench.hpp"
#include "support/faulty_vfs.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

constexpr const char* kTransferAcme = R"({"destination": "acme"})";

std::vector<std::string> delivered(Bench& bench, const char* file = "acme.db") {
  SqliteFile destination(bench.folder.file(file));
  return destination.rows("SELECT id, label FROM items ORDER BY id");
}

}  // namespace

TEST_SUITE_BEGIN("service: runs");

TEST_CASE("each recipient gets its own rows in its own place") {
  Bench bench;
  bench.set_up();
  CHECK(text_at(bench.call("destination.transfer", kTransferAcme), "/status") == "success");
  bench.call("destination.transfer", R"({"destination": "globex"})");
  CHECK(delivered(bench) == std::vector<std::string>{"1|'a'", "2|'b'"});
  CHECK(delivered(bench, "globex.db") == std::vector<std::string>{"3|'c'"});
  CHECK(bench.call("sync.list").find("items")->as_array().size() == 2);
  CHECK(text_at(bench.call("sync.get", R"({"name": "acme/items"})"), "/implicit") == "true");
}

TEST_CASE("the second transfer carries what changed, and both are on record") {
  Bench bench;
  bench.set_up();
  const base::Json first = bench.call("destination.transfer", kTransferAcme);
  CHECK(text_at(first, "/runs/0/report/counts/inserted") == "2");
  bench.source.run("UPDATE items SET name = 'A', updated_at = '2026-02-01T00:00:00Z' WHERE id = 1");
  bench.now += 60'000'000;
  const base::Json second =
      bench.call("destination.transfer", R"({"destination": "acme", "tags": {"by": "test"}})");
  CHECK(text_at(second, "/runs/0/report/counts/updated") == "1");
  CHECK(delivered(bench) == std::vector<std::string>{"1|'A'", "2|'b'"});
  const base::Json runs = bench.call("run.list", R"({"destination": "acme"})");
  REQUIRE(runs.find("items")->as_array().size() == 2);
  CHECK(text_at(runs, "/items/0/tags/by") == "test");
  CHECK(text_at(runs, "/items/0/actor") == "tester");
  CHECK(text_at(runs, "/items/0/transfer_id") == text_at(second, "/transfer_id"));
  CHECK(text_at(bench.call("run.get", R"({"run": ")" + text_at(second, "/runs/0/run_id") + "\"}"),
                "/report/counts/updated") == "1");
  CHECK(bench.call("run.list", R"({"ended_before": "2026-03-01T12:00:30Z"})")
            .find("items")
            ->as_array()
            .size() == 1);
}

TEST_CASE("one model's failure does not stop the others") {
  Bench bench;
  bench.set_up();
  const std::string broken =
      replaced(replaced(Bench::kModel, "\"model_name\": \"items\"", "\"model_name\": \"gone\""),
               "\"source_table\": \"items\"", "\"source_table\": \"gone_\"");
  bench.apply(broken);
  const base::Json transfer = bench.call("destination.transfer", kTransferAcme);
  CHECK(text_at(transfer, "/status") == "partial_failure");
  CHECK(text_at(transfer, "/runs/0/model") == "gone");
  CHECK(text_at(transfer, "/runs/0/error/code") == "WB9108");
  CHECK(text_at(transfer, "/runs/0/error/blame") == "source");
  CHECK(text_at(transfer, "/runs/1/status") == "success");
  CHECK(text_at(bench.call("run.list", R"({"status": "error"})"), "/items/0/model") == "gone");
  const base::Json one =
      bench.call("destination.transfer", R"({"destination": "acme", "models": ["Gone"]})");
  CHECK(text_at(one, "/status") == "error");
  CHECK(bench.failure("destination.transfer", R"({"destination": "acme", "models": ["item"]})") ==
        "WB9007");
  CHECK(bench.last_error.find("did you mean 'items'?") != std::string::npos);
}

TEST_CASE("refused rows become dead letters that count their attempts") {
  Bench bench;
  bench.set_up();
  bench.source.run(
      "INSERT INTO items VALUES (NULL, 'no key', 'acme', '2026-01-01T00:00:00Z'), "
      "(9, x'ff', 'acme', '2026-01-01T00:00:00Z')");
  CHECK(text_at(bench.call("destination.transfer", kTransferAcme), "/status") == "partial_failure");
  base::Json rejects = bench.call("reject.list", R"({"sync": "acme/items"})");
  REQUIRE(rejects.find("items")->as_array().size() == 2);
  CHECK(text_at(rejects, "/items/0/tenant") == "acme");
  bench.now += 1'000'000;
  bench.call("destination.transfer", kTransferAcme);
  rejects = bench.call("reject.list", R"({"code": "wb8510"})");
  REQUIRE(rejects.find("items")->as_array().size() == 1);
  CHECK(text_at(rejects, "/items/0/attempts") == "2");
  const std::string id = text_at(rejects, "/items/0/reject_id");
  CHECK(text_at(bench.call("reject.get", R"({"reject": ")" + id + "\"}"), "/payload/label") ==
        "no key");
  SqliteFile destination(bench.folder.file("acme.db"));
  CHECK(destination.number("SELECT count(*) FROM _waybill_rejects") == 0);
}

TEST_CASE("row data stands in dead letters only: not in errors, logs or reports") {
  Bench bench;
  bench.set_up();
  std::string told;
  bench.environment.log = [&](base::LogLevel, std::string_view event, const base::Json& fields) {
    told += std::string(event) + base::write_json(fields);
  };
  bench.source.run(
      "INSERT INTO items VALUES (NULL, 'CANARY-1', 'acme', '2026-01-01T00:00:00Z'), "
      "(8, 'CANARY-2', 'acme', '2026-01-01T00:00:00Z'), "
      "(8, 'CANARY-3', 'acme', '2026-01-01T00:00:00Z'), "
      "('CANARY-4', 'x', 'acme', '2026-01-01T00:00:00Z'), "
      "(9, 'x', 'acme', 'CANARY-5')");
  told += base::write_json(bench.call("destination.transfer", kTransferAcme));
  CHECK(bench.call("reject.list").find("items")->as_array().size() == 5);
  SqliteFile destination(bench.folder.file("acme.db"));
  destination.run(
      "CREATE TRIGGER refuse BEFORE UPDATE ON items BEGIN "
      "SELECT count(*) FROM nowhere; END");
  bench.source.run(
      "UPDATE items SET name = 'CANARY-6', updated_at = '2026-02-01T00:00:00Z' "
      "WHERE id = 1");
  told += base::write_json(bench.call("destination.transfer", kTransferAcme));
  told += base::write_json(bench.call("run.list"));
  CHECK(told.find("run.failed") != std::string::npos);
  CHECK(told.find("CANARY") == std::string::npos);
  CHECK(base::write_json(bench.call("reject.list")).find("CANARY-1") != std::string::npos);
}

TEST_CASE("a connection with roles answers only actors who hold one") {
  Bench bench;
  bench.set_up();
  bench.actor.roles = {"analyst"};
  bench.apply(R"({"connection": {"name": "from", "vendor": "sqlite",
                  "options": {"path": "source.db"}, "roles": ["analyst", "ops"]}})");
  bench.actor.roles.clear();
  CHECK(text_at(bench.call("destination.transfer", kTransferAcme), "/runs/0/error/code") ==
        "WB9008");
  CHECK(bench.failure("model.preview", R"({"model": "items", "recipient": "Acme"})") == "WB9008");
  bench.actor.roles = {"ops"};
  CHECK(bench.failure("model.preview", R"({"model": "items", "recipient": "Acme"})") == "");
}

TEST_CASE("a tenanted model is read for exactly one tenant") {
  Bench bench;
  bench.set_up();
  CHECK(bench.failure("model.preview", R"({"model": "items"})") == "WB9208");
  const base::Json preview =
      bench.call("model.preview", R"({"model": "items", "recipient": "Globex"})");
  CHECK(preview.find("rows")->as_array().size() == 1);
  CHECK(text_at(preview, "/rows/0/label") == "c");
  CHECK(text_at(preview, "/columns/1/name_in_source") == "name");
  CHECK(bench.failure("model.preview", R"({"model": "items", "recipient": "Globx"})") == "WB9007");
  CHECK(bench.failure("model.preview",
                      R"({"model": "items", "recipient": "Acme", "limit": 1001})") == "WB9001");
}

TEST_CASE("what is not enabled is not run") {
  Bench bench;
  bench.set_up();
  bench.apply(R"({"destination": {"name": "acme", "connection": "to", "recipient": "Acme",
                  "is_enabled": false}})");
  CHECK(text_at(bench.call("destination.transfer", kTransferAcme), "/runs/0/error/code") ==
        "WB9209");
  bench.apply(replaced(Bench::kModel, "\"model_name\": \"items\"", "\"model_name\": \"other\""));
  bench.apply(R"({"destination": {"name": "acme", "connection": "to", "recipient": "Acme",
                  "enabled_models": ["other"]}})");
  const base::Json transfer = bench.call("destination.transfer", kTransferAcme);
  REQUIRE(transfer.find("runs")->as_array().size() == 1);
  CHECK(text_at(transfer, "/runs/0/model") == "other");
  CHECK(bench.failure("sync.run", R"({"sync": "acme/items"})") == "WB9007");
}

TEST_CASE("a sync document takes the implicit one's place and sets its ways") {
  Bench bench;
  bench.set_up();
  bench.apply(R"({"sync": {"name": "crm", "model": "items", "destination": "acme",
                  "object": "things", "on_null_last_modified": "skip"}})");
  bench.source.run("INSERT INTO items VALUES (5, 'n', 'acme', NULL)");
  const base::Json transfer = bench.call("destination.transfer", kTransferAcme);
  CHECK(text_at(transfer, "/runs/0/sync") == "crm");
  CHECK(text_at(transfer, "/runs/0/report/counts/skipped") == "1");
  SqliteFile destination(bench.folder.file("acme.db"));
  CHECK(destination.number("SELECT count(*) FROM things") == 2);
  CHECK(bench.call("sync.list").find("items")->as_array().size() == 2);
  CHECK(bench.failure("sync.run", R"({"sync": "crm"})") == "");
}

TEST_CASE("a sync held by a live process is refused by name; a dead one's run is closed") {
  Bench bench;
  bench.set_up();
  bench.call("destination.transfer", kTransferAcme);
  const std::string sync_id = text_at(bench.call("sync.get", R"({"name": "acme/items"})"), "/id");
  catalog::Lease lease;
  lease.sync_id = sync_id;
  lease.run_id = "held";
  lease.owner = base::this_process();
  REQUIRE(bench.catalog->acquire(lease).granted);
  CHECK(bench.failure("sync.run", R"({"sync": "acme/items"})") == "WB9201");
  CHECK(bench.last_error.find("process " + std::to_string(lease.owner.pid)) != std::string::npos);
  bench.catalog->release(sync_id, "held");

  lease.owner.start_ticks += 1;  // a process of this boot that is no more
  catalog::Run run;
  run.id = lease.run_id;
  run.sync_id = sync_id;
  run.sync_name = "acme/items";
  run.started_at = bench.now;
  REQUIRE(bench.catalog->acquire(lease).granted);
  bench.catalog->start_run(run);
  CHECK(bench.failure("sync.run", R"({"sync": "acme/items"})") == "");
  CHECK(text_at(bench.call("run.get", R"({"run": "held"})"), "/status") == "orphaned");
}

TEST_CASE("a full disk under the catalog, at every write: one error, and the next run heals it") {
  std::int64_t failures = 0;
  std::int64_t after_commit = 0;
  for (std::int64_t nth = 1;; nth += 2) {
    CAPTURE(nth);
    FaultyVfs vfs;
    Bench bench;
    bench.set_up();
    bench.source.run("INSERT INTO items VALUES (NULL, 'no key', 'acme', '2026-01-01T00:00:00Z')");
    vfs.fail(kAnyWrite, nth, SQLITE_FULL, true, "waybill.db");
    std::string code;
    std::string message;
    try {
      const base::Json run = bench.call("sync.run", R"({"sync": "acme/items"})");
    } catch (const Error& error) {
      code = error.code().id;
      message = error.message();
    }
    const bool struck = vfs.failed() > 0;
    vfs.heal();
    if (!struck) {
      CHECK(code == "");
      break;
    }
    ++failures;
    if (message.find("delivered its rows") != std::string::npos) ++after_commit;
    // A write may fail where nothing depends on it (a checkpoint at close); else it is told.
    if (!code.empty()) CHECK(code == codes::catalog_full.id);
    bench.reopen();
    bench.now += 61'000'000;  // past the silence of a lease that could not be given back
    CHECK(bench.failure("sync.run", R"({"sync": "acme/items"})") == "");
    CHECK(delivered(bench) == std::vector<std::string>{"1|'a'", "2|'b'"});
    CHECK(bench.call("run.list", R"({"status": "running"})").find("items")->as_array().empty());
    CHECK(bench.call("reject.list").find("items")->as_array().size() == 1);
  }
  CHECK(failures > 5);
  CHECK(after_commit > 0);
  MESSAGE("failed catalog writes survived: " << failures << ", " << after_commit
                                             << " of them after the commit");
}

TEST_SUITE_END();

// Alerts: told once when a rule begins to hold, once when it ends, at least once over crashes.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/process.hpp"
#include "service/sync_bench.hpp"
#include "support/faulty_vfs.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

struct AlertBench : SyncBench {
  std::vector<base::Json> told;
  bool taken = true;

  AlertBench() { listen(); }
  void listen() {
    environment.alert = [this](const std::string& event) {
      told.push_back(base::parse_json_or_throw(event, "event"));
      return taken;
    };
  }
  // "failed firing; failed resolved" of what was told since this was asked last.
  std::string heard() {
    std::string text;
    for (const base::Json& event : told) {
      text += (text.empty() ? "" : "; ") + text_at(event, "/rule") + " " + text_at(event, "/state");
    }
    told.clear();
    return text;
  }
  void refuse_all() { SqliteFile(folder.file("acme.db")).run("ALTER TABLE items RENAME TO away"); }
};

}  // namespace

TEST_SUITE_BEGIN("service: alerts");

TEST_CASE("a failure is told once, and so is the recovery") {
  AlertBench bench;
  bench.apply_sync(R"("alerts": {"failed": true})");
  bench.run();
  CHECK(bench.heard() == "");
  bench.change("ALTER TABLE items RENAME TO away");
  CHECK_THROWS_AS(bench.run(), Error);
  REQUIRE(bench.told.size() == 1);
  const base::Json first = bench.told[0];
  CHECK(text_at(first, "/code") == "WB9108");
  CHECK(text_at(first, "/sync") == "people");
  CHECK(text_at(first, "/destination") == "acme");
  CHECK(text_at(first, "/status") == "error");
  CHECK(bench.heard() == "failed firing");
  CHECK_THROWS_AS(bench.run(), Error);
  CHECK(bench.heard() == "");
  CHECK(text_at(bench.call("alert.list"), "/items/0/rule") == "failed");
  bench.change("ALTER TABLE away RENAME TO items");
  bench.reopen();  // another process knows
  bench.run();
  REQUIRE(bench.told.size() == 1);
  CHECK(text_at(bench.told[0], "/alert_id") == text_at(first, "/alert_id"));
  CHECK(text_at(bench.told[0], "/event_id") != text_at(first, "/event_id"));
  CHECK(text_at(bench.told[0], "/since") == text_at(first, "/at"));
  CHECK(bench.heard() == "failed resolved");
  CHECK(bench.call("alert.list").find("items")->as_array().empty());
}

TEST_CASE("without rules nothing is told; the destination's hold for syncs without any") {
  AlertBench bench;
  bench.change("ALTER TABLE items RENAME TO away");
  bench.apply_sync("");
  CHECK_THROWS_AS(bench.run(), Error);
  CHECK(bench.heard() == "");
  bench.apply(R"({"destination": {"name": "acme", "connection": "to", "recipient": "Acme",
                  "alerts": {"failed": true}}})");
  CHECK_THROWS_AS(bench.run(), Error);
  CHECK(bench.heard() == "failed firing");
  bench.apply_sync(R"("alerts": {"partial": true})");
  CHECK_THROWS_AS(bench.run(), Error);
  CHECK(bench.heard() == "failed resolved");  // the rule was taken away
}

TEST_CASE("refused rows, no rows, more rows than usual, and full runs") {
  AlertBench bench;
  bench.apply_sync(
      R"("mode": "mirror", "delete_guard": false, "alerts": {"partial": true, "zero_rows": true,
         "full_run": true, "row_count_factor": 3, "last_runs": 5})");
  for (int i = 0; i < 3; ++i) bench.run();
  CHECK(bench.heard() == "");
  bench.change("INSERT INTO items VALUES (9, x'ff', 'acme', '2026-01-01T00:00:00Z')");
  bench.run();
  CHECK(bench.heard() == "partial firing");
  bench.change(
      "DELETE FROM items WHERE id = 9; "
      "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 109) "
      "INSERT INTO items SELECT i, 'n', 'acme', '2026-01-01T00:00:00Z' FROM n");
  bench.run();
  CHECK(bench.heard() == "partial resolved; row_count_factor firing");
  bench.change("DELETE FROM items WHERE id > 99");
  bench.run();
  CHECK(bench.heard() == "row_count_factor resolved");
  bench.change("UPDATE items SET org = 'nobody' WHERE org = 'acme'");
  bench.run();
  CHECK(bench.heard() == "zero_rows firing; row_count_factor firing");
  bench.change("UPDATE items SET org = 'acme' WHERE org = 'nobody'");
  SqliteFile(bench.folder.file("acme.db")).run("DROP TABLE items");
  bench.run();
  CHECK(bench.told.back().find("message")->as_string() ==
        "sync 'people' read everything: destination_table_missing");
  CHECK(bench.heard() == "zero_rows resolved; row_count_factor resolved; full_run event");
  bench.run(R"("full_refresh": true)");
  CHECK(bench.heard() == "");  // somebody asked for it
}

TEST_CASE("what took too long") {
  AlertBench bench;
  bench.apply_sync(R"("alerts": {"longer_than_s": 5})");
  int asked = 0;
  bench.environment.clock = [&] { return bench.now += ++asked * base::Micros{2'000'000}; };
  bench.run();
  CHECK(bench.heard() == "longer_than_s firing");
  bench.environment.clock = [&] { return bench.now; };
  bench.run();
  CHECK(bench.heard() == "longer_than_s resolved");
}

TEST_CASE("what is overdue, by its schedule and without one") {
  AlertBench bench;
  bench.apply_sync(R"("schedule": {"every": "10m"}, "alerts": {"overdue_s": 300})");
  const auto check = [&](base::Micros later) {
    bench.now += later * 1'000'000;
    return bench.call("alert.check");
  };
  check(700);
  CHECK(bench.heard() == "");  // due at once, and the schedule is as old as the document
  check(300);
  CHECK(bench.heard() == "overdue_s firing");
  CHECK(text_at(check(60), "/firing") == "1");
  CHECK(bench.heard() == "");
  bench.call("schedule.run_due");
  CHECK(bench.heard() == "overdue_s resolved");
  bench.call("sync.pause", R"({"sync": "people"})");
  check(10'000);
  CHECK(bench.heard() == "");
  bench.apply_sync(R"("alerts": {"overdue_s": 300})");
  check(0);
  CHECK(bench.heard() == "overdue_s firing");
  bench.run();
  CHECK(bench.heard() == "overdue_s resolved");
}

TEST_CASE("what nobody takes is told again, under the same id, and fails no run") {
  AlertBench bench;
  bench.apply_sync(R"("alerts": {"full_run": true})");
  bench.run();
  SqliteFile(bench.folder.file("acme.db")).run("DROP TABLE items");
  bench.taken = false;
  CHECK(text_at(bench.run(), "/status") == "success");
  REQUIRE(bench.told.size() == 1);
  const std::string id = text_at(bench.told[0], "/event_id");
  CHECK(base::write_json(
            bench.call("run.events", R"({"run": ")" + text_at(bench.told[0], "/run_id") + "\"}"))
            .find("alert_not_told") != std::string::npos);
  bench.told.clear();
  CHECK(text_at(bench.call("alert.check"), "/untold") == "1");
  CHECK(bench.told.empty());  // not at once
  bench.now += 121'000'000;
  bench.taken = true;
  CHECK(text_at(bench.call("alert.check"), "/told") == "1");
  REQUIRE(bench.told.size() == 1);
  CHECK(text_at(bench.told[0], "/event_id") == id);
  bench.now += 121'000'000;
  CHECK(text_at(bench.call("alert.check"), "/untold") == "0");
  // In the end it is given up.
  SqliteFile(bench.folder.file("acme.db")).run("DROP TABLE items");
  bench.told.clear();
  bench.taken = false;
  bench.run();
  for (int i = 0; i < 15; ++i) {
    bench.now += 121'000'000;
    bench.call("alert.check");
  }
  CHECK(bench.told.size() == 10);
}

TEST_CASE("events wait for somebody who is told") {
  AlertBench bench;
  bench.apply_sync(R"("alerts": {"failed": true})");
  bench.environment.alert = {};
  bench.change("ALTER TABLE items RENAME TO away");
  std::string logged;
  bench.environment.log = [&](base::LogLevel, std::string_view event, const base::Json& fields) {
    if (event == "alert") logged += text_at(fields, "/rule") + " " + text_at(fields, "/state");
  };
  CHECK_THROWS_AS(bench.run(), Error);
  CHECK(logged == "failed firing");
  bench.reopen();
  bench.listen();
  CHECK(text_at(bench.call("alert.check"), "/told") == "1");
  CHECK(bench.heard() == "failed firing");
}

TEST_CASE("whichever write of the catalog fails, it is told in the end, and once") {
  std::int64_t failures = 0;
  for (std::int64_t nth = 1;; nth += 2) {
    CAPTURE(nth);
    FaultyVfs vfs;
    AlertBench bench;
    bench.apply_sync(R"("alerts": {"partial": true})");
    bench.change("INSERT INTO items VALUES (9, x'ff', 'acme', '2026-01-01T00:00:00Z')");
    vfs.fail(kAnyWrite, nth, SQLITE_FULL, true, "waybill.db");
    bench.failure("sync.run", R"({"sync": "people"})");
    const bool struck = vfs.failed() > 0;
    vfs.heal();
    bench.reopen();
    bench.now += 121'000'000;
    CHECK(bench.failure("sync.run", R"({"sync": "people"})") == "");
    std::vector<std::string> ids;
    for (const base::Json& event : bench.told) {
      CHECK(text_at(event, "/state") == "firing");
      ids.push_back(text_at(event, "/event_id"));
    }
    std::ranges::sort(ids);
    CHECK(!ids.empty());
    CHECK(std::unique(ids.begin(), ids.end()) - ids.begin() == 1);
    if (!struck) break;
    ++failures;
  }
  CHECK(failures > 5);
}

TEST_CASE("what held of a sync that is no more holds no more") {
  AlertBench bench;
  bench.apply_sync(R"("alerts": {"failed": true})");
  bench.change("ALTER TABLE items RENAME TO away");
  CHECK_THROWS_AS(bench.run(), Error);
  CHECK(bench.heard() == "failed firing");
  bench.call("sync.delete", R"({"name": "people"})");
  CHECK(text_at(bench.call("alert.check"), "/firing") == "0");
  CHECK(bench.heard() == "");
}

TEST_CASE("a run whose process died is a failure") {
  AlertBench bench;
  bench.apply_sync(R"("alerts": {"failed": true})");
  bench.run();
  catalog::Run run;
  run.id = "dead";
  run.sync_id = text_at(bench.call("sync.get", R"({"name": "people"})"), "/id");
  run.sync_name = "people";
  run.started_at = bench.now;
  bench.catalog->start_run(run);
  bench.run();
  CHECK(bench.heard() == "failed firing; failed resolved");
}

TEST_SUITE_END();

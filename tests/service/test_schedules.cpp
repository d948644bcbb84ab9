#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/process.hpp"
#include "base/uuid.hpp"
#include "service/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

constexpr base::Micros kMinute = 60'000'000;
constexpr const char* kHourly =
    R"({"destination": {"name": "acme", "connection": "to", "recipient": "Acme",
        "frequency_minutes": 60}})";
constexpr const char* kOwn =
    R"({"sync": {"name": "often", "model": "items", "destination": "globex",
        "schedule": {"every": "10m"}}})";

std::size_t size_at(const base::Json& value, const char* pointer) {
  const base::Json* found = value.at_pointer(pointer);
  REQUIRE(found != nullptr);
  return found->as_array().size();
}

std::size_t runs_of(Bench& bench, const std::string& sync) {
  return size_at(bench.call("run.list", R"({"sync": ")" + sync + "\"}"), "/items");
}

std::string id_of(Bench& bench, model::Kind kind, const char* name) {
  return bench.catalog->find(kind, name)->id;
}

// A process that is no more.
base::ProcessId dead_process() {
  base::ProcessId dead = base::this_process();
  ++dead.start_ticks;
  return dead;
}

// As a process leaves it that dies after it claimed a start, with or without a run begun.
std::string leave_claim(Bench& bench, const std::string& owner, const std::string& schedule,
                        base::Micros tick) {
  const std::string claim = base::new_uuid(bench.now);
  bench.catalog->acquire({"schedule/" + owner, claim, "x", dead_process(), bench.now});
  bench.catalog->put_schedule_state(
      {owner, schedule, tick - kMinute, catalog::ScheduleState::Claim{claim, tick, tick}});
  return claim;
}

}  // namespace

TEST_SUITE_BEGIN("service: schedules");

TEST_CASE("a transfer starts when it is due, once, and missed starts are one") {
  Bench bench;
  bench.set_up();
  bench.apply(kHourly);
  bench.now += 30 * kMinute;  // 12:30
  base::Json answer = bench.call("schedule.run_due");
  CHECK(size_at(answer, "/ran") == 0);
  CHECK(text_at(answer, "/next_due") == "2026-03-01T13:00:00.000000Z");
  CHECK(text_at(bench.call("schedule.next_due"), "/first/name") == "acme");
  bench.now += 200 * kMinute;  // 15:50
  base::Json list = bench.call("schedule.list");
  REQUIRE(size_at(list, "/items") == 1);
  CHECK(text_at(list, "/items/0/next_due") == "2026-03-01T13:00:00.000000Z");
  CHECK(text_at(list, "/items/0/seconds_behind") == "10200");
  CHECK(text_at(list, "/items/0/last_run") == "null");
  answer = bench.call("schedule.run_due");
  REQUIRE(size_at(answer, "/ran") == 1);
  CHECK(text_at(answer, "/ran/0/status") == "success");
  CHECK(text_at(answer, "/ran/0/due_at") == "2026-03-01T13:00:00.000000Z");
  CHECK(text_at(answer, "/next_due") == "2026-03-01T16:00:00.000000Z");
  CHECK(size_at(bench.call("schedule.run_due"), "/ran") == 0);
  CHECK(runs_of(bench, "acme/items") == 1);
  const base::Json runs = bench.call("run.list");
  CHECK(text_at(runs, "/items/0/trigger") == "schedule");
  CHECK(text_at(runs, "/items/0/transfer_id") != "null");
  CHECK(text_at(bench.call("schedule.list"), "/items/0/last_run/status") == "success");
}

TEST_CASE("a sync with a schedule of its own goes by it, not by its destination's") {
  Bench bench;
  bench.set_up();
  bench.apply(kOwn);
  bench.apply(R"({"destination": {"name": "globex", "connection": "to2", "recipient": "Globex",
                  "frequency_minutes": 60}})");
  bench.now += 61 * kMinute;
  const base::Json answer = bench.call("schedule.run_due");
  REQUIRE(size_at(answer, "/ran") == 2);
  CHECK(runs_of(bench, "often") == 1);
  CHECK(size_at(bench.call("run.list"), "/items") == 1);
}

TEST_CASE("what is paused or disabled does not run, and is not made up for") {
  Bench bench;
  bench.set_up();
  bench.apply(replaced(kOwn, "\"schedule\"", "\"paused\": true, \"schedule\""));
  bench.apply(replaced(kHourly, "\"frequency", "\"is_enabled\": false, \"frequency"));
  bench.now += 65 * kMinute;
  CHECK(size_at(bench.call("schedule.run_due"), "/ran") == 0);
  const base::Json list = bench.call("schedule.list");
  CHECK(text_at(list, "/items/0/stopped") == "paused");
  CHECK(text_at(list, "/items/0/next_due") == "null");
  CHECK(text_at(list, "/items/1/stopped") == "disabled");
  CHECK(text_at(bench.call("schedule.next_due"), "/next_due") == "null");
  bench.apply(kOwn);
  CHECK(size_at(bench.call("schedule.run_due"), "/ran") == 0);
  bench.now += 5 * kMinute;
  CHECK(size_at(bench.call("schedule.run_due"), "/ran") == 1);
}

TEST_CASE("a failing run is on record, does not stop others, and is not repeated before its time") {
  Bench bench;
  bench.set_up();
  bench.apply(
      replaced(replaced(Bench::kModel, "\"model_name\": \"items\"", "\"model_name\": \"gone\""),
               "\"source_table\": \"items\"", "\"source_table\": \"gone_\""));
  bench.apply(replaced(kOwn, "\"items\"", "\"gone\""));
  bench.apply(kHourly);
  bench.now += 61 * kMinute;
  const base::Json answer = bench.call("schedule.run_due");
  REQUIRE(size_at(answer, "/ran") == 2);
  CHECK(text_at(bench.call("run.list", R"({"sync": "often"})"), "/items/0/status") == "error");
  CHECK(text_at(bench.call("run.list", R"({"sync": "acme/items"})"), "/items/0/status") ==
        "success");
  CHECK(size_at(bench.call("schedule.run_due"), "/ran") == 0);
}

TEST_CASE("a start whose process died before its run is carried out, once") {
  Bench bench;
  bench.set_up();
  bench.apply(kOwn);
  bench.now += 11 * kMinute;
  leave_claim(bench, id_of(bench, model::Kind::sync, "often"), "every 10m", bench.now - kMinute);
  const base::Json answer = bench.call("schedule.run_due");
  REQUIRE(size_at(answer, "/ran") == 1);
  CHECK(text_at(answer, "/ran/0/status") == "success");
  CHECK(runs_of(bench, "often") == 1);
  CHECK(size_at(bench.call("schedule.run_due"), "/ran") == 0);
}

TEST_CASE("a start whose run ended before its process died is not run again") {
  Bench bench;
  bench.set_up();
  bench.apply(kOwn);
  bench.now += 11 * kMinute;
  const std::string owner = id_of(bench, model::Kind::sync, "often");
  const std::string claim = leave_claim(bench, owner, "every 10m", bench.now - kMinute);
  catalog::Run run;
  run.id = claim;
  run.sync_id = owner;
  run.sync_name = "often";
  run.started_at = bench.now;
  bench.catalog->start_run(run);
  SUBCASE("and was recorded") {
    run.status = catalog::RunStatus::success;
    run.report = base::Json::object();
    bench.catalog->finish_run(run);
    const base::Json answer = bench.call("schedule.run_due");
    CHECK(text_at(answer, "/ran/0/runs/0/run_id") == claim);
    CHECK(runs_of(bench, "often") == 1);
  }
  SUBCASE("but one that committed nothing is") {
    const base::Json answer = bench.call("schedule.run_due");
    CHECK(text_at(answer, "/ran/0/status") == "success");
    CHECK(runs_of(bench, "often") == 2);
    CHECK(bench.catalog->run(claim)->status == catalog::RunStatus::orphaned);
  }
  CHECK(size_at(bench.call("schedule.run_due"), "/ran") == 0);
  CHECK_FALSE(bench.catalog->schedule_state(owner)->claim);
}

TEST_CASE(
    "a start waits for the run of its sync that goes on, then is one run; after a day it expires") {
  Bench bench;
  bench.set_up();
  bench.apply(kOwn);
  const std::string owner = id_of(bench, model::Kind::sync, "often");
  bench.now += 11 * kMinute;
  const auto beat = [&] {
    bench.catalog->acquire({owner, "by hand", "ann", base::this_process(), bench.now});
  };
  beat();
  base::Json answer = bench.call("schedule.run_due");
  CHECK(text_at(answer, "/ran/0/status") == "waiting");
  CHECK(text_at(answer, "/ran/0/runs/0/error/code") == "WB9201");
  CHECK(text_at(answer, "/seconds") == "5");
  CHECK(runs_of(bench, "often") == 0);
  CHECK(text_at(bench.call("schedule.list"), "/items/0/seconds_behind") == "60");
  SUBCASE("it ends in time") {
    bench.now += 45 * kMinute;
    bench.catalog->release(owner, "by hand");
    answer = bench.call("schedule.run_due");
    CHECK(text_at(answer, "/ran/0/status") == "success");
    CHECK(text_at(answer, "/ran/0/due_at") == "2026-03-01T12:10:00.000000Z");
    CHECK(text_at(answer, "/next_due") == "2026-03-01T13:00:00.000000Z");
    CHECK(runs_of(bench, "often") == 1);
  }
  SUBCASE("it goes on") {
    bench.now += 25 * 60 * kMinute;
    beat();
    answer = bench.call("schedule.run_due");
    CHECK(text_at(answer, "/ran/0/status") == "error");
    const base::Json runs = bench.call("run.list", R"({"status": "expired"})");
    REQUIRE(size_at(runs, "/items") == 1);
    CHECK(text_at(runs, "/items/0/run_id") == text_at(answer, "/ran/0/runs/0/run_id"));
    CHECK(text_at(answer, "/next_due") == "2026-03-02T13:20:00.000000Z");
    bench.catalog->release(owner, "by hand");
    CHECK(size_at(bench.call("schedule.run_due"), "/ran") == 0);
  }
  CHECK_FALSE(bench.catalog->schedule_state(owner)->claim);
}

TEST_CASE("a run that another process died over is closed, though nothing of it is due") {
  Bench bench;
  bench.set_up();
  const base::Json sync = bench.call("sync.get", R"({"name": "acme/items"})");
  catalog::Run run;
  run.id = base::new_uuid(bench.now);
  run.sync_id = text_at(sync, "/id");
  run.sync_name = "acme/items";
  run.started_at = bench.now;
  bench.catalog->start_run(run);
  SUBCASE("its process is dead") {
    bench.catalog->acquire({run.sync_id, run.id, "x", dead_process(), bench.now});
    CHECK(size_at(bench.call("schedule.run_due"), "/ran") == 0);
    CHECK(bench.catalog->run(run.id)->status == catalog::RunStatus::orphaned);
  }
  SUBCASE("its process is dead, and it is cancelled") {
    bench.catalog->acquire({run.sync_id, run.id, "x", dead_process(), bench.now});
    CHECK(text_at(bench.call("run.cancel", R"({"run": ")" + run.id + "\"}"), "/status") ==
          "orphaned");
  }
  SUBCASE("its process lives") {
    bench.catalog->acquire({run.sync_id, run.id, "x", base::this_process(), bench.now});
    bench.call("schedule.run_due");
    CHECK(bench.catalog->run(run.id)->status == catalog::RunStatus::running);
  }
}

TEST_CASE("hosts that call at once run each start once") {
  Bench bench;
  bench.set_up();
  bench.apply(kOwn);
  bench.apply(kHourly);
  for (int round = 1; round <= 5; ++round) {
    bench.now += 61 * kMinute;
    std::vector<std::jthread> hosts;
    for (int i = 0; i < 4; ++i) {
      hosts.emplace_back([&] {
        const auto own =
            catalog::Catalog::open(bench.folder.file("waybill.db"), bench.environment.clock);
        service::Call call{bench.environment, own.get(), {}, base::Json::object(), {}, {}};
        service::run(*service::find_operation("schedule.run_due"), call);
      });
    }
    hosts.clear();
    CHECK(runs_of(bench, "often") == static_cast<std::size_t>(round));
    CHECK(runs_of(bench, "acme/items") == static_cast<std::size_t>(round));
  }
}

TEST_CASE("a loop runs until it is cancelled, and says what it does") {
  Bench bench;
  bench.set_up();
  bench.environment.clock = base::system_now;
  bench.reopen();
  bench.apply(replaced(kOwn, "10m", "1s"));
  base::CancelToken cancel;
  std::vector<std::string> events;
  service::Call call{bench.environment,
                     bench.catalog.get(),
                     {},
                     base::parse_json_or_throw(R"({"until_stopped": true})", "params"),
                     cancel,
                     [&](const base::Json& event) {
                       events.push_back(text_at(event, "/event"));
                       return std::ranges::count(events, "schedule.ended") < 2;
                     }};
  try {
    service::run(*service::find_operation("schedule.run_due"), call);
    FAIL("it ended by itself");
  } catch (const Error& error) {
    CHECK(error.code().id == codes::cancelled.id);
  }
  CHECK(std::ranges::count(events, "schedule.started") >= 2);
  CHECK(runs_of(bench, "often") >= 2);
}

TEST_CASE("a run is cancelled from another handle, and its events tell of it") {
  Bench bench;
  bench.set_up();
  bench.environment.clock = base::system_now;
  bench.reopen();
  std::string operation = "sync.run";
  std::string given = R"({"sync": "acme/items"})";
  std::string answer = "WB9092";
  SUBCASE("that a person started") {}
  SUBCASE("that was due: the other starts go on") {
    operation = "schedule.run_due";
    given = "{}";
    answer = "cancelled";
    bench.apply(R"({"sync": {"name": "acme/items", "model": "items", "destination": "acme",
                    "schedule": {"every": "1s"}}})");
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  }
  bench.source.run(
      "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) "
      "INSERT INTO items SELECT i, 'x', 'acme', '2026-01-01T00:00:00Z' FROM n");
  std::string failure;
  std::jthread runs([&] {
    const auto own =
        catalog::Catalog::open(bench.folder.file("waybill.db"), bench.environment.clock);
    service::Call call{
        bench.environment, own.get(), {}, base::parse_json_or_throw(given, "params"), {}, {}};
    try {
      const base::Json result = service::run(*service::find_operation(operation), call);
      failure = text_at(result, "/ran/0/runs/0/status");
    } catch (const Error& error) {
      failure = error.code().id;
    }
  });
  base::Json list;
  do {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    list = bench.call("run.list");
  } while (size_at(list, "/items") == 0);
  const std::string params = R"({"run": ")" + text_at(list, "/items/0/run_id") + "\"}";
  CHECK(text_at(bench.call("run.cancel", params), "/asked") == "true");
  runs.join();
  CHECK(failure == answer);
  CHECK(text_at(bench.call("run.get", params), "/status") == "cancelled");
  CHECK(text_at(bench.call("run.cancel", params), "/asked") == "false");
  const base::Json events = bench.call("run.events", params);
  REQUIRE(size_at(events, "/items") == 3);
  CHECK(text_at(events, "/items/0/event") == "started");
  CHECK(text_at(events, "/items/1/event") == "cancel_asked");
  CHECK(text_at(events, "/items/1/fields/actor") == "tester");
  CHECK(text_at(events, "/items/2/fields/status") == "cancelled");
  CHECK(bench.failure("run.cancel", R"({"run": "x"})") == "WB9007");
  CHECK(bench.failure("run.events", R"({"run": "x"})") == "WB9007");
}

TEST_CASE("runs are listed by their tags and in either order") {
  Bench bench;
  bench.set_up();
  for (const char* tags : {R"({"a": "1"})", R"({"a": "1", "b'\"": "2"})", R"({"a": "2"})"}) {
    bench.now += kMinute;
    bench.call("sync.run", fmt::format(R"({{"sync": "acme/items", "tags": {}}})", tags));
  }
  const auto count = [&](const std::string& params) {
    return size_at(bench.call("run.list", params), "/items");
  };
  CHECK(count(R"({"tags": {"a": "1"}})") == 2);
  CHECK(count(R"({"tags": {"a": "1", "b'\"": "2"}})") == 1);
  CHECK(count(R"({"tags": {"a": "1", "b": "2"}})") == 0);
  const base::Json first = bench.call("run.list", R"({"order": "oldest_first", "page_size": 2})");
  CHECK(text_at(first, "/items/0/started_at") < text_at(first, "/items/1/started_at"));
  const std::string cursor = text_at(first, "/next");
  const base::Json rest =
      bench.call("run.list", fmt::format(R"({{"order": "oldest_first", "cursor": "{}"}})", cursor));
  REQUIRE(size_at(rest, "/items") == 1);
  CHECK(text_at(rest, "/items/0/tags/a") == "2");
  CHECK(bench.failure("run.list", fmt::format(R"({{"cursor": "{}"}})", cursor)) == "WB9001");
}

TEST_SUITE_END();

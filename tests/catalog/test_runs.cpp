// Runs and dead letters: kept once, listed fast.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <limits>
#include <set>

#include "catalog/support.hpp"

namespace waybill::tests {

namespace {

using base::Json;
using catalog::RunFilter;
using catalog::RunStatus;

constexpr RunStatus all_statuses[] = {
    RunStatus::running,   RunStatus::success,  RunStatus::partial_failure, RunStatus::error,
    RunStatus::cancelled, RunStatus::orphaned, RunStatus::expired};

std::vector<std::string> ids_of(catalog::Catalog& catalog, const RunFilter& filter,
                                std::int64_t size = 1000) {
  std::vector<std::string> ids;
  catalog::Page page{size, ""};
  do {
    const auto listing = catalog.runs(filter, page);
    for (const auto& run : listing.items) ids.push_back(run.id);
    page.after = listing.next;
  } while (!page.after.empty());
  return ids;
}

void add_run(catalog::Catalog& catalog, const std::string& id, base::Micros started,
             RunStatus status, std::optional<base::Micros> ended) {
  auto run = sample_run(id, started);
  run.status = status;
  run.ended_at = ended;
  catalog.start_run(run);
}

}  // namespace

TEST_CASE("statuses are read as they are written") {
  for (RunStatus status : all_statuses) {
    CHECK(catalog::parse_run_status(to_string(status)) == status);
  }
  CHECK(!catalog::parse_run_status("Running"));
  CHECK(!catalog::parse_run_status(""));
}

TEST_CASE("a run is kept with all it says") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  auto run = sample_run("r1", start_of_time);
  run.transfer_id = "t1";
  run.tags = {{"team", "data"}, {"a'b\"", ""}, {"", "empty"}};
  catalog->start_run(run);
  auto found = catalog->run("r1");
  REQUIRE(found.has_value());
  CHECK(found->sync_id == run.sync_id);
  CHECK(found->sync_name == run.sync_name);
  CHECK(found->destination == run.destination);
  CHECK(found->model == run.model);
  CHECK(found->tenant == run.tenant);
  CHECK(found->transfer_id == "t1");
  CHECK(found->trigger == "manual");
  CHECK(found->actor == "tester");
  CHECK(found->status == RunStatus::running);
  CHECK(found->started_at == start_of_time);
  CHECK(!found->ended_at);
  CHECK(found->report.is_null());
  CHECK(found->tags == run.tags);
  CHECK(!catalog->run("r2"));
}

TEST_CASE("a run ends once; a finished run stays as it is") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  auto run = sample_run("r1", start_of_time);
  catalog->start_run(run);
  run.status = RunStatus::success;
  run.ended_at = start_of_time + second;
  run.report = Json::object({{"read", Json(5)}});
  run.sync_name = "changed meanwhile";
  catalog->finish_run(run);
  run.status = RunStatus::orphaned;
  run.ended_at = start_of_time + 9 * second;
  run.report = Json();
  catalog->finish_run(run);
  const auto found = catalog->run("r1");
  CHECK(found->status == RunStatus::success);
  CHECK(found->ended_at == start_of_time + second);
  CHECK(found->report == Json::object({{"read", Json(5)}}));
  CHECK(found->sync_name == "orders_to_lake");
}

TEST_CASE("a run without an end gets the clock's when it is over") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  auto run = sample_run("r1", start_of_time);
  catalog->start_run(run);
  *time.now += second;
  run.status = RunStatus::error;
  catalog->finish_run(run);
  CHECK(catalog->run("r1")->ended_at == start_of_time + second);
}

TEST_CASE("a run that is not there cannot end, and none starts twice") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  auto run = sample_run("r1", 1);
  run.status = RunStatus::success;
  check_clear(error_of([&] { catalog->finish_run(run); }), "WB9007", "r1");
  run.status = RunStatus::running;
  catalog->start_run(run);
  CHECK(code_of([&] { catalog->start_run(run); }) == "WB9310");
  CHECK(code_of([&] { catalog->finish_run(run); }) == "WB9090");
  CHECK(catalog->run("r1")->status == RunStatus::running);
}

TEST_CASE("runs are listed newest first, ties by id, in pages without gaps") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  std::vector<std::string> expected;
  catalog->in_transaction([&] {
    for (int i = 0; i < 40; ++i) {
      add_run(*catalog, fmt::format("r{:02}", i), i / 10, RunStatus::running, std::nullopt);
    }
  });
  for (int i = 39; i >= 0; --i) expected.push_back(fmt::format("r{:02}", i));
  for (std::int64_t size : {1, 7, 39, 40, 41}) CHECK(ids_of(*catalog, {}, size) == expected);
}

TEST_CASE("every combination of filters gives the runs that fit, in every page size") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  struct Made {
    std::string id, sync, destination;
    RunStatus status;
    std::optional<base::Micros> ended;
  };
  std::vector<Made> made;
  catalog->in_transaction([&] {
    made.clear();
    for (int i = 0; i < 120; ++i) {
      auto run = sample_run(fmt::format("r{:03}", i), 1000 + i);
      run.sync_name = i % 3 == 0 ? "Größe" : "other";
      run.destination = i % 4 == 0 ? "Lake" : "sea";
      run.status = all_statuses[i % 6];
      if (run.status != RunStatus::running) run.ended_at = 1000 + i + (i % 7) * 10;
      catalog->start_run(run);
      made.push_back({run.id, run.sync_name, run.destination, run.status, run.ended_at});
    }
  });
  int not_empty = 0;
  for (const char* sync : {"", "GRÖßE", "nobody"}) {
    for (const char* destination : {"", "lake"}) {
      for (int status = -1; status < 6; ++status) {
        for (std::optional<base::Micros> before :
             {std::optional<base::Micros>(), std::optional<base::Micros>(1060)}) {
          for (std::optional<base::Micros> after :
               {std::optional<base::Micros>(), std::optional<base::Micros>(1036)}) {
            RunFilter filter{sync, destination, std::nullopt, before, after};
            if (status >= 0) filter.status = all_statuses[status];
            std::vector<std::string> expected;
            for (auto run = made.rbegin(); run != made.rend(); ++run) {
              const bool fits =
                  (filter.sync.empty() || (filter.sync == "GRÖßE" && run->sync == "Größe")) &&
                  (filter.destination.empty() || run->destination == "Lake") &&
                  (!filter.status || run->status == *filter.status) &&
                  (!before || (run->ended && *run->ended < *before)) &&
                  (!after || (run->ended && *run->ended >= *after));
              if (fits) expected.push_back(run->id);
            }
            if (!expected.empty()) ++not_empty;
            CHECK(ids_of(*catalog, filter, 1000) == expected);
            CHECK(ids_of(*catalog, filter, 3) == expected);
          }
        }
      }
    }
  }
  CHECK(not_empty > 40);
}

TEST_CASE("runs of a model are found by the name it had") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  auto run = sample_run("r1", 1);
  run.model = "orders";
  catalog->start_run(run);
  run = sample_run("r2", 2);
  run.model = "Orders";
  catalog->start_run(run);
  RunFilter filter;
  filter.model = "orders";
  CHECK(ids_of(*catalog, filter) == std::vector<std::string>{"r1"});
  filter.status = RunStatus::success;
  CHECK(ids_of(*catalog, filter).empty());
}

TEST_CASE("ended_before is exclusive and ended_after inclusive") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  add_run(*catalog, "r", 1, RunStatus::success, 100);
  RunFilter filter;
  filter.ended_before = 100;
  CHECK(ids_of(*catalog, filter).empty());
  filter.ended_before = 101;
  CHECK(ids_of(*catalog, filter).size() == 1);
  filter.ended_after = 100;
  CHECK(ids_of(*catalog, filter).size() == 1);
  filter.ended_after = 101;
  filter.ended_before.reset();
  CHECK(ids_of(*catalog, filter).empty());
}

TEST_CASE("a page of 100,000 runs takes under 50 ms, wherever it lies and whatever the filter") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  open_catalog(path);
  raw_sql(path, R"(
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
    INSERT INTO runs (id, sync_id, sync_name, sync_folded, destination, destination_folded, model,
      tenant, transfer_id, trigger, actor, status, started_at, ended_at, report, tags)
    SELECT printf('0191d5a0-0000-7000-8000-%012d', i), 's', 'sync' || (i % 20), 'sync' || (i % 20),
      'Lake', 'lake', 'm', 't', '', 'manual', 'a', iif(i = 7, 'error', 'success'), i * 1000,
      i * 1000 + 500, printf('{"text": "%1000s"}', ''), '{}' FROM n)");
  auto catalog = open_catalog(path);
  RunFilter rare, old, sync, none, ended;
  rare.status = RunStatus::error;
  old.ended_before = 200'000;
  sync.sync = "SYNC7";
  sync.status = RunStatus::error;
  none.destination = "lake";
  none.status = RunStatus::cancelled;
  ended.ended_after = 99'000'000;
  ended.destination = "lake";
  catalog->runs({}, {});
  std::string middle = catalog->runs({}, {1000, ""}).next;
  for (int i = 0; i < 50; ++i) middle = catalog->runs({}, {1000, middle}).next;
  const auto best_of_three = [&](const RunFilter& filter, const std::string& after) {
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
      const auto began = std::chrono::steady_clock::now();
      catalog->runs(filter, {100, after});
      const std::chrono::duration<double, std::milli> took =
          std::chrono::steady_clock::now() - began;
      best = std::min(best, took.count());
    }
    return best;
  };
  CHECK(best_of_three({}, "") < 50);
  CHECK(best_of_three({}, middle) < 50);
  CHECK(best_of_three(rare, "") < 50);
  CHECK(best_of_three(old, "") < 50);
  CHECK(best_of_three(sync, "") < 50);
  CHECK(best_of_three(none, "") < 50);
  CHECK(best_of_three(ended, "") < 50);
  CHECK(catalog->runs(rare, {}).items.size() == 1);
  CHECK(catalog->runs(old, {1000, ""}).items.size() == 200);
}

TEST_CASE("a dead letter is kept with all it says") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  auto reject = sample_reject("x1", start_of_time);
  reject.key = Json::object({{"id", Json(nullptr)}, {"n'a\"me", Json(std::string("a\0b", 3))}});
  reject.payload = Json::object({{"text", Json("'); DROP TABLE rejects; --")}});
  reject.attempts = 3;
  reject.last_at = start_of_time + second;
  catalog->add_rejects({reject, sample_reject("x2", start_of_time)});
  const auto found = catalog->reject("x1");
  REQUIRE(found.has_value());
  CHECK(found->sync_id == reject.sync_id);
  CHECK(found->sync_name == reject.sync_name);
  CHECK(found->run_id == "run-1");
  CHECK(found->tenant == "acme");
  CHECK(found->key == reject.key);
  CHECK(found->code == "WB8501");
  CHECK(found->message == reject.message);
  CHECK(found->payload == reject.payload);
  CHECK(found->attempts == 3);
  CHECK(found->first_at == start_of_time);
  CHECK(found->last_at == start_of_time + second);
  CHECK(catalog->reject("x2")->payload.is_null());
  CHECK(!catalog->reject("x3"));
  catalog->add_rejects({});
}

TEST_CASE("copying a dead letter twice is once; another run's refusal counts an attempt") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  const auto first = sample_reject("x", 100);
  catalog->add_rejects({first});
  auto changed = first;
  changed.message = "another text";
  catalog->add_rejects({changed, changed});
  CHECK(catalog->count_rejects({}) == 1);
  CHECK(catalog->reject("x")->message == first.message);
  CHECK(catalog->reject("x")->attempts == 1);

  auto second_run = first;
  second_run.run_id = "run-2";
  second_run.first_at = second_run.last_at = 200;
  for (int i = 0; i < 2; ++i) {
    catalog->add_rejects({second_run});
    const auto found = catalog->reject("x");
    CHECK(found->attempts == 2);
    CHECK(found->run_id == "run-2");
    CHECK(found->first_at == 100);
    CHECK(found->last_at == 200);
  }
  catalog->add_rejects({first});  // copied late: it was counted
  CHECK(catalog->reject("x")->attempts == 2);
  CHECK(catalog->reject("x")->run_id == "run-2");
  CHECK(catalog->count_rejects({}) == 1);
}

TEST_CASE("dead letters are added all or none") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  auto bad = sample_reject("bad", 1);
  for (int i = 0; i < 300; ++i) bad.key = Json(Json::Array{bad.key});
  CHECK(code_of([&] { catalog->add_rejects({sample_reject("good", 1), bad}); }) == "WB9001");
  CHECK(catalog->count_rejects({}) == 0);
}

TEST_CASE("dead letters are listed newest first and counted, by sync and code") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  std::vector<catalog::Reject> rejects;
  for (int i = 0; i < 60; ++i) {
    auto reject = sample_reject(fmt::format("x{:02}", i), i / 4);
    reject.sync_name = i % 2 == 0 ? "Orders" : "other";
    reject.code = i % 3 == 0 ? "WB8502" : "WB8501";
    rejects.push_back(reject);
  }
  catalog->add_rejects(rejects);
  for (const char* sync : {"", "ORDERS", "none"}) {
    for (const char* code : {"", "WB8502", "WB8599"}) {
      const catalog::RejectFilter filter{sync, code};
      std::vector<std::string> expected;
      for (auto reject = rejects.rbegin(); reject != rejects.rend(); ++reject) {
        if (filter.sync == "none" || filter.code == "WB8599") continue;
        if (filter.sync == "ORDERS" && reject->sync_name != "Orders") continue;
        if (!filter.code.empty() && reject->code != filter.code) continue;
        expected.push_back(reject->id);
      }
      std::vector<std::string> seen;
      catalog::Page page{7, ""};
      do {
        const auto listing = catalog->rejects(filter, page);
        for (const auto& reject : listing.items) seen.push_back(reject.id);
        page.after = listing.next;
      } while (!page.after.empty());
      CHECK(seen == expected);
      CHECK(catalog->count_rejects(filter) == static_cast<std::int64_t>(expected.size()));
    }
  }
}

}  // namespace waybill::tests

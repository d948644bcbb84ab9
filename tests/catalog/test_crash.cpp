// Builds with crash points: the process ends on either side of each commit.
#ifdef WAYBILL_CRASH_POINTS

#include <doctest/doctest.h>
#include <stdlib.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "catalog/support.hpp"

namespace waybill::tests {

namespace {

using model::Kind;

// What a whole life of a run writes, and how to see each step from outside.
struct Step {
  const char* point;
  void (*change)(catalog::Catalog&);
  bool (*done)(catalog::Catalog&);
};

catalog::Run finished_run() {
  auto run = sample_run("r", 1);
  run.status = catalog::RunStatus::success;
  return run;
}

constexpr const char* life = "life";

const Step steps[] = {
    {"catalog.put", [](auto& c) { c.put(document(Kind::model, life, base::Json::object()), {}); },
     [](auto& c) { return c.find(Kind::model, life).has_value(); }},
    {"catalog.acquire",
     [](auto& c) {
       c.acquire({"s", "r", "a", base::this_process(), 0});
     },
     [](auto& c) { return c.leases().size() == 1; }},
    {"catalog.start_run", [](auto& c) { c.start_run(sample_run("r", 1)); },
     [](auto& c) { return c.run("r").has_value(); }},
    {"catalog.add_rejects", [](auto& c) { c.add_rejects({sample_reject("x", 1)}); },
     [](auto& c) { return c.count_rejects({}) == 1; }},
    {"catalog.finish_run", [](auto& c) { c.finish_run(finished_run()); },
     [](auto& c) { return c.run("r")->status == catalog::RunStatus::success; }},
    {"catalog.vacuum",
     [](auto& c) {
       c.settle_rejects({"x"}, catalog::RejectState::gone, 2);
       catalog::Retention retention;
       retention.rejects = 3;
       c.vacuum(retention);
     },
     [](auto& c) { return c.count_rejects({}) == 0; }},
    {"catalog.backup", [](auto& c) { c.backup(c.path() + ".copy", false); },
     [](auto& c) { return std::filesystem::exists(c.path() + ".copy"); }},
    {"catalog.schedule",
     [](auto& c) {
       c.put_schedule_state({"s", "every 1h", 1, {}});
     },
     [](auto& c) { return c.schedule_state("s").has_value(); }},
    {"catalog.release", [](auto& c) { c.release("s", "r"); },
     [](auto& c) { return c.leases().empty(); }},
    {"catalog.remove", [](auto& c) { c.remove(Kind::model, life, {}); },
     [](auto& c) { return !c.find(Kind::model, life); }},
};

constexpr const char* path_variable = "WAYBILL_TEST_CATALOG";

bool part_of_another() {
  std::puts("skipped: crash worker is a part of the case below, which starts it");
  return true;
}

}  // namespace

TEST_CASE("crash worker" * doctest::skip(part_of_another())) {
  const char* path = ::getenv(path_variable);
  REQUIRE(path != nullptr);
  auto catalog = open_catalog(path);
  for (const Step& step : steps) step.change(*catalog);
}

TEST_CASE("a kill before a commit leaves nothing of it, one after it everything") {
  for (const Step& step : steps) {
    for (const bool after : {false, true}) {
      const std::string point = std::string(step.point) + (after ? ".after" : ".before");
      CAPTURE(point);
      const TempDir dir;
      const std::string path = dir.file("c.db");
      const pid_t child = start_process([&] {
        ::setenv("WAYBILL_CRASH_AT", point.c_str(), 1);
        ::setenv(path_variable, path.c_str(), 1);
        ::execl("/proc/self/exe", "test_catalog", "--test-case=crash worker", "--no-skip=1",
                static_cast<char*>(nullptr));
        return 97;
      });
      CHECK(wait_for(child) == -SIGKILL);
      auto catalog = open_catalog(path);
      CHECK(catalog->check().problems == std::vector<std::string>{});
      CHECK(step.done(*catalog) == after);
    }
  }
}

}  // namespace waybill::tests

#endif

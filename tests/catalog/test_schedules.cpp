// How far schedules were carried out, what happened in runs, and requests to end them.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "catalog/support.hpp"

namespace waybill::tests {

using catalog::RunStatus;
using catalog::ScheduleState;

TEST_CASE("the state of a schedule is kept whole, and replaced whole") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  CHECK_FALSE(catalog->schedule_state("s"));
  catalog->put_schedule_state({"s", "every 1h", 5, ScheduleState::Claim{"run", 7, 8}});
  catalog->put_schedule_state({"t", "0 6 * * * UTC", 1, {}});
  catalog = open_catalog(dir.file("c.db"));
  auto state = catalog->schedule_state("s");
  REQUIRE(state);
  CHECK(state->schedule == "every 1h");
  CHECK(state->handled_to == 5);
  REQUIRE(state->claim);
  CHECK(state->claim->id == "run");
  CHECK(state->claim->tick == 7);
  CHECK(state->claim->at == 8);
  catalog->put_schedule_state({"s", "every 2h", 9, {}});
  state = catalog->schedule_state("s");
  CHECK(state->handled_to == 9);
  CHECK_FALSE(state->claim);
  CHECK(catalog->schedule_state("t")->handled_to == 1);
}

TEST_CASE("events of a run are numbered, paged, and stay with their run") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  for (const char* id : {"a", "b"}) catalog->start_run(sample_run(id, 1));
  for (int i = 0; i < 5; ++i) {
    catalog->add_event("a", "retried", base::Json::object({{"attempt", i}}));
  }
  auto run = sample_run("a", 1);
  run.status = RunStatus::error;
  catalog->finish_run(run);
  catalog->finish_run(run);  // finished once
  std::string told;
  catalog::Page page{2, ""};
  do {
    const auto listing = catalog->events("a", page);
    for (const auto& event : listing.items) {
      told += fmt::format("{} {}; ", event.number, event.event);
    }
    page.after = listing.next;
  } while (!page.after.empty());
  CHECK(told == "1 started; 2 retried; 3 retried; 4 retried; 5 retried; 6 retried; 7 finished; ");
  CHECK(catalog->events("b", {}).items.size() == 1);
  CHECK(catalog->events("none", {}).items.empty());
  CHECK(code_of([&] { catalog->events("a", {2, "x"}); }) == "WB9001");
  CHECK(catalog->check().problems == std::vector<std::string>{});
}

TEST_CASE("a run is asked to end once, and only while it runs") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  catalog->start_run(sample_run("a", 1));
  CHECK_FALSE(catalog->cancel_asked("a"));
  CHECK(catalog->ask_cancel("a", "ann"));
  CHECK(catalog->ask_cancel("a", "bob"));
  CHECK(open_catalog(dir.file("c.db"))->cancel_asked("a"));
  CHECK(catalog->events("a", {}).items.size() == 2);
  auto run = sample_run("a", 1);
  run.status = RunStatus::cancelled;
  catalog->finish_run(run);
  CHECK_FALSE(catalog->ask_cancel("a", "ann"));
  CHECK_FALSE(catalog->ask_cancel("none", "ann"));
}

}  // namespace waybill::tests

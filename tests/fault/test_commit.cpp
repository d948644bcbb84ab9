// The answer to the COMMIT of a run is lost: the rows are there once, whatever was said.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "fault/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

const std::string kVendor = WAYBILL_FAULT_VENDOR;

// Which call is the last COMMIT, the one of the rows.
long last_commit(const std::vector<std::string>& calls) {
  long at = 0;
  for (const std::string& call : calls) {
    if (call.find(" ExecDirect ") != std::string::npos && call.ends_with(" COMMIT")) {
      at = std::stol(call);
    }
  }
  return at;
}

}  // namespace

TEST_SUITE_BEGIN("faults: commit" * doctest::skip(without_faults(kVendor)));

TEST_CASE("a COMMIT that is done and whose answer is lost") {
  const std::vector<Scenario> all = scenarios();
  const std::vector<std::string> losses{"after:08S01", "after:40001", "drop_after", "drop_answer"};
  for (const Scenario& scenario : all) {
    const std::string name = scenario.name;
    CAPTURE(name);
    Bench bench({kVendor.c_str(), false}, scenario);
    bench.restore();
    bench.driver.rule("");
    REQUIRE(bench.run().report);
    const long last = last_commit(bench.driver.recorded());
    REQUIRE(last > 0);
    for (const std::string& does : losses) {
      CAPTURE(does);
      bench.restore();
      bench.driver.rule(fmt::format("at={} do={}", last, does).c_str());
      const Outcome outcome = bench.run();
      CHECK(bench.driver.look().fired == 1);
      bench.driver.rule("");
      bench.settle();
      CAPTURE(describe(outcome));
      CHECK(outcome.escaped.empty());
      // Nobody can be asked over a connection that is gone.
      if (outcome.error) CHECK(outcome.error->code().id == codes::connection_lost.id);
      CHECK(bench.wrong() == "");
      const Outcome next = bench.run();
      CAPTURE(describe(next));
      CHECK(next.report);
      CHECK(bench.wrong() == "");
    }
  }
}

TEST_SUITE_END();

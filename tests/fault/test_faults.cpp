// Every call of a run fails in turn: nothing is lost, nothing is there twice, and it is said.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <set>
#include <string>

#include "fault/sweep.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

constexpr const char* kVendor = WAYBILL_FAULT_VENDOR;

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t kShare = 10;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr std::size_t kShare = 10;
#else
constexpr std::size_t kShare = 26;
#endif
#else
constexpr std::size_t kShare = 26;
#endif

constexpr std::size_t kDeepShare = 500;

// Faults a scenario of a leg; WAYBILL_TEST_FAULTS=0: all there are, which takes hours.
std::size_t share() {
  if (const char* wanted = std::getenv("WAYBILL_TEST_FAULTS"))
    return std::strtoul(wanted, nullptr, 10);
  return std::getenv("WAYBILL_TEST_DEEP") != nullptr ? kDeepShare : kShare;
}

// What a share leaves out at one end it visits at the other.
struct BothLegs {
  std::set<std::string> calls;
  std::set<std::string> visited;
  std::set<std::string> actions;
  std::int64_t cancelled = 0;
};

// What all of them together meet, a few need not.
bool is_a_part() {
  return std::getenv("WAYBILL_TEST_FAULT") != nullptr || part_to_visit().of > 1;
}

void sweep_leg(const Leg& leg, BothLegs& both) {
  Figures all;
  const std::vector<Scenario> rows = scenarios();
  for (const Scenario& scenario : rows) {
    if (leg.at_source && !scenario.at_source) continue;
    sweep(leg, scenario, share(), all);
  }
  print(all, describe(leg));
  for (const std::string& problem : all.problems) FAIL_CHECK(problem);
  if (is_a_part()) return;
  CHECK(all.failed > 0);
  CHECK(all.killed > 0);
  both.cancelled += all.cancelled;
  both.actions.insert(all.covered.actions.begin(), all.covered.actions.end());
  both.calls.insert(all.calls.begin(), all.calls.end());
  both.visited.insert(all.covered.calls.begin(), all.covered.calls.end());
}

}  // namespace

TEST_SUITE_BEGIN("faults" * doctest::skip(without_faults(kVendor)));

TEST_CASE("a fault at any call, at the destination and at the source") {
  BothLegs both;
  sweep_leg({kVendor, false}, both);
  sweep_leg({kVendor, true}, both);
  if (is_a_part()) return;
  CHECK(both.actions.size() == actions().size());
  CHECK(both.cancelled > 0);
  for (const std::string& call : both.calls) {
    CAPTURE(call);
    CHECK(both.visited.contains(call));
  }
}

TEST_SUITE_END();

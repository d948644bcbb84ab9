#include "fault/actions.hpp"

#include <algorithm>
#include <array>

namespace waybill::tests {
namespace {

// Groups of calls.
constexpr unsigned kServer = 1;    // that wait for the server
constexpr unsigned kExecutes = 2;  // a statement
constexpr unsigned kFetches = 4;   // rows
constexpr unsigned kCell = 8;
constexpr unsigned kCounts = 16;    // rows written
constexpr unsigned kConnects = 32;  // before there is a connection to cut
constexpr unsigned kFrees = 64;     // for good: there is nothing to be done when that fails
constexpr unsigned kAllocs = 128;   // unixODBC itself crashes where these have something to say

constexpr unsigned kEnds = 256;  // a connection that is gone cannot be given back once more

struct Group {
  std::string_view call;
  unsigned groups;
};
constexpr auto kGroups = std::to_array<Group>({
    {"DriverConnect", kServer | kConnects},
    {"Prepare", kServer},
    {"Execute", kServer | kExecutes},
    {"ExecDirect", kServer | kExecutes},
    {"Fetch", kServer | kFetches},
    {"FetchScroll", kServer | kFetches},
    {"GetData", kCell},
    {"RowCount", kCounts},
    {"EndTran", kServer | kExecutes},
    {"Disconnect", kServer | kEnds},
    {"AllocConnection", kAllocs},
    {"AllocEnvironment", kAllocs},
    {"FreeConnection", kFrees},
    {"FreeEnvironment", kFrees},
});
constexpr unsigned kAny = 0;

constexpr auto kActions = std::to_array<Action>({
    {"error:08S01", Honesty::honest, kAny, kFrees},
    {"error:08001", Honesty::honest, kAny, kFrees},
    {"error:HYT00", Honesty::honest, kAny, kFrees},
    {"error:40001", Honesty::honest, kAny, kFrees},
    {"error:23505", Honesty::honest, kAny, kFrees},
    {"error:22001", Honesty::honest, kAny, kFrees},
    {"error:22003", Honesty::honest, kAny, kFrees},
    {"error:HY001", Honesty::honest, kAny, kFrees},
    {"error", Honesty::honest, kAny, kFrees},
    {"info", Honesty::honest, kAny, kAllocs},
    {"after:08S01", Honesty::honest, kServer | kCell | kCounts, kConnects | kEnds},
    {"after:40001", Honesty::honest, kExecutes, 0},
    {"after", Honesty::honest, kExecutes, 0},
    {"no_data", Honesty::ends_early, kFetches | kCell, 0},
    {"rows:1", Honesty::lies, kFetches | kCounts, 0},
    {"rows:-1", Honesty::lies, kFetches | kCounts, 0},
    {"rows:-1000", Honesty::lies, kFetches | kCounts, 0},
    {"rows:100000", Honesty::lies, kFetches | kCounts, 0},
    {"array", Honesty::honest, kExecutes, 0},
    {"length:1000", Honesty::lies, kFetches | kCell, 0},
    {"length:-7", Honesty::lies, kFetches | kCell, 0},
    {"hang:1500", Honesty::hangs, kServer, 0},
    {"drop", Honesty::honest, kServer, kConnects},
    {"drop_after", Honesty::honest, kServer, 0},
    {"drop_answer", Honesty::honest, kServer, kConnects},
    {"kill", Honesty::kills, kServer, 0},
    {"kill_after", Honesty::kills, kServer, 0},
});

unsigned groups_of(std::string_view call) {
  const auto* const found = std::ranges::find(kGroups, call, &Group::call);
  return found == kGroups.end() ? 0 : found->groups;
}

}  // namespace

std::span<const Action> actions() {
  return kActions;
}

bool applies(const Action& action, std::string_view call) {
  const unsigned groups = groups_of(call);
  return (action.on == kAny || (groups & action.on) != 0) && (groups & action.not_on) == 0;
}

bool waits_for_server(std::string_view call) {
  return (groups_of(call) & kServer) != 0;
}

}  // namespace waybill::tests

// What can happen at which call, as data.
#ifndef WAYBILL_TESTS_FAULT_ACTIONS_HPP
#define WAYBILL_TESTS_FAULT_ACTIONS_HPP

#include <span>
#include <string_view>

namespace waybill::tests {

// What a run may make of it.
enum class Honesty {
  honest,      // the driver says what happened: all or nothing, and it is known which
  lies,        // the driver says what is not so: it is found out, or does no harm
  ends_early,  // the end of the data is the end of the data: see partial reads
  hangs,       // until it is cancelled, or the time is over
  kills        // the process
};

struct Action {
  std::string_view does;
  Honesty honesty;
  unsigned on;      // groups of calls; 0: all
  unsigned not_on;  // but these
};

std::span<const Action> actions();
bool applies(const Action& action, std::string_view call);
bool waits_for_server(std::string_view call);

}  // namespace waybill::tests

#endif

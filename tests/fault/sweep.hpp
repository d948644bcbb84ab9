// Visits the calls of a run, one fault at a time, and judges what became of it.
#ifndef WAYBILL_TESTS_FAULT_SWEEP_HPP
#define WAYBILL_TESTS_FAULT_SWEEP_HPP

#include <map>
#include <set>
#include <string>
#include <vector>

#include "fault/bench.hpp"
#include "fault/order.hpp"

namespace waybill::tests {

struct Figures {
  std::int64_t points = 0;    // calls of the runs without a fault
  std::int64_t possible = 0;  // faults at them
  std::int64_t injected = 0;
  std::int64_t went_well = 0;
  std::int64_t failed = 0;     // and changed nothing
  std::int64_t committed = 0;  // and said so by an error: the answer to COMMIT was lost
  std::int64_t killed = 0;
  std::int64_t cancelled = 0;
  std::int64_t cut_short = 0;  // an early end that was taken for the end
  std::int64_t wrong_rows = 0;
  double slowest = 0;           // of the runs, in seconds
  std::set<std::string> calls;  // functions that were called at all
  Covered covered;
  std::map<std::string, std::int64_t> codes;
  std::vector<std::string> problems;

  void add(const Figures& other);
};

// WAYBILL_TEST_FAULT_PART: every eighth fault from the third on is 3/8. All parts visit what one
// process without it does.
struct Part {
  std::size_t number = 1;
  std::size_t of = 1;
};
Part part_to_visit();

// At most `share` faults; 0: all there are. What comes of them is added to `all`.
void sweep(const Leg& leg, const Scenario& scenario, std::size_t share, Figures& all);
void print(const Figures& figures, const std::string& title);

}  // namespace waybill::tests

#endif

// Which faults of all there are a share of them takes: fixed, and something of everything.
#ifndef WAYBILL_TESTS_FAULT_ORDER_HPP
#define WAYBILL_TESTS_FAULT_ORDER_HPP

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fault/actions.hpp"

namespace waybill::tests {

struct Point {
  long at = 0;
  std::string call;
  std::string text;  // of the statement
};

struct Fault {
  const Point* point = nullptr;
  const Action* action = nullptr;
};

// What was there already, in the sweeps before.
struct Covered {
  std::set<std::string> calls;
  std::set<std::string_view> actions;
};

// Of calls that wait for the server a kind after the other, of the others a function after the
// other, half as many; each with its points and actions shuffled. The first `share` of them hold
// what is not covered yet.
std::vector<Fault> in_order(const std::vector<Point>& points, const std::string& seed,
                            std::size_t share, const Covered& covered);

}  // namespace waybill::tests

#endif

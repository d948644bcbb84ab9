// Every session there is, each with an empty database of its own, for tests that compare them.
#ifndef WAYBILL_TESTS_WAREHOUSE_SUBJECTS_HPP
#define WAYBILL_TESTS_WAREHOUSE_SUBJECTS_HPP

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance.hpp"

namespace waybill::tests {

struct Subject {
  std::string_view title;  // of a column in docs/types.md
  std::function<std::unique_ptr<Place>()> make;
  std::string missing;  // why it cannot run on this machine
};
std::vector<Subject> all_subjects();

}  // namespace waybill::tests

#endif

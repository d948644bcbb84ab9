// Cases that only the deep run affords: skipped otherwise, with the reason printed.
#ifndef WAYBILL_TESTS_SUPPORT_DEEP_HPP
#define WAYBILL_TESTS_SUPPORT_DEEP_HPP

#include <cstdio>
#include <cstdlib>

namespace waybill::tests {

// For doctest::skip().
inline bool unless_deep(const char* reason) {
  if (std::getenv("WAYBILL_TEST_DEEP") != nullptr) return false;
  std::printf("skipped: %s; tests/run.sh --deep runs it\n", reason);
  return true;
}

}  // namespace waybill::tests

#endif

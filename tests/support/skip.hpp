// Cases that cannot always run: skipped then, with the reason printed.
#ifndef WAYBILL_TESTS_SUPPORT_SKIP_HPP
#define WAYBILL_TESTS_SUPPORT_SKIP_HPP

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace waybill::tests {

// For doctest::skip().
inline bool unless_deep(const char* reason) {
  if (std::getenv("WAYBILL_TEST_DEEP") != nullptr) return false;
  std::printf("skipped: %s; tests/run.sh --deep runs it\n", reason);
  return true;
}

// For doctest::skip(): what valgrind's own system calls do otherwise than the kernel's.
inline bool under_valgrind(const char* reason) {
  const char* const preloaded = std::getenv("LD_PRELOAD");
  if (preloaded == nullptr || std::strstr(preloaded, "vgpreload") == nullptr) return false;
  std::printf("skipped: %s; it runs without valgrind\n", reason);
  return true;
}

}  // namespace waybill::tests

#endif

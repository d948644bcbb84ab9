// Expected output kept as a file. WAYBILL_TEST_ACCEPT=1 rewrites it, and the test still fails, so
// that an accepting run is never taken for a passing one.
#ifndef WAYBILL_TESTS_SUPPORT_GOLDEN_HPP
#define WAYBILL_TESTS_SUPPORT_GOLDEN_HPP

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace waybill::tests {

inline void check_golden(const std::filesystem::path& file, const std::string& actual) {
  INFO("golden file ", file.string());
  const char* accept = std::getenv("WAYBILL_TEST_ACCEPT");
  std::ifstream in(file, std::ios::binary);
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  if (accept != nullptr && std::string(accept) == "1") {
    if (!in || expected != actual) {
      std::filesystem::create_directories(file.parent_path());
      std::ofstream(file, std::ios::binary) << actual;
    }
    FAIL_CHECK("accepted, not checked: run again without WAYBILL_TEST_ACCEPT");
    return;
  }
  REQUIRE(in);
  CHECK(expected == actual);
}

}  // namespace waybill::tests

#endif

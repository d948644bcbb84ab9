// What a list of checks says as a whole.
#include <doctest/doctest.h>

#include "validate/check.hpp"

namespace waybill::validate {

TEST_CASE("warnings and skipped checks do not make a connection fail, a failed one does") {
  std::vector<Check> checks{{.name = "a"},
                            {.name = "b", .status = CheckStatus::warning},
                            {.name = "c", .status = CheckStatus::skipped}};
  CHECK(ok(checks));
  checks.push_back({.name = "d", .status = CheckStatus::failed});
  CHECK_FALSE(ok(checks));
  CHECK(to_string(checks.back().status) == "failed");
}

}  // namespace waybill::validate

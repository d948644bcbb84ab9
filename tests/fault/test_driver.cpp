// The driver that fails, by itself: a test of the tests.
#include <doctest/doctest.h>

#include "fault/place.hpp"

using namespace waybill;
using namespace waybill::tests;

TEST_SUITE_BEGIN("faults: the driver, PostgreSQL" * doctest::skip(without_faults("postgres")));

TEST_CASE("rules that are none are refused") {
  const FaultDriver& driver = fault_driver("postgres");
  for (const char* rule : {"x", "at=1", "do=nothing", "at=0 do=error", "at=x do=error",
                           "do=error:1", "do=rows", "do=kill:1", "nth=0 do=info"}) {
    CAPTURE(rule);
    CHECK(driver.rule(rule) == -1);
  }
  CHECK(driver.rule("call=ExecDirect nth=2 do=after:08S01 sql=COMMIT") == 0);
  CHECK(driver.rule("") == 0);
}

TEST_SUITE_END();

// The driver that fails, by itself: a test of the tests.
#include <doctest/doctest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "base/error.hpp"
#include "fault/place.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

const std::string kVendor = WAYBILL_FAULT_VENDOR;

}  // namespace

TEST_SUITE_BEGIN("faults: the driver" * doctest::skip(without_faults(kVendor)));

TEST_CASE("rules that are none are refused") {
  const FaultDriver& driver = fault_driver(kVendor);
  for (const char* rule : {"x", "at=1", "do=nothing", "at=0 do=error", "at=x do=error",
                           "do=error:1", "do=rows", "do=kill:1", "nth=0 do=info"}) {
    CAPTURE(rule);
    CHECK(driver.rule(rule) == -1);
  }
  CHECK(driver.rule("call=ExecDirect nth=2 do=after:08S01 sql=COMMIT") == 0);
  CHECK(driver.rule("") == 0);
}

TEST_CASE("a connection to nowhere fails") {
  warehouse::ConnectSpec spec;
  spec.name = "test";
  spec.vendor = kVendor;
  spec.via = "odbc";
  spec.driver = fault_driver(kVendor).path;
  spec.options = {{kVendor == "postgres" ? "host" : "socket", "/nowhere"}, {"user", "nobody"}};
  CHECK_THROWS_AS(warehouse::open_session(spec, warehouse::Access::read_only), Error);
}

TEST_CASE("a rule comes from the environment too") {
  const auto ends_with = [](const char* rule) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::setenv("WAYBILL_FAULT_RULE", rule, 1);
      std::array<std::string, 3> words{"test_faults", "--out=/dev/null",
                                       "--test-case=a connection to nowhere fails"};
      std::array<char*, 4> arguments{};
      for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
      ::execv("/proc/self/exe", arguments.data());
      ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
  };
  const int killed = ends_with("call=AllocConnection do=kill");
  CHECK(WIFSIGNALED(killed));
  CHECK(WTERMSIG(killed) == SIGKILL);
  CHECK(ends_with("call=AllocConnection nth=100 do=kill") == 0);
}

TEST_SUITE_END();

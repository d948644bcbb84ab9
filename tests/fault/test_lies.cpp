// Drivers that say what is not so, at places of which it is known what comes of it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "fault/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

// Part of the statement that reads the source, and of no other.
std::string reading(const std::string& vendor) {
  return vendor == "postgres" ? "SELECT w.c0, w.c1" : "`name`, `amount`";
}

// What becomes of a first run whose source lies as the rule says.
void found_out(const std::string& vendor, const std::string& rule, std::string_view words) {
  Bench bench({vendor.c_str(), true}, scenarios().front());
  bench.restore();
  CAPTURE(rule);
  REQUIRE(bench.driver.rule(rule.c_str()) == 0);
  const Outcome outcome = bench.run();
  CHECK(bench.driver.look().fired == 1);
  bench.driver.rule("");
  CAPTURE(describe(outcome));
  REQUIRE(outcome.error);
  CHECK(outcome.error->code().id == codes::sql_rejected.id);
  CHECK(outcome.error->message().find(words) != std::string::npos);
  CHECK(bench.destination->look() == bench.before);
  REQUIRE(bench.run().report);
  CHECK(bench.wrong() == "");
}

void no_partial_read(const std::string& vendor) {
  found_out(vendor, "call=Fetch do=no_data sql=" + reading(vendor), "no more rows");
  // Of small answers too.
  found_out(vendor, "call=Fetch do=no_data", "no more rows");
}

void no_wrong_count(const std::string& vendor) {
  for (const char* number : {"1", "-1", "-1000", "100000"}) {
    found_out(vendor, fmt::format("call=Fetch do=rows:{} sql={}", number, reading(vendor)),
              "that is not so");
  }
}

void no_wrong_length(const std::string& vendor) {
  for (const char* number : {"-7", "1", "100000"}) {
    found_out(vendor, fmt::format("call=GetData do=length:{}", number), "did not hand over");
  }
}

}  // namespace

TEST_SUITE_BEGIN("faults: lies, PostgreSQL" * doctest::skip(without_faults("postgres")));

TEST_CASE("an end of PostgreSQL's rows that is none is not taken for it") {
  no_partial_read("postgres");
}
TEST_CASE("a count of PostgreSQL's rows that is wrong is found out") {
  no_wrong_count("postgres");
}
TEST_CASE("a length of PostgreSQL's values that cannot be is found out") {
  no_wrong_length("postgres");
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("faults: lies, MariaDB" * doctest::skip(without_faults("mariadb")));

TEST_CASE("an end of MariaDB's rows that is none is not taken for it") {
  no_partial_read("mariadb");
}
TEST_CASE("a count of MariaDB's rows that is wrong is found out") {
  no_wrong_count("mariadb");
}
TEST_CASE("a length of MariaDB's values that cannot be is found out") {
  no_wrong_length("mariadb");
}

TEST_SUITE_END();

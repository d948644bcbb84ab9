// Drivers that say what is not so, at places of which it is known what comes of it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "fault/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

const std::string kVendor = WAYBILL_FAULT_VENDOR;

// Part of the statement that reads the source, and of no other.
std::string reading() {
  return kVendor == "postgres" ? "SELECT pg_catalog.concat(" : "`name`, `amount`";
}

// What becomes of a first run whose source lies as the rule says.
void found_out(const std::string& rule, std::string_view words) {
  Bench bench({kVendor.c_str(), true}, scenarios().front());
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

// A first run whose source lies as the rule says, of what nobody goes by.
void changes_nothing(const std::string& rule) {
  Bench bench({kVendor.c_str(), true}, scenarios().front());
  bench.restore();
  CAPTURE(rule);
  REQUIRE(bench.driver.rule(rule.c_str()) == 0);
  const Outcome outcome = bench.run();
  bench.driver.rule("");
  CAPTURE(describe(outcome));
  REQUIRE(outcome.report);
  CHECK(bench.wrong() == "");
}

}  // namespace

TEST_SUITE_BEGIN("faults: lies" * doctest::skip(without_faults(kVendor)));

TEST_CASE("an end of the rows that is none is not taken for it") {
  found_out("call=Fetch do=no_data sql=" + reading(), "no more rows");
  // Of small answers too.
  found_out("call=Fetch do=no_data", "no more rows");
}

TEST_CASE("a count of fetched rows that is wrong is found out, or not gone by") {
  const auto rule = [](const char* lie) {
    return fmt::format("call=Fetch do={} sql={}", lie, reading());
  };
  // psqlODBC is read row by row, each a text.
  const bool by_rows = kVendor == "postgres";
  for (const char* lie : {"rows:1", "rows:-1", "rows:-1000", "rows:100000"}) {
    by_rows ? changes_nothing(rule(lie)) : found_out(rule(lie), "that is not so");
  }
  if (!by_rows) return;
  for (const char* lie : {"length:0", "length:100000", "length:-1", "length:-7"}) {
    changes_nothing(rule(lie));
  }
}

TEST_CASE("a length of a value that cannot be is found out") {
  for (const char* number : {"-7", "1", "100000"}) {
    found_out(fmt::format("call=GetData do=length:{}", number), "did not hand over");
  }
}

// Where it follows from the other counts.
TEST_CASE("a count of written rows that cannot be ends the run") {
  Bench bench({kVendor.c_str(), false}, scenarios().at(1));
  const char quote = kVendor == "postgres" ? '"' : '`';
  for (const char* number : {"-1000", "100000"}) {
    CAPTURE(number);
    bench.restore();
    bench.driver.rule(
        fmt::format("call=RowCount do=rows:{} sql=INSERT INTO {}items_out", number, quote).c_str());
    const Outcome outcome = bench.run();
    CHECK(bench.driver.look().fired == 1);
    bench.driver.rule("");
    CAPTURE(describe(outcome));
    REQUIRE(outcome.error);
    CHECK(outcome.error->code().id == codes::counts_differ.id);
    CHECK(bench.destination->look() == bench.before);
  }
}

TEST_SUITE_END();

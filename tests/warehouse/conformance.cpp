#include "conformance.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

namespace waybill::tests {
namespace {

std::vector<ConformanceCase> all_cases() {
  std::vector<ConformanceCase> all;
  for (const auto part : {value_cases, statement_cases, transaction_cases, cancel_cases}) {
    const auto cases = part();
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

bool skipped(const Quirks& quirks, std::string_view name) {
  return std::ranges::any_of(quirks.skips, [&](const auto& skip) { return skip.name == name; });
}

}  // namespace

void run_conformance(const Quirks& quirks) {
  for (const ConformanceCase& one : all_cases()) {
    if (skipped(quirks, one.name)) continue;
    SUBCASE(std::string(one.name).c_str()) {
      one.run(quirks);
    }
  }
}

void report_conformance(const Quirks& quirks) {
  const auto cases = all_cases();
  fmt::print("conformance of session '{}': {} cases, {} skipped\n", quirks.name,
             cases.size() - quirks.skips.size(), quirks.skips.size());
  for (const auto& skip : quirks.skips) {
    fmt::print("  skipped: {}: {}\n", skip.name, skip.reason);
    CHECK(std::ranges::any_of(cases, [&](const auto& one) { return one.name == skip.name; }));
  }
  for (const ConformanceCase& one : cases) {
    INFO(std::string(one.name));
    CHECK(std::ranges::count_if(cases, [&](const auto& other) { return other.name == one.name; }) ==
          1);
  }
}

}  // namespace waybill::tests

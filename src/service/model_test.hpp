// One unit test of a model: its given rows read as a run would read them, beside what is expected.
#ifndef WAYBILL_SERVICE_MODEL_TEST_HPP
#define WAYBILL_SERVICE_MODEL_TEST_HPP

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "service/documents.hpp"
#include "service/expected_rows.hpp"
#include "service/given_rows.hpp"

namespace waybill::service {

// What was found about a test's model or its rows.
struct TestFinding {
  std::string code;
  std::string message;
  bool error = true;  // false: it may be, and need not be expected
};

enum class Verdict { passed, failed, error, skipped };
inline constexpr std::size_t kVerdicts = 4;
std::string_view to_string(Verdict verdict);

struct TestResult {
  Verdict verdict = Verdict::passed;
  std::string message;  // why it did not pass; empty: it did
  std::string hint;
  Differences differences;
  std::vector<std::string> warnings;
};

// What a test is run with.
struct TestBench {
  const Call& call;
  const Documents& documents;
  std::chrono::seconds limit;  // of each test
  bool live = false;           // read by the source's own connection
};

// `linted`: what lint says of the model's document. Nothing wrong with a test is an exception.
TestResult run_test(const TestBench& bench, const model::Document& document,
                    const model::Test& test, std::vector<TestFinding> linted);

}  // namespace waybill::service

#endif

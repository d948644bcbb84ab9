// What people and programs are given: the report formats and the table of rules.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "lint/cases.hpp"
#include "support/golden.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

LintCase report_case() {
  std::vector<LintCase> cases = read_cases(lint_cases() / "golden");
  REQUIRE(cases.size() == 1);
  return cases.front();
}

}  // namespace

TEST_CASE("the text report shows each finding with its place and its hint") {
  const lint::Report report = lint::lint(report_case().files).report;
  check_golden(lint_cases() / "golden" / "report.txt", lint::text_report(report));
}

TEST_CASE("the JSON report has findings, counts and what was not checked") {
  const lint::Report report = lint::lint(report_case().files).report;
  const base::Json json = lint::json_report(report);
  check_golden(lint_cases() / "golden" / "report.json.txt", base::write_json_pretty(json));
  CHECK(json.at_pointer("/counts/error")->as_int64() == static_cast<std::int64_t>(report.errors()));
  CHECK(json.at_pointer("/counts/warning")->as_int64() ==
        static_cast<std::int64_t>(report.warnings()));
  CHECK(report.errors() > 0);
  CHECK(report.warnings() > 0);
  CHECK(json.find("findings")->as_array().size() == report.errors() + report.warnings());
  CHECK_FALSE(json.find("unchecked")->as_array().empty());
}

TEST_CASE("an empty report says so") {
  const lint::Report report = lint::lint({}).report;
  CHECK(lint::text_report(report) == "0 errors, 0 warnings\n");
  CHECK(base::write_json(lint::json_report(report)) ==
        R"({"findings":[],"counts":{"error":0,"warning":0},"unchecked":[]})");
}

TEST_CASE("one error and one warning are counted in the singular") {
  lint::Report report;
  report.findings.push_back({"WB1001", lint::Severity::error, "a", {1, 1}, "", "m", "h"});
  report.findings.push_back({"WB3003", lint::Severity::warning, "a", {1, 2}, "/x", "m", ""});
  CHECK(lint::text_report(report) ==
        "a:1:1: error WB1001: m\n  hint: h\na:1:2: warning WB3003: m [/x]\n1 error, 1 warning\n");
}

TEST_CASE("a file name and a pointer cannot break the report's lines") {
  lint::Report report;
  report.findings.push_back(
      {"WB1003", lint::Severity::error, "a\nb\x1b[1m", {1, 1}, "/x\ry\xff", "m", "h"});
  CHECK(lint::text_report(report) ==
        "a\\u000ab\\u001b[1m:1:1: error WB1003: m [/x\\u000dy\uFFFD]\n  hint: h\n1 error, 0 "
        "warnings\n");
}

TEST_CASE("findings are ordered by file, place and code") {
  for (const LintCase& test : read_cases(lint_cases() / "broken")) {
    INFO(test.name);
    const lint::Report report = lint::lint(test.files).report;
    CHECK(std::ranges::is_sorted(report.findings, {}, [](const lint::Finding& f) {
      return std::tuple(f.file, f.place.line, f.place.column, f.code);
    }));
  }
}

TEST_CASE("each rule says what it protects, with an example and a fix") {
  std::set<std::string_view> codes;
  for (const lint::Rule& rule : lint::rules()) {
    INFO(rule.code);
    CHECK(codes.insert(rule.code).second);
    CHECK(rule.code.size() == 6);
    CHECK(rule.code.starts_with("WB"));
    for (const std::string_view text : {rule.title, rule.why, rule.example, rule.fix}) {
      CHECK_FALSE(text.empty());
      CHECK(base::is_utf8(text));
      CHECK_FALSE(base::has_control(text));
    }
    CHECK(lint::find_rule(rule.code) == &rule);
  }
  CHECK(lint::find_rule("WB0000") == nullptr);
  CHECK(lint::find_rule("WB9999") == nullptr);
  CHECK(lint::find_rule("") == nullptr);
  CHECK(lint::find_rule("wb1001") == nullptr);
}

TEST_CASE("severities have their names") {
  CHECK(lint::to_string(lint::Severity::error) == "error");
  CHECK(lint::to_string(lint::Severity::warning) == "warning");
  CHECK(lint::find_rule("WB3003")->severity == lint::Severity::warning);
}

TEST_CASE("a date as last-modified column is a warning, another type an error") {
  std::set<std::string> seen;
  for (const LintCase& test : read_cases(lint_cases() / "broken")) {
    for (const lint::Finding& f : lint::lint(test.files).report.findings) {
      if (f.code != "WB2012") continue;
      const bool is_date = test.name == "wb2012-date-is-a-warning";
      CHECK(f.severity == (is_date ? lint::Severity::warning : lint::Severity::error));
      seen.insert(test.name);
    }
  }
  CHECK(seen.size() >= 5);
}

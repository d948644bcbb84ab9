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
  CHECK(lint::github_report(report) == "0 errors, 0 warnings\n");
  const base::Json sarif = lint::sarif_report(report);
  CHECK(sarif.at_pointer("/runs/0/results")->as_array().empty());
  CHECK(sarif.at_pointer("/runs/0/invocations/0/executionSuccessful")->as_bool());
}

TEST_CASE("the SARIF report holds every rule and every finding with its place") {
  const lint::Report report = lint::lint(report_case().files).report;
  const base::Json sarif = lint::sarif_report(report);
  CHECK(sarif.find("version")->as_string() == "2.1.0");
  // The golden file leaves out what changes without the report: the rules and the version.
  base::Json shown = sarif;
  base::Json& run = shown.find("runs")->as_array().front();
  run.find("tool")->find("driver")->set("rules", base::Json::array()).set("version", "0");
  for (base::Json& result : run.find("results")->as_array()) result.set("ruleIndex", 0);
  check_golden(lint_cases() / "golden" / "report.sarif.txt", base::write_json_pretty(shown));

  const base::Json::Array& rules = sarif.at_pointer("/runs/0/tool/driver/rules")->as_array();
  REQUIRE(rules.size() == lint::rules().size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    CHECK(rules[i].find("id")->as_string() == lint::rules()[i].code);
    CHECK(rules[i].at_pointer("/defaultConfiguration/level")->as_string() ==
          lint::to_string(lint::rules()[i].severity));
  }
  const base::Json::Array& results = sarif.at_pointer("/runs/0/results")->as_array();
  REQUIRE(results.size() == report.findings.size());
  for (std::size_t i = 0; i < results.size(); ++i) {
    const lint::Finding& finding = report.findings[i];
    INFO(base::write_json(results[i]));
    const auto index = static_cast<std::size_t>(*results[i].find("ruleIndex")->as_int64());
    REQUIRE(index < rules.size());
    CHECK(rules[index].find("id")->as_string() == finding.code);
    CHECK(results[i].find("ruleId")->as_string() == finding.code);
    CHECK(results[i].find("level")->as_string() == lint::to_string(finding.severity));
    const base::Json& place = *results[i].at_pointer("/locations/0/physicalLocation");
    CHECK(place.at_pointer("/region/startLine")->as_int64() == finding.place.line);
    CHECK(place.at_pointer("/region/startColumn")->as_int64() == finding.place.column);
    const base::Json* pointer =
        results[i].at_pointer("/locations/0/logicalLocations/0/fullyQualifiedName");
    CHECK((pointer == nullptr ? "" : pointer->as_string()) == finding.pointer);
  }
  CHECK(sarif.at_pointer("/runs/0/invocations/0/toolExecutionNotifications")->as_array().size() ==
        report.unchecked.size());
}

TEST_CASE("files stand in SARIF as percent-encoded URIs, and braces of messages doubled") {
  const auto result_of = [](std::string file) {
    lint::Report report;
    report.findings.push_back({"WB1003",
                               lint::Severity::error,
                               std::move(file),
                               {0, 0},
                               "",
                               "write {\"kind\": {0}}",
                               ""});
    return *lint::sarif_report(report).at_pointer("/runs/0/results/0");
  };
  const auto uri_of = [&](std::string file) {
    return result_of(std::move(file))
        .at_pointer("/locations/0/physicalLocation/artifactLocation/uri")
        ->as_string();
  };
  CHECK(uri_of("config/models/a-b_c.1~.json") == "config/models/a-b_c.1~.json");
  CHECK(uri_of("././config/a b.json") == "config/a%20b.json");
  CHECK(uri_of("../config/100%.json") == "../config/100%25.json");
  CHECK(uri_of("/srv/config/\xC3\xA4#?.json") == "file:///srv/config/%C3%A4%23%3F.json");
  CHECK(uri_of("c:\\x") == "c%3A%5Cx");
  CHECK(uri_of("documents[0]") == "documents%5B0%5D");
  CHECK(uri_of("a\xff\n") == "a%FF%0A");
  const base::Json result = result_of("a");
  CHECK(result.at_pointer("/message/text")->as_string() == "write {{\"kind\": {{0}}}}");
  CHECK(result.at_pointer("/locations/0/physicalLocation/region") == nullptr);
  CHECK(result.at_pointer("/locations/0/logicalLocations") == nullptr);
}

TEST_CASE("the GitHub report has one workflow command a finding") {
  const lint::Report report = lint::lint(report_case().files).report;
  const std::string text = lint::github_report(report);
  check_golden(lint_cases() / "golden" / "report.github.txt", text);
  CHECK(static_cast<std::size_t>(std::ranges::count(text, '\n')) ==
        report.findings.size() + report.unchecked.size() + 1);
}

TEST_CASE("a finding cannot break out of its workflow command") {
  lint::Report report;
  report.findings.push_back({"WB1003",
                             lint::Severity::warning,
                             "a,b:c%\n::error::x\x1b",
                             {3, 4},
                             "/a\rb",
                             "50 % of\r\n::error::y",
                             "first: this, then 100 %"});
  report.unchecked.push_back({"WB7001", "no\n::error::z"});
  CHECK(lint::github_report(report) ==
        "::warning file=a%2Cb%3Ac%25\\u000a%3A%3Aerror%3A%3Ax\\u001b,line=3,col=4,title=WB1003::"
        "50 %25 of%0D%0A::error::y [/a\\u000db]%0Ahint: first: this, then 100 %25\n"
        "::notice title=WB7001 was not checked::no%0A::error::z\n"
        "0 errors, 1 warning\n");
  report = {};
  report.findings.push_back({"WB1008", lint::Severity::error, "a", {0, 0}, "", "m", ""});
  CHECK(lint::github_report(report) == "::error file=a,title=WB1008::m\n1 error, 0 warnings\n");
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

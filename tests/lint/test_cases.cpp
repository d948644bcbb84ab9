// Every document under broken/ has its findings in a file beside it; those under clean/ have none.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "base/text.hpp"
#include "lint/cases.hpp"
#include "support/golden.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

// "wb2003-two-marks" -> "WB2003"
std::string code_of(const LintCase& test) {
  return base::ascii_upper(test.name.substr(0, test.name.find('-')));
}

}  // namespace

TEST_CASE("each broken document has the findings written beside it") {
  const std::vector<LintCase> cases = read_cases(lint_cases() / "broken");
  CHECK(cases.size() >= 300);
  for (const LintCase& test : cases) {
    INFO(test.name);
    const lint::Report report = lint::lint(test.files).report;
    check_golden(test.path.string() + ".expect", findings_text(test, report));
  }
}

TEST_CASE("each near miss is clean") {
  for (const LintCase& test : read_cases(lint_cases() / "clean")) {
    INFO(test.name);
    const lint::Report report = lint::lint(test.files).report;
    CHECK(findings_text({.is_folder = false}, report) == "");
  }
}

TEST_CASE("each rule fires in a case and nearly fires in another, both named after it") {
  std::set<std::string> fires, nearly;
  for (const LintCase& test : read_cases(lint_cases() / "broken")) {
    INFO(test.name);
    std::set<std::string> found;
    for (const lint::Finding& f : lint::lint(test.files).report.findings) found.insert(f.code);
    CHECK(found.contains(code_of(test)));
    fires.insert(code_of(test));
  }
  for (const LintCase& test : read_cases(lint_cases() / "clean")) nearly.insert(code_of(test));
  for (const lint::Rule& rule : lint::rules()) {
    INFO(rule.code);
    CHECK(fires.contains(std::string(rule.code)));
    CHECK(nearly.contains(std::string(rule.code)));
  }
}

TEST_CASE("no expectation is left without its document") {
  std::set<std::string> names;
  for (const LintCase& test : read_cases(lint_cases() / "broken")) {
    CHECK(names.insert(test.name).second);  // one.json and one.jsonc would share one.expect
  }
  for (const auto& entry : std::filesystem::directory_iterator(lint_cases() / "broken")) {
    if (entry.path().extension() == ".expect") CHECK(names.contains(entry.path().stem().string()));
  }
}

TEST_CASE("every finding says what is wrong and what to do, each in one line") {
  for (const LintCase& test : read_cases(lint_cases() / "broken")) {
    INFO(test.name);
    for (const lint::Finding& f : lint::lint(test.files).report.findings) {
      CHECK(f.place.line > 0);
      CHECK(f.place.column > 0);
      CHECK_FALSE(f.message.empty());
      CHECK_FALSE(f.hint.empty());
      CHECK_FALSE(base::has_control(f.message));
      CHECK_FALSE(base::has_control(f.hint));
      CHECK(base::is_utf8(f.message));
    }
  }
}

TEST_CASE("a finding's pointer leads to its value") {
  for (const LintCase& test : read_cases(lint_cases() / "broken")) {
    INFO(test.name);
    std::map<std::string, base::Json> roots;
    for (const lint::File& file : test.files) {
      roots.emplace(file.path, base::parse_json(file.content).value);
    }
    for (const lint::Finding& f : lint::lint(test.files).report.findings) {
      INFO(f.code, " ", f.pointer);
      CHECK(roots.at(f.file).at_pointer(f.pointer) != nullptr);
    }
  }
}

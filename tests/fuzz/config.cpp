// Any bytes as a config document, in a folder beside good ones: lint never fails, every finding has
// a place in the text and leads to its value, and reports of every format can be made.
#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "fuzz/check.hpp"
#include "lint/lint.hpp"

using namespace waybill;
using fuzz::require;

namespace {

constexpr std::string_view kBeside[] = {
    R"({"connection": {"name": "c", "vendor": "postgres"}})",
    R"({"source": {"name": "s", "connection": "c", "tenancy": "multi_tenant_tables"}})",
    R"({"recipient": {"name": "r", "id_in_provider_system": "r"}})",
    R"({"destination": {"name": "d", "connection": "c", "recipient": "r"}})",
};

void check_finding(const lint::Finding& finding, const std::string& text) {
  require(lint::find_rule(finding.code) != nullptr, "a finding has the code of a rule");
  require(finding.place.line > 0 && finding.place.column > 0, "a finding has a place");
  require(!finding.message.empty() && !finding.hint.empty(), "a finding says what and what to do");
  require(base::is_utf8(finding.message) && !base::has_control(finding.message),
          "a message is one line of UTF-8");
  require(base::is_utf8(finding.hint) && !base::has_control(finding.hint),
          "a hint is one line of UTF-8");
  const auto ends = std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\r'; });
  const auto lines = static_cast<std::size_t>(ends) + 1;
  require(finding.file != "models/fuzz.json" || finding.place.line <= lines,
          "a finding is on a line of the file");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<lint::File> files;
  files.push_back({"models/fuzz.json", std::string(fuzz::text_of(data, size))});
  const lint::Report alone = lint::lint(files).report;
  for (const std::string_view beside : kBeside) {
    files.push_back({"b" + std::to_string(files.size()) + ".json", std::string(beside)});
  }
  const lint::Result result = lint::lint(files);
  const base::ParsedJson root = base::parse_json(files.front().content);
  for (const lint::Finding& finding : result.report.findings) {
    check_finding(finding, files.front().content);
    if (finding.file == files.front().path && !root.error) {
      require(root.value.at_pointer(finding.pointer) != nullptr, "a pointer leads to its value");
    }
  }
  require(result.documents.size() >= std::size(kBeside), "one file does not hide the others");
  for (const lint::Report* report : {&alone, &result.report}) {
    require(!base::parse_json(base::write_json(lint::json_report(*report))).error,
            "a report is JSON");
    require(base::is_utf8(lint::text_report(*report)), "a report for people is UTF-8");
  }
  return 0;
}

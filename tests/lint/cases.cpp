// Reads the cases and spells their findings.
#include "lint/cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

namespace waybill::tests {

namespace fs = std::filesystem;

namespace {

bool is_document(const fs::path& path) {
  return path.extension() == ".json" || path.extension() == ".jsonc";
}

}  // namespace

fs::path lint_cases() {
  return WAYBILL_LINT_CASES;
}

lint::File read_file(const fs::path& path, std::string shown_as) {
  std::ifstream in(path, std::ios::binary);
  return {std::move(shown_as), {std::istreambuf_iterator<char>(in), {}}};
}

std::vector<LintCase> read_cases(const fs::path& folder) {
  std::vector<LintCase> cases;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const fs::path& path = entry.path();
    LintCase test{path.stem().string(), folder / path.stem(), entry.is_directory(), {}};
    if (test.is_folder) {
      for (const fs::directory_entry& file : fs::recursive_directory_iterator(path)) {
        if (!is_document(file.path())) continue;
        test.files.push_back(read_file(file.path(), fs::relative(file.path(), path).string()));
      }
      std::ranges::sort(test.files, {}, &lint::File::path);
    } else if (is_document(path)) {
      test.files.push_back(read_file(path, path.filename().string()));
    } else {
      continue;
    }
    cases.push_back(std::move(test));
  }
  std::ranges::sort(cases, {}, &LintCase::name);
  return cases;
}

std::string findings_text(const LintCase& test, const lint::Report& report) {
  std::string text;
  for (const lint::Finding& f : report.findings) {
    if (test.is_folder) text += f.file + " ";
    std::string pointer = f.pointer;
    for (std::size_t at = 0; (at = pointer.find('\n', at)) != std::string::npos;) {
      pointer.replace(at, 1, "\\n");
    }
    text += fmt::format("{} {}:{}{}{}\n", f.code, f.place.line, f.place.column,
                        pointer.empty() ? "" : " ", pointer);
  }
  std::set<std::string> unchecked;
  for (const lint::Unchecked& u : report.unchecked) unchecked.insert(u.code);
  if (test.is_folder) {
    for (const std::string& code : unchecked) text += fmt::format("unchecked {}\n", code);
  }
  return text;
}

}  // namespace waybill::tests

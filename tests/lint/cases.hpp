// The documents under broken/ and clean/: a case is a file, or a folder of files.
#ifndef WAYBILL_TESTS_LINT_CASES_HPP
#define WAYBILL_TESTS_LINT_CASES_HPP

#include <filesystem>
#include <string>
#include <vector>

#include "lint/lint.hpp"

namespace waybill::tests {

struct LintCase {
  std::string name;            // of the file without its extension, or of the folder
  std::filesystem::path path;  // the same with the folder before it, to put an extension to
  bool is_folder = false;
  std::vector<lint::File> files;  // paths below the case's folder
};

std::filesystem::path lint_cases();  // holds broken/, clean/ and golden/
std::vector<LintCase> read_cases(const std::filesystem::path& folder);
lint::File read_file(const std::filesystem::path& path, std::string shown_as);

// `CODE line:column pointer` a line; in a folder's case after the file's path, and `unchecked
// CODE`.
std::string findings_text(const LintCase& test, const lint::Report& report);

}  // namespace waybill::tests

#endif

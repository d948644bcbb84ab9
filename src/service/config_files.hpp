// Finding and reading config documents: files, folders, or texts handed in.
#ifndef WAYBILL_SERVICE_CONFIG_FILES_HPP
#define WAYBILL_SERVICE_CONFIG_FILES_HPP

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "lint/lint.hpp"
#include "service/operation.hpp"

namespace waybill::service {

// From the parameters `paths` (folders are searched for *.json and *.jsonc, hidden names left out,
// in order of their names) or `documents`. Throws Error(unreadable_file), or Error(bad_parameter)
// when neither or both are given or a folder holds no document.
struct ConfigFolder {
  std::filesystem::path path;
  std::size_t begin = 0, end = 0;  // its files among all
};
struct ConfigInput {
  std::vector<lint::File> files;
  std::vector<ConfigFolder> folders;  // those of `paths`
};
ConfigInput config_input(const base::Json& params);
std::vector<lint::File> config_files(const base::Json& params);

// Those of `paths` that are folders, in their order.
std::vector<std::filesystem::path> config_folders(const base::Json& params);
// What their lock files remember; of an id or name that is in several, what the first says.
std::vector<lint::LockedId> locked_ids(const base::Json& params);

// The config files of a folder and its sub-folders, sorted; none is no error.
std::vector<std::filesystem::path> document_paths(const std::filesystem::path& folder);
// Throws Error(unreadable_file).
lint::File read_document_file(const std::filesystem::path& path);

// A text that came with a call, as a file of this name.
lint::File handed_in(std::string name, std::string content);

}  // namespace waybill::service

#endif

#include "service/config_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "service/config_lock.hpp"
#include "service/params.hpp"

namespace waybill::service {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestFile = std::size_t{16} << 20;

bool is_document(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".json" || extension == ".jsonc";
}

[[noreturn]] void throw_unreadable(const fs::path& path, const std::string& why) {
  throw Error(codes::unreadable_file, fmt::format("cannot read '{}': {}", path.string(), why))
      .with_hint("name a config file or a folder of them");
}

}  // namespace

lint::File read_document_file(const fs::path& path) {
  lint::File file;
  file.path = path.string();
  if (auto content = base::read_file(path, kLargestFile)) {
    file.content = std::move(*content);
  } else {
    file.too_large = true;
  }
  return file;
}

std::vector<fs::path> document_paths(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const fs::path& path = entries->path();
    const std::string name = path.filename().string();
    if (name.starts_with('.')) {
      if (entries->is_directory()) entries.disable_recursion_pending();
      continue;
    }
    if (entries->is_regular_file() && is_document(path) && name != kLockFile) found.push_back(path);
  }
  if (error) throw_unreadable(folder, error.message());
  std::ranges::sort(found);
  return found;
}

lint::File handed_in(std::string name, std::string content) {
  lint::File file;
  file.path = std::move(name);
  file.too_large = content.size() > kLargestFile;
  if (!file.too_large) file.content = std::move(content);
  return file;
}

ConfigInput config_input(const base::Json& params) {
  const base::Json* documents = params.find("documents");
  const std::vector<std::string> paths = list_param(params, "paths");
  if ((documents == nullptr) == paths.empty()) {
    throw Error(codes::bad_parameter, "give either paths or documents")
        .with_hint("paths names config files or folders; documents holds them")
        .with_path("/paths");
  }
  ConfigInput input;
  std::vector<lint::File>& files = input.files;
  if (documents != nullptr) {
    for (const base::Json& item : documents->as_array()) {
      files.push_back(
          handed_in(fmt::format("documents[{}]", files.size()),
                    item.is_string() ? item.as_string() : base::write_json_pretty(item)));
    }
    return input;
  }
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      const std::size_t begin = files.size();
      for (const fs::path& found : document_paths(path)) files.push_back(read_document_file(found));
      if (files.size() == begin) {
        throw_unreadable(path, "the folder holds no .json or .jsonc file");
      }
      input.folders.push_back({path, begin, files.size()});
    } else if (fs::exists(status)) {
      // A shell's config/*.json names the lock file as well.
      if (fs::path(path).filename() != kLockFile) files.push_back(read_document_file(path));
    } else {
      throw_unreadable(path, error ? error.message() : "no such file or folder");
    }
  }
  return input;
}

std::vector<lint::File> config_files(const base::Json& params) {
  return config_input(params).files;
}

std::vector<fs::path> config_folders(const base::Json& params) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (const std::string& path : list_param(params, "paths")) {
    if (fs::is_directory(path, error)) folders.emplace_back(path);
  }
  return folders;
}

std::vector<lint::LockedId> locked_ids(const base::Json& params) {
  std::vector<lint::LockedId> ids;
  for (const fs::path& folder : config_folders(params)) {
    for (lint::LockedId& id : read_lock(folder).ids) ids.push_back(std::move(id));
  }
  return ids;
}

}  // namespace waybill::service

#include "service/config_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
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

lint::File read(const fs::path& path) {
  lint::File file;
  file.path = path.string();
  if (auto content = base::read_file(path, kLargestFile)) {
    file.content = std::move(*content);
  } else {
    file.too_large = true;
  }
  return file;
}

void read_folder(const fs::path& folder, std::vector<lint::File>& files) {
  std::vector<fs::path> found;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const fs::path& path = entries->path();
    if (path.filename().string().starts_with('.')) {
      if (entries->is_directory()) entries.disable_recursion_pending();
      continue;
    }
    if (entries->is_regular_file() && is_document(path)) found.push_back(path);
  }
  if (error) throw_unreadable(folder, error.message());
  if (found.empty()) throw_unreadable(folder, "the folder holds no .json or .jsonc file");
  std::ranges::sort(found);
  for (const fs::path& path : found) files.push_back(read(path));
}

}  // namespace

lint::File handed_in(std::string name, std::string content) {
  lint::File file;
  file.path = std::move(name);
  file.too_large = content.size() > kLargestFile;
  if (!file.too_large) file.content = std::move(content);
  return file;
}

std::vector<lint::File> config_files(const base::Json& params) {
  const base::Json* documents = params.find("documents");
  const std::vector<std::string> paths = list_param(params, "paths");
  if ((documents == nullptr) == paths.empty()) {
    throw Error(codes::bad_parameter, "give either paths or documents")
        .with_hint("paths names config files or folders; documents holds them")
        .with_path("/paths");
  }
  std::vector<lint::File> files;
  if (documents != nullptr) {
    for (const base::Json& item : documents->as_array()) {
      files.push_back(
          handed_in(fmt::format("documents[{}]", files.size()),
                    item.is_string() ? item.as_string() : base::write_json_pretty(item)));
    }
    return files;
  }
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) {
      read_folder(path, files);
    } else if (fs::exists(status)) {
      files.push_back(read(path));
    } else {
      throw_unreadable(path, error ? error.message() : "no such file or folder");
    }
  }
  return files;
}

}  // namespace waybill::service

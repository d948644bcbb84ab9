// Config folders of tests: written, read, applied.
#ifndef WAYBILL_TESTS_SERVICE_FOLDER_HPP
#define WAYBILL_TESTS_SERVICE_FOLDER_HPP

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "service/bench.hpp"

namespace waybill::tests {

inline void write_text(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Path in the folder -> content, of everything there.
inline std::map<std::string, std::string> contents(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_directory()) continue;
    files[entry.path().lexically_relative(folder).string()] = read_text(entry.path());
  }
  return files;
}

inline std::string folder_params(const std::string& folder, const std::string& more = "") {
  return R"({"paths": [)" + base::write_json(folder) +
         R"(], "skip_verification": true, "skip_model_validation": true)" + more + "}";
}
inline base::Json apply_folder(Bench& bench, const std::string& folder,
                               const std::string& more = "") {
  return bench.call("config.apply", folder_params(folder, more));
}
inline base::Json plan_folder(Bench& bench, const std::string& folder,
                              const std::string& more = "") {
  return bench.call("config.plan", R"({"paths": [)" + base::write_json(folder) + "]" + more + "}");
}
inline std::size_t changes(Bench& bench, const std::string& folder) {
  return plan_folder(bench, folder).find("changes")->as_array().size();
}

}  // namespace waybill::tests

#endif

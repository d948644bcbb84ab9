// A folder that a file sink writes to, read by the tests' own readers.
#ifndef WAYBILL_TESTS_SINK_FILE_PLACE_HPP
#define WAYBILL_TESTS_SINK_FILE_PLACE_HPP

#include <algorithm>
#include <fstream>
#include <iterator>

#include "conformance.hpp"
#include "sink/file_sink.hpp"
#include "sink/open.hpp"
#include "support/temp_dir.hpp"

namespace waybill::tests {

class FilePlace : public SinkPlace {
 public:
  FilePlace(std::string sink, base::Json config)
      : sink_(std::move(sink)), config_(std::move(config)) {
    config_.set("folder", folder_.path.string());
  }

  std::unique_ptr<sink::Sink> open() override { return open(sink::system_files()); }
  std::unique_ptr<sink::Sink> open(const sink::Files& files) {
    return sink::open_sink(sink_, config_, files);
  }
  std::vector<Row> delivered(const std::string& object) override {
    std::vector<Row> rows;
    for (const auto& path : files_of(object)) {
      const std::string content = content_of(path);
      const base::Json* null_text = config_.find("null_text");
      const std::vector<Row> more =
          sink_ == "csv" ? read_csv(content, null_text == nullptr ? "" : null_text->as_string())
                         : read_jsonl(content);
      rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
  }
  std::size_t leftovers() override {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path)) {
      const bool wanted = entry.is_directory() || entry.path().extension() == "." + sink_;
      if (!wanted || entry.path().filename().string().starts_with(".")) ++count;
    }
    return count;
  }

  std::vector<std::filesystem::path> files_of(const std::string& object) const {
    std::vector<std::filesystem::path> paths;
    const auto folder = folder_.path / sink::folder_name(object);
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
      if (!entry.path().filename().string().starts_with(".")) paths.push_back(entry.path());
    }
    std::ranges::sort(paths);
    return paths;
  }
  static std::string content_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  const std::filesystem::path& folder() const { return folder_.path; }

 private:
  TempDir folder_;
  std::string sink_;
  base::Json config_;
};

}  // namespace waybill::tests

#endif

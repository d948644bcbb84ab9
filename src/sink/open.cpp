#include "sink/open.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sink/file_sink.hpp"

namespace waybill::sink {
namespace {

using base::Json;

constexpr auto kNames = std::to_array<std::string_view>({"csv", "jsonl"});
static_assert(std::ranges::is_sorted(kNames));

constexpr auto kKeys = std::to_array<ConfigKey>({
    {"", "folder", true, "absolute path of a folder that is there; each object gets one within"},
    {"", "rows_per_file", false, "most rows of one file; 0, the default: a run is one file"},
    {"csv", "null_text", false,
     "what stands for NULL; the default is nothing at all, an empty text being \"\""},
});

Error wrong(std::string message, std::string hint, std::string path) {
  return Error(codes::bad_parameter, std::move(message))
      .with_hint(std::move(hint))
      .with_path(std::move(path));
}

void check_keys(std::string_view sink, const Json& config) {
  std::vector<std::string_view> known;
  for (const ConfigKey& key : kKeys) {
    if (key.sink.empty() || key.sink == sink) known.push_back(key.name);
  }
  if (const Json::Member* const member = base::unknown_member(config, known)) {
    const auto nearest = base::nearest(member->key, known);
    throw wrong(fmt::format("sink '{}' has no config key \"{}\"", sink, member->key),
                nearest ? fmt::format("did you mean \"{}\"?", *nearest) : "leave it out",
                base::pointer_join("/config", member->key));
  }
}

std::string folder_of(std::string_view sink, const Json& config) {
  const Json* folder = config.find("folder");
  if (folder == nullptr || !folder->is_string() || !folder->as_string().starts_with('/') ||
      folder->as_string().find('\0') != std::string::npos) {
    throw wrong(fmt::format("sink '{}' needs a folder, as an absolute path", sink),
                "set config.folder", "/config/folder");
  }
  std::string path = folder->as_string();
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

std::int64_t rows_of(std::string_view sink, const Json& config) {
  const Json* rows = config.find("rows_per_file");
  if (rows == nullptr) return 0;
  const auto number = rows->as_int64();
  if (!number || *number < 0) {
    throw wrong(fmt::format("sink '{}': rows_per_file is no whole number of rows", sink),
                "set it to 0 for one file a run", "/config/rows_per_file");
  }
  return *number;
}

std::string null_text_of(std::string_view sink, const Json& config) {
  const Json* text = config.find("null_text");
  if (text == nullptr) return "";
  if (!text->is_string() || text->as_string().find_first_of("\",\r\n") != std::string::npos) {
    throw wrong(
        fmt::format("sink '{}': null_text is no text without quotes, commas and line breaks", sink),
        "set it to \\N, or leave it out", "/config/null_text");
  }
  return text->as_string();
}

}  // namespace

std::span<const std::string_view> names() {
  return kNames;
}
std::span<const ConfigKey> config_keys() {
  return kKeys;
}

void check_name(std::string_view name, const Registry& registered) {
  if (std::ranges::find(kNames, name) != kNames.end() || registered.contains(name)) return;
  std::vector<std::string> known(kNames.begin(), kNames.end());
  for (const auto& [other, sink] : registered) known.push_back(other);
  const auto nearest =
      base::nearest(name, std::vector<std::string_view>(known.begin(), known.end()));
  throw wrong(fmt::format("there is no sink '{}'", name),
              nearest ? fmt::format("did you mean {}?", *nearest)
                      : fmt::format("the sinks are {}; another has to be registered by the host "
                                    "program first",
                                    base::join(known, ", ")),
              "/sink");
}

std::unique_ptr<Sink> open_sink(const std::string& name, const Json& config,
                                const Registry& registered, const base::CancelToken& cancel) {
  const auto found = registered.find(name);
  return found == registered.end() ? open_sink(name, config) : found->second->open(config, cancel);
}

std::unique_ptr<Sink> open_sink(const std::string& name, const Json& config, const Files& files) {
  check_name(name, {});
  const auto known = std::ranges::find(kNames, name);
  if (!config.is_object()) {
    throw wrong(fmt::format("sink '{}' needs a config, as an object", name), "set config.folder",
                "/config");
  }
  check_keys(name, config);
  FileSinkSpec spec;
  spec.name = *known;
  spec.folder = folder_of(name, config);
  spec.rows_per_file = rows_of(name, config);
  if (name == "csv") {
    spec.format = [null_text = null_text_of(name, config)](const rows::Schema& schema) {
      return csv_format(schema, null_text);
    };
  } else {
    spec.format = jsonl_format;
  }
  return make_file_sink(std::move(spec), files);
}

}  // namespace waybill::sink

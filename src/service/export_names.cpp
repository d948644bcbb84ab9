#include "service/export_names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "service/config_lock.hpp"

namespace waybill::service {

namespace {

constexpr std::size_t kLongest = 80;
constexpr std::size_t kHashDigits = 8;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

// What some systems take for a device, whatever follows the first dot.
bool is_device(std::string_view name) {
  const std::string word = base::ascii_lower(name.substr(0, name.find('.')));
  if (word == "con" || word == "prn" || word == "aux" || word == "nul") return true;
  return word.size() == 4 && (word.starts_with("com") || word.starts_with("lpt")) &&
         word[3] >= '0' && word[3] <= '9';
}

bool is_file_name(std::string_view name) {
  if (base::ascii_lower(name) + ".json" == kLockFile) return false;
  return !name.empty() && name.size() <= kLongest && std::ranges::all_of(name, is_plain) &&
         name.front() != '.' && name.front() != '-' && name.back() != '.' && !is_device(name);
}

std::string stem_for(model::Kind kind, std::string_view name) {
  if (is_file_name(name)) return std::string(name);
  std::string stem;
  for (const char c : name) {
    if (is_plain(c) && c != '.') {
      stem += c;
    } else if (!stem.empty() && stem.back() != '-') {
      stem += '-';
    }
    if (stem.size() == kLongest) break;
  }
  const auto first = stem.find_first_not_of('-');
  stem = first == std::string::npos ? std::string(to_string(kind)) : stem.substr(first);
  if (stem.back() != '-') stem += '-';
  return stem + base::content_hash(base::fold_name(name)).substr(0, kHashDigits);
}

}  // namespace

void ExportNames::take(std::string_view path) {
  taken_.insert(base::fold_name(path));
}

std::string ExportNames::path_for(model::Kind kind, std::string_view name) {
  const std::string stem = stem_for(kind, name);
  std::string path = fmt::format("{}s/{}.json", to_string(kind), stem);
  for (int number = 2; !taken_.insert(base::fold_name(path)).second; ++number) {
    path = fmt::format("{}s/{}-{}.json", to_string(kind), stem, number);
  }
  return path;
}

}  // namespace waybill::service

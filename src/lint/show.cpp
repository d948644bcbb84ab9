// Texts of documents made safe for one line.
#include "lint/show.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"

namespace waybill::lint {
namespace {

constexpr auto kJsonKinds = std::to_array<std::string_view>(
    {"null", "true or false", "a number", "a text", "a list", "an object"});
constexpr std::size_t kComparable = 200;  // bytes; a longer word is no misspelling

}  // namespace

std::string shown_list(std::span<const std::string_view> words, std::string_view last) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? last : ", ";
    result += shown(words[i]);
  }
  return result;
}

std::string_view shown_kind(const base::Json& value) {
  return kJsonKinds[static_cast<std::size_t>(value.kind())];
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  if (word.size() > kComparable) return "";
  const std::optional<std::string_view> near = base::nearest(word, candidates);
  return near ? fmt::format("did you mean {}?", shown(*near)) : "";
}

}  // namespace waybill::lint

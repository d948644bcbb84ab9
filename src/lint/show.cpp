// Texts of documents made safe for one line.
#include "lint/show.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"

namespace waybill::lint {
namespace {

constexpr auto kJsonKinds = std::to_array<std::string_view>(
    {"null", "true or false", "a number", "a text", "a list", "an object"});
constexpr std::size_t kShown = 60;        // characters
constexpr std::size_t kComparable = 200;  // bytes; a longer word is no misspelling

// Length in bytes of the first `n` characters of well-formed UTF-8.
std::size_t bytes_of(std::string_view utf8, std::size_t n) {
  std::size_t end = 0;
  while (end < utf8.size() && n > 0) {
    ++end;
    while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) ++end;
    --n;
  }
  return end;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t valid = base::utf8_prefix(text);
    for (std::size_t i = 0; i < valid;) {
      const std::size_t length = bytes_of(text.substr(i, valid - i), 1);
      const std::string_view character = text.substr(i, length);
      if (base::has_control(character)) {
        // C0 and DEL are one byte; C1 is C2 80 to C2 9F.
        result += fmt::format("\\u{:04x}", static_cast<unsigned char>(character.back()));
      } else {
        result += character;
      }
      i += length;
    }
    text.remove_prefix(valid);
    if (text.empty()) break;
    result += "\xEF\xBF\xBD";
    text.remove_prefix(1);
  }
  return result;
}

std::string shown(std::string_view text) {
  // Cut before escaping: the text may be megabytes long.
  const std::string line = escaped(text.substr(0, kShown * 4));
  const std::size_t end = bytes_of(line, kShown);
  const bool cut = end < line.size() || text.size() > kShown * 4;
  return fmt::format("\"{}{}\"", std::string_view(line).substr(0, end), cut ? "..." : "");
}

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

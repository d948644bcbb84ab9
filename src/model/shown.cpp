#include "model/shown.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace waybill::model {
namespace {

constexpr std::size_t kShown = 60;  // characters

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

}  // namespace waybill::model

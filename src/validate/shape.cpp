#include "validate/shape.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace waybill::validate {
namespace {

constexpr std::size_t kLongest = 40;
constexpr std::size_t kLongestValue = 60;

char class_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x80) return 'u';
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return 'a';
  if (c >= '0' && c <= '9') return '9';
  return byte < 0x20 || byte == 0x7f ? '?' : c;
}

}  // namespace

std::string shape_of(std::string_view text) {
  if (text.empty()) return "an empty text";
  std::string shape;
  for (const char c : text) {
    const char one = class_of(c);
    const bool runs = one == 'a' || one == '9' || one == 'u' || one == '?' || one == ' ';
    if (runs && !shape.empty() && shape.back() == one) continue;
    shape += one;
    if (shape.size() == kLongest) {
      shape += "...";
      break;
    }
  }
  if (!base::is_utf8(text)) return fmt::format("'{}' of {} bytes", shape, text.size());
  const std::size_t length = base::code_points(text);
  return fmt::format("'{}' of {} character{}", shape, length, length == 1 ? "" : "s");
}

std::string shown_value(std::string_view text) {
  if (!base::is_utf8(text)) return "0x" + base::to_hex(text.substr(0, kLongestValue / 2));
  std::string out;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < text.size() && shown < kLongestValue; ++shown) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const std::string_view sign = text.substr(i, next - i);
    out += base::has_control(sign) ? "?" : std::string(sign);
    i = next;
  }
  return fmt::format("'{}'{}", out, base::code_points(text) > kLongestValue ? "..." : "");
}

}  // namespace waybill::validate

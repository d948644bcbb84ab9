#include "sync/cursor.hpp"

#include <array>
#include <limits>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "rows/codec.hpp"

namespace waybill::sync {

namespace {

using rows::Logical;

// A decimal's canonical text in parts, without zeros that say nothing.
struct Digits {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

Digits digits_of(std::string_view text) {
  Digits digits;
  digits.negative = text.starts_with('-');
  if (digits.negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  digits.whole = text.substr(0, point);
  if (point != std::string_view::npos) digits.fraction = text.substr(point + 1);
  while (digits.whole.starts_with('0')) digits.whole.remove_prefix(1);
  while (digits.fraction.ends_with('0')) digits.fraction.remove_suffix(1);
  if (digits.whole.empty() && digits.fraction.empty()) digits.negative = false;
  return digits;
}

int compare_sizes(const Digits& a, const Digits& b) {
  if (a.whole.size() != b.whole.size()) return a.whole.size() < b.whole.size() ? -1 : 1;
  if (const int whole = a.whole.compare(b.whole); whole != 0) return whole;
  return a.fraction.compare(b.fraction);
}

bool decimal_less(std::string_view a, std::string_view b) {
  const Digits left = digits_of(a);
  const Digits right = digits_of(b);
  if (left.negative != right.negative) return left.negative;
  const int sizes = compare_sizes(left, right);
  return left.negative ? sizes > 0 : sizes < 0;
}

std::string decimal_minus(const std::string& number, std::int64_t less) {
  constexpr int kDigits = 76;  // what 256 bits hold
  const std::size_t point = number.find('.');
  const int scale = point == std::string::npos ? 0 : static_cast<int>(number.size() - point - 1);
  rows::Decimal256 from{};
  rows::Decimal256 part{};
  if (rows::parse_decimal(number, kDigits, scale, from) != rows::Misfit::none ||
      rows::parse_decimal(std::to_string(less), kDigits, scale, part) != rows::Misfit::none) {
    throw Error(codes::bad_watermark,
                "the watermark has too many digits for lookback_value to be taken off")
        .with_hint("set lookback_value to 0, or run once with --full-refresh");
  }
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const std::uint64_t before = from[i];
    from[i] = before - part[i] - borrow;
    borrow = before < part[i] || (before == part[i] && borrow == 1) ? 1 : 0;
  }
  std::array<char, 96> buffer;
  return {buffer.data(), rows::format_decimal(buffer.data(), from, scale)};
}

}  // namespace

bool is_cursor(const rows::Type& type) {
  switch (type.logical) {
    case Logical::timestamp:
    case Logical::datetime:
    case Logical::date:
    case Logical::integer:
    case Logical::bigint:
    case Logical::decimal:
      return true;
    default:
      return false;
  }
}

bool cursor_less(const rows::Value& a, const rows::Value& b) {
  if (a.type.logical == Logical::decimal) {
    return decimal_less(std::get<std::string>(a.data), std::get<std::string>(b.data));
  }
  return std::get<std::int64_t>(a.data) < std::get<std::int64_t>(b.data);
}

rows::Value cursor_minus(const rows::Value& number, std::int64_t less) {
  if (number.type.logical == Logical::decimal) {
    const auto& text = std::get<std::string>(number.data);
    return {number.type, less == 0 ? text : decimal_minus(text, less)};
  }
  const std::int64_t value = std::get<std::int64_t>(number.data);
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  return {number.type, value < least + less ? least : value - less};
}

}  // namespace waybill::sync

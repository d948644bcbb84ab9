// Decimals: text to scaled 256-bit integers and back, and text to canonical text.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

#include "base/text.hpp"
#include "rows/codec.hpp"

namespace waybill::rows {
namespace {

__extension__ typedef unsigned __int128 Wide;  // NOLINT(modernize-use-using)

constexpr int kChunk = 19;  // decimal digits that fit 64 bits
constexpr auto kPowers = [] {
  std::array<Wide, 39> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

constexpr std::uint64_t power64(int exponent) {
  return static_cast<std::uint64_t>(kPowers[static_cast<std::size_t>(exponent)]);
}

// What PostgreSQL's numeric holds: beyond it a text is no number anybody can store.
constexpr std::int64_t kMaxWholeDigits = 131'072;
constexpr std::int64_t kMaxFractionDigits = 16'383;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// sign, whole digits, fraction digits and exponent of a number, without leading zeros of the
// whole part.
struct Parts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  std::int64_t exponent = 0;

  bool zero() const {
    return whole.empty() && fraction.find_first_not_of('0') == std::string_view::npos;
  }
};

std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

// The exponent's digits, kept small enough that sums with lengths cannot overflow.
bool read_exponent(std::string_view text, std::int64_t& exponent) {
  constexpr std::int64_t kHuge = 100'000'000'000'000'000;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return false;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    exponent = std::min(exponent * 10 + (c - '0'), kHuge);
  }
  if (negative) exponent = -exponent;
  return true;
}

Misfit read_parts(std::string_view text, Parts& parts) {
  parts.negative = text.starts_with('-');
  if (parts.negative || text.starts_with('+')) text.remove_prefix(1);
  parts.whole = take_digits(text);
  const bool has_whole = !parts.whole.empty();
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    parts.fraction = take_digits(text);
  }
  if (!has_whole && parts.fraction.empty()) {
    const bool named = base::ascii_iequals(text, "nan") || base::ascii_iequals(text, "inf") ||
                       base::ascii_iequals(text, "infinity");
    return named ? Misfit::not_finite : Misfit::not_of_type;
  }
  if (!text.empty()) {
    if (text[0] != 'e' && text[0] != 'E') return Misfit::not_of_type;
    if (!read_exponent(text.substr(1), parts.exponent)) return Misfit::not_of_type;
  }
  parts.whole.remove_prefix(std::min(parts.whole.find_first_not_of('0'), parts.whole.size()));
  return Misfit::none;
}

void multiply_add(Decimal256& value, std::uint64_t factor, std::uint64_t addend) {
  Wide carry = addend;
  for (std::uint64_t& word : value) {
    carry += static_cast<Wide>(word) * factor;
    word = static_cast<std::uint64_t>(carry);
    carry >>= 64;
  }
}

std::uint64_t divide(Decimal256& value, std::uint64_t divisor) {
  Wide rest = 0;
  for (std::size_t i = value.size(); i-- > 0;) {
    rest = rest << 64 | value[i];
    value[i] = static_cast<std::uint64_t>(rest / divisor);
    rest %= divisor;
  }
  return static_cast<std::uint64_t>(rest);
}

void negate(Decimal256& value) {
  std::uint64_t carry = 1;
  for (std::uint64_t& word : value) {
    word = ~word + carry;
    carry = carry != 0 && word == 0 ? 1 : 0;
  }
}

// Collects digits in chunks of 64 bits.
class Accumulator {
 public:
  explicit Accumulator(Decimal256& value) : value_(value) { value_ = {}; }
  void digits(std::string_view text) {
    for (const char c : text) digit(static_cast<std::uint64_t>(c - '0'));
  }
  void zeros(std::int64_t count) {
    for (; count > 0; --count) digit(0);
  }
  void finish() { flush(); }

 private:
  void digit(std::uint64_t value) {
    chunk_ = chunk_ * 10 + value;
    if (++count_ == kChunk) flush();
  }
  void flush() {
    multiply_add(value_, power64(count_), chunk_);
    chunk_ = 0;
    count_ = 0;
  }

  Decimal256& value_;
  std::uint64_t chunk_ = 0;
  int count_ = 0;
};

// Plain digits, at most 36 of them, that need no cutting: the common case in one pass.
bool parse_short(std::string_view text, int precision, int scale, Decimal256& out) {
  const bool negative = text.starts_with('-');
  std::uint64_t high = 0;  // the first 18 digits, once there are more
  std::uint64_t value = 0;
  int digits = 0;
  int fraction = 0;
  bool point = false;
  for (const char c : text.substr(negative ? 1 : 0)) {
    const unsigned digit = static_cast<unsigned>(static_cast<unsigned char>(c)) - '0';
    if (digit < 10) {
      if (digits == 18) high = std::exchange(value, 0);
      value = value * 10 + digit;
      ++digits;
      fraction += point ? 1 : 0;
    } else if (c == '.' && !point) {
      point = true;
    } else {
      return false;
    }
  }
  const int shift = scale - fraction;
  if (digits == 0 || digits > 36 || shift < 0 || digits + shift > 38) return false;
  Wide whole = value;
  if (digits > 18) whole += high * kPowers[static_cast<std::size_t>(digits - 18)];
  const Wide scaled = whole * kPowers[static_cast<std::size_t>(shift)];
  if (precision < 38 && scaled >= kPowers[static_cast<std::size_t>(precision)]) return false;
  out = {static_cast<std::uint64_t>(scaled), static_cast<std::uint64_t>(scaled >> 64), 0, 0};
  if (negative) negate(out);
  return true;
}

}  // namespace

Misfit parse_decimal(std::string_view text, int precision, int scale, Decimal256& out) {
  if (parse_short(text, precision, scale, out)) return Misfit::none;
  Parts parts;
  const Misfit form = read_parts(text, parts);
  if (form != Misfit::none) return form;
  if (parts.zero()) {
    out = {};
    return Misfit::none;
  }
  // The scaled integer has all digits of the mantissa, `shift` zeros more (or digits fewer).
  std::string_view fraction = parts.fraction;
  std::int64_t shift = parts.exponent + scale - static_cast<std::int64_t>(fraction.size());
  if (parts.whole.empty()) fraction.remove_prefix(fraction.find_first_not_of('0'));
  const auto mantissa = static_cast<std::int64_t>(parts.whole.size() + fraction.size());
  const std::int64_t kept = std::max<std::int64_t>(mantissa + std::min<std::int64_t>(shift, 0), 0);
  if (mantissa + shift > precision) return Misfit::out_of_range;

  const auto keep_whole = static_cast<std::size_t>(
      std::min<std::int64_t>(kept, static_cast<std::int64_t>(parts.whole.size())));
  const std::size_t keep_fraction = static_cast<std::size_t>(kept) - keep_whole;
  const auto dropped_something = [](std::string_view digits) {
    return digits.find_first_not_of('0') != std::string_view::npos;
  };
  Accumulator accumulator(out);
  accumulator.digits(parts.whole.substr(0, keep_whole));
  accumulator.digits(fraction.substr(0, keep_fraction));
  accumulator.zeros(shift);
  accumulator.finish();
  if (parts.negative) negate(out);
  const bool lost = dropped_something(parts.whole.substr(keep_whole)) ||
                    dropped_something(fraction.substr(keep_fraction));
  return lost ? Misfit::precision_loss : Misfit::none;
}

Misfit canonical_decimal(std::string_view text, std::string& out) {
  Parts parts;
  const Misfit form = read_parts(text, parts);
  if (form != Misfit::none) return form;
  const auto whole_size = static_cast<std::int64_t>(parts.whole.size());
  const auto fraction_size = static_cast<std::int64_t>(parts.fraction.size());
  const std::int64_t whole_digits = whole_size + parts.exponent;
  const std::int64_t fraction_digits = std::max<std::int64_t>(fraction_size - parts.exponent, 0);
  const bool zero = parts.zero();
  if (whole_digits > kMaxWholeDigits || fraction_digits > kMaxFractionDigits) {
    if (!zero) return Misfit::out_of_range;
    out.assign(1, '0');
    return Misfit::none;
  }
  // All digits in a row, with zeros so that the point falls inside.
  std::string digits;
  if (whole_digits < 0) digits.append(static_cast<std::size_t>(-whole_digits), '0');
  digits += parts.whole;
  digits += parts.fraction;
  if (whole_digits > whole_size + fraction_size) {
    digits.append(static_cast<std::size_t>(whole_digits - whole_size - fraction_size), '0');
  }
  const std::size_t point = digits.size() - static_cast<std::size_t>(fraction_digits);
  const std::string_view whole = std::string_view(digits).substr(0, point);
  const std::size_t zeros = std::min(whole.find_first_not_of('0'), whole.size());

  out.clear();
  if (parts.negative && !zero) out += '-';
  out += zeros == whole.size() ? std::string_view("0") : whole.substr(zeros);
  if (fraction_digits > 0) {
    out += '.';
    out += std::string_view(digits).substr(point);
  }
  return Misfit::none;
}

Misfit double_to_decimal_text(double value, std::string& out) {
  if (!std::isfinite(value)) return Misfit::not_finite;
  std::array<char, 32> buffer;
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                     std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  const auto digits = std::count_if(
      text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find('e')), is_digit);
  const Misfit misfit = canonical_decimal(text, out);
  return misfit == Misfit::none && digits > 15 ? Misfit::precision_loss : misfit;
}

char* format_decimal(char* out, const Decimal256& value, int scale) {
  Decimal256 rest = value;
  if ((value[3] >> 63) != 0) {
    *out++ = '-';
    negate(rest);
  }
  std::array<char, 80> digits;
  char* const end = digits.data() + digits.size();
  char* first = end;
  const auto put = [&first](std::uint64_t chunk) {
    for (; chunk != 0; chunk /= 10) *--first = static_cast<char>('0' + chunk % 10);
  };
  while ((rest[1] | rest[2] | rest[3]) != 0) {
    char* const chunk_start = first - kChunk;
    put(divide(rest, power64(kChunk)));
    while (first != chunk_start) *--first = '0';
  }
  put(rest[0]);
  // At least one digit before the point.
  while (end - first <= scale) *--first = '0';

  const auto whole = static_cast<std::size_t>(end - first - scale);
  std::memcpy(out, first, whole);
  out += whole;
  if (scale == 0) return out;
  *out++ = '.';
  std::memcpy(out, first + whole, static_cast<std::size_t>(scale));
  return out + scale;
}

}  // namespace waybill::rows

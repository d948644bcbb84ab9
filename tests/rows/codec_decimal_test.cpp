// Decimals: beside a plain text arithmetic of the test's own.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include "rows/codec.hpp"

using namespace waybill::rows;

namespace {

// Not inlined: g++ 12 warns of bounds inside its own string concatenation otherwise.
[[gnu::noinline]] std::string repeated(std::size_t count, char c) {
  return std::string(count, c);
}

constexpr std::uint64_t kAll = ~std::uint64_t{0};
const std::string k76(76, '9');

std::string formatted(const Decimal256& value, int scale) {
  char buffer[96];
  return {buffer, format_decimal(buffer, value, scale)};
}

// Parsed and written again; a misfit's words stand in front.
std::string through(std::string_view text, int precision, int scale) {
  Decimal256 value{1, 2, 3, 4};
  const Misfit misfit = parse_decimal(text, precision, scale, value);
  if (misfit == Misfit::none) return formatted(value, scale);
  if (misfit == Misfit::precision_loss) return "cut " + formatted(value, scale);
  CHECK(value == Decimal256{1, 2, 3, 4});
  return std::string(reject_code(misfit));
}

std::string canonical(std::string_view text) {
  std::string out = "old";
  const Misfit misfit = canonical_decimal(text, out);
  return misfit == Misfit::none ? out : std::string(reject_code(misfit));
}

const std::string kNotOfType = "WB8501", kOutOfRange = "WB8502", kNotFinite = "WB8507";

}  // namespace

TEST_CASE("decimals are scaled two's complement, little endian") {
  const auto words = [](std::string_view text, int precision, int scale) {
    Decimal256 value{};
    CHECK(parse_decimal(text, precision, scale, value) == Misfit::none);
    return value;
  };
  CHECK(words("0", 1, 0) == Decimal256{0, 0, 0, 0});
  CHECK(words("-0.0", 2, 1) == Decimal256{0, 0, 0, 0});
  CHECK(words("1.5", 3, 2) == Decimal256{150, 0, 0, 0});
  CHECK(words("-1", 3, 0) == Decimal256{kAll, kAll, kAll, kAll});
  CHECK(words("18446744073709551616", 38, 0) == Decimal256{0, 1, 0, 0});
  CHECK(words("-18446744073709551616", 38, 0) == Decimal256{0, kAll, kAll, kAll});
  CHECK(words("170141183460469231731687303715884105728", 39, 0) ==
        Decimal256{0, 0x8000000000000000, 0, 0});
  CHECK(words(repeated(38, '9'), 38, 0) ==
        Decimal256{0x098a223fffffffff, 0x4b3b4ca85a86c47a, 0, 0});
  const Decimal256 largest{0xffffffffffffffff, 0x7775a5f171950fff, 0x0764b4abe8652979,
                           0x161bcca7119915b5};
  CHECK(words(k76, 76, 0) == largest);
  CHECK(words("-" + k76, 76, 0) ==
        Decimal256{1, 0x888a5a0e8e6af000, 0xf89b4b54179ad686, 0xe9e43358ee66ea4a});
  CHECK(words(k76.substr(38) + "." + k76.substr(38), 76, 38) == largest);
  CHECK(words("0." + k76, 76, 76) == largest);
}

TEST_CASE("the ends of 256 bits are written") {
  CHECK(formatted({kAll, kAll, kAll, kAll >> 1}, 0) ==
        "57896044618658097711785492504343953926634992332820282019728792003956564819967");
  CHECK(formatted({0, 0, 0, 0x8000000000000000}, 0) ==
        "-57896044618658097711785492504343953926634992332820282019728792003956564819968");
  CHECK(formatted({0, 0, 0, 0x8000000000000000}, 76) ==
        "-5.7896044618658097711785492504343953926634992332820282019728792003956564819968");
  CHECK(formatted({0, 0, 0, 0}, 76) == "0." + repeated(76, '0'));
  CHECK(formatted({1, 0, 0, 0}, 76) == "0." + repeated(75, '0') + "1");
  CHECK(formatted({0, 0, 0, 0}, 0) == "0");
  CHECK(formatted({5, 0, 0, 0}, 1) == "0.5");
  CHECK(formatted({kAll, kAll, kAll, kAll}, 1) == "-0.1");
  // Inner zeros across the nineteen-digit pieces.
  CHECK(through("1" + repeated(75, '0'), 76, 0) == "1" + repeated(75, '0'));
  CHECK(through("10000000000000000000", 20, 0) == "10000000000000000000");
  CHECK(through("100000000000000000000000000000000000001", 39, 0) ==
        "100000000000000000000000000000000000001");
}

TEST_CASE("digits at random survive any precision and scale") {
  std::mt19937 random(11);
  for (int round = 0; round < 30'000; ++round) {
    const int precision = 1 + static_cast<int>(random() % 76);
    const int scale = static_cast<int>(random() % (static_cast<unsigned>(precision) + 1));
    const auto whole_digits = random() % (static_cast<unsigned>(precision - scale) + 1);
    std::string whole, fraction;
    for (unsigned i = 0; i < whole_digits; ++i) {
      whole += static_cast<char>('0' + (i == 0 ? 1 + random() % 9 : random() % 10));
    }
    for (int i = 0; i < scale; ++i) fraction += static_cast<char>('0' + random() % 10);
    const bool zero = (whole + fraction).find_first_not_of('0') == std::string::npos;
    const std::string sign = !zero && random() % 2 == 0 ? "-" : "";
    const std::string shown =
        sign + (whole.empty() ? "0" : whole) + (scale > 0 ? "." + fraction : "");
    CAPTURE(shown);
    CAPTURE(precision);
    REQUIRE(through(shown, precision, scale) == shown);
    // The same number, spelled in other ways.
    const int shift = static_cast<int>(random() % 100);
    const std::string digits = whole + fraction;
    const std::string zeros(static_cast<std::size_t>(shift), '0');
    REQUIRE(through(sign + "00" + digits + zeros + "E" + std::to_string(-scale - shift), precision,
                    scale) == shown);
    REQUIRE(through(sign + "." + zeros + digits + "0e+" +
                        std::to_string(shift + static_cast<int>(whole.size())),
                    precision, scale) == shown);
    REQUIRE(canonical(shown) == shown);
    // One digit more than fits in front or behind.
    if (!zero) {
      REQUIRE(through(shown + (scale > 0 ? "1" : ".1"), precision, scale) == "cut " + shown);
      const std::string more = "1" + repeated(static_cast<std::size_t>(precision - scale), '0');
      REQUIRE(through(sign + more + (scale > 0 ? "." + fraction : ""), precision, scale) ==
              kOutOfRange);
    }
  }
}

TEST_CASE("all common spellings are read") {
  CHECK(through("12.5", 18, 4) == "12.5000");
  CHECK(through("+12.5", 18, 4) == "12.5000");
  CHECK(through(".5", 18, 4) == "0.5000");
  CHECK(through("5.", 18, 4) == "5.0000");
  CHECK(through("-.5", 18, 4) == "-0.5000");
  CHECK(through("0012", 18, 4) == "12.0000");
  CHECK(through("1.25e2", 18, 4) == "125.0000");
  CHECK(through("125E-2", 18, 4) == "1.2500");
  CHECK(through("1.50000000000000000000000000000", 18, 4) == "1.5000");
  CHECK(through(repeated(1000, '0') + "7", 1, 0) == "7");
  CHECK(through("0." + repeated(100'000, '0') + "e100000", 1, 0) == "0");
  CHECK(through("0." + repeated(100'000, '0') + "7e100001", 1, 0) == "7");
  CHECK(through("60.00", 4, 2) == "60.00");
  CHECK(through("0e999999999999999999999999", 1, 0) == "0");
  CHECK(through("-0e-999999999999999999999999", 1, 0) == "0");
}

TEST_CASE("what does not fit is out of range, what is finer is cut toward zero and named") {
  CHECK(through("99999999999999.9999", 18, 4) == "99999999999999.9999");
  CHECK(through("100000000000000", 18, 4) == kOutOfRange);
  CHECK(through("99999999999999.99999", 18, 4) == "cut 99999999999999.9999");
  CHECK(through("-0.00009", 18, 4) == "cut 0.0000");
  CHECK(through("0.00009", 18, 4) == "cut 0.0000");
  CHECK(through("-1.99999", 18, 4) == "cut -1.9999");
  CHECK(through("1234.5e-5", 18, 4) == "cut 0.0123");
  CHECK(through("1e-99999999999999999999", 18, 4) == "cut 0.0000");
  CHECK(through("1e99999999999999999999", 18, 4) == kOutOfRange);
  CHECK(through("1", 1, 1) == kOutOfRange);
  CHECK(through("0.9", 1, 1) == "0.9");
  CHECK(through("10", 1, 0) == kOutOfRange);
  CHECK(through("1" + k76, 76, 0) == kOutOfRange);
  CHECK(through("1e76", 76, 0) == kOutOfRange);
  CHECK(through("1e75", 76, 0) == "1" + repeated(75, '0'));
  CHECK(through("1e38", 38, 0) == kOutOfRange);
  CHECK(through("100000000000000000000.1", 38, 18) == kOutOfRange);
}

TEST_CASE("what is no number is refused, NaN and infinities by name") {
  for (const std::string_view text :
       {"",    " ",    "+",     "-",     ".",     "-.",  "+.",  "e5",   ".e5",
        "1e",  "1e+",  "1e-",   "1e5.0", "1.2.3", "1,5", "1 ",  " 1",   "--1",
        "+-1", "0x10", "1_000", "1e5e5", "½",     "١",   "12a", "nano", "infinit"}) {
    CAPTURE(std::string(text));
    CHECK(through(text, 18, 4) == kNotOfType);
    CHECK(canonical(text) == kNotOfType);
  }
  CHECK(through(std::string_view("1\0", 2), 18, 4) == kNotOfType);
  CHECK(through(repeated(40, '1') + "x", 18, 4) == kNotOfType);
  for (const std::string_view text : {"NaN", "nan", "-NaN", "Infinity", "-infinity", "+Inf"}) {
    CAPTURE(std::string(text));
    CHECK(through(text, 18, 4) == kNotFinite);
    CHECK(canonical(text) == kNotFinite);
  }
}

TEST_CASE("canonical text keeps the scale that was written") {
  CHECK(canonical("-0.50") == "-0.50");
  CHECK(canonical("1e2") == "100");
  CHECK(canonical("+1") == "1");
  CHECK(canonical("-0") == "0");
  CHECK(canonical("-0.00") == "0.00");
  CHECK(canonical("007") == "7");
  CHECK(canonical(".5") == "0.5");
  CHECK(canonical("5.") == "5");
  CHECK(canonical("1.50e1") == "15.0");
  CHECK(canonical("1.5e-3") == "0.0015");
  CHECK(canonical("150e-1") == "15.0");
  CHECK(canonical("0.00e1") == "0.0");
  CHECK(canonical("0.001e3") == "1");
  CHECK(canonical("0.0015e2") == "0.15");
  CHECK(canonical("12345678901234567890123456789012345678901234567890.5") ==
        "12345678901234567890123456789012345678901234567890.5");
  for (const std::string text : {"0", "10", "0.10", "-3.000", "100000000000000000000"}) {
    CHECK(canonical(text) == text);
  }
}

TEST_CASE("canonical text cannot be made to grow without end") {
  CHECK(canonical("1e131071").size() == 131'072);
  CHECK(canonical("1e131072") == kOutOfRange);
  CHECK(canonical("1e-16383").size() == 16'385);
  CHECK(canonical("1e-16384") == kOutOfRange);
  CHECK(canonical("1e999999999999999999999") == kOutOfRange);
  CHECK(canonical("1e-999999999999999999999") == kOutOfRange);
  CHECK(canonical("0e999999999999999999999") == "0");
  CHECK(canonical("0e-999999999999999999999") == "0");
}

TEST_CASE("a double becomes the decimal its writer can have meant, or is named") {
  const auto text = [](double value) {
    std::string out;
    const Misfit misfit = double_to_decimal_text(value, out);
    if (misfit == Misfit::precision_loss) return "cut " + out;
    return misfit == Misfit::none ? out : std::string(reject_code(misfit));
  };
  CHECK(text(0.1) == "0.1");
  CHECK(text(60.0) == "60");
  CHECK(text(-0.0) == "0");
  CHECK(text(-1234.5678) == "-1234.5678");
  CHECK(text(1e22) == "1" + repeated(22, '0'));
  CHECK(text(123456789012345.0) == "123456789012345");
  CHECK(text(0.1 + 0.2) == "cut 0.30000000000000004");
  CHECK(text(9007199254740993.0) == "cut 9007199254740992");
  CHECK(text(1e308) == "1" + repeated(308, '0'));
  CHECK(text(5e-324) == "0." + repeated(323, '0') + "5");
  CHECK(text(std::numeric_limits<double>::max()).starts_with("cut 179769313486231"));
  CHECK(text(std::numeric_limits<double>::quiet_NaN()) == kNotFinite);
  CHECK(text(-std::numeric_limits<double>::infinity()) == kNotFinite);
}

TEST_CASE("doubles are written with the shortest digits that read back") {
  const auto text = [](double value) {
    char buffer[40];
    return std::string(buffer, format_double(buffer, value));
  };
  CHECK(text(0.1) == "0.1");
  CHECK(text(-0.0) == "-0");
  CHECK(text(1e308) == "1e+308");
  CHECK(text(5e-324) == "5e-324");
  CHECK(text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(text(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(text(std::numeric_limits<double>::infinity()) == "Infinity");
  CHECK(text(-std::numeric_limits<double>::infinity()) == "-Infinity");
  std::mt19937_64 random(5);
  for (int i = 0; i < 50'000; ++i) {
    const double value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    const std::string written = text(value);
    if (written.size() > 39 || std::strtod(written.c_str(), nullptr) != value) FAIL(written);
  }
}

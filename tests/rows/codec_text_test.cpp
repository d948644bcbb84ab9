// UUIDs, integers, JSON checks and the words for refusals.
#include <doctest/doctest.h>

#include <limits>
#include <set>
#include <string>

#include "rows/codec.hpp"

using namespace waybill::rows;

namespace {

// Not inlined: g++ 12 warns of bounds inside its own string concatenation otherwise.
[[gnu::noinline]] std::string repeated(std::size_t count, char c) {
  return std::string(count, c);
}

std::string uuid(std::string_view text) {
  std::uint8_t bytes[16] = {};
  const Misfit misfit = parse_uuid(text, bytes);
  if (misfit != Misfit::none) {
    for (const std::uint8_t byte : bytes) CHECK(byte == 0);
    return std::string(reject_code(misfit));
  }
  char buffer[40];
  return {buffer, format_uuid(buffer, bytes)};
}

std::string int64(std::string_view text) {
  std::int64_t value = 0;
  const Misfit misfit = parse_int64(text, value);
  return misfit == Misfit::none ? std::to_string(value) : std::string(reject_code(misfit));
}

const std::string kNotOfType = "WB8501", kOutOfRange = "WB8502";

}  // namespace

TEST_CASE("each reason of a refusal has its own code and words") {
  std::set<std::string_view> codes, words;
  for (int i = static_cast<int>(Misfit::not_of_type); i <= static_cast<int>(Misfit::wrong_storage);
       ++i) {
    const auto misfit = static_cast<Misfit>(i);
    CHECK(reject_code(misfit) == "WB850" + std::to_string(i));
    codes.insert(reject_code(misfit));
    words.insert(describe(misfit));
  }
  CHECK(codes.size() == 8);
  CHECK(words.size() == 8);
  CHECK(words.count("") == 0);
  CHECK(reject_code(Misfit::none).empty());
  CHECK(describe(Misfit::none).empty());
  CHECK(describe(Misfit::precision_loss) == "has more digits than the type keeps");
}

TEST_CASE("a UUID is its value, not its spelling") {
  const std::string canonical = "01234567-89ab-cdef-fedc-ba9876543210";
  CHECK(uuid(canonical) == canonical);
  CHECK(uuid("01234567-89AB-CDEF-FEDC-BA9876543210") == canonical);
  CHECK(uuid("{01234567-89ab-cdef-fedc-ba9876543210}") == canonical);
  CHECK(uuid("0123456789abcdeffedcba9876543210") == canonical);
  CHECK(uuid("{0123456789abcdeffedcba9876543210}") == canonical);
  CHECK(uuid("URN:uuid:01234567-89ab-cdef-fedc-ba9876543210") == canonical);
  CHECK(uuid("00000000-0000-0000-0000-000000000000") == "00000000-0000-0000-0000-000000000000");
  CHECK(uuid("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF") == "ffffffff-ffff-ffff-ffff-ffffffffffff");
}

TEST_CASE("what is no UUID is refused, whichever character is wrong") {
  const std::string canonical = "01234567-89ab-cdef-fedc-ba9876543210";
  for (std::size_t at = 0; at < canonical.size(); ++at) {
    for (int c = 0; c < 256; ++c) {
      std::string text = canonical;
      text[at] = static_cast<char>(c);
      const bool hyphen = at == 8 || at == 13 || at == 18 || at == 23;
      const bool right = hyphen ? c == '-' : c < 128 && std::isxdigit(c) != 0;
      std::uint8_t bytes[16];
      if ((parse_uuid(text, bytes) == Misfit::none) != right) FAIL_CHECK(text);
    }
  }
  for (const std::string_view text :
       {"", "0", "{}", "01234567-89ab-cdef-fedc-ba987654321",
        "01234567-89ab-cdef-fedc-ba98765432100", "{01234567-89ab-cdef-fedc-ba9876543210",
        "01234567-89ab-cdef-fedc-ba9876543210}", "{{01234567-89ab-cdef-fedc-ba987654321}",
        "(01234567-89ab-cdef-fedc-ba9876543210)", "urn:01234567-89ab-cdef-fedc-ba9876543210",
        "urn:uuid:", "0123-4567-89ab-cdef-fedc-ba98-7654-3210",
        " 01234567-89ab-cdef-fedc-ba9876543210", "01234567-89ab-cdef-fedc-ba9876543210 "}) {
    CAPTURE(std::string(text));
    CHECK(uuid(text) == kNotOfType);
  }
}

TEST_CASE("integers are plain digits within 64 bits") {
  CHECK(int64("0") == "0");
  CHECK(int64("-0") == "0");
  CHECK(int64("+7") == "7");
  CHECK(int64("007") == "7");
  CHECK(int64("9223372036854775807") == "9223372036854775807");
  CHECK(int64("-9223372036854775808") == "-9223372036854775808");
  CHECK(int64("9223372036854775808") == kOutOfRange);
  CHECK(int64("-9223372036854775809") == kOutOfRange);
  CHECK(int64(repeated(1000, '9')) == kOutOfRange);
  CHECK(int64(repeated(1000, '0') + "5") == "5");
  for (const std::string_view text : {"", "-", "+", "--1", "+-1", "-+1", " 1", "1 ", "1.0", "1e3",
                                      "0x1", "a", "1a", "99999999999999999999x", "٣"}) {
    CAPTURE(std::string(text));
    CHECK(int64(text) == kNotOfType);
  }
  CHECK(int64(std::string_view("1\0", 2)) == kNotOfType);
}

TEST_CASE("a JSON value is checked strictly") {
  for (const std::string_view text :
       {"null", " [1, 2.50, -0, 1e400] ", "{}", R"({"a": {"a": 1}, "b": [{"a": 2}, {"a": 3}]})",
        R"("\ud83d\ude00")", "123456789012345678901234567890", "\"\"", R"({"": 1, " ": 2})",
        R"({"a": 1, "A": 2})", "1e99999999999999999999"}) {
    CAPTURE(std::string(text));
    CHECK(check_json(text) == Misfit::none);
  }
  for (const std::string_view text :
       {"", " ", "{", "[1,]", "{\"a\":1,}", "// c\n1", "/**/1", "'a'", "NaN", "01", "[1] x", "nul",
        "\"\\ud800\"", "\"a\nb\"", "\xEF\xBB\xBF{}", "{\"a\":1,\"a\":2", "\"a"}) {
    CAPTURE(std::string(text));
    CHECK(check_json(text) == Misfit::not_of_type);
  }
  CHECK(check_json(std::string_view("1\0", 2)) == Misfit::not_of_type);
  CHECK(check_json("\"\xFF\"") == Misfit::invalid_utf8);
  CHECK(check_json("\"\xED\xA0\x80\"") == Misfit::invalid_utf8);
  CHECK(check_json("[1]\x80") == Misfit::invalid_utf8);
}

TEST_CASE("an object with a key twice is named, at any depth and however the key is spelled") {
  for (const std::string_view text :
       {R"({"a":1,"a":2})", R"({"a":1,"b":2,"c":3,"a":null})", R"([[{"x":{"k":1,"k":1}}]])",
        R"({"a":1,"\u0061":2})", R"({"\u0061\n":1,"b":2,"a\u000a":2})", R"({"":1,"":1})",
        R"({"a":{"b":1},"c":{"b":1},"a":0})", R"({"x":[{"a":1}],"a":1,"x":0})"}) {
    CAPTURE(std::string(text));
    CHECK(check_json(text) == Misfit::duplicate_key);
  }
  std::string many = "{";
  for (int i = 0; i < 5000; ++i) many += "\"key\\u0030" + std::to_string(i) + "\":0,";
  CHECK(check_json(many + "\"last\":0}") == Misfit::none);
  CHECK(check_json(many + "\"key04999\":0}") == Misfit::duplicate_key);
}

TEST_CASE("a JSON value may be nested as deeply as it likes") {
  const std::size_t depth = 1'000'000;
  CHECK(check_json(repeated(depth, '[') + repeated(depth, ']')) == Misfit::none);
  CHECK(check_json(repeated(depth, '[')) == Misfit::not_of_type);
}

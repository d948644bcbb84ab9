// Values as exact text and back.
#include "rows/value.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "base/error.hpp"
#include "rows/codec.hpp"

using namespace waybill::rows;

namespace {

// Not inlined: g++ 12 warns of bounds inside its own string concatenation otherwise.
[[gnu::noinline]] std::string repeated(std::size_t count, char c) {
  return std::string(count, c);
}

Value text_value(Logical logical, std::string text) {
  return {{logical}, std::move(text)};
}
Value int_value(Logical logical, std::int64_t number) {
  return {{logical}, number};
}

std::string message_of(const Type& type, std::string_view text) {
  try {
    (void)value_from_text(type, text);
  } catch (const waybill::Error& error) {
    CHECK(error.code().id == "WB9211");
    CHECK(!error.hint().empty());
    return error.message();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("a value's text reads back as the same value, at every type's extremes") {
  const std::vector<std::pair<Value, std::string>> cases{
      {text_value(Logical::text, ""), ""},
      {text_value(Logical::text, std::string("a\0ü'\n", 6)), std::string("a\0ü'\n", 6)},
      {int_value(Logical::boolean, 1), "true"},
      {int_value(Logical::boolean, 0), "false"},
      {int_value(Logical::integer, std::numeric_limits<std::int32_t>::min()), "-2147483648"},
      {int_value(Logical::integer, std::numeric_limits<std::int32_t>::max()), "2147483647"},
      {int_value(Logical::bigint, std::numeric_limits<std::int64_t>::min()),
       "-9223372036854775808"},
      {int_value(Logical::bigint, std::numeric_limits<std::int64_t>::max()), "9223372036854775807"},
      {text_value(Logical::decimal, "-0.50"), "-0.50"},
      {{{Logical::decimal, 76, 38}, repeated(38, '9') + "." + repeated(38, '9')},
       repeated(38, '9') + "." + repeated(38, '9')},
      {{{Logical::decimal, 4, 2}, "-0.01"}, "-0.01"},
      {{{Logical::floating}, 0.1 + 0.2}, "0.30000000000000004"},
      {{{Logical::floating}, 5e-324}, "5e-324"},
      {{{Logical::floating}, 1e308}, "1e+308"},
      {{{Logical::floating}, std::numeric_limits<double>::infinity()}, "Infinity"},
      {{{Logical::floating}, -std::numeric_limits<double>::infinity()}, "-Infinity"},
      {text_value(Logical::bytes, std::string("\0\xFF", 2)), "00ff"},
      {text_value(Logical::bytes, ""), ""},
      {int_value(Logical::date, -719'162), "0001-01-01"},
      {int_value(Logical::date, 2'932'896), "9999-12-31"},
      {int_value(Logical::time, 86'399'999'999), "23:59:59.999999"},
      {int_value(Logical::timestamp, -62'135'596'800'000'000), "0001-01-01T00:00:00.000000Z"},
      {int_value(Logical::timestamp, 253'402'300'799'999'999), "9999-12-31T23:59:59.999999Z"},
      {int_value(Logical::datetime, -1), "1969-12-31T23:59:59.999999"},
      {text_value(Logical::json, R"({"a": 1.50})"), R"({"a": 1.50})"},
      {text_value(Logical::uuid, "01234567-89ab-cdef-fedc-ba9876543210"),
       "01234567-89ab-cdef-fedc-ba9876543210"},
  };
  for (const auto& example : cases) {
    CAPTURE(example.second);
    CHECK(value_text(example.first) == example.second);
    CHECK(value_from_text(example.first.type, example.second) == example.first);
  }
}

TEST_CASE("NaN and negative zero keep what they are") {
  const Type floating{Logical::floating};
  CHECK(value_text({floating, std::numeric_limits<double>::quiet_NaN()}) == "NaN");
  CHECK(std::isnan(std::get<double>(value_from_text(floating, "NaN").data)));
  CHECK(value_text({floating, -0.0}) == "-0");
  CHECK(std::signbit(std::get<double>(value_from_text(floating, "-0").data)));
}

TEST_CASE("other spellings become the value's own text") {
  CHECK(value_text(value_from_text({Logical::uuid}, "{01234567-89AB-CDEF-FEDC-BA9876543210}")) ==
        "01234567-89ab-cdef-fedc-ba9876543210");
  CHECK(value_text(value_from_text({Logical::decimal, 10, 3}, "1e1")) == "10.000");
  CHECK(value_text(value_from_text({Logical::decimal}, "+1.50")) == "1.50");
  CHECK(value_text(value_from_text({Logical::timestamp}, "2025-11-20T13:00:00+01:00")) ==
        "2025-11-20T12:00:00.000000Z");
}

TEST_CASE("NULL has no text") {
  CHECK(Value::null().is_null());
  bool thrown = false;
  try {
    (void)value_text(Value::null({Logical::bigint}));
  } catch (const waybill::Error& error) {
    thrown = true;
    CHECK(error.code().id == "WB9090");
  }
  CHECK(thrown);
}

TEST_CASE("a text that is not of the type is a bad watermark and is not repeated in the message") {
  CHECK(message_of({Logical::timestamp}, "secret") ==
        "the stored value is not a value of the type (expected timestamp)");
  CHECK(message_of({Logical::timestamp}, "2025-11-20T12:00:00") ==
        "the stored value is not a value of the type (expected timestamp)");
  CHECK(message_of({Logical::datetime}, "2025-11-20T12:00:00Z") ==
        "the stored value has a time zone where the type has none (expected datetime)");
  CHECK(message_of({Logical::decimal, 4, 2}, "100") ==
        "the stored value is out of the type's range (expected decimal(4,2))");
  CHECK(message_of({Logical::decimal, 4, 2}, "1.005") ==
        "the stored value has more digits than the type keeps (expected decimal(4,2))");
  CHECK(message_of({Logical::text}, "\xFF") ==
        "the stored value is not valid UTF-8 (expected text)");
  for (const std::string_view text : {"2147483648", "-2147483649", "1.0", "", "x"}) {
    CAPTURE(std::string(text));
    CHECK(message_of({Logical::integer}, text) != "accepted");
  }
  for (const std::string_view text : {"", "x", "1e", "1 ", "+1", "0x1", "inf", "nan", "1e999"}) {
    CAPTURE(std::string(text));
    CHECK(message_of({Logical::floating}, text) != "accepted");
  }
  CHECK(message_of({Logical::bigint}, "9223372036854775808") != "accepted");
  CHECK(message_of({Logical::boolean}, "1") != "accepted");
  CHECK(message_of({Logical::bytes}, "0") != "accepted");
  CHECK(message_of({Logical::bytes}, "0g") != "accepted");
  CHECK(message_of({Logical::bytes}, "-1") != "accepted");
  CHECK(message_of({Logical::date}, "2025-02-29") != "accepted");
  CHECK(message_of({Logical::time}, "24:00:00") != "accepted");
  CHECK(message_of({Logical::json}, "{\"a\":1,\"a\":1}") != "accepted");
  CHECK(message_of({Logical::uuid}, "x") != "accepted");
  CHECK(message_of({Logical::decimal}, "NaN") != "accepted");
}

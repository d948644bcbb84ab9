// Reading JSON: values, places, faults and limits.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "base/error.hpp"
#include "base/json.hpp"

using namespace waybill::base;

namespace {

Json parsed(std::string_view text) {
  ParsedJson result = parse_json(text);
  INFO(std::string(text));
  if (result.error) FAIL_CHECK(result.error->message);
  return std::move(result.value);
}

Place place_at(const Json& json, std::string_view pointer) {
  const Json* found = json.at_pointer(pointer);
  REQUIRE(found != nullptr);
  return found->place();
}

const Json::Member& member(const Json& json, std::size_t index) {
  return json.as_object().at(index);
}

struct Fault {
  std::string text;
  Place place;
  std::string message;
};

}  // namespace

TEST_CASE("each kind of value is read") {
  CHECK(parsed("null").is_null());
  CHECK(parsed("true").as_bool());
  CHECK_FALSE(parsed(" false ").as_bool());
  CHECK(parsed("\"\"").as_string().empty());
  CHECK(parsed("[]").as_array().empty());
  CHECK(parsed("{}").as_object().empty());
  CHECK(parsed("-0").number_text() == "-0");
  const Json nested = parsed(R"({"a": [1, {"b": [[], {}]}], "c": null})");
  REQUIRE(nested.at_pointer("/a/1/b/1") != nullptr);
  CHECK(nested.at_pointer("/a/1/b/1")->is_object());
}

TEST_CASE("numbers keep their spelling") {
  for (const std::string text :
       {"0", "-0", "0.0", "1e400", "-1E+05", "1e-400", "123456789012345678901234567890",
        "9223372036854775808", "0.1000000000000000055511151231257827", "1e99999999999999999999"}) {
    CHECK(parsed(text).number_text() == text);
    CHECK(write_json(parsed(text)) == text);
  }
}

TEST_CASE("escapes are read, raw text stays, NUL is a character") {
  CHECK(parsed(R"("\"\\\/\b\f\n\r\t")").as_string() == "\"\\/\b\f\n\r\t");
  CHECK(parsed(R"("a\u0041\u00e4\u20AC\ud83d\uDE00z")").as_string() == "aA\xC3\xA4€😀z");
  CHECK(parsed(R"("x\u0000y")").as_string() == std::string("x\0y", 3));
  CHECK(parsed("\"\xC3\xA4\x7F\xE2\x80\xA8\"").as_string() == "\xC3\xA4\x7F\xE2\x80\xA8");
  CHECK(parsed(R"("\uFFFF\uE000\uD7FF")").as_string() == "\xEF\xBF\xBF\xEE\x80\x80\xED\x9F\xBF");
  CHECK(parsed(R"({"\u006b": 1})").find("k") != nullptr);
}

TEST_CASE("places are lines and columns of code points, whatever ends a line") {
  const std::string text =
      "{\r\n"
      "  \"ä😀\": [1,\t\"é\", true],\r\n"
      "\"b\" :\n"
      "   {\"c\": null},\r"
      "  \"d\": \"x\\ny\", \"e\": 2}";
  const Json json = parsed(text);
  CHECK(json.place() == Place{1, 1});
  CHECK(member(json, 0).key_place == Place{2, 3});
  CHECK(place_at(json, "/ä😀") == Place{2, 9});
  CHECK(place_at(json, "/ä😀/0") == Place{2, 10});
  CHECK(place_at(json, "/ä😀/1") == Place{2, 13});
  CHECK(place_at(json, "/ä😀/2") == Place{2, 18});
  CHECK(member(json, 1).key_place == Place{3, 1});
  CHECK(place_at(json, "/b") == Place{4, 4});
  CHECK(member(*json.find("b"), 0).key_place == Place{4, 5});
  CHECK(place_at(json, "/b/c") == Place{4, 10});
  CHECK(member(json, 2).key_place == Place{5, 3});
  CHECK(place_at(json, "/d") == Place{5, 8});
  CHECK(member(json, 3).key_place == Place{5, 16});
  CHECK(place_at(json, "/e") == Place{5, 21});
}

TEST_CASE("an empty line, a byte order mark and comments do not shift places") {
  const Json closed = parsed("\xEF\xBB\xBF\n\r\n // ü\n/* a\r\n b */ [ /* x */ 7 /**/ ] // end");
  CHECK(closed.place() == Place{5, 7});
  CHECK(place_at(closed, "/0") == Place{5, 17});
  CHECK(parsed("\xEF\xBB\xBF[]").place() == Place{1, 1});
}

TEST_CASE("duplicate keys are kept in order and the first is found") {
  const Json json = parsed(R"({"a": 1, "b": 2, "a": 3, "\u0061": 4})");
  REQUIRE(json.as_object().size() == 4);
  CHECK(json.find("a")->as_int64() == 1);
  CHECK(member(json, 2).key == "a");
  CHECK(member(json, 2).value.as_int64() == 3);
  CHECK(member(json, 2).key_place == Place{1, 18});
  CHECK(member(json, 3).key == "a");
}

TEST_CASE("comments and one trailing comma are allowed") {
  CHECK(parsed("[1,]").as_array().size() == 1);
  CHECK(parsed("[1 , // one\n]").as_array().size() == 1);
  CHECK(parsed("{\"a\":1,}").as_object().size() == 1);
  CHECK(parsed("/**/{/**/\"a\"/**/:/**/1/**/,/**/}/***/").find("a")->as_int64() == 1);
  CHECK(parsed("1//").as_int64() == 1);
  CHECK(parsed("\"//\"").as_string() == "//");
}

TEST_CASE("a fault says what was expected, what was found, and where") {
  const std::vector<Fault> faults{
      {"", {1, 1}, "expected a value, found the end of the text"},
      {" \n ", {2, 2}, "expected a value, found the end of the text"},
      {"{", {1, 2}, "expected a key in double quotes or }, found the end of the text"},
      {"[", {1, 2}, "expected a value or ], found the end of the text"},
      {"]", {1, 1}, "expected a value, found ]"},
      {"[1}", {1, 3}, "expected , or ], found }"},
      {"{\"a\":1]", {1, 7}, "expected , or }, found ]"},
      {"[,]", {1, 2}, "expected a value or ], found ,"},
      {"[1,,]", {1, 4}, "expected a value or ], found ,"},
      {"{,}", {1, 2}, "expected a key in double quotes or }, found ,"},
      {"{\"a\":1,,}", {1, 8}, "expected a key in double quotes or }, found ,"},
      {"{'a':1}", {1, 2}, "expected a key in double quotes or }, found '"},
      {"{a:1}", {1, 2}, "expected a key in double quotes or }, found a"},
      {"{\"a\" 1}", {1, 6}, "expected : after the key, found 1"},
      {"{\"a\"", {1, 5}, "expected : after the key, found the end of the text"},
      {"{\"a\":}", {1, 6}, "expected a value, found }"},
      {"{\"a\":1 \"b\":2}", {1, 8}, "expected , or }, found \""},
      {"{1:2}", {1, 2}, "expected a key in double quotes or }, found 1"},
      {"1 2", {1, 3}, "expected nothing after the value, found 2"},
      {"[] ü", {1, 4}, "expected nothing after the value, found ü"},
      {"tru", {1, 1}, "expected true, found t"},
      {"fals3", {1, 1}, "expected false, found f"},
      {"nul", {1, 1}, "expected null, found n"},
      {"NaN", {1, 1}, "expected a value, found N"},
      {"+1", {1, 1}, "expected a value, found +"},
      {".5", {1, 1}, "expected a value, found ."},
      {"01", {1, 2}, "expected no digit after a leading 0, found 1"},
      {"-", {1, 2}, "expected a digit after -, found the end of the text"},
      {"-a", {1, 2}, "expected a digit after -, found a"},
      {"1.", {1, 3}, "expected a digit after the decimal point, found the end of the text"},
      {"1.e5", {1, 3}, "expected a digit after the decimal point, found e"},
      {"1e", {1, 3}, "expected a digit in the exponent, found the end of the text"},
      {"[1e+]", {1, 5}, "expected a digit in the exponent, found ]"},
      {"[\"abc", {1, 2}, "expected a closing quote for the text that begins here, found \""},
      {"\"a\\", {1, 1}, "expected a closing quote for the text that begins here, found \""},
      {"\"a\nb\"",
       {1, 3},
       "expected a closing quote or an escape, not a control character, found the control "
       "character U+000A"},
      {"\"\\x\"", {1, 2}, R"(expected an escape: one of \" \\ \/ \b \f \n \r \t \u, found \)"},
      {"\"\\u12g4\"", {1, 2}, "expected four hex digits after \\u, found \\"},
      {"\"ä\\ud800\"",
       {1, 3},
       "expected a surrogate pair, \\uD800 to \\uDBFF then \\uDC00 to \\uDFFF, found \\"},
      {"\"\\udc00\\ud800\"",
       {1, 2},
       "expected a surrogate pair, \\uD800 to \\uDBFF then \\uDC00 to \\uDFFF, found \\"},
      {"\"\\ud800\\u0041\"",
       {1, 2},
       "expected a surrogate pair, \\uD800 to \\uDBFF then \\uDC00 to \\uDFFF, found \\"},
      {"/", {1, 1}, "expected a comment (// or /*), found /"},
      {"[1, /* x", {1, 5}, "expected */ at the end of the comment that begins here, found /"},
      {"# a", {1, 1}, "expected a value, found #"},
      {"[\x01]", {1, 2}, "expected a value or ], found the control character U+0001"},
      {std::string("[\0]", 3), {1, 2}, "expected a value or ], found the control character U+0000"},
      {"\xC2\x85", {1, 1}, "expected a value, found a control character"},
      {"{\"ä\": \"x\xFF\"}", {1, 9}, "expected valid UTF-8, found the byte 0xFF"},
      {"[1]\xC3", {1, 4}, "expected valid UTF-8, found the byte 0xC3"},
      {"\n\"\xED\xA0\x80\"", {2, 2}, "expected valid UTF-8, found the byte 0xED"},
      {"\xEF\xBB\xBF", {1, 1}, "expected a value, found the end of the text"},
      {"[] \xEF\xBB\xBF", {1, 4}, "expected nothing after the value, found \xEF\xBB\xBF"},
  };
  for (const Fault& fault : faults) {
    CAPTURE(fault.text);
    const ParsedJson result = parse_json(fault.text);
    REQUIRE(result.error.has_value());
    CHECK(result.error->message == fault.message);
    CHECK(result.error->place.line == fault.place.line);
    CHECK(result.error->place.column == fault.place.column);
    CHECK(result.value.is_null());
    CHECK_FALSE(result.too_large);
  }
}

TEST_CASE("the first fault wins over invalid UTF-8 further on") {
  const ParsedJson result = parse_json("[1 2]\n\xFF");
  REQUIRE(result.error.has_value());
  CHECK(result.error->message == "expected , or ], found 2");
}

TEST_CASE("a text cut anywhere is an error, never a crash or a value") {
  const std::string sample =
      "{\"ä😀\": [1, -2.5e+3, \"x\\ud83d\\ude00\\n\", true, false, null], // c\r\n"
      " /* d */ \"b\": {\"c\": [[], {}]},}";
  CHECK(parse_json(sample).error == std::nullopt);
  for (std::size_t length = 0; length < sample.size(); ++length) {
    CAPTURE(length);
    // A buffer of exactly this size: reading past it is seen by the address sanitizer.
    const std::vector<char> cut(sample.begin(), sample.begin() + static_cast<long>(length));
    const ParsedJson result = parse_json({cut.data(), cut.size()});
    REQUIRE(result.error.has_value());
    CHECK(result.error->place.line >= 1);
    CHECK(result.error->place.line <= 2);
    CHECK(result.error->place.column >= 1);
    CHECK(result.error->place.column <= length + 1);
    CHECK(result.value.is_null());
  }
}

TEST_CASE("depth and size limits are exact and told apart from syntax") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK_FALSE(parse_json(nested(32)).error);
  const ParsedJson deep = parse_json("\n" + nested(33));
  REQUIRE(deep.error.has_value());
  CHECK(deep.too_large);
  CHECK(deep.error->message == "nested deeper than 32 levels");
  CHECK(deep.error->place == Place{2, 33});
  CHECK_FALSE(parse_json("[[1],[[2]],{\"a\":[]}]", {.depth = 3}).error);
  CHECK(parse_json("[[1],[[[2]]]]", {.depth = 3}).too_large);
  CHECK(parse_json("7", {.depth = 0}).value.as_int64() == 7);
  CHECK(parse_json(std::string(1'000'000, '[')).too_large);

  CHECK_FALSE(parse_json("[12345]", {.bytes = 7}).error);
  const ParsedJson large = parse_json("[123456]", {.bytes = 7});
  CHECK(large.too_large);
  REQUIRE(large.error.has_value());
  CHECK(large.error->message == "the text has 8 bytes, at most 7 are read");
  CHECK_FALSE(parse_json("[1 2]").too_large);
}

TEST_CASE("a large document on one line is read in linear time and with right places") {
  std::string text = "[";
  for (int i = 0; i < 300'000; ++i) text += "\"é\",";
  text += "{\"last\":0}]";
  const Json json = parsed(text);
  REQUIRE(json.as_array().size() == 300'001);
  CHECK(json.as_array().back().place() == Place{1, 300'000 * 4 + 2});
}

TEST_CASE("parse_json_or_throw names the text and the place") {
  CHECK(parse_json_or_throw("{\"a\": 1}", "the options").find("a")->as_int64() == 1);
  bool thrown = false;
  try {
    parse_json_or_throw("{\n\"a\" 1}", "the options");
  } catch (const waybill::Error& error) {
    thrown = true;
    CHECK(error.code().id == "WB9001");
    CHECK(error.message() ==
          "the options is not JSON: line 2, column 5: expected : after the key, found 1");
    CHECK(!error.hint().empty());
  }
  CHECK(thrown);
}

TEST_CASE("what was written is read back equal, plain and pretty, from any value") {
  std::mt19937 random(7);
  const auto pick = [&random](unsigned below) { return static_cast<unsigned>(random() % below); };
  const auto make = [&](auto& self, unsigned depth) -> Json {
    switch (pick(depth == 0 ? 5 : 7)) {
      case 0:
        return nullptr;
      case 1:
        return pick(2) == 1;
      case 2:
        return static_cast<std::int64_t>(random()) * (pick(2) == 1 ? 1 : -1);
      case 3:
        return static_cast<double>(random()) / 7e5;
      case 4: {
        std::string text;
        for (unsigned i = pick(6); i > 0; --i) {
          text += std::array<std::string, 8>{"\"", "\\", "ä",   "😀", std::string(1, '\0'),
                                             "\n", "/",  "\x1F"}[pick(8)];
        }
        return text;
      }
      case 5: {
        Json array = Json::array();
        for (unsigned i = pick(4); i > 0; --i) array.push(self(self, depth - 1));
        return array;
      }
      default: {
        Json object = Json::object();
        for (unsigned i = pick(4); i > 0; --i) {
          object.set("k\"" + std::to_string(i), self(self, depth - 1));
        }
        return object;
      }
    }
  };
  for (int round = 0; round < 500; ++round) {
    const Json value = make(make, 4);
    const std::string line = write_json(value);
    CAPTURE(line);
    CHECK(line.find('\n') == std::string::npos);
    CHECK(parsed(line) == value);
    CHECK(parsed(write_json_pretty(value)) == value);
  }
}

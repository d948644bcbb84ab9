// Json values: making, comparing, pointing, writing.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "base/error.hpp"
#include "base/json.hpp"

using namespace waybill::base;

namespace {

Json number(std::string_view text) {
  return Json::number(std::string(text));
}

Json parsed(std::string_view text) {
  return parse_json_or_throw(text, "a test's text");
}

template <class Call>
void check_internal(Call call) {
  bool thrown = false;
  try {
    call();
  } catch (const waybill::Error& error) {
    thrown = true;
    CHECK(error.code().id == "WB9090");
  }
  CHECK(thrown);
}

}  // namespace

TEST_CASE("numbers are made with the shortest exact spelling") {
  CHECK(write_json(Json(0)) == "0");
  CHECK(write_json(Json(std::numeric_limits<std::int64_t>::min())) == "-9223372036854775808");
  CHECK(write_json(Json(std::numeric_limits<std::uint64_t>::max())) == "18446744073709551615");
  CHECK(write_json(Json(0.1)) == "0.1");
  CHECK(write_json(Json(-0.0)) == "-0");
  CHECK(parsed(write_json(Json(1e308))).as_double() == 1e308);
  CHECK(parsed(write_json(Json(5e-324))).as_double() == 5e-324);
  CHECK(parsed(write_json(Json(0.1 + 0.2))).as_double() == 0.1 + 0.2);
}

TEST_CASE("NaN and infinities become texts, since JSON has no such numbers") {
  CHECK(write_json(Json(std::numeric_limits<double>::quiet_NaN())) == "\"NaN\"");
  CHECK(write_json(Json(std::numeric_limits<double>::infinity())) == "\"Infinity\"");
  CHECK(write_json(Json(-std::numeric_limits<double>::infinity())) == "\"-Infinity\"");
}

TEST_CASE("as_int64 answers integers however spelled, and nothing else") {
  CHECK(number("9223372036854775807").as_int64() == std::numeric_limits<std::int64_t>::max());
  CHECK(number("-9223372036854775808").as_int64() == std::numeric_limits<std::int64_t>::min());
  CHECK(number("1e3").as_int64() == 1000);
  CHECK(number("1.50e1").as_int64() == 15);
  CHECK(number("2.000").as_int64() == 2);
  CHECK(number("-0").as_int64() == 0);
  CHECK(number("0e999999999999999999999").as_int64() == std::nullopt);
  CHECK(number("0e99").as_int64() == 0);
  CHECK(number("9223372036854775808").as_int64() == std::nullopt);
  CHECK(number("-9223372036854775809").as_int64() == std::nullopt);
  CHECK(number("123456789012345678901234567890").as_int64() == std::nullopt);
  CHECK(number("1e19").as_int64() == std::nullopt);
  CHECK(number("1e400").as_int64() == std::nullopt);
  CHECK(number("1e99999999999999999999").as_int64() == std::nullopt);
  CHECK(number("0.5").as_int64() == std::nullopt);
  CHECK(Json("5").as_int64() == std::nullopt);
  CHECK(Json(true).as_int64() == std::nullopt);
}

TEST_CASE("as_double answers the nearest double of any number") {
  CHECK(number("0.1").as_double() == 0.1);
  CHECK(number("1e400").as_double() == std::numeric_limits<double>::infinity());
  CHECK(number("-1e400").as_double() == -std::numeric_limits<double>::infinity());
  CHECK(number("1e-400").as_double() == 0.0);
  CHECK(number("1E-99999999999999999999").as_double() == 0.0);
  CHECK(Json("1").as_double() == std::nullopt);
}

TEST_CASE("values are equal whatever their order, place and number spelling") {
  CHECK(parsed(R"({"a": 1, "b": [1.0, "x"]})") == parsed("\n{\"b\": [1, \"x\"], \"a\": 1e0}"));
  CHECK(number("1e30") == number("1000000000000000000000000000000"));
  CHECK(number("0.50") == number("5e-1"));
  CHECK(number("-0") == number("0.0"));
  CHECK(number("1e99999999999999999999") == number("1e99999999999999999999"));

  CHECK_FALSE(number("1e30") == number("1000000000000000000000000000001"));
  CHECK_FALSE(number("9007199254740993") == number("9007199254740992"));
  CHECK_FALSE(number("1") == number("-1"));
  CHECK_FALSE(number("1e99999999999999999999") == number("2e99999999999999999999"));
  CHECK_FALSE(number("1") == Json("1"));
  CHECK_FALSE(Json(false) == Json(nullptr));
  CHECK_FALSE(parsed("[1,2]") == parsed("[2,1]"));
  CHECK_FALSE(parsed("[1]") == parsed("[1,1]"));
  CHECK_FALSE(parsed(R"({"a":1})") == parsed(R"({"a":1,"b":null})"));
  CHECK_FALSE(parsed(R"({"a":1})") == parsed(R"({"b":1})"));
  CHECK_FALSE(parsed(R"({"a":1,"a":2})") == parsed(R"({"a":2,"a":1})"));
  CHECK(parsed(R"({"a":1,"b":0,"a":2})") == parsed(R"({"b":0,"a":1,"a":2})"));
  CHECK_FALSE(Json("a") == Json(std::string("a\0", 2)));
}

TEST_CASE("reading a value as another kind is an internal error") {
  check_internal([] { (void)Json(1).as_string(); });
  check_internal([] { (void)Json("x").as_bool(); });
  check_internal([] { (void)Json("x").number_text(); });
  check_internal([] { (void)Json(nullptr).as_array(); });
  check_internal([] { (void)Json::array().as_object(); });
  check_internal([] { Json(1).set("a", 1); });
  check_internal([] { Json::object().push(1); });
}

TEST_CASE("set replaces the first member of a key in place, push appends, null becomes either") {
  Json json;
  json.set("b", 1).set("a", 2).set("b", "new");
  CHECK(write_json(json) == R"({"b":"new","a":2})");
  Json list;
  list.push(1).push(Json::array()).push(nullptr);
  CHECK(write_json(list) == "[1,[],null]");
  *json.find("a") = 3;
  CHECK(json.find("a")->as_int64() == 3);
  CHECK(json.find("c") == nullptr);
  CHECK(list.find("a") == nullptr);
  CHECK(write_json(Json::object({{"x", 1}, {"y", Json::array()}})) == R"({"x":1,"y":[]})");
  CHECK(json.place() == Place{});
}

TEST_CASE("JSON pointers follow RFC 6901") {
  const Json json = parsed(R"({"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "m~n": 8,
                              "~1": 9, "0": {"1": 7}, "00": 1})");
  CHECK(json.at_pointer("") == &json);
  CHECK(json.at_pointer("/foo/1")->as_string() == "baz");
  CHECK(json.at_pointer("/")->as_int64() == 0);
  CHECK(json.at_pointer("/a~1b")->as_int64() == 1);
  CHECK(json.at_pointer("/c%d")->as_int64() == 2);
  CHECK(json.at_pointer("/m~0n")->as_int64() == 8);
  CHECK(json.at_pointer("/~01")->as_int64() == 9);
  CHECK(json.at_pointer("/0/1")->as_int64() == 7);
  for (const std::string_view none :
       {"foo", "/foo/2", "/foo/01", "/foo/-", "/foo/+1", "/foo/", "/foo/0/0", "/x", "/a~b", "/m~",
        "/m~2n", "/foo/18446744073709551616", "//", "/foo/1 "}) {
    CAPTURE(std::string(none));
    CHECK(json.at_pointer(none) == nullptr);
  }
  CHECK(pointer_join("", "a/b~c") == "/a~1b~0c");
  CHECK(pointer_join("/x", "") == "/x/");
  CHECK(pointer_join("/x", std::size_t{12}) == "/x/12");
  for (const Json::Member& member : json.as_object()) {
    CHECK(json.at_pointer(pointer_join("", member.key)) == &member.value);
  }
}

TEST_CASE("written text is JSON on one line, or indented by two") {
  const Json json = parsed(R"({"a":[1,{"b":[]}],"c":{},"d":"\u0001\u001f\"\\\b\f\n\r\t/é"})");
  CHECK(write_json(json) ==
        "{\"a\":[1,{\"b\":[]}],\"c\":{},"
        "\"d\":\"\\u0001\\u001f\\\"\\\\\\b\\f\\n\\r\\t/é\"}");
  CHECK(write_json_pretty(json) ==
        "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {},\n"
        "  \"d\": \"\\u0001\\u001f\\\"\\\\\\b\\f\\n\\r\\t/é\"\n}\n");
  CHECK(write_json_pretty(Json()) == "null\n");
  CHECK(write_json_pretty(Json::array()) == "[]\n");
}

TEST_CASE("bytes that are no UTF-8 are written as replacement characters, so the text stays JSON") {
  CHECK(write_json(Json("a\xFF\xC3(")) == "\"a\xEF\xBF\xBD\xEF\xBF\xBD(\"");
  CHECK(write_json(Json("\xED\xA0\x80")) == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK_FALSE(parse_json(write_json(Json("\xC3"))).error);
}

// Our reader beside Boost.JSON: the same texts accepted, the same values read.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <boost/json/src.hpp>
#include <cmath>
#include <map>
#include <random>
#include <string>

#include "base/json.hpp"
#include "base/json_scanner.hpp"

using namespace waybill::base;

namespace {

struct Deaf {
  void object_begin(const char*) {}
  void object_end() {}
  void array_begin(const char*) {}
  void array_end() {}
  void key(const char*, std::string_view) {}
  void string(const char*, std::string_view) {}
  void number(const char*, std::string_view) {}
  void boolean(const char*, bool) {}
  void null(const char*) {}
};

bool ours_accepts(std::string_view text) {
  Deaf deaf;
  return JsonScanner(text, {}, deaf).run();
}

// Boost reads integers exactly and other numbers to within an ulp or so.
bool same_number(const Json& ours, const boost::json::value& theirs) {
  if (theirs.is_int64()) return ours == Json(theirs.get_int64());
  if (theirs.is_uint64()) return ours == Json(theirs.get_uint64());
  if (!theirs.is_double()) return false;
  const double a = *ours.as_double();
  const double b = theirs.get_double();
  return a == b || std::abs(a - b) <= 1e-14 * std::abs(a);
}

// Boost keeps the last of duplicate keys.
bool same(const Json& ours, const boost::json::value& theirs) {
  switch (ours.kind()) {
    case Json::Kind::null:
      return theirs.is_null();
    case Json::Kind::boolean:
      return theirs.is_bool() && theirs.get_bool() == ours.as_bool();
    case Json::Kind::number:
      return same_number(ours, theirs);
    case Json::Kind::string:
      return theirs.is_string() && theirs.get_string() == ours.as_string();
    case Json::Kind::array:
      return theirs.is_array() && std::ranges::equal(ours.as_array(), theirs.get_array(), same);
    case Json::Kind::object: {
      if (!theirs.is_object()) return false;
      std::map<std::string, const Json*> last;
      for (const Json::Member& member : ours.as_object()) last[member.key] = &member.value;
      return last.size() == theirs.get_object().size() &&
             std::ranges::all_of(last, [&theirs](const auto& member) {
               const auto* found = theirs.get_object().if_contains(member.first);
               return found != nullptr && same(*member.second, *found);
             });
    }
  }
  return false;
}

}  // namespace

TEST_CASE("texts broken at random are accepted and refused as Boost.JSON does") {
  const std::array<std::string, 5> samples{
      R"({"a": [1, -2.5e+3, 0.125], "b": "x\ud83d\ude00\n", "c": {"d": null, "e": [true, false]}})",
      R"([[], {}, [[{"k": "v"}]], "", "\\\"", 12345678901234567890, -0, 1E-7])", R"("ä😀\u00e4")",
      R"(-12.5e10)", R"({"k":{"k":{"k":[{},{},{"a":1,"b":2}]}},"tail":"\/\b\f\r\t"})"};
  const std::string alphabet = "{}[]\",:0123456789.-+eE\\u/ntrfalsb \n\t\x01\x7F\xC3\xA4\xFF";
  std::mt19937 random(20261120);
  int accepted = 0, refused = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text = samples[random() % samples.size()];
    for (unsigned edits = random() % 4; edits > 0 && !text.empty(); --edits) {
      const std::size_t at = random() % text.size();
      const char c = alphabet[random() % alphabet.size()];
      switch (random() % 4) {
        case 0:
          text[at] = c;
          break;
        case 1:
          text.insert(at, 1, c);
          break;
        case 2:
          text.erase(at, 1 + random() % 3);
          break;
        default:
          text.resize(at);
      }
    }
    boost::json::error_code problem;
    const boost::json::value theirs = boost::json::parse(text, problem);
    if (problem == boost::json::error::exponent_overflow) continue;  // we keep such numbers
    CAPTURE(text);
    CHECK(ours_accepts(text) == !problem);
    if (problem) {
      ++refused;
      continue;
    }
    ++accepted;
    const ParsedJson ours = parse_json(text);
    REQUIRE_FALSE(ours.error);
    CHECK(same(ours.value, theirs));
    CHECK(same(ours.value, boost::json::parse(write_json(ours.value))));
    CHECK(same(ours.value, boost::json::parse(write_json_pretty(ours.value))));
  }
  CHECK(accepted > 10'000);
  CHECK(refused > 10'000);
}

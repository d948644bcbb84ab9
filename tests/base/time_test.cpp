// Instants and UUIDs.
#include "base/time.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <set>
#include <string>

#include "base/uuid.hpp"

using namespace waybill::base;

TEST_CASE("instants are written with six digits and Z, and read back") {
  CHECK(format_instant(0) == "1970-01-01T00:00:00.000000Z");
  CHECK(format_instant(-1) == "1969-12-31T23:59:59.999999Z");
  CHECK(format_instant(951'782'400'000'000) == "2000-02-29T00:00:00.000000Z");
  CHECK(format_instant(-62'135'596'800'000'000) == "0001-01-01T00:00:00.000000Z");
  CHECK(format_instant(253'402'300'799'999'999) == "9999-12-31T23:59:59.999999Z");
  for (const Micros instant : {Micros{0}, Micros{-1}, Micros{1}, Micros{1'763'600'000'123'456},
                               Micros{-62'135'596'800'000'000}, Micros{253'402'300'799'999'999}}) {
    CHECK(parse_instant(format_instant(instant)) == instant);
  }
}

TEST_CASE("instants beyond the calendar are written as its ends") {
  CHECK(format_instant(INT64_MIN) == "0001-01-01T00:00:00.000000Z");
  CHECK(format_instant(INT64_MAX) == "9999-12-31T23:59:59.999999Z");
}

TEST_CASE("RFC 3339 is read with any offset and up to six digits") {
  const Micros noon = 1'763'640'000'000'000;  // 2025-11-20T12:00:00Z
  CHECK(parse_instant("2025-11-20T12:00:00Z") == noon);
  CHECK(parse_instant("2025-11-20t12:00:00z") == noon);
  CHECK(parse_instant("2025-11-20 12:00:00Z") == noon);
  CHECK(parse_instant("2025-11-20T13:30:00+01:30") == noon);
  CHECK(parse_instant("2025-11-19T22:00:00-14:00") == noon);
  CHECK(parse_instant("2025-11-20T12:00:00-00:00") == noon);
  CHECK(parse_instant("2025-11-20T12:00:00.5Z") == noon + 500'000);
  CHECK(parse_instant("2025-11-20T12:00:00.000001Z") == noon + 1);
  CHECK(parse_instant("1969-12-31T23:59:59.999999Z") == -1);
  CHECK(parse_instant("0001-01-01T00:00:00Z") == -62'135'596'800'000'000);
}

TEST_CASE("what is no RFC 3339 instant of the years 1 to 9999 is refused") {
  for (const std::string_view text : {"",
                                      "2025-11-20",
                                      "2025-11-20T12:00:00",
                                      "2025-11-20T12:00Z",
                                      "2025-11-20T24:00:00Z",
                                      "2025-11-20T12:60:00Z",
                                      "2025-11-20T12:00:60Z",
                                      "2025-02-29T00:00:00Z",
                                      "1900-02-29T00:00:00Z",
                                      "2025-13-01T00:00:00Z",
                                      "2025-00-01T00:00:00Z",
                                      "2025-01-00T00:00:00Z",
                                      "2025-04-31T00:00:00Z",
                                      "0000-01-01T00:00:00Z",
                                      "2025-11-20T12:00:00.Z",
                                      "2025-11-20T12:00:00.1234567Z",
                                      "2025-11-20T12:00:00+0100",
                                      "2025-11-20T12:00:00+24:00",
                                      "2025-11-20T12:00:00+01:60",
                                      "2025-11-20T12:00:00Z ",
                                      " 2025-11-20T12:00:00Z",
                                      "+2025-11-20T12:00:00Z",
                                      "2025-1-20T12:00:00Z",
                                      "0001-01-01T00:00:00+00:01",
                                      "9999-12-31T23:59:59-00:01",
                                      "2025-11-20T12:00:00+",
                                      "12025-11-20T12:00:00Z",
                                      "2025/11/20T12:00:00Z",
                                      "2025-11-20X12:00:00Z"}) {
    CAPTURE(std::string(text));
    CHECK(parse_instant(text) == std::nullopt);
  }
  CHECK(parse_instant(std::string_view("2025-11-20T12:00:00\0Z", 21)) == std::nullopt);
}

TEST_CASE("the system's clock is the one the C library reads") {
  const Micros before = static_cast<Micros>(std::time(nullptr)) * 1'000'000;
  const Micros now = system_now();
  CHECK(now >= before - 1'000'000);
  CHECK(now <= before + 5'000'000);
}

TEST_CASE("a UUID of version 7 begins with its millisecond and sorts by microsecond") {
  const Micros instant = 1'763'640'000'123'000;
  const std::string id = new_uuid(instant);
  CHECK(is_uuid(id));
  CHECK(id.substr(0, 8) + id.substr(9, 4) == "019aa122be7b");
  CHECK(id[14] == '7');
  CHECK(std::string("89ab").find(id[19]) != std::string::npos);
  std::string before = new_uuid(instant);
  for (Micros i = 1; i < 3000; ++i) {
    std::string next = new_uuid(instant + i);
    if (before.substr(0, 18) >= next.substr(0, 18)) FAIL(before << " " << next);
    before = std::move(next);
  }
  CHECK(new_uuid(-5).starts_with("00000000-0000-7000-"));
}

TEST_CASE("UUIDs of one instant differ") {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(new_uuid(0));
  CHECK(ids.size() == 1000);
}

TEST_CASE("is_uuid knows the 36 characters and nothing else") {
  CHECK(is_uuid("019a9dc5-0e7b-7000-8000-abcdefABCDEF"));
  for (const std::string_view text :
       {"", "019a9dc50e7b70008000abcdefabcdef", "{019a9dc5-0e7b-7000-8000-abcdefabcdef}",
        "019a9dc5-0e7b-7000-8000-abcdefabcde", "019a9dc5-0e7b-7000-8000-abcdefabcdefa",
        "019a9dc5-0e7b-7000-8000-abcdefabcdeg", "019a9dc5+0e7b-7000-8000-abcdefabcdef",
        "019a9dc-50e7b-7000-8000-abcdefabcdef", "019a9dc5-0e7b-7000-8000-abcdefabcde-"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(is_uuid(text));
  }
}

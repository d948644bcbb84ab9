// Dates and times as text: every day of the calendar, every form, every refusal.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "rows/codec.hpp"

using namespace waybill::rows;

namespace {

constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::int64_t kFirst = -62'135'596'800'000'000;
constexpr std::int64_t kLast = 253'402'300'799'999'999;
constexpr std::int64_t kUntouched = 4242;

struct Read {
  Misfit misfit;
  std::int64_t value;
  bool operator==(const Read&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Read& read) {
  return out << describe(read.misfit) << " " << read.value;
}
Read good(std::int64_t value) {
  return {Misfit::none, value};
}
Read refused(Misfit misfit) {
  return {misfit, kUntouched};
}

Read timestamp(std::string_view text, NoZone no_zone = NoZone::utc) {
  Read read{Misfit::none, kUntouched};
  read.misfit = parse_timestamp(text, no_zone, read.value);
  return read;
}
Read datetime(std::string_view text) {
  Read read{Misfit::none, kUntouched};
  read.misfit = parse_datetime(text, read.value);
  return read;
}
Read day(std::string_view text) {
  std::int32_t days = kUntouched;
  const Misfit misfit = parse_date(text, days);
  return {misfit, days};
}
Read clock_time(std::string_view text) {
  Read read{Misfit::none, kUntouched};
  read.misfit = parse_time(text, read.value);
  return read;
}

template <class Format, class Number>
std::string written(Format format, Number number) {
  char buffer[40];
  return {buffer, format(buffer, number)};
}

constexpr std::int64_t kNoon = 1'763'640'000'000'000;  // 2025-11-20T12:00:00Z

}  // namespace

TEST_CASE("every day of the years 1 to 9999 is written and read as the calendar counts") {
  const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::int32_t days = -719'162;
  int wrong = 0;
  for (int year = 1; year <= 9999; ++year) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (int month = 1; month <= 12; ++month) {
      const int length = lengths[month - 1] + (month == 2 && leap ? 1 : 0);
      const std::string prefix = fmt::format("{:04}-{:02}-", year, month);
      for (int of_month = 1; of_month <= length; ++of_month, ++days) {
        char text[11];
        fmt::format_to_n(text, 10, "{}{:02}", prefix, of_month);
        std::int32_t read = 0;
        if (parse_date({text, 10}, read) != Misfit::none || read != days) ++wrong;
        char out[40];
        if (format_date(out, days) != out + 10 ||
            std::string_view(out, 10) != std::string_view(text, 10))
          ++wrong;
      }
      const std::string beyond = fmt::format("{}{:02}", prefix, length + 1);
      if (day(beyond) != refused(Misfit::not_of_type)) ++wrong;
    }
  }
  CHECK(wrong == 0);
  CHECK(days == 2'932'897);
}

TEST_CASE("instants at random and at the ends are written and read back in every form") {
  std::mt19937_64 random(3);
  std::vector<std::int64_t> instants{kFirst, kFirst + 1, -1, 0, 1, kLast - 1, kLast, kNoon};
  for (int i = 0; i < 20'000; ++i) {
    instants.push_back(
        kFirst + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(kLast - kFirst)));
  }
  for (const std::int64_t micros : instants) {
    const std::string zulu = written(format_timestamp, micros);
    const std::string wall = written(format_datetime, micros);
    CAPTURE(zulu);
    REQUIRE(zulu.size() == 27);
    REQUIRE(wall + "Z" == zulu);
    std::string blank = wall;
    blank[10] = ' ';
    REQUIRE(timestamp(zulu) == good(micros));
    REQUIRE(timestamp(wall) == good(micros));
    REQUIRE(timestamp(blank) == good(micros));
    REQUIRE(timestamp(blank + "+00") == good(micros));
    REQUIRE(timestamp(wall + "000Z") == good(micros));
    REQUIRE(datetime(wall) == good(micros));
    REQUIRE(datetime(blank) == good(micros));
    const std::int64_t of_day = ((micros % kDay) + kDay) % kDay;
    REQUIRE(clock_time(std::string_view(wall).substr(11)) == good(of_day));
    REQUIRE(written(format_time, of_day) == wall.substr(11));
    const std::int64_t seconds = micros - (micros % 1'000'000 + 1'000'000) % 1'000'000;
    REQUIRE(timestamp(std::string_view(blank).substr(0, 19)) == good(seconds));
  }
}

TEST_CASE("written instants sort as they follow") {
  CHECK(written(format_timestamp, kNoon) == "2025-11-20T12:00:00.000000Z");
  CHECK(written(format_timestamp, kNoon + 500'000) == "2025-11-20T12:00:00.500000Z");
  CHECK(written(format_timestamp, std::int64_t{-1}) == "1969-12-31T23:59:59.999999Z");
  CHECK(written(format_timestamp, kFirst) == "0001-01-01T00:00:00.000000Z");
  CHECK(written(format_timestamp, kLast) == "9999-12-31T23:59:59.999999Z");
}

TEST_CASE("what lies outside the calendar is still written truly and within the buffer") {
  CHECK(written(format_timestamp, kLast + 1) == "+10000-01-01T00:00:00.000000Z");
  CHECK(written(format_timestamp, kFirst - 1) == "0000-12-31T23:59:59.999999Z");
  CHECK(written(format_date, -719'163 - 366) == "-0001-12-31");
  CHECK(written(format_timestamp, INT64_MAX) == "+294247-01-10T04:00:54.775807Z");
  CHECK(written(format_timestamp, INT64_MIN) == "-290308-12-21T19:59:05.224192Z");
  CHECK(written(format_date, INT32_MAX) == "+5881580-07-11");
  CHECK(written(format_date, INT32_MIN) == "-5877641-06-23");
  CHECK(written(format_time, kDay - 1) == "23:59:59.999999");
  CHECK(written(format_time, INT64_MAX).size() == 15);
  CHECK(written(format_time, INT64_MIN).size() == 15);
}

TEST_CASE("separators, missing seconds and short fractions are accepted") {
  for (const std::string_view text :
       {"2025-11-20T12:00:00Z", "2025-11-20t12:00:00z", "2025-11-20 12:00:00Z", "2025-11-20T12:00Z",
        "2025-11-20 12:00", "2025-11-20T12:00:00", "2025-11-20T12:00:00.0Z",
        "2025-11-20T12:00:00.000000000Z", "2025-11-20T12:00+00", "2025-11-20T12:00:00+0000",
        "2025-11-20T12:00:00-00:00", "2025-11-20T13:30+01:30", "2025-11-20T13:30:00+0130",
        "2025-11-20T02:00:00.000-10", "2025-11-21T02:00:00+14:00", "2025-11-19T12:01:00-23:59",
        "2025-11-21T11:59:00.0000000+23:59"}) {
    CAPTURE(std::string(text));
    CHECK(timestamp(text) == good(kNoon));
  }
  CHECK(timestamp("2025-11-20T12:00:00.1Z") == good(kNoon + 100'000));
  CHECK(timestamp("2025-11-20T12:00:00.12345Z") == good(kNoon + 123'450));
  CHECK(timestamp("2025-11-20T12:00:00.000001+00:00") == good(kNoon + 1));
  CHECK(clock_time("12:34") == good(45'240'000'000));
  CHECK(clock_time("00:00:00") == good(0));
  CHECK(clock_time("23:59:59.999999") == good(kDay - 1));
  CHECK(clock_time("00:00:00.5") == good(500'000));
}

TEST_CASE("fractions beyond six digits are kept when zeros, else truncated and named") {
  const Read cut{Misfit::precision_loss, kNoon + 123'456};
  CHECK(timestamp("2025-11-20T12:00:00.1234560Z") == good(kNoon + 123'456));
  CHECK(timestamp("2025-11-20T12:00:00.1234567Z") == cut);
  CHECK(timestamp("2025-11-20T12:00:00.12345600000001") == cut);
  CHECK(timestamp("2025-11-20T13:00:00.123456789+01:00") == cut);
  CHECK(datetime("2025-11-20 12:00:00.123456999") == cut);
  CHECK(timestamp("1969-12-31T23:59:59.9999999Z") == Read{Misfit::precision_loss, -1});
  CHECK(clock_time("00:00:00.0000001") == Read{Misfit::precision_loss, 0});
  CHECK(timestamp("2025-11-20T12:00:00.1234567890x") == refused(Misfit::not_of_type));
}

TEST_CASE("leap days exist in leap years only") {
  CHECK(timestamp("2000-02-29T00:00:00Z") == good(951'782'400'000'000));
  CHECK(day("2024-02-29") == good(19'782));
  for (const std::string_view text : {"1900-02-29", "2100-02-29", "2023-02-29", "2000-02-30"}) {
    CAPTURE(std::string(text));
    CHECK(day(text) == refused(Misfit::not_of_type));
    CHECK(timestamp(std::string(text) + "T00:00:00Z") == refused(Misfit::not_of_type));
  }
}

TEST_CASE("offsets may not lead out of the years 1 to 9999") {
  CHECK(timestamp("0001-01-01T00:00:00Z") == good(kFirst));
  CHECK(timestamp("0001-01-01T14:00:00+14:00") == good(kFirst));
  CHECK(timestamp("0001-01-01T13:59:59.999999+14:00") == refused(Misfit::out_of_range));
  CHECK(timestamp("9999-12-31T23:59:59.999999Z") == good(kLast));
  CHECK(timestamp("9999-12-31T13:59:59.999999-10:00") == good(kLast));
  CHECK(timestamp("9999-12-31T14:00:00-10:00") == refused(Misfit::out_of_range));
  CHECK(timestamp("9999-12-31T23:59:59.9999999-10:00") == refused(Misfit::out_of_range));
}

TEST_CASE("what is right in form but beyond the type's range is told apart") {
  for (const std::string_view text :
       {"0000-01-01T00:00:00Z", "0000-02-29 00:00", "10000-01-01T00:00:00Z",
        "+12345-01-01T00:00:00Z", "-0044-03-15T12:00:00Z", "+2025-11-20T12:00:00Z",
        "2025-11-20T24:00:00Z", "2025-11-20T25:00Z", "2016-12-31T23:59:60Z",
        "0000-01-01T00:00:00.1234567Z"}) {
    CAPTURE(std::string(text));
    CHECK(timestamp(text) == refused(Misfit::out_of_range));
  }
  CHECK(day("0000-12-31") == refused(Misfit::out_of_range));
  CHECK(day("10000-01-01") == refused(Misfit::out_of_range));
  CHECK(day("-0001-01-01") == refused(Misfit::out_of_range));
  CHECK(day("-4713-11-24") == refused(Misfit::out_of_range));
  CHECK(clock_time("24:00:00") == refused(Misfit::out_of_range));
  CHECK(clock_time("99:00") == refused(Misfit::out_of_range));
  CHECK(clock_time("23:59:60") == refused(Misfit::out_of_range));
  CHECK(datetime("2025-11-20T24:00") == refused(Misfit::out_of_range));
}

TEST_CASE("a zone is refused where the type has none, and missing where one is needed") {
  CHECK(datetime("2025-11-20T12:00:00Z") == refused(Misfit::has_zone));
  CHECK(datetime("2025-11-20T12:00:00.5+01") == refused(Misfit::has_zone));
  CHECK(datetime("0000-01-01T12:00:00Z") == refused(Misfit::has_zone));
  CHECK(datetime("2025-11-20T12:00:00+1") == refused(Misfit::not_of_type));
  CHECK(clock_time("12:00:00Z") == refused(Misfit::has_zone));
  CHECK(clock_time("12:00-08:30") == refused(Misfit::has_zone));
  CHECK(clock_time("12:00-08:3") == refused(Misfit::not_of_type));
  CHECK(timestamp("2025-11-20T12:00:00", NoZone::refuse) == refused(Misfit::not_of_type));
  CHECK(timestamp("2025-11-20T12:00:00.1234567", NoZone::refuse) == refused(Misfit::not_of_type));
  CHECK(timestamp("2025-11-20T12:00:00Z", NoZone::refuse) == good(kNoon));
}

TEST_CASE("what is no timestamp, date or time is refused") {
  for (const std::string_view text : {"",
                                      " ",
                                      "now",
                                      "2025-11-20",
                                      "2025-11-20T",
                                      "2025-11-20T12",
                                      "2025-11-20T12:0",
                                      "2025-11-20T1:00:00Z",
                                      "2025-11-20T12:00:0Z",
                                      "2025-11-20T12:60:00Z",
                                      "2025-11-20T12:00:61Z",
                                      "2025-11-20T12:00:00.Z",
                                      "2025-11-20T12:00.5Z",
                                      "2025-11-20T12:00:00,5Z",
                                      "2025-11-20T12:00:00ZZ",
                                      "2025-11-20T12:00:00Z ",
                                      " 2025-11-20T12:00:00Z",
                                      "2025-11-20  12:00:00Z",
                                      "2025-11-20T12:00:00 Z",
                                      "2025-11-20T12:00:00+",
                                      "2025-11-20T12:00:00+1",
                                      "2025-11-20T12:00:00+01:",
                                      "2025-11-20T12:00:00+010",
                                      "2025-11-20T12:00:00+01:000",
                                      "2025-11-20T12:00:00+24:00",
                                      "2025-11-20T12:00:00+01:60",
                                      "2025-11-20T12:00:00+-1:00",
                                      "2025-11-20T12:00:00 UTC",
                                      "2025-13-20T12:00:00Z",
                                      "2025-00-20T12:00:00Z",
                                      "2025-11-00T12:00:00Z",
                                      "2025-11-31T12:00:00Z",
                                      "2025/11/20T12:00:00Z",
                                      "2025-11-20X12:00:00Z",
                                      "20251120T120000Z",
                                      "2025-11-20T12-00-00Z",
                                      "202x-11-20T12:00:00Z",
                                      "infinity",
                                      "1763640000.000000",
                                      "12345678901234567890",
                                      "-----------------------"}) {
    CAPTURE(std::string(text));
    CHECK(timestamp(text) == refused(Misfit::not_of_type));
    CHECK(datetime(text).misfit == Misfit::not_of_type);
  }
  CHECK(timestamp(std::string_view("2025-11-20T12:00:00Z\0", 21)) == refused(Misfit::not_of_type));
  CHECK(timestamp("２025-11-20T12:00:00Z") == refused(Misfit::not_of_type));
  for (const std::string_view text :
       {"", "2025-11-2", "2025-1-20", "2025-11-20 ", "2025-11-20T00:00", "20251120", "2025-11-99",
        "2025-99-01", "2025-02-29"}) {
    CAPTURE(std::string(text));
    CHECK(day(text) == refused(Misfit::not_of_type));
  }
  for (const std::string_view text :
       {"", "12", "12:", "12:3", "1:30", "12:60", "12:30:", "12:30:5", "12:30:61", "12:30:00.",
        "12.30", "-1:00", "12:30 ", "12:30:00.1x", "12:30:00 PM"}) {
    CAPTURE(std::string(text));
    CHECK(clock_time(text) == refused(Misfit::not_of_type));
  }
}

TEST_CASE("a timestamp cut or changed in any place is never read beyond its end") {
  const std::string sample = "2025-11-20T12:34:56.123456789+01:30";
  for (std::size_t length = 0; length <= sample.size(); ++length) {
    const std::vector<char> cut(sample.begin(), sample.begin() + static_cast<long>(length));
    const std::string_view text(cut.data(), cut.size());
    CHECK(timestamp(text).misfit != Misfit::has_zone);
    CHECK((datetime(text).misfit == Misfit::none) ==
          (length == 16 || length == 19 || (length > 20 && length < 27)));
    if (length < 16) CHECK(timestamp(text) == refused(Misfit::not_of_type));
    clock_time(text);
    day(text);
  }
  for (std::size_t at = 0; at < 27; ++at) {
    for (int c = 0; c < 256; ++c) {
      std::string text = "2025-11-20T12:34:56.123456Z";
      if (text[at] == static_cast<char>(c)) continue;
      text[at] = static_cast<char>(c);
      const Read read = timestamp(text);
      if (read.misfit == Misfit::none && at != 10 && at != 26 &&
          written(format_timestamp, read.value) != text) {
        FAIL_CHECK(text);
      }
      if (read.misfit != Misfit::none && read.value != kUntouched &&
          read.misfit != Misfit::precision_loss)
        FAIL_CHECK(text);
    }
  }
}

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "model/schedule.hpp"

using namespace waybill;
using model::Schedule;
using model::TimeZone;

namespace {

constexpr base::Micros kSecond = 1'000'000;

std::string file_of(const std::string& zone) {
  std::ifstream file("/usr/share/zoneinfo/" + zone, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TimeZone zone_of(const std::string& name) {
  const auto zone = TimeZone::parse(file_of(name));
  REQUIRE(zone);
  return *zone;
}

Schedule cron(const char* expression) {
  const auto parsed = model::parse_cron(expression);
  REQUIRE(std::holds_alternative<model::Cron>(parsed));
  Schedule schedule;
  schedule.cron = std::get<model::Cron>(parsed);
  return schedule;
}

Schedule every(const char* interval) {
  Schedule schedule;
  schedule.every = std::get<base::Micros>(model::parse_interval(interval));
  return schedule;
}

// The starts after an instant, to the minute.
std::string starts(const Schedule& schedule, const TimeZone& zone, const char* after, int count,
                   base::Micros later = 0) {
  std::string text;
  base::Micros at = *base::parse_instant(after);
  for (int i = 0; i < count; ++i) {
    const auto next = next_due(schedule, zone, later, at);
    if (!next) return text + "never";
    CHECK(*next > at);
    at = *next;
    text += base::format_instant(at).substr(0, 16) + "Z ";
  }
  return text;
}

model::Document document(model::Kind kind, const char* body) {
  return {kind, "s", "", base::parse_json_or_throw(body, "a body")};
}

}  // namespace

TEST_SUITE_BEGIN("model: schedules");

TEST_CASE("a time that a change of clocks leaves out runs once, as soon as they go on") {
  CHECK(starts(cron("30 2 * * *"), zone_of("Europe/Berlin"), "2026-03-28T00:00:00Z", 3) ==
        "2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z ");
  CHECK(starts(cron("30 2 * * *"), zone_of("America/New_York"), "2026-03-07T00:00:00Z", 3) ==
        "2026-03-07T07:30Z 2026-03-08T07:00Z 2026-03-09T06:30Z ");
  CHECK(starts(cron("15 2 * * *"), zone_of("Australia/Lord_Howe"), "2026-10-02T20:00:00Z", 3) ==
        "2026-10-03T15:30Z 2026-10-04T15:15Z 2026-10-05T15:15Z ");
  // Four of them, left out together, are one.
  CHECK(starts(cron("*/15 2 * * *"), zone_of("Europe/Berlin"), "2026-03-28T01:40:00Z", 3) ==
        "2026-03-28T01:45Z 2026-03-29T01:00Z 2026-03-30T00:00Z ");
}

TEST_CASE("a time that clocks show twice runs the first time") {
  CHECK(starts(cron("30 2 * * *"), zone_of("Europe/Berlin"), "2026-10-24T12:00:00Z", 2) ==
        "2026-10-25T00:30Z 2026-10-26T01:30Z ");
  CHECK(starts(cron("30 1 * * *"), zone_of("America/New_York"), "2026-10-31T12:00:00Z", 2) ==
        "2026-11-01T05:30Z 2026-11-02T06:30Z ");
  CHECK(starts(cron("45 1 * * *"), zone_of("Australia/Lord_Howe"), "2026-04-04T00:00:00Z", 2) ==
        "2026-04-04T14:45Z 2026-04-05T15:15Z ");
}

TEST_CASE("what runs every hour follows the time that passes") {
  CHECK(starts(cron("30 * * * *"), zone_of("Europe/Berlin"), "2026-03-28T23:45:00Z", 3) ==
        "2026-03-29T00:30Z 2026-03-29T01:30Z 2026-03-29T02:30Z ");
  CHECK(starts(cron("30 * * * *"), zone_of("Europe/Berlin"), "2026-10-24T23:45:00Z", 3) ==
        "2026-10-25T00:30Z 2026-10-25T01:30Z 2026-10-25T02:30Z ");
}

TEST_CASE("zones go on by their rule where their list of changes ends") {
  CHECK(starts(cron("0 12 1 7 *"), zone_of("Europe/Berlin"), "2150-01-01T00:00:00Z", 1) ==
        "2150-07-01T10:00Z ");
  CHECK(starts(cron("0 12 1 1 *"), zone_of("Australia/Lord_Howe"), "2150-01-01T12:00:00Z", 1) ==
        "2151-01-01T01:00Z ");
}

TEST_CASE("29 February comes with leap years, and some dates never") {
  CHECK(starts(cron("0 0 29 2 *"), TimeZone(), "2096-01-01T00:00:00Z", 2) ==
        "2096-02-29T00:00Z 2104-02-29T00:00Z ");
  CHECK(starts(cron("0 0 29 2 */7"), TimeZone(), "2026-01-01T00:00:00Z", 1) ==
        "2032-02-29T00:00Z ");
  CHECK(std::holds_alternative<model::CronProblem>(model::parse_cron("0 0 31 2 *")));
  CHECK(starts(cron("0 0 1 1 *"), TimeZone(), "9999-01-01T00:00:00Z", 1) == "never");
  CHECK(starts(every("100000d"), TimeZone(), "9998-01-01T00:00:00Z", 1) == "never");
}

TEST_CASE("intervals are counted from start_at, else from the epoch") {
  CHECK(starts(every("6h"), TimeZone(), "2026-01-01T00:00:00Z", 3) ==
        "2026-01-01T06:00Z 2026-01-01T12:00Z 2026-01-01T18:00Z ");
  Schedule schedule = every("90m");
  schedule.start_at = base::parse_instant("2026-01-01T10:07:00Z");
  CHECK(starts(schedule, TimeZone(), "2020-01-01T00:00:00Z", 2) ==
        "2026-01-01T10:07Z 2026-01-01T11:37Z ");
  CHECK(starts(schedule, TimeZone(), "2026-01-01T11:37:00Z", 1) == "2026-01-01T13:07Z ");
  schedule = cron("0 6 * * *");
  schedule.start_at = base::parse_instant("2026-01-03T06:00:00Z");
  CHECK(starts(schedule, TimeZone(), "2026-01-01T00:00:00Z", 2) ==
        "2026-01-03T06:00Z 2026-01-04T06:00Z ");
  CHECK(starts(every("1s"), TimeZone(), "1950-06-01T00:00:59.5Z", 1) == "1950-06-01T00:01Z ");
}

TEST_CASE("jitter is the same everywhere, within its bound, and keeps the intervals") {
  Schedule schedule = every("1h");
  schedule.jitter_s = 600;
  std::size_t late = 0;
  for (int i = 0; i < 200; ++i) {
    const std::string id = "sync-" + std::to_string(i);
    const base::Micros later = spread(schedule, id);
    CHECK(later == spread(schedule, id));
    CHECK(bool(later >= 0 && later <= 600 * kSecond));
    if (later > 300 * kSecond) ++late;
  }
  CHECK(bool(late > 60 && late < 140));
  CHECK(starts(schedule, TimeZone(), "2026-01-01T00:00:00Z", 3, 600 * kSecond) ==
        "2026-01-01T00:10Z 2026-01-01T01:10Z 2026-01-01T02:10Z ");
}

TEST_CASE("from any instant the next start is the first after it") {
  std::mt19937_64 random(7);
  for (const char* name : {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"}) {
    const TimeZone zone = zone_of(name);
    for (const char* expression : {"30 2 * * *", "*/20 1-3 * * *", "15 * * * *", "0 0 1 * 0"}) {
      const Schedule schedule = cron(expression);
      for (int i = 0; i < 300; ++i) {
        const auto start = static_cast<base::Micros>(random() % 2'000'000'000'000'000U);
        const auto first = next_due(schedule, zone, 0, start);
        REQUIRE(first);
        // Asked from any instant between, the answer is the same: no start is there twice.
        const base::Micros between =
            start +
            static_cast<base::Micros>(random() % static_cast<std::uint64_t>(*first - start));
        CHECK(next_due(schedule, zone, 0, between) == first);
        CHECK(next_due(schedule, zone, 0, *first - 1) == first);
        CHECK(*next_due(schedule, zone, 0, *first) > *first);
      }
    }
  }
}

TEST_CASE("documents say when they are due") {
  using model::Kind;
  const auto text = [](Kind kind, const char* body) {
    const auto schedule = read_schedule(document(kind, body));
    return schedule ? schedule->text : "none";
  };
  CHECK(text(Kind::sync, R"({"schedule": {"every": "15m"}, "jitter_s": 30})") == "every 15m + 30s");
  CHECK(text(Kind::sync, R"({"schedule": {"cron": "0 6 * * mon-fri", "time_zone": "Asia/Tokyo"},
                             "start_at": "2026-01-01T00:00:00Z"})") ==
        "0 6 * * mon-fri Asia/Tokyo from 2026-01-01T00:00:00Z");
  CHECK(text(Kind::sync, R"({"schedule": "manual"})") == "none");
  CHECK(text(Kind::sync, R"({"schedule": {"every": "0m"}})") == "none");
  CHECK(text(Kind::sync, R"({"schedule": {"cron": "@daily"}})") == "none");
  CHECK(text(Kind::sync, R"({"schedule": {"every": "1h"}, "start_at": "soon"})") == "none");
  CHECK(text(Kind::destination, R"({"frequency_minutes": 60})") == "every 60m");
  CHECK(text(Kind::destination, R"({"frequency_minutes": 0})") == "none");
  CHECK(text(Kind::model, R"({"frequency_minutes": 60})") == "none");
}

TEST_CASE("a file that is no time zone is refused, wherever it was cut or changed") {
  const std::string whole = file_of("Australia/Lord_Howe");
  REQUIRE(TimeZone::parse(whole));
  CHECK(!TimeZone::parse(""));
  CHECK(!TimeZone::parse("TZif"));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK(!TimeZone::parse(std::string_view(whole).substr(0, size)));
  }
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {  // must neither crash nor hang
    std::string changed = whole;
    for (int j = 0; j < 4; ++j) changed[random() % changed.size()] = static_cast<char>(random());
    if (const auto zone = TimeZone::parse(changed)) {
      next_due(cron("30 2 * * *"), *zone, 0, 1'700'000'000 * kSecond);
    }
  }
}

TEST_CASE("yearly rules") {
  CHECK(model::parse_yearly_rule("<+0530>-5:30")->standard == 19'800);
  CHECK(model::parse_yearly_rule("EST5EDT,M3.2.0,M11.1.0")->summer == -14'400);
  CHECK(model::parse_yearly_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0")->to_summer.time == -3600);
  CHECK(model::parse_yearly_rule("X1Y,J60,300/3")->to_standard.number == 300);
  for (const char* wrong : {"", "5", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT",
                            "EST5EDT,M3.2.0,M11.1.0x", "EST168", "<EST5"}) {
    CAPTURE(wrong);
    CHECK(!model::parse_yearly_rule(wrong));
  }
}

TEST_SUITE_END();

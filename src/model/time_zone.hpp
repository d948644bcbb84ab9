// One time zone: which offset holds when. Read from the bytes of a TZif file (RFC 8536), so that it
// needs no I/O and can be tested with any zone.
#ifndef WAYBILL_MODEL_TIME_ZONE_HPP
#define WAYBILL_MODEL_TIME_ZONE_HPP

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace waybill::model {

// Seconds since 1970-01-01T00:00:00Z. In [begin, end) the zone's clocks show UTC + offset.
struct OffsetSpan {
  std::int64_t begin = std::numeric_limits<std::int64_t>::min();
  std::int64_t end = std::numeric_limits<std::int64_t>::max();
  std::int64_t offset = 0;
};

// A change of a yearly rule: its day, and the time of that day as clocks show it before the change.
struct YearlyChange {
  enum class Day { week, julian_without_leap_day, day_of_year };
  Day day = Day::week;
  int month = 0;
  int week = 0;    // 5: the last
  int number = 0;  // weekday (0: Sunday), or day of the year
  std::int64_t time = 0;
};

// The rule after the last listed change.
struct YearlyRule {
  std::int64_t standard = 0;  // offsets
  std::int64_t summer = 0;
  bool has_summer = false;
  YearlyChange to_summer;
  YearlyChange to_standard;
};

class TimeZone {
 public:
  TimeZone() = default;  // UTC
  // nullopt: no TZif file of a version this reads.
  static std::optional<TimeZone> parse(std::string_view bytes);

  OffsetSpan at(std::int64_t second) const;

 private:
  std::int64_t first_offset_ = 0;
  std::vector<std::int64_t> changes_;  // rising
  std::vector<std::int64_t> offsets_;  // from each change on
  std::optional<YearlyRule> rule_;
};

// "CET-1CEST,M3.5.0,M10.5.0/3", as POSIX and RFC 8536 have it.
std::optional<YearlyRule> parse_yearly_rule(std::string_view text);

}  // namespace waybill::model

#endif

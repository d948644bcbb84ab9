#include "model/time_zone.hpp"

#include <date/date.h>

#include <algorithm>
#include <array>

namespace waybill::model {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::size_t kHeader = 44;
constexpr std::int64_t kMostYear = 9999;
// A file of the database holds a few hundred; more is none of it.
constexpr std::uint64_t kMostCount = 100'000;

// Big-endian numbers off the front; `failed` once there are too few bytes.
struct Bytes {
  std::string_view rest;
  bool failed = false;

  std::int64_t take(std::size_t width) {
    if (rest.size() < width) {
      failed = true;
      return 0;
    }
    // Sign extension by hand: the widths are 1, 4 and 8.
    std::uint64_t value = (static_cast<unsigned char>(rest[0]) & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < width; ++i) {
      value = value << 8 | static_cast<unsigned char>(rest[i]);
    }
    rest.remove_prefix(width);
    return static_cast<std::int64_t>(value);
  }
  void skip(std::uint64_t count) {
    if (rest.size() < count) {
      failed = true;
      return;
    }
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
};

struct Header {
  char version = 0;
  std::uint64_t ut_flags = 0;
  std::uint64_t standard_flags = 0;
  std::uint64_t leaps = 0;
  std::uint64_t changes = 0;
  std::uint64_t types = 0;
  std::uint64_t letters = 0;

  std::uint64_t size(std::uint64_t width) const {
    return changes * (width + 1) + types * 6 + letters + leaps * (width + 4) + standard_flags +
           ut_flags;
  }
};

std::optional<Header> take_header(Bytes& bytes) {
  if (bytes.rest.size() < kHeader || !bytes.rest.starts_with("TZif")) return std::nullopt;
  Header header;
  header.version = bytes.rest[4];
  bytes.skip(20);
  for (std::uint64_t* count : {&header.ut_flags, &header.standard_flags, &header.leaps,
                               &header.changes, &header.types, &header.letters}) {
    *count = static_cast<std::uint64_t>(bytes.take(4)) & 0xFFFFFFFFU;
    if (*count > kMostCount) return std::nullopt;
  }
  if (header.types == 0) return std::nullopt;
  return header;
}

// ---- Yearly rules --------------------------------------------------------------------------

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<int> take_number(std::string_view& text, int most) {
  int value = 0;
  std::size_t digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9' && digits < 4) {
    value = value * 10 + (text.front() - '0');
    text.remove_prefix(1);
    ++digits;
  }
  if (digits == 0 || value > most) return std::nullopt;
  return value;
}

bool take_name(std::string_view& text) {
  std::size_t end = 0;
  if (take(text, '<')) {
    end = text.find('>');
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end + 1);
    return true;
  }
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  while (end < text.size() && is_letter(text[end])) ++end;
  text.remove_prefix(end);
  return end > 0;
}

// [+-]hh[:mm[:ss]] in seconds.
std::optional<std::int64_t> take_time(std::string_view& text) {
  const bool negative = take(text, '-');
  if (!negative) take(text, '+');
  const auto hours = take_number(text, 167);
  if (!hours) return std::nullopt;
  std::int64_t seconds = *hours * 3600;
  std::int64_t unit = 60;
  while (unit > 0 && take(text, ':')) {
    const auto part = take_number(text, 59);
    if (!part) return std::nullopt;
    seconds += *part * unit;
    unit /= 60;
  }
  return negative ? -seconds : seconds;
}

std::optional<YearlyChange> take_change(std::string_view& text) {
  if (!take(text, ',')) return std::nullopt;
  YearlyChange change;
  change.time = 2 * 3600;
  if (take(text, 'M')) {
    const auto month = take_number(text, 12);
    const bool first_dot = take(text, '.');
    const auto week = take_number(text, 5);
    const bool second_dot = take(text, '.');
    const auto weekday = take_number(text, 6);
    if (!month || !week || !weekday || !first_dot || !second_dot || *month < 1 || *week < 1) {
      return std::nullopt;
    }
    change.month = *month;
    change.week = *week;
    change.number = *weekday;
  } else {
    const bool without_leap_day = take(text, 'J');
    const auto day = take_number(text, 365);
    if (!day || (without_leap_day && *day < 1)) return std::nullopt;
    change.day = without_leap_day ? YearlyChange::Day::julian_without_leap_day
                                  : YearlyChange::Day::day_of_year;
    change.number = *day;
  }
  if (take(text, '/')) {
    const auto time = take_time(text);
    if (!time) return std::nullopt;
    change.time = *time;
  }
  return change;
}

// As the zone's own clocks show it, in seconds.
std::int64_t local_time(const YearlyChange& change, int year) {
  date::sys_days day{};
  if (change.day == YearlyChange::Day::week) {
    const auto month = date::year(year) / date::month(static_cast<unsigned>(change.month));
    const date::weekday weekday(static_cast<unsigned>(change.number));
    day = change.week == 5 ? date::sys_days(month / weekday[date::last])
                           : date::sys_days(month / weekday[static_cast<unsigned>(change.week)]);
  } else {
    int offset = change.number;
    if (change.day == YearlyChange::Day::julian_without_leap_day) {
      offset += date::year(year).is_leap() && change.number >= 60 ? 0 : -1;
    }
    day = date::sys_days(date::year(year) / 1 / 1) + date::days(offset);
  }
  return day.time_since_epoch().count() * kDay + change.time;
}

struct Change {
  std::int64_t at;
  std::int64_t offset;
};

// The changes of the years around a second, in order.
std::array<Change, 6> changes_around(const YearlyRule& rule, int year) {
  std::array<Change, 6> changes{};
  for (int i = 0; i < 3; ++i) {
    const auto at = static_cast<std::size_t>(i) * 2;
    changes[at] = {local_time(rule.to_summer, year - 1 + i) - rule.standard, rule.summer};
    changes[at + 1] = {local_time(rule.to_standard, year - 1 + i) - rule.summer, rule.standard};
  }
  std::ranges::sort(changes, {}, &Change::at);
  return changes;
}

OffsetSpan by_rule(const YearlyRule& rule, std::int64_t second) {
  OffsetSpan span;
  span.offset = rule.standard;
  if (!rule.has_summer) return span;
  const auto day = date::floor<date::days>(date::sys_seconds(std::chrono::seconds(second)));
  const std::int64_t year = static_cast<int>(date::year_month_day(day).year());
  if (year > kMostYear) return span;
  for (const Change& change : changes_around(rule, static_cast<int>(year))) {
    if (change.at > second) {
      span.end = change.at;
      break;
    }
    span.begin = change.at;
    span.offset = change.offset;
  }
  return span;
}

}  // namespace

std::optional<YearlyRule> parse_yearly_rule(std::string_view text) {
  YearlyRule rule;
  if (!take_name(text)) return std::nullopt;
  const auto standard = take_time(text);
  if (!standard) return std::nullopt;
  rule.standard = rule.summer = -*standard;
  if (text.empty()) return rule;
  if (!take_name(text)) return std::nullopt;
  rule.has_summer = true;
  rule.summer = rule.standard + 3600;
  if (!text.starts_with(',')) {
    const auto summer = take_time(text);
    if (!summer) return std::nullopt;
    rule.summer = -*summer;
  }
  const auto to_summer = take_change(text);
  if (!to_summer) return std::nullopt;
  const auto to_standard = take_change(text);
  if (!to_standard || !text.empty()) return std::nullopt;
  rule.to_summer = *to_summer;
  rule.to_standard = *to_standard;
  return rule;
}

std::optional<TimeZone> TimeZone::parse(std::string_view file) {
  Bytes bytes{file};
  std::optional<Header> header = take_header(bytes);
  if (!header) return std::nullopt;
  std::size_t width = 4;
  const bool has_second_block = header->version >= '2';
  if (has_second_block) {
    bytes.skip(header->size(width));
    if (bytes.failed) return std::nullopt;
    header = take_header(bytes);
    if (!header) return std::nullopt;
    width = 8;
  }
  TimeZone zone;
  for (std::uint64_t i = 0; i < header->changes; ++i) zone.changes_.push_back(bytes.take(width));
  std::vector<std::size_t> types;
  for (std::uint64_t i = 0; i < header->changes; ++i) {
    types.push_back(static_cast<std::size_t>(bytes.take(1)) & 0xFF);
  }
  std::vector<std::int64_t> offsets;
  for (std::uint64_t i = 0; i < header->types; ++i) {
    offsets.push_back(bytes.take(4));
    bytes.skip(2);
  }
  if (bytes.failed || !std::ranges::is_sorted(zone.changes_)) return std::nullopt;
  if (std::ranges::any_of(offsets, [](std::int64_t o) { return o < -2 * kDay || o > 2 * kDay; })) {
    return std::nullopt;
  }
  zone.first_offset_ = offsets.front();
  for (const std::size_t type : types) {
    if (type >= offsets.size()) return std::nullopt;
    zone.offsets_.push_back(offsets[type]);
  }
  if (!has_second_block) return zone;
  bytes.skip(header->letters + header->leaps * (width + 4) + header->standard_flags +
             header->ut_flags);
  if (bytes.failed || !take(bytes.rest, '\n') || !bytes.rest.ends_with('\n')) return std::nullopt;
  bytes.rest.remove_suffix(1);
  if (!bytes.rest.empty()) {
    zone.rule_ = parse_yearly_rule(bytes.rest);
    if (!zone.rule_) return std::nullopt;
  }
  return zone;
}

OffsetSpan TimeZone::at(std::int64_t second) const {
  const auto next = std::ranges::upper_bound(changes_, second);
  const auto index = static_cast<std::size_t>(next - changes_.begin());
  if (index == changes_.size() && rule_) {
    OffsetSpan span = by_rule(*rule_, second);
    if (!changes_.empty()) span.begin = std::max(span.begin, changes_.back());
    return span;
  }
  OffsetSpan span;
  span.offset = index == 0 ? first_offset_ : offsets_[index - 1];
  if (index > 0) span.begin = changes_[index - 1];
  if (index < changes_.size()) span.end = changes_[index];
  return span;
}

}  // namespace waybill::model

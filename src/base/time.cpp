// Instants as text (RFC 3339) and the system's clock.
#include "base/time.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace waybill::base {
namespace {

using Micro = std::chrono::microseconds;

constexpr Micros instant_of(int year, unsigned month, unsigned day) {
  return std::chrono::duration_cast<Micro>(
             date::sys_days(date::year(year) / date::month(month) / date::day(day))
                 .time_since_epoch())
      .count();
}

constexpr Micros kFirst = instant_of(1, 1, 1);
constexpr Micros kLast = instant_of(9999, 12, 31) + Micro(std::chrono::hours(24)).count() - 1;

// Exactly `count` digits off the front of `text`, or -1.
int take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return -1;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

// Up to six digits after the point, as microseconds.
std::optional<Micros> take_fraction(std::string_view& text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 6) return std::nullopt;
  Micros value = take_digits(text, digits);
  for (std::size_t i = digits; i < 6; ++i) value *= 10;
  return value;
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
  if (take(text, "Zz")) return std::chrono::minutes(0);
  const bool west = !text.empty() && text.front() == '-';
  if (!take(text, "+-")) return std::nullopt;
  const int hours = take_digits(text, 2);
  if (!take(text, ":")) return std::nullopt;
  const int minutes = take_digits(text, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return std::chrono::minutes((hours * 60 + minutes) * (west ? -1 : 1));
}

}  // namespace

Micros system_now() {
  return std::chrono::duration_cast<Micro>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string format_instant(Micros instant) {
  const date::sys_time<Micro> time(Micro(std::clamp(instant, kFirst, kLast)));
  const auto day = date::floor<date::days>(time);
  const date::year_month_day ymd(day);
  const date::hh_mm_ss<Micro> clock(time - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::optional<Micros> parse_instant(std::string_view text) {
  const int year = take_digits(text, 4);
  if (!take(text, "-")) return std::nullopt;
  const int month = take_digits(text, 2);
  if (!take(text, "-")) return std::nullopt;
  const int day = take_digits(text, 2);
  if (!take(text, "Tt ")) return std::nullopt;
  const int hour = take_digits(text, 2);
  if (!take(text, ":")) return std::nullopt;
  const int minute = take_digits(text, 2);
  if (!take(text, ":")) return std::nullopt;
  const int second = take_digits(text, 2);
  if (year < 1 || month < 0 || day < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
      second < 0 || second > 59) {
    return std::nullopt;
  }
  Micros fraction = 0;
  if (take(text, ".")) {
    const auto taken = take_fraction(text);
    if (!taken) return std::nullopt;
    fraction = *taken;
  }
  const auto offset = take_offset(text);
  const date::year_month_day ymd = date::year(year) / month / day;
  if (!offset || !text.empty() || !ymd.ok()) return std::nullopt;
  const auto time = std::chrono::hours(hour) + std::chrono::minutes(minute) +
                    std::chrono::seconds(second) - *offset;
  const Micros instant = (date::sys_days(ymd) + Micro(time)).time_since_epoch().count() + fraction;
  if (instant < kFirst || instant > kLast) return std::nullopt;
  return instant;
}

}  // namespace waybill::base

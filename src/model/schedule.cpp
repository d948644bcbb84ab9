#include "model/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/hash.hpp"
#include "model/shown.hpp"

namespace waybill::model {
namespace {

using base::Json;
using base::Micros;

constexpr Micros kSecond = 1'000'000;
constexpr Micros kMinute = 60 * kSecond;
constexpr std::size_t kMaxDigits = 9;
constexpr std::int64_t kDay = 86'400;
constexpr Micros kEnd = 253'402'300'800 * kSecond;  // the year 10000

struct Unit {
  char letter;
  std::int64_t seconds;
};
constexpr auto kUnits = std::to_array<Unit>({{'s', 1}, {'m', 60}, {'h', 3600}, {'d', kDay}});

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

const std::string* text_of(const Json& object, std::string_view key) {
  const Json* value = object.find(key);
  return value != nullptr && value->is_string() ? &value->as_string() : nullptr;
}

std::int64_t integer_of(const Json& object, std::string_view key) {
  const Json* value = object.find(key);
  return value != nullptr && value->is_number() ? value->as_int64().value_or(0) : 0;
}

std::optional<Micros> next_interval(const Schedule& schedule, Micros after) {
  const Micros start = schedule.start_at.value_or(0);
  if (schedule.start_at && after < start) return start;
  const Micros steps = floor_div(after - start, *schedule.every) + 1;
  if (steps > (kEnd - start) / *schedule.every) return std::nullopt;
  return start + steps * *schedule.every;
}

// Seconds; the first tick at or after `from`.
std::optional<std::int64_t> next_tick(const Cron& cron, const TimeZone& zone, std::int64_t from) {
  const bool by_passing_time = cron.every_hour();
  const std::int64_t end = kEnd / kSecond;
  for (std::int64_t at = from; at < end;) {
    const OffsetSpan span = zone.at(at);
    const std::int64_t shown_until = std::min(span.end, end) + span.offset;
    std::int64_t shown_from = at + span.offset;
    if (span.begin > from - kDay && span.begin > -end) {
      const std::int64_t before = zone.at(span.begin - 1).offset;
      const std::int64_t left_out = span.offset - before;
      // What clocks show a second time was due the first time.
      if (!by_passing_time) shown_from = std::max(shown_from, span.begin + before);
      const bool tick_left_out = !by_passing_time && at == span.begin && left_out > 0 &&
                                 left_out < kDay &&
                                 next_time(cron, span.begin + before, span.begin + span.offset);
      if (tick_left_out) return at;
    }
    if (const auto found = next_time(cron, shown_from, shown_until)) return *found - span.offset;
    at = span.end;
  }
  return std::nullopt;
}

std::optional<Micros> next_cron(const Schedule& schedule, const TimeZone& zone, Micros after) {
  if (schedule.start_at) after = std::max(after, *schedule.start_at - 1);
  const auto tick = next_tick(*schedule.cron, zone, floor_div(after, kSecond) + 1);
  return tick ? std::optional(*tick * kSecond) : std::nullopt;
}

std::optional<Schedule> read_sync_schedule(const Json& body) {
  const Json* given = body.find("schedule");
  if (given == nullptr || !given->is_object()) return std::nullopt;
  Schedule schedule;
  if (const std::string* every = text_of(*given, "every")) {
    const auto interval = parse_interval(*every);
    if (!std::holds_alternative<Micros>(interval)) return std::nullopt;
    schedule.every = std::get<Micros>(interval);
    schedule.text = fmt::format("every {}", *every);
  } else if (const std::string* expression = text_of(*given, "cron")) {
    auto cron = parse_cron(*expression);
    if (!std::holds_alternative<Cron>(cron)) return std::nullopt;
    schedule.cron = std::get<Cron>(cron);
    if (const std::string* zone = text_of(*given, "time_zone")) schedule.time_zone = *zone;
    schedule.text = fmt::format("{} {}", *expression, schedule.time_zone);
  } else {
    return std::nullopt;
  }
  if (const std::string* start = text_of(body, "start_at")) {
    schedule.start_at = base::parse_instant(*start);
    if (!schedule.start_at) return std::nullopt;
    schedule.text += fmt::format(" from {}", *start);
  }
  schedule.jitter_s = std::clamp<std::int64_t>(integer_of(body, "jitter_s"), 0, kDay);
  if (schedule.jitter_s > 0) schedule.text += fmt::format(" + {}s", schedule.jitter_s);
  return schedule;
}

}  // namespace

std::variant<Micros, std::string> parse_interval(std::string_view text) {
  const auto unit = std::ranges::find(kUnits, text.empty() ? '\0' : text.back(), &Unit::letter);
  const std::string_view digits = text.substr(0, text.size() - (unit != kUnits.end() ? 1 : 0));
  const bool is_number =
      !digits.empty() && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (unit == kUnits.end() || !is_number) return fmt::format("{} is no interval", shown(text));
  if (digits.find_first_not_of('0') == std::string_view::npos) {
    return fmt::format("the interval {} is zero", shown(text));
  }
  if (digits.size() > kMaxDigits) return fmt::format("the interval {} is too long", shown(text));
  std::int64_t number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  if (number > kEnd / kSecond / unit->seconds) {
    return fmt::format("the interval {} is too long", shown(text));
  }
  return number * unit->seconds * kSecond;
}

std::optional<Schedule> read_schedule(const Document& document) {
  if (document.kind == Kind::sync) return read_sync_schedule(document.body);
  if (document.kind != Kind::destination) return std::nullopt;
  const std::int64_t minutes = integer_of(document.body, "frequency_minutes");
  if (minutes <= 0 || minutes > kEnd / kMinute) return std::nullopt;
  Schedule schedule;
  schedule.every = minutes * kMinute;
  schedule.text = fmt::format("every {}m", minutes);
  return schedule;
}

Micros spread(const Schedule& schedule, std::string_view id) {
  if (schedule.jitter_s == 0) return 0;
  std::uint64_t number = 0;
  for (const std::uint8_t byte : base::hash128(id)) number = number << 8 | byte;  // its last eight
  return static_cast<Micros>(number % static_cast<std::uint64_t>(schedule.jitter_s + 1)) * kSecond;
}

std::optional<Micros> next_due(const Schedule& schedule, const TimeZone& zone, Micros later,
                               Micros after) {
  const auto tick = schedule.every  ? next_interval(schedule, after - later)
                    : schedule.cron ? next_cron(schedule, zone, after - later)
                                    : std::nullopt;
  return tick ? std::optional(*tick + later) : std::nullopt;
}

}  // namespace waybill::model

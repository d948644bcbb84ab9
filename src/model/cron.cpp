// What a cron expression says, field by field, whether any date can fit it, and its next time.
#include "model/cron.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <vector>

#include "base/text.hpp"
#include "model/shown.hpp"

namespace waybill::model {
namespace {

constexpr auto kMonths = std::to_array<std::string_view>(
    {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
constexpr auto kWeekdays =
    std::to_array<std::string_view>({"sun", "mon", "tue", "wed", "thu", "fri", "sat"});
constexpr std::array kMonthDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

struct Field {
  std::string_view name;
  int first;
  int last;
  std::span<const std::string_view> words;  // the first stands for `first`
};
constexpr auto kFields = std::to_array<Field>({
    {"minute", 0, 59, {}},
    {"hour", 0, 23, {}},
    {"day of the month", 1, 31, {}},
    {"month", 1, 12, kMonths},
    {"day of the week", 0, 7, kWeekdays},
});
enum Position : std::size_t { kMinute, kHour, kDay, kMonth, kWeekday };

struct Macro {
  std::string_view name;
  std::string_view meaning;
};
constexpr auto kMacros = std::to_array<Macro>({
    {"@annually", "0 0 1 1 *"},
    {"@daily", "0 0 * * *"},
    {"@hourly", "0 * * * *"},
    {"@midnight", "0 0 * * *"},
    {"@monthly", "0 0 1 * *"},
    {"@weekly", "0 0 * * 0"},
    {"@yearly", "0 0 1 1 *"},
});

// The values a field allows, or what is wrong with it.
struct Values {
  std::array<bool, 60> allows{};
  std::optional<CronProblem> problem;
};

std::optional<int> number(std::string_view text) {
  if (text.empty() || text.size() > 6) return std::nullopt;  // no value has so many digits
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

CronProblem no_value(const Field& field, std::string_view text) {
  if (text.empty()) {
    return {fmt::format("a value of the {} is missing", field.name),
            "write a number, or * for any"};
  }
  std::string hint = fmt::format("write a number from {} to {}", field.first, field.last);
  if (!field.words.empty()) {
    hint += fmt::format(", or a name such as {}", base::ascii_upper(field.words.front()));
  }
  return {fmt::format("the {} {} is no number", field.name, shown(text)), std::move(hint)};
}

std::optional<int> read_value(const Field& field, std::string_view text, Values& values) {
  const std::string lower = base::ascii_lower(text);
  for (std::size_t i = 0; i < field.words.size(); ++i) {
    if (field.words[i] == lower) return field.first + static_cast<int>(i);
  }
  const std::optional<int> value = number(text);
  if (!value) {
    values.problem = no_value(field, text);
  } else if (*value < field.first || *value > field.last) {
    values.problem = CronProblem{
        fmt::format("the {} {} is not from {} to {}", field.name, *value, field.first, field.last),
        fmt::format("write a number from {} to {}", field.first, field.last)};
    return std::nullopt;
  }
  return value;
}

// One part of a field's list: *, n, a-b, */n or a-b/n.
void read_part(const Field& field, std::string_view part, Values& values) {
  const std::size_t slash = part.find('/');
  const std::string_view range = part.substr(0, slash);
  int from = field.first;
  int to = field.last;
  bool is_range = true;
  if (range != "*") {
    const std::size_t dash = range.find('-');
    is_range = dash != std::string_view::npos;
    const std::optional<int> first = read_value(field, range.substr(0, dash), values);
    if (!first) return;
    std::optional<int> last = first;
    if (is_range) last = read_value(field, range.substr(dash + 1), values);
    if (!last) return;
    const bool ends_on_sunday = field.last == 7 && *last == 0 && *first > 0;
    from = *first;
    to = is_range && ends_on_sunday ? 7 : *last;
  }
  if (from > to) {
    values.problem =
        CronProblem{fmt::format("the range {} of the {} runs backwards", shown(range), field.name),
                    fmt::format("write the range in two parts, as {}-{},{}-{}", from, field.last,
                                field.first, to)};
    return;
  }
  int step = 1;
  if (slash != std::string_view::npos) {
    const std::optional<int> given = number(part.substr(slash + 1));
    if (!given || *given == 0 || !is_range) {
      values.problem = CronProblem{
          fmt::format("{} of the {} is no step", shown(part), field.name),
          is_range ? "write a step of 1 or more after the slash, as */15"
                   : fmt::format("write a range before the slash, as {}-{}/15", from, field.last)};
      return;
    }
    step = *given;
  }
  for (int value = from; value <= to; value += step) {
    values.allows[static_cast<std::size_t>(value)] = true;
  }
}

Values read_field(const Field& field, std::string_view text) {
  Values values;
  for (const std::string_view part : base::split(text, ',')) {
    read_part(field, part, values);
    if (values.problem) return values;
  }
  return values;
}

std::vector<std::string_view> fields_of(std::string_view expression) {
  std::vector<std::string_view> fields;
  constexpr std::string_view kBlanks = " \t";
  std::size_t at = expression.find_first_not_of(kBlanks);
  while (at != std::string_view::npos) {
    const std::size_t end = expression.find_first_of(kBlanks, at);
    fields.push_back(expression.substr(at, end - at));
    at = expression.find_first_not_of(kBlanks, end);
  }
  return fields;
}

CronProblem wrong_count(std::string_view expression, std::size_t count) {
  for (const Macro& macro : kMacros) {
    if (!base::ascii_iequals(expression, macro.name)) continue;
    return {fmt::format("{} is not understood", macro.name),
            fmt::format("write \"{}\"", macro.meaning)};
  }
  return {fmt::format("{} field{} where there must be five", count, count == 1 ? "" : "s"),
          count == 6 ? "leave out the field of seconds"
                     : "write minute, hour, day of the month, month and day of the week, as 0 6 * "
                       "* 1-5"};
}

bool some_date_fits(const Values& days, const Values& months) {
  for (std::size_t month = 1; month <= 12; ++month) {
    if (!months.allows[month]) continue;
    for (std::size_t day = 1; day <= static_cast<std::size_t>(kMonthDays[month - 1]); ++day) {
      if (days.allows[day]) return true;
    }
  }
  return false;
}

template <class Bits>
Bits bits_of(const Values& values) {
  Bits bits = 0;
  for (std::size_t value = 0; value < values.allows.size() && value < sizeof(Bits) * 8; ++value) {
    if (values.allows[value]) bits |= Bits{1} << value;
  }
  return bits;
}

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kCalendar = 146'097;  // days after which the calendar repeats itself
constexpr std::uint32_t kEveryHour = (1U << 24) - 1;

template <class Bits>
bool has(Bits bits, unsigned value) {
  return ((bits >> value) & 1U) != 0;
}

bool fits(const Cron& cron, const date::year_month_day& date, date::sys_days day) {
  const bool in_month = has(cron.days, static_cast<unsigned>(date.day()));
  const bool in_week = has(cron.weekdays, date::weekday(day).c_encoding());
  return cron.either_day ? in_month || in_week : in_month && in_week;
}

// The first time of a day that is not before `second` of it.
std::optional<std::int64_t> time_of_day(const Cron& cron, std::int64_t second) {
  const auto first = static_cast<unsigned>((second + 59) / 60);
  for (unsigned hour = first / 60, minute = first % 60; hour < 24; ++hour, minute = 0) {
    if (!has(cron.hours, hour)) continue;
    for (; minute < 60; ++minute) {
      if (has(cron.minutes, minute)) return (hour * 60 + minute) * 60;
    }
  }
  return std::nullopt;
}

}  // namespace

std::variant<Cron, CronProblem> parse_cron(std::string_view expression) {
  const std::vector<std::string_view> texts = fields_of(expression);
  if (texts.size() != kFields.size()) return wrong_count(base::trim(expression), texts.size());
  std::array<Values, kFields.size()> fields;
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    fields[i] = read_field(kFields[i], texts[i]);
    if (fields[i].problem) return *fields[i].problem;
  }
  Cron cron;
  cron.minutes = bits_of<std::uint64_t>(fields[kMinute]);
  cron.hours = bits_of<std::uint32_t>(fields[kHour]);
  cron.days = bits_of<std::uint32_t>(fields[kDay]);
  cron.months = bits_of<std::uint32_t>(fields[kMonth]);
  cron.weekdays = bits_of<std::uint32_t>(fields[kWeekday]);
  if (has(cron.weekdays, 7)) cron.weekdays |= 1U;
  cron.either_day = !texts[kWeekday].starts_with('*') && !texts[kDay].starts_with('*');
  if (cron.either_day || some_date_fits(fields[kDay], fields[kMonth])) return cron;
  return CronProblem{fmt::format("no year has the day {} in the month {}", shown(texts[kDay]),
                                 shown(texts[kMonth])),
                     "correct the day or the month: as written it never runs"};
}

bool Cron::every_hour() const {
  return hours == kEveryHour;
}

std::optional<std::int64_t> next_time(const Cron& cron, std::int64_t from, std::int64_t until) {
  date::sys_days day = date::floor<date::days>(date::sys_seconds(std::chrono::seconds(from)));
  std::int64_t second = from - day.time_since_epoch().count() * kDaySeconds;
  const date::sys_days last = day + date::days(kCalendar);
  while (day < last && day.time_since_epoch().count() * kDaySeconds < until) {
    const date::year_month_day date(day);
    if (!has(cron.months, static_cast<unsigned>(date.month()))) {
      day = date::sys_days((date.year() / date.month() + date::months(1)) / 1);
      second = 0;
      continue;
    }
    if (fits(cron, date, day)) {
      if (const auto time = time_of_day(cron, second)) {
        const std::int64_t found = day.time_since_epoch().count() * kDaySeconds + *time;
        return found < until ? std::optional(found) : std::nullopt;
      }
    }
    day += date::days(1);
    second = 0;
  }
  return std::nullopt;
}

}  // namespace waybill::model

// Cron expressions of five fields: minute, hour, day of the month, month, day of the week.
#ifndef WAYBILL_MODEL_CRON_HPP
#define WAYBILL_MODEL_CRON_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace waybill::model {

struct CronProblem {
  std::string message;  // "the hour 24 is not from 0 to 23"
  std::string hint;
};

// The values each field allows: bit n for the value n.
struct Cron {
  std::uint64_t minutes = 0;
  std::uint32_t hours = 0;
  std::uint32_t days = 0;
  std::uint32_t months = 0;
  std::uint32_t weekdays = 0;  // 0: Sunday
  bool either_day = false;     // the day of the month or of the week is enough, else both must fit

  bool every_hour() const;
};

// A field is a list of *, n, a-b, and of * and a-b with a step (/n). Months and days of the week
// may be named by three letters in any case; 0 and 7 are Sunday. Where both the day of the month
// and the weekday are restricted (neither begins with *), either is enough. An expression that
// names no date of any year is a problem.
std::variant<Cron, CronProblem> parse_cron(std::string_view expression);

// The first time that fits in [from, until), as seconds of a calendar without time zones. nullopt:
// none there, or in the 400 years after which the calendar repeats itself.
std::optional<std::int64_t> next_time(const Cron& cron, std::int64_t from, std::int64_t until);

}  // namespace waybill::model

#endif

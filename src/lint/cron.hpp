// Cron expressions of five fields: minute, hour, day of the month, month, day of the week.
#ifndef WAYBILL_LINT_CRON_HPP
#define WAYBILL_LINT_CRON_HPP

#include <optional>
#include <string>
#include <string_view>

namespace waybill::lint {

struct CronProblem {
  std::string message;  // "the hour 24 is not from 0 to 23"
  std::string hint;
};

// nullopt: it can run. A field is a list of *, n, a-b, and of * and a-b with a step (/n). Months
// and days of the week may be named by three letters in any case; 0 and 7 are Sunday. An expression
// that names no date of any year is a problem.
std::optional<CronProblem> cron_problem(std::string_view expression);

}  // namespace waybill::lint

#endif

// When a sync or a destination is due: a pure function of its document, a zone and an instant.
#ifndef WAYBILL_MODEL_SCHEDULE_HPP
#define WAYBILL_MODEL_SCHEDULE_HPP

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/time.hpp"
#include "model/cron.hpp"
#include "model/document.hpp"
#include "model/time_zone.hpp"

namespace waybill::model {

struct Schedule {
  std::optional<base::Micros> every;
  std::optional<Cron> cron;
  std::string time_zone = "UTC";  // in which cron is read
  std::optional<base::Micros> start_at;
  std::int64_t jitter_s = 0;
  std::string text;  // for people, and to see that it changed: "every 15m", "0 6 * * 1-5 UTC"
};

// "15m": a number and s, m, h or d. A text: what is wrong with it.
std::variant<base::Micros, std::string> parse_interval(std::string_view text);

// Of a sync its `schedule`, of a destination its `frequency_minutes`. nullopt: none, "manual", or
// one that lint refuses.
std::optional<Schedule> read_schedule(const Document& document);

// How much later than its ticks the owner of this id starts: the same in every process, between 0
// and jitter_s.
base::Micros spread(const Schedule& schedule, std::string_view id);

// The first start after an instant, `later` after its tick. Intervals are counted from start_at,
// else from 1970-01-01T00:00:00Z, so that those which divide a day begin at its midnight in UTC.
//
// A cron expression that allows every hour follows the time that passes: an hour that clocks show
// twice has its ticks twice, one they leave out has none. Any other one runs once a time it names:
// the first time of two, and where clocks leave it out as soon as they go on.
std::optional<base::Micros> next_due(const Schedule& schedule, const TimeZone& zone,
                                     base::Micros later, base::Micros after);

}  // namespace waybill::model

#endif

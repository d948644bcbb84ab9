// WB6004: when a sync starts.
#include "model/schedule.hpp"

#include <fmt/format.h>

#include "base/time.hpp"
#include "lint/show.hpp"
#include "lint/sync_rules.hpp"
#include "lint/time_zones.hpp"

namespace waybill::lint {
namespace {

using base::Json;

constexpr std::string_view kIntervalHint = "write a number and s, m, h or d, as 15m, 2h or 1d";

Spot part(const Spot& schedule, std::string_view key, const Json& value) {
  return {schedule.file, value.place(), base::pointer_join(schedule.pointer, key)};
}

void check_start(Findings& findings, const Doc& sync) {
  const std::string* start = text_at(*sync.body, "start_at");
  if (start == nullptr || base::parse_instant(*start)) return;
  findings.add("WB6004", spot(sync, "start_at"),
               fmt::format("start_at {} is no RFC 3339 time", shown(*start)),
               "write it like 2026-01-31T06:00:00Z");
}

}  // namespace

void check_schedule(Findings& findings, const Doc& sync) {
  check_start(findings, sync);
  const Json* schedule = sync.body->find("schedule");
  if (schedule == nullptr || !schedule->is_object()) return;
  const Spot at = spot(sync, "schedule");
  if (const std::string* every = text_at(*schedule, "every")) {
    const auto interval = model::parse_interval(*every);
    if (const auto* problem = std::get_if<std::string>(&interval)) {
      findings.add("WB6004", part(at, "every", *schedule->find("every")),
                   fmt::format("every: {}", *problem), std::string(kIntervalHint));
    }
  }
  if (const std::string* cron = text_at(*schedule, "cron")) {
    const auto parsed = model::parse_cron(*cron);
    if (const auto* problem = std::get_if<model::CronProblem>(&parsed)) {
      findings.add("WB6004", part(at, "cron", *schedule->find("cron")),
                   fmt::format("cron: {}", problem->message), problem->hint);
    }
  }
  const std::string* zone = text_at(*schedule, "time_zone");
  if (zone == nullptr || is_time_zone(*zone)) return;
  std::string hint = did_you_mean(*zone, time_zones());
  if (hint.empty()) hint = "write an IANA name, such as Europe/Berlin, or UTC";
  findings.add("WB6004", part(at, "time_zone", *schedule->find("time_zone")),
               fmt::format("no time zone is named {}", shown(*zone)), std::move(hint));
}

}  // namespace waybill::lint

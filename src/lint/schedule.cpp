// WB6004: when a sync starts.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "base/time.hpp"
#include "lint/cron.hpp"
#include "lint/show.hpp"
#include "lint/sync_rules.hpp"
#include "lint/time_zones.hpp"

namespace waybill::lint {
namespace {

using base::Json;

constexpr std::string_view kUnits = "smhd";
constexpr std::size_t kMaxDigits = 9;
constexpr std::string_view kIntervalHint = "write a number and s, m, h or d, as 15m, 2h or 1d";

std::string interval_problem(std::string_view text) {
  const bool has_unit = !text.empty() && kUnits.find(text.back()) != std::string_view::npos;
  const std::string_view digits = text.substr(0, text.size() - (has_unit ? 1 : 0));
  const bool is_number =
      !digits.empty() && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (!has_unit || !is_number) return fmt::format("{} is no interval", shown(text));
  if (digits.find_first_not_of('0') == std::string_view::npos) {
    return fmt::format("the interval {} is zero", shown(text));
  }
  if (digits.size() > kMaxDigits) return fmt::format("the interval {} is too long", shown(text));
  return "";
}

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
    if (std::string problem = interval_problem(*every); !problem.empty()) {
      findings.add("WB6004", part(at, "every", *schedule->find("every")),
                   fmt::format("every: {}", problem), std::string(kIntervalHint));
    }
  }
  if (const std::string* cron = text_at(*schedule, "cron")) {
    if (std::optional<CronProblem> problem = cron_problem(*cron)) {
      findings.add("WB6004", part(at, "cron", *schedule->find("cron")),
                   fmt::format("cron: {}", problem->message), std::move(problem->hint));
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

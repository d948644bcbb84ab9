// Schedules: what is due when, and carrying it out.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/error.hpp"
#include "service/alerts.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/schedule_run.hpp"

namespace waybill::service {

using base::Json;
using model::Kind;

namespace {

constexpr base::Micros kSecond = 1'000'000;
// A loop looks for changed documents so often.
constexpr base::Micros kLookEvery = 2 * kSecond;
constexpr base::Micros kAlertsEvery = 20 * kSecond;
constexpr std::chrono::milliseconds kAfterFailure{1000};

Json last_run(catalog::Catalog& catalog, const Scheduled& scheduled) {
  catalog::RunFilter filter;
  (scheduled.kind == Kind::sync ? filter.sync : filter.destination) = scheduled.name;
  const auto runs = catalog.runs(filter, {.size = 1, .after = ""}).items;
  if (runs.empty()) return nullptr;
  const catalog::Run& run = runs.front();
  return Json::object({{"run_id", run.id},
                       {"sync", run.sync_name},
                       {"trigger", run.trigger},
                       {"status", to_string(run.status)},
                       {"started_at", base::format_instant(run.started_at)},
                       {"ended_at", optional_instant(run.ended_at)}});
}

Json scheduled_json(Call& call, const Scheduled& scheduled) {
  const catalog::ScheduleState state = state_of(*call.catalog, scheduled);
  const auto due = due_at(scheduled, state);
  return Json::object(
      {{"kind", model::to_string(scheduled.kind)},
       {"name", scheduled.name},
       {"schedule", scheduled.schedule.text},
       {"stopped", scheduled.stopped.empty() ? Json(nullptr) : Json(scheduled.stopped)},
       {"next_due", scheduled.stopped.empty() ? optional_instant(due) : Json(nullptr)},
       {"seconds_behind", seconds_behind(scheduled, due, call.environment.clock())},
       {"last_run", last_run(*call.catalog, scheduled)},
       {"error", scheduled.problem ? error_json(*scheduled.problem) : Json(nullptr)}});
}

Json next_json(const std::optional<base::Micros>& next, base::Micros now, Json rest) {
  rest.set("next_due", optional_instant(next));
  rest.set("seconds", next ? Json(static_cast<double>(std::max<base::Micros>(*next - now, 0)) /
                                  static_cast<double>(kSecond))
                           : Json(nullptr));
  return rest;
}

void tell(Call& call, const Json& event) {
  if (call.progress && !call.progress(event)) call.cancel.cancel();
}

// Until it is cancelled. A catalog that cannot be used for a moment does not end it.
[[noreturn]] void keep_running(Call& call) {
  ScheduleRunner runner(call);
  std::optional<base::Micros> told;
  bool reachable = true;
  base::Micros alerts_looked_at = 0;
  tell(call, Json::object({{"event", "schedule.waiting"}}));
  while (!call.cancel.cancelled()) {
    base::Micros pause = kLookEvery;
    try {
      const auto next = runner.start_due();
      if (call.environment.clock() - alerts_looked_at >= kAlertsEvery) {
        alerts_looked_at = call.environment.clock();
        look_after_alerts(call);
      }
      if (next) pause = std::clamp<base::Micros>(*next - call.environment.clock(), 0, kLookEvery);
      if (next && next != told) {
        told = next;
        tell(call,
             Json::object({{"event", "schedule.next"}, {"next_due", optional_instant(next)}}));
      }
      reachable = true;
      runner.crew().rest(std::chrono::milliseconds(pause / 1000 + 1));
      runner.take_ended();
    } catch (const Error& error) {
      if (call.cancel.cancelled()) break;
      if (reachable) {
        tell(call, Json::object({{"event", "schedule.failed"}, {"error", error_json(error)}}));
      }
      reachable = false;
      runner.crew().rest(kAfterFailure);
    }
  }
  runner.crew().wait_for_all();
  throw Error(codes::cancelled, "the scheduler was stopped")
      .with_hint("what it was at is due again when it is started");
}

}  // namespace

Json schedule_list(Call& call) {
  Json items = Json::array();
  for (const Scheduled& scheduled : all_scheduled(*call.catalog)) {
    items.push(scheduled_json(call, scheduled));
  }
  return Json::object({{"items", std::move(items)}, {"next", nullptr}});
}

Json schedule_next_due(Call& call) {
  std::optional<base::Micros> next;
  Json first = nullptr;
  for (const Scheduled& scheduled : all_scheduled(*call.catalog)) {
    if (!scheduled.stopped.empty()) continue;
    const auto due = due_at(scheduled, state_of(*call.catalog, scheduled));
    if (!due || (next && *next <= *due)) continue;
    next = due;
    first = Json::object({{"kind", model::to_string(scheduled.kind)}, {"name", scheduled.name}});
  }
  return next_json(next, call.environment.clock(), Json::object({{"first", std::move(first)}}));
}

Json schedule_run_due(Call& call) {
  if (flag_param(call.params, "until_stopped")) keep_running(call);
  ScheduleRunner runner(call);
  runner.start_due();
  runner.crew().wait_for_all();
  call.cancel.throw_if_cancelled();
  Json ran = runner.take_ended();
  look_after_alerts(call);
  // Once: what fell due in the meantime is the next call's.
  const auto next = runner.next_call();
  return next_json(next, call.environment.clock(), Json::object({{"ran", std::move(ran)}}));
}

}  // namespace waybill::service

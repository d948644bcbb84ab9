#include "service/schedule_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/crash_point.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/uuid.hpp"
#include "service/alerts.hpp"
#include "service/held_lease.hpp"
#include "service/runner.hpp"

namespace waybill::service {

using base::Json;

namespace {

constexpr std::size_t kMostTasks = 64;  // schedules carried out at once
constexpr base::Micros kAskAgain = 5'000'000;
// So long a start waits for a run of its sync that somebody else began.
constexpr base::Micros kLongestWait = 24 * 3600 * base::Micros{1'000'000};

std::string lease_name(const Scheduled& scheduled) {
  return "schedule/" + scheduled.id;
}

Json recorded_run(const catalog::Run& run) {
  return Json::object({{"run_id", run.id},
                       {"sync", run.sync_name},
                       {"model", run.model.empty() ? Json(nullptr) : Json(run.model)},
                       {"status", to_string(run.status)}});
}

// The run that was begun for a claim, by whoever held it before.
std::optional<catalog::Run> begun(catalog::Catalog& catalog, const ResolvedSync& sync,
                                  const std::string& claim, bool is_transfer) {
  if (!is_transfer) return catalog.run(claim);
  catalog::RunFilter filter;
  filter.sync = sync.name;
  for (const catalog::Run& run : catalog.runs(filter, {.size = 100, .after = ""}).items) {
    if (run.transfer_id == claim && run.sync_id == sync.id) return run;
  }
  return std::nullopt;
}

std::string_view status_of(const Json& runs) {
  std::size_t good = 0;
  std::size_t failed = 0;
  for (const Json& run : runs.as_array()) {
    const std::string& status = run.find("status")->as_string();
    if (status == "success") ++good;
    if (status != "success" && status != "partial_failure") ++failed;
  }
  if (good == runs.as_array().size()) return "success";
  return failed == runs.as_array().size() ? "error" : "partial_failure";
}

// On record as a run that never began.
Json expired_run(Call& call, const ResolvedSync& sync, const catalog::ScheduleState::Claim& claim) {
  catalog::Run run;
  run.id = claim.id;
  run.sync_id = sync.id;
  run.sync_name = sync.name;
  run.destination = sync.destination.name;
  if (sync.settings.query.empty()) run.model = sync.model.name;
  run.trigger = "schedule";
  run.actor = call.actor.name;
  run.status = catalog::RunStatus::expired;
  run.started_at = claim.at;
  run.ended_at = call.environment.clock();
  run.report = Json::object({{"message", "another run of the sync went on for a day"}});
  run.tags = sync.settings.tags;
  add_ended_run(call, sync, run);
  return recorded_run(run);
}

// {kind, name, due_at} of a start.
Json about(const Scheduled& scheduled, const catalog::ScheduleState::Claim& claim) {
  return Json::object({{"kind", model::to_string(scheduled.kind)},
                       {"name", scheduled.name},
                       {"due_at", base::format_instant(claim.tick)}});
}

void tell(Call& call, std::string_view event, Json fields) {
  if (!call.progress) return;
  fields.set("event", event);
  call.progress(fields);
}

bool has_cancelled(const Json& entry) {
  return std::ranges::any_of(entry.find("runs")->as_array(), [](const Json& run) {
    return run.find("status")->as_string() == to_string(catalog::RunStatus::cancelled);
  });
}

}  // namespace

// A place of a destination, for one run.
struct ScheduleRunner::Turn {
  Turn(ScheduleRunner& runner, const Call& call, const std::string& destination, std::size_t most)
      : runner_(runner), destination_(base::fold_name(destination)) {
    const auto woken = call.cancel.on_cancel([&] {
      const std::lock_guard lock(runner_.mutex_);
      runner_.turn_.notify_all();
    });
    std::unique_lock lock(runner_.mutex_);
    runner_.turn_.wait(
        lock, [&] { return call.cancel.cancelled() || runner_.running_[destination_] < most; });
    ++runner_.running_[destination_];
    lock.unlock();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    const std::lock_guard lock(runner_.mutex_);
    --runner_.running_[destination_];
    runner_.turn_.notify_all();
  }

  ScheduleRunner& runner_;
  std::string destination_;
};

ScheduleRunner::ScheduleRunner(Call& call) : call_(call), crew_(call, kMostTasks) {}

std::optional<base::Micros> ScheduleRunner::next_call() {
  std::optional<base::Micros> next;
  for (const Scheduled& scheduled : all_scheduled(*call_.catalog)) {
    auto due = due_at(scheduled, state_of(*call_.catalog, scheduled));
    if (!due || !scheduled.stopped.empty()) continue;
    const std::lock_guard lock(mutex_);
    if (const auto held = not_before_.find(scheduled.id); held != not_before_.end()) {
      due = std::max(*due, held->second);
    }
    next = std::min(next.value_or(*due), *due);
  }
  return next;
}

std::optional<base::Micros> ScheduleRunner::start_due() {
  const base::Micros now = call_.environment.clock();
  if (!looked_for_orphans_) {
    close_orphans();
    looked_for_orphans_ = true;
  }
  std::optional<base::Micros> next;
  for (Scheduled& scheduled : all_scheduled(*call_.catalog)) {
    const auto due = due_at(scheduled, state_of(*call_.catalog, scheduled));
    if (!due) continue;
    base::Micros look = *due;
    const std::unique_lock lock(mutex_);
    if (const auto held = not_before_.find(scheduled.id); held != not_before_.end()) {
      look = std::max(look, held->second);
    }
    if (look > now) {
      next = std::min(next.value_or(look), look);
    } else if (under_way_.insert(scheduled.id).second) {
      not_before_.erase(scheduled.id);
      crew_.add(
          [this, scheduled = std::move(scheduled)](Call& call) { carry_out(call, scheduled); });
    }
  }
  return next;
}

// Runs that other processes died over are closed at once, not when their sync runs again. Those of
// a schedule are left to whoever takes over its claim.
void ScheduleRunner::close_orphans() {
  std::set<std::string> claims;
  for (const Scheduled& scheduled : all_scheduled(*call_.catalog)) {
    const auto state = state_of(*call_.catalog, scheduled);
    if (state.claim && scheduled.stopped.empty()) claims.insert(state.claim->id);
  }
  std::set<std::string> held;
  for (const catalog::Lease& lease : call_.catalog->leases()) {
    if (base::liveness(lease.owner) != base::Liveness::dead) held.insert(lease.sync_id);
  }
  catalog::RunFilter filter;
  filter.status = catalog::RunStatus::running;
  std::set<std::string> syncs;
  for (const catalog::Run& run : call_.catalog->runs(filter, {.size = 1000, .after = ""}).items) {
    if (held.contains(run.sync_id) || claims.contains(run.id) || claims.contains(run.transfer_id) ||
        !syncs.insert(run.sync_id).second) {
      continue;
    }
    crew_.add([id = run.sync_id, name = run.sync_name](Call& call) {
      try {
        const ResolvedSync sync = find_sync(*call.catalog, name);
        if (sync.id == id) close_dead_runs(call, sync);
      } catch (const Error&) {
        // A place that cannot be reached, or a sync that is no more: its next run closes them.
      }
    });
  }
}

Json ScheduleRunner::take_ended() {
  const std::lock_guard lock(mutex_);
  return std::exchange(ended_, Json::array());
}

bool ScheduleRunner::waited_before(const Scheduled& scheduled) {
  const std::lock_guard lock(mutex_);
  return waited_.contains(scheduled.id);
}

void ScheduleRunner::ended(const Scheduled& scheduled, Json entry, bool waits) {
  const std::lock_guard lock(mutex_);
  under_way_.erase(scheduled.id);
  if (waits) {
    not_before_[scheduled.id] = call_.environment.clock() + kAskAgain;
    waited_.insert(scheduled.id);
  } else {
    waited_.erase(scheduled.id);
  }
  if (!entry.is_null()) ended_.push(std::move(entry));
}

// Whatever happens here, the next look finds the schedule as the catalog has it.
void ScheduleRunner::carry_out(Call& loop, const Scheduled& scheduled) {
  // What ends this start alone, as a lease that was lost or its run's cancel, does not end the
  // loop.
  Call call = loop;
  call.cancel = base::CancelToken();
  const auto linked = loop.cancel.on_cancel([own = call.cancel] { own.cancel(); });
  Json entry;
  Outcome outcome{.waits = true};
  const bool first = !waited_before(scheduled);
  try {
    const base::Clock& clock = call.environment.clock;
    const std::string claim_id = base::new_uuid(clock());
    HeldLease held(*call.catalog, clock, lease_name(scheduled), claim_id, call.cancel);
    if (call.catalog
            ->acquire(
                {lease_name(scheduled), claim_id, call.actor.name, base::this_process(), clock()})
            .granted) {
      held.hold();
      outcome.waits = false;
      catalog::ScheduleState state;
      bool left_by_another = false;
      call.catalog->in_transaction([&] {
        const base::Micros now = clock();
        state = state_of(*call.catalog, scheduled);
        left_by_another = state.claim.has_value();
        const auto due = due_at(scheduled, state);
        if (left_by_another || !due || *due > now) return;
        if (scheduled.stopped.empty()) {
          state.claim = {claim_id, *due, now};
        } else {
          state.handled_to = now;  // what falls due while it is stopped is not made up for
        }
        call.catalog->put_schedule_state(state);
      });
      if (state.claim) {
        base::crash_point("schedule.claimed");
        if (first) tell(call, "schedule.started", about(scheduled, *state.claim));
        entry = run_claimed(call, scheduled, state, left_by_another, outcome);
        base::crash_point("schedule.ran");
        if (!outcome.waits) {
          // What was stopped with the whole loop is still due.
          if (!(loop.cancel.cancelled() && has_cancelled(entry))) {
            state.handled_to = std::max(state.handled_to, outcome.handled_to);
          }
          state.claim.reset();
        }
        call.catalog->put_schedule_state(state);
      }
      held.release();
    }
  } catch (const Error& error) {
    outcome.waits = true;
    entry = Json::object({{"kind", model::to_string(scheduled.kind)},
                          {"name", scheduled.name},
                          {"due_at", nullptr},
                          {"status", "error"},
                          {"runs", Json::array()},
                          {"error", error_json(error)}});
  }
  if (!entry.is_null() && (first || !outcome.waits)) {
    tell(call, outcome.waits ? "schedule.postponed" : "schedule.ended", entry);
  }
  ended(scheduled, std::move(entry), outcome.waits);
}

Json ScheduleRunner::run_claimed(Call& call, const Scheduled& scheduled,
                                 catalog::ScheduleState& state, bool left_by_another,
                                 Outcome& outcome) {
  const bool is_transfer = scheduled.kind == model::Kind::destination;
  outcome.handled_to = state.claim->at;
  Json entry = about(scheduled, *state.claim);
  Json runs = Json::array();
  if (!scheduled.stopped.empty()) {
    // Stopped after a process died over it: nothing more is started.
  } else if (!is_transfer) {
    const ResolvedSync sync = find_sync(*call.catalog, scheduled.name);
    runs.push(run_one(call, sync, state, false, left_by_another, outcome));
  } else {
    const std::vector<ResolvedSync> syncs = syncs_of_schedule(*call.catalog, scheduled.name);
    std::vector<Json> results(syncs.size());
    Crew crew(call, std::min<std::size_t>(most_at_once(*call.catalog, scheduled.name), 64));
    for (std::size_t i = 0; i < syncs.size(); ++i) {
      crew.add([&, i](Call& own) {
        Outcome one;  // one that runs already is not waited for: the others went
        results[i] = run_one(own, syncs[i], state, true, left_by_another, one);
      });
    }
    crew.wait_for_all();
    for (Json& result : results) runs.push(std::move(result));
  }
  entry.set("status", outcome.waits ? "waiting" : status_of(runs));
  entry.set("runs", std::move(runs));
  return entry;
}

Json ScheduleRunner::run_one(Call& call, const ResolvedSync& sync, catalog::ScheduleState& state,
                             bool is_transfer, bool left_by_another, Outcome& outcome) {
  const base::Clock& clock = call.environment.clock;
  try {
    RunRequest request;
    request.trigger = "schedule";
    if (is_transfer) {
      request.transfer_id = state.claim->id;
    } else {
      request.run_id = state.claim->id;
    }
    if (left_by_another) {
      auto run = begun(*call.catalog, sync, state.claim->id, is_transfer);
      if (run && run->status == catalog::RunStatus::running) {
        outcome.waits = !close_dead_runs(call, sync);
        run = call.catalog->run(run->id);
      }
      if (run && run->status != catalog::RunStatus::orphaned) return recorded_run(*run);
      if (run && !is_transfer) {
        request.run_id = base::new_uuid(clock());
        state.claim->id = request.run_id;
        call.catalog->put_schedule_state(state);
      }
    }
    const Turn turn(*this, call, sync.destination.name,
                    most_at_once(*call.catalog, sync.destination.name));
    call.cancel.throw_if_cancelled();
    outcome.handled_to = clock();  // what fell due while this waited is carried out with it
    Json run = run_sync(call, sync, request);
    return Json::object({{"run_id", *run.find("run_id")},
                         {"sync", sync.name},
                         {"model", sync.model_name()},
                         {"status", *run.find("status")}});
  } catch (const Error& error) {  // one's failure does not stop the others
    outcome.waits = error.code().id == codes::sync_running.id;
    if (outcome.waits && !is_transfer && clock() - state.claim->at > kLongestWait) {
      outcome = {.waits = false, .handled_to = clock()};
      return expired_run(call, sync, *state.claim);
    }
    return failed_run(sync, error);
  }
}

}  // namespace waybill::service

#include "service/alerts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/process.hpp"
#include "base/uuid.hpp"
#include "service/schedules.hpp"

namespace waybill::service {

using base::Json;
using catalog::RunStatus;

namespace {

constexpr std::int64_t kMostTries = 10;
constexpr std::size_t kFewestCompared = 3;
constexpr base::Micros kSecond = 1'000'000;

// Whether a rule holds; unknown: this run says nothing about it.
enum class Holds { yes, no, unknown };
struct Verdict {
  std::string_view rule;
  bool wanted = false;  // the document has it
  Holds holds = Holds::unknown;
  std::string message = {};
};

const model::AlertRules& rules_of(const ResolvedSync& sync) {
  return sync.settings.alerts ? *sync.settings.alerts : sync.destination.alerts;
}

bool any(const model::AlertRules& rules) {
  return rules.failed || rules.partial || rules.full_run || rules.zero_rows ||
         rules.longer_than_s || rules.row_count_factor || rules.overdue_s;
}

bool is_committed(RunStatus status) {
  return status == RunStatus::success || status == RunStatus::partial_failure;
}

std::int64_t rows_read(const catalog::Run& run) {
  const Json* read = run.report.at_pointer("/counts/read");
  return read == nullptr ? 0 : read->as_int64().value_or(0);
}

std::string full_reason(const catalog::Run& run) {
  const Json* reason = run.report.find("full_run_reason");
  return reason != nullptr && reason->is_string() ? reason->as_string() : std::string();
}

std::string error_code(const catalog::Run& run) {
  const Json* code = run.report.at_pointer("/error/code");
  return code != nullptr && code->is_string() ? code->as_string() : std::string();
}

Json event_of(std::string_view rule, std::string_view state, const ResolvedSync& sync,
              std::string message, base::Micros at) {
  return Json::object({{"event_id", base::new_uuid(at)},
                       {"alert_id", base::new_uuid(at)},
                       {"rule", rule},
                       {"state", state},
                       {"sync", sync.name},
                       {"destination", sync.destination.name},
                       {"model", sync.model_name()},
                       {"at", base::format_instant(at)},
                       {"since", base::format_instant(at)},
                       {"message", std::move(message)},
                       {"run_id", nullptr},
                       {"status", nullptr},
                       {"code", nullptr}});
}

void tell_of(catalog::Catalog& catalog, const Json& event, base::Micros at,
             std::vector<Json>& events) {
  catalog.add_alert_event({event.find("event_id")->as_string(), at, event, 0});
  events.push_back(event);
}

// Begins or ends the alert of a rule, if that changes anything.
void apply(catalog::Catalog& catalog, const ResolvedSync& sync, const Verdict& verdict,
           const std::vector<catalog::Alert>& present, base::Micros now, const catalog::Run* run,
           std::vector<Json>& events) {
  const auto found = std::ranges::find(present, verdict.rule, &catalog::Alert::rule);
  const bool firing = found != present.end();
  const auto about_run = [&](Json event) {
    if (run == nullptr) return event;
    event.set("run_id", run->id);
    event.set("status", to_string(run->status));
    if (const std::string code = error_code(*run); !code.empty()) event.set("code", code);
    return event;
  };
  if (!firing && verdict.wanted && verdict.holds == Holds::yes) {
    const Json event = about_run(event_of(verdict.rule, "firing", sync, verdict.message, now));
    catalog.put_alert(
        {sync.id, std::string(verdict.rule), event.find("alert_id")->as_string(), now, event});
    tell_of(catalog, event, now, events);
  } else if (firing && (!verdict.wanted || verdict.holds == Holds::no)) {
    catalog.end_alert(sync.id, verdict.rule);
    Json event = about_run(event_of(
        verdict.rule, "resolved", sync,
        verdict.wanted
            ? fmt::format("sync '{}': {} no more", sync.name, verdict.rule)
            : fmt::format("sync '{}': the rule {} was taken away", sync.name, verdict.rule),
        now));
    event.set("alert_id", found->id);
    event.set("since", base::format_instant(found->since));
    tell_of(catalog, event, now, events);
  }
}

Holds holds_if(bool it_does) {
  return it_does ? Holds::yes : Holds::no;
}

Verdict judge_row_count(catalog::Catalog& catalog, const ResolvedSync& sync,
                        const model::AlertRules& rules, const catalog::Run& run) {
  Verdict verdict{"row_count_factor", rules.row_count_factor.has_value()};
  if (!verdict.wanted) return verdict;
  catalog::RunFilter filter;
  filter.sync_id = sync.id;
  std::vector<std::int64_t> before;
  for (const catalog::Run& one : catalog.runs(filter, {1000, ""}).items) {
    if (static_cast<std::int64_t>(before.size()) == rules.last_runs) break;
    if (one.id == run.id || !is_committed(one.status) || one.trigger == "retry") continue;
    before.push_back(rows_read(one));
  }
  if (before.size() < kFewestCompared) return verdict;
  const auto middle = before.begin() + static_cast<std::ptrdiff_t>(before.size() / 2);
  std::ranges::nth_element(before, middle);
  if (*middle == 0) return verdict;
  const auto read = static_cast<double>(rows_read(run));
  const auto median = static_cast<double>(*middle);
  verdict.holds =
      holds_if(read > median * *rules.row_count_factor || read * *rules.row_count_factor < median);
  verdict.message =
      fmt::format("sync '{}' read {} rows, where the median of the last {} runs is {}", sync.name,
                  rows_read(run), before.size(), *middle);
  return verdict;
}

std::vector<Verdict> judge(catalog::Catalog& catalog, const ResolvedSync& sync,
                           const catalog::Run& run, base::Micros now) {
  const model::AlertRules& rules = rules_of(sync);
  const bool committed = is_committed(run.status);
  // The rows of dead letters say nothing about the rest.
  const bool whole = committed && run.trigger != "retry";
  const base::Micros took = std::max<base::Micros>(0, run.ended_at.value_or(now) - run.started_at);
  const std::string code = error_code(run);
  std::vector<Verdict> verdicts{
      {"failed", rules.failed, holds_if(!committed),
       fmt::format("sync '{}' failed: {}{}", sync.name, to_string(run.status),
                   code.empty() ? "" : ", " + code)},
      {"partial", rules.partial,
       committed ? holds_if(run.status == RunStatus::partial_failure) : Holds::unknown,
       fmt::format("sync '{}' refused rows, or withheld deletes", sync.name)},
      {"zero_rows", rules.zero_rows, whole ? holds_if(rows_read(run) == 0) : Holds::unknown,
       fmt::format("sync '{}' read no row", sync.name)},
      {"longer_than_s", rules.longer_than_s.has_value(),
       whole ? holds_if(took > rules.longer_than_s.value_or(0) * kSecond) : Holds::unknown,
       fmt::format("sync '{}' took {} s", sync.name, took / kSecond)}};
  if (whole) {
    verdicts.push_back(judge_row_count(catalog, sync, rules, run));
  } else {
    verdicts.push_back({"row_count_factor", rules.row_count_factor.has_value()});
  }
  return verdicts;
}

void note_run(Call& call, const ResolvedSync& sync, const catalog::Run& run,
              std::vector<Json>& events) {
  if (run.status == RunStatus::cancelled) return;
  catalog::Catalog& catalog = *call.catalog;
  const model::AlertRules& rules = rules_of(sync);
  const std::vector<catalog::Alert> present = catalog.alerts(sync.id);
  if (present.empty() && !any(rules)) return;
  const base::Micros now = call.environment.clock();
  for (const Verdict& verdict : judge(catalog, sync, run, now)) {
    apply(catalog, sync, verdict, present, now, &run, events);
  }
  if (is_committed(run.status) || !rules.overdue_s) {
    apply(catalog, sync, {"overdue_s", rules.overdue_s.has_value(), Holds::no}, present, now, &run,
          events);
  }
  const std::string reason = full_reason(run);
  if (rules.full_run && !reason.empty() && reason != "first_run" && reason != "full_refresh") {
    Json event = event_of("full_run", "event", sync,
                          fmt::format("sync '{}' read everything: {}", sync.name, reason), now);
    event.set("run_id", run.id);
    event.set("status", to_string(run.status));
    tell_of(catalog, event, now, events);
  }
}

void log_events(const Call& call, const std::vector<Json>& events) {
  if (!call.environment.log) return;
  for (const Json& event : events) {
    const bool bad = event.find("state")->as_string() != "resolved";
    call.environment.log(bad ? base::LogLevel::warning : base::LogLevel::info, "alert", event);
  }
}

void record(Call& call, const ResolvedSync& sync, const catalog::Run& run,
            const std::function<void()>& write) {
  std::vector<Json> events;
  call.catalog->in_transaction([&] {
    events.clear();
    write();
    note_run(call, sync, run, events);
  });
  log_events(call, events);
}

void log_warning(const Call& call, std::string_view event, const Json& fields) {
  if (call.environment.log) call.environment.log(base::LogLevel::warning, event, fields);
}

// A schedule that is being carried out is not late, however long that takes.
bool is_carried_out(const Scheduled& scheduled, const std::vector<catalog::Lease>& leases) {
  return std::ranges::any_of(leases, [&](const catalog::Lease& lease) {
    return lease.sync_id.find(scheduled.id) != std::string::npos &&
           base::liveness(lease.owner) != base::Liveness::dead;
  });
}

struct Lateness {
  std::vector<Scheduled> scheduled;
  std::vector<catalog::Lease> leases;
  std::vector<catalog::Totals> totals;

  // Seconds; nullopt: nothing is expected of it now.
  std::optional<std::int64_t> of(catalog::Catalog& catalog, const ResolvedSync& sync,
                                 base::Micros now) const {
    if (sync.settings.paused || !sync.destination.is_enabled) return std::nullopt;
    const auto named = [&](model::Kind kind, const std::string& name) {
      return std::ranges::find_if(
          scheduled, [&](const Scheduled& one) { return one.kind == kind && one.name == name; });
    };
    auto own = sync.implicit ? scheduled.end() : named(model::Kind::sync, sync.name);
    if (own == scheduled.end()) own = named(model::Kind::destination, sync.destination.name);
    if (own != scheduled.end()) {
      if (is_carried_out(*own, leases)) return std::nullopt;
      return seconds_behind(*own, due_at(*own, state_of(catalog, *own)), now);
    }
    const auto past = std::ranges::find(totals, sync.id, &catalog::Totals::sync_id);
    if (past == totals.end() || !past->last_commit_at) return std::nullopt;
    const bool runs = std::ranges::any_of(leases, [&](const catalog::Lease& lease) {
      return lease.sync_id == sync.id && base::liveness(lease.owner) != base::Liveness::dead;
    });
    if (runs) return std::nullopt;
    return (now - *past->last_commit_at) / kSecond;
  }
};

}  // namespace

void end_run(Call& call, const ResolvedSync& sync, const catalog::Run& run) {
  record(call, sync, run, [&] { call.catalog->finish_run(run); });
}

void add_ended_run(Call& call, const ResolvedSync& sync, const catalog::Run& run) {
  record(call, sync, run, [&] { call.catalog->start_run(run); });
}

void check_overdue(Call& call) {
  catalog::Catalog& catalog = *call.catalog;
  std::vector<ResolvedSync> syncs = all_syncs(catalog);
  // Of a sync that is no more nothing is told.
  for (const catalog::Alert& alert : catalog.alerts("")) {
    if (std::ranges::find(syncs, alert.sync_id, &ResolvedSync::id) == syncs.end()) {
      catalog.end_alert(alert.sync_id, alert.rule);
    }
  }
  std::erase_if(syncs, [](const ResolvedSync& sync) { return !rules_of(sync).overdue_s; });
  if (syncs.empty()) return;
  std::vector<Json> events;
  catalog.in_transaction([&] {
    events.clear();
    const base::Micros now = call.environment.clock();
    const Lateness lateness{all_scheduled(catalog), catalog.leases(), catalog.totals()};
    for (const ResolvedSync& sync : syncs) {
      const auto late = lateness.of(catalog, sync, now);
      if (!late) continue;
      apply(catalog, sync,
            {"overdue_s", true, holds_if(*late > *rules_of(sync).overdue_s),
             fmt::format("sync '{}' is {} s late", sync.name, *late)},
            catalog.alerts(sync.id), now, nullptr, events);
    }
  });
  log_events(call, events);
}

std::int64_t tell_alerts(Call& call) {
  std::int64_t told = 0;
  if (!call.environment.alert) return told;
  const auto log_failure = [&](const Json& fields) { log_warning(call, "alert.not_told", fields); };
  try {
    while (const auto event = call.catalog->take_alert_event(kMostTries)) {
      const bool taken = call.environment.alert(base::write_json(event->body));
      call.catalog->settle_alert_event(event->id, taken);
      if (taken) {
        ++told;
        continue;
      }
      const Json fields = Json::object({{"event_id", event->id}, {"attempts", event->attempts}});
      log_failure(fields);
      if (const Json* run = event->body.find("run_id"); run != nullptr && run->is_string()) {
        call.catalog->add_event(run->as_string(), "alert_not_told", fields);
      }
    }
  } catch (const Error& error) {
    log_failure(Json::object({{"code", error.code().id}}));
  }
  return told;
}

void look_after_alerts(Call& call) {
  try {
    check_overdue(call);
  } catch (const Error& error) {
    log_warning(call, "alert.not_checked", Json::object({{"code", error.code().id}}));
  }
  tell_alerts(call);
}

}  // namespace waybill::service

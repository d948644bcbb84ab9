#include "service/runner.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/backoff.hpp"
#include "base/crash_point.hpp"
#include "base/error.hpp"
#include "base/process.hpp"
#include "base/seeded_bug.hpp"
#include "base/uuid.hpp"
#include "service/alerts.hpp"
#include "service/documents.hpp"
#include "service/held_lease.hpp"
#include "service/sinks.hpp"
#include "service/sync_job.hpp"
#include "sync/compare.hpp"
#include "sync/ledger.hpp"
#include "sync/run.hpp"

namespace waybill::service {

using base::Json;

namespace {

constexpr std::size_t kOutboxPage = 1000;
constexpr std::chrono::milliseconds kFirstPause{500};
constexpr int kMostAttemptsOfARun = 5;
constexpr std::chrono::seconds kRetryFor{60};  // after this no attempt is begun

// The dead letters of committed runs, from the destination to the catalog. May be repeated.
void drain_outbox(catalog::Catalog& catalog, sync::Control& control, const ResolvedSync& sync,
                  const std::string& tenant) {
  for (;;) {
    const std::vector<sync::OutboxItem> items = control.outbox(kOutboxPage);
    if (items.empty()) return;
    std::vector<catalog::Reject> rejects;
    for (const sync::OutboxItem& item : items) {
      catalog::Reject reject;
      reject.id = item.letter.id;
      reject.sync_id = sync.id;
      reject.sync_name = sync.name;
      reject.run_id = item.run_id;
      reject.tenant = tenant;
      reject.key = item.letter.key;
      reject.code = item.letter.code;
      reject.message = item.letter.message;
      reject.payload = item.letter.payload;
      reject.first_at = reject.last_at = item.at;
      rejects.push_back(std::move(reject));
    }
    base::crash_point("outbox.before");
    if (base::seeded_bug("outbox_cleared_before_the_copy")) control.clear_outbox(items);
    catalog.add_rejects(rejects);
    base::crash_point("outbox.copied");
    control.clear_outbox(items);
    base::crash_point("outbox.after");
  }
}

catalog::RunStatus status_of(const Json& report) {
  const auto count = [&](const char* name) {
    const Json* value = report.at_pointer(fmt::format("/counts/{}", name));
    return value == nullptr ? 0 : value->as_int64().value_or(0);
  };
  const Json* withheld = report.find("deletes_withheld");
  const bool partial =
      count("invalid") + count("rejected") > 0 || (withheld != nullptr && !withheld->is_null());
  return partial && !base::seeded_bug("refused_rows_are_success")
             ? catalog::RunStatus::partial_failure
             : catalog::RunStatus::success;
}

std::vector<std::string> ids_of(const Json& report, std::string_view fate) {
  std::vector<std::string> ids;
  const Json* list = report.at_pointer(fmt::format("/dead_letters/{}", fate));
  if (list == nullptr || !list->is_array()) return ids;
  for (const Json& id : list->as_array()) ids.push_back(id.as_string());
  return ids;
}

void settle_rejects(catalog::Catalog& catalog, const Json& report, base::Micros at) {
  using catalog::RejectState;
  for (const RejectState state :
       {RejectState::resolved, RejectState::replaced, RejectState::gone}) {
    catalog.settle_rejects(ids_of(report, to_string(state)), state, at);
  }
}

// A run that ended without a record: what its destination says is what happened.
void close_orphan(Call& call, sync::Control& control, const ResolvedSync& sync,
                  const std::string& run_id) {
  auto orphan = call.catalog->run(run_id);
  if (!orphan || orphan->status != catalog::RunStatus::running) return;
  orphan->ended_at = call.environment.clock();
  if (const auto commit = control.find_commit(run_id);
      commit && !base::seeded_bug("committed_orphan_is_lost")) {
    orphan->status = status_of(commit->report);
    orphan->report = commit->report;
    settle_rejects(*call.catalog, commit->report, call.environment.clock());
  } else {
    orphan->status = catalog::RunStatus::orphaned;
    orphan->report = Json::object({{"message", "it ended before anything was committed"}});
  }
  end_run(call, sync, *orphan);
}

// Who holds the lease is the only one that runs: earlier runs still marked as running have died, or
// could not be recorded.
void close_orphans(Call& call, sync::Control& control, const ResolvedSync& sync,
                   const std::string& run_id, const catalog::LeaseAnswer& lease) {
  if (lease.orphaned_run) close_orphan(call, control, sync, *lease.orphaned_run);
  catalog::RunFilter filter;
  filter.sync_id = sync.id;
  filter.status = catalog::RunStatus::running;
  for (const catalog::Run& run : call.catalog->runs(filter, {.size = 1000, .after = ""}).items) {
    if (run.id != run_id) close_orphan(call, control, sync, run.id);
  }
}

sync::ProgressFn progress_events(Call& call, const ResolvedSync& sync, const std::string& run_id) {
  if (!call.progress) return {};
  return [&call, name = sync.name, run_id](const sync::Progress& progress) {
    const bool go_on = call.progress(Json::object({{"event", "progress"},
                                                   {"sync", name},
                                                   {"run_id", run_id},
                                                   {"phase", progress.phase},
                                                   {"rows", progress.rows},
                                                   {"bytes", progress.bytes},
                                                   {"seconds", progress.seconds}}));
    if (!go_on) call.cancel.cancel();
  };
}

void log_event(const Call& call, base::LogLevel level, std::string_view event, const Json& fields) {
  if (call.environment.log) call.environment.log(level, event, fields);
}

// A run that committed nothing. What cannot be recorded is logged: the first error is the one to
// tell.
void record_failure(Call& call, const ResolvedSync& sync, catalog::Run& run, const Json& names,
                    const Error& error) {
  run.status = error.code().id == codes::cancelled.id ? catalog::RunStatus::cancelled
                                                      : catalog::RunStatus::error;
  run.report = Json::object({{"error", error_json(error)}});
  run.ended_at = call.environment.clock();
  Json fields = names;
  fields.set("code", error.code().id);
  log_event(call, base::LogLevel::error, "run.failed", fields);
  try {
    end_run(call, sync, run);
  } catch (const Error& second) {
    fields.set("code", second.code().id);
    log_event(call, base::LogLevel::error, "run.not_recorded", fields);
  }
}

// One run and all it needs; each attempt opens sessions of its own.
struct Delivery {
  Call& call;
  const ResolvedSync& sync;
  const RunRequest& request;
  const model::Source& source;
  const Tenant& tenant;
  const std::string& run_id;
  const catalog::LeaseAnswer& lease;
  warehouse::ConnectSpec from;
  warehouse::ConnectSpec to;
};

// Opens both ends and carries the rows. `committed` is told the report as soon as the rows are
// there. After an attempt whose COMMIT has no known outcome the destination is asked first.
Json deliver(const Delivery& on, int attempt, const std::function<void(const Json&)>& committed) {
  Call& call = on.call;
  catalog::Catalog& catalog = *call.catalog;
  const base::Clock& clock = call.environment.clock;
  const auto source_session = warehouse::open_session(on.from, warehouse::Access::read_only);
  sync::Job job = make_job(call, on.sync, on.request, on.run_id, on.source, on.tenant,
                           source_session->dialect().lookback_seconds);
  warehouse::ConnectSpec to = on.to;
  to.cache_mib = sync::destination_cache_mib(job);
  const auto destination_session = warehouse::open_session(to, warehouse::Access::read_write);
  sync::Control control(*destination_session, job);
  Json report;
  if (attempt > 1) {
    // Whatever is still on its way there can commit no more.
    control.begin_run(on.run_id, "", clock());
    if (const auto commit = control.find_commit(on.run_id)) report = commit->report;
  }
  if (report.is_null()) {
    if (!base::seeded_bug("orphans_not_closed")) {
      close_orphans(call, control, on.sync, on.run_id, on.lease);
    }
    drain_outbox(catalog, control, on.sync, on.tenant.id);
    add_retried_rows(catalog, on.sync, on.request, job);
    const sync::ProgressFn progress = progress_events(call, on.sync, on.run_id);
    if (job.to_sink) {
      const auto sink = open_sink(call, on.sync.destination);
      report = to_json(sync::run_to_sink(job, *source_session, *destination_session, *sink, clock,
                                         call.cancel, progress));
    } else {
      report = to_json(
          sync::run(job, *source_session, *destination_session, clock, call.cancel, progress,
                    [&to] { return warehouse::open_session(to, warehouse::Access::read_write); }));
    }
  }
  report.set("retries", attempt - 1);
  committed(report);
  drain_outbox(catalog, control, on.sync, on.tenant.id);
  settle_rejects(catalog, report, clock());
  return report;
}

// What a moment later may go well is tried again; all attempts are one run.
Json deliver_with_retries(const Delivery& on, const Json& names,
                          const std::function<void(const Json&)>& committed) {
  const auto until = std::chrono::steady_clock::now() + kRetryFor;
  bool delivered = false;
  for (int attempt = 1;; ++attempt) {
    try {
      return deliver(on, attempt, [&](const Json& report) {
        delivered = true;
        committed(report);
      });
    } catch (const Error& error) {
      on.call.cancel.throw_if_cancelled();
      // A sink's calls were repeated where that may help.
      if (delivered || error.code().error_class != ErrorClass::transient ||
          error.code().id == codes::sink_unavailable.id || attempt == kMostAttemptsOfARun ||
          std::chrono::steady_clock::now() > until) {
        throw;
      }
      Json fields = names;
      fields.set("code", error.code().id);
      fields.set("attempt", attempt);
      log_event(on.call, base::LogLevel::warning, "run.retried", fields);
      on.call.catalog->add_event(on.run_id, "retried",
                                 Json::object({{"code", error.code().id}, {"attempt", attempt}}));
    }
    on.call.cancel.sleep(base::backoff(attempt, kFirstPause));
  }
}

Json carry_out(Call& caller, const ResolvedSync& sync, const RunRequest& request) {
  // What ends this run alone does not end what the caller does beside it.
  Call call = caller;
  call.cancel = base::CancelToken();
  const auto linked = caller.cancel.on_cancel([own = call.cancel] { own.cancel(); });
  if (caller.progress) {
    call.progress = [&caller](const Json& event) {
      if (caller.progress(event)) return true;
      caller.cancel.cancel();
      return false;
    };
  }
  catalog::Catalog& catalog = *call.catalog;
  const base::Clock& clock = call.environment.clock;
  if (!sync.destination.is_enabled) {
    throw Error(codes::disabled,
                fmt::format("destination '{}' is not enabled", sync.destination.name))
        .with_hint("set is_enabled in its document and apply it");
  }
  if (sync.settings.paused) {
    throw Error(codes::paused, fmt::format("sync '{}' is paused", sync.name))
        .with_hint(fmt::format("waybill sync resume '{}'", sync.name));
  }
  const model::Source source = Documents(&catalog, {}).source_of(sync.model);
  const Tenant tenant = find_tenant(catalog, sync.model, source, sync.destination.recipient);
  const warehouse::ConnectSpec source_spec = source_spec_of(call, sync, source);
  const warehouse::ConnectSpec destination_spec = destination_spec_of(call, sync);
  const std::string run_id = request.run_id.empty() ? base::new_uuid(clock()) : request.run_id;
  // A lease lost to another process ends the run as a cancel from the caller does.
  HeldLease held(catalog, clock, sync.id, run_id, call.cancel);
  base::crash_point("lease.before");
  const catalog::LeaseAnswer lease =
      catalog.acquire({sync.id, run_id, call.actor.name, base::this_process(), clock()});
  base::crash_point("lease.after");
  if (!lease.granted && !base::seeded_bug("lease_not_obeyed")) {
    throw Error(codes::sync_running,
                fmt::format("sync '{}' is already running: {}, run {}", sync.name,
                            owner_text(lease.holder), lease.holder.run_id))
        .with_hint("wait for it to end; waybill run get shows it");
  }
  held.hold();

  catalog::Run run;
  run.id = run_id;
  run.sync_id = sync.id;
  run.sync_name = sync.name;
  run.destination = sync.destination.name;
  if (sync.settings.query.empty()) run.model = sync.model.name;
  run.tenant = tenant.id;
  run.transfer_id = request.transfer_id;
  run.trigger = request.trigger;
  run.actor = call.actor.name;
  run.started_at = clock();
  run.tags = request.tags;
  run.tags.insert(sync.settings.tags.begin(), sync.settings.tags.end());
  catalog.start_run(run);
  const Json names =
      Json::object({{"sync", sync.name}, {"model", sync.model_name()}, {"run_id", run_id}});
  log_event(call, base::LogLevel::info, "run.started", names);

  bool committed = false;
  try {
    const Delivery delivery{call,   sync,  request,     source,          tenant,
                            run_id, lease, source_spec, destination_spec};
    run.report = deliver_with_retries(delivery, names, [&](const Json& report) {
      committed = true;
      run.report = report;
      run.status = status_of(run.report);
      run.ended_at = clock();
    });
    base::crash_point("finish.before");
    end_run(call, sync, run);
    base::crash_point("finish.after");
    held.release();
    base::crash_point("release.after");
  } catch (const Error& error) {
    if (committed) {
      throw Error(error.code(), fmt::format("sync '{}' delivered its rows (run {}), but could not "
                                            "record that: {}",
                                            sync.name, run_id, error.message()))
          .with_hint(error.hint() + "; the next run puts the record right")
          .with_blame(error.blame());
    }
    record_failure(call, sync, run, names, error);
    throw;
  } catch (const std::bad_alloc&) {
    if (!committed)
      record_failure(call, sync, run, names, Error(codes::out_of_memory, "out of memory"));
    throw;
  }
  Json fields = names;
  fields.set("status", to_string(run.status));
  log_event(call, base::LogLevel::info, "run.finished", fields);
  return Json::object({{"run_id", run_id},
                       {"sync", sync.name},
                       {"model", sync.model_name()},
                       {"status", to_string(run.status)},
                       {"report", run.report}});
}

}  // namespace

Json run_sync(Call& call, const ResolvedSync& sync, const RunRequest& request) {
  // Whoever is told may take their time: the sync is free by then.
  try {
    Json result = carry_out(call, sync, request);
    tell_alerts(call);
    return result;
  } catch (const Error&) {
    tell_alerts(call);
    throw;
  }
}

Json compare_sync(Call& call, const ResolvedSync& sync, const RunRequest& request,
                  std::size_t keys) {
  if (!sync.destination.sink.empty()) {
    throw Error(codes::wrong_call,
                fmt::format("sync '{}' goes to a sink: what arrived is not asked for", sync.name))
        .with_hint("look into what it writes to");
  }
  const Ends ends = open_ends(call, sync, request, destination_spec_of(call, sync),
                              warehouse::Access::read_write);
  const sync::Comparison found =
      sync::compare(ends.job, *ends.source, *ends.destination, keys, call.cancel);
  const auto sample = [](const sync::Sample& rows) {
    Json list = Json::array();
    for (const Json& key : rows.keys) list.push(key);
    return Json::object({{"rows", rows.rows}, {"keys", std::move(list)}});
  };
  const bool same = found.different.rows == 0 && found.only_in_source.rows == 0;
  return Json::object(
      {{"sync", sync.name},
       {"delivered", same},
       {"source_rows", found.source_rows},
       {"destination_rows", found.destination_rows},
       {"equal", found.equal},
       {"refused", found.refused},
       {"different", sample(found.different)},
       {"only_in_source", sample(found.only_in_source)},
       {"only_in_destination",
        found.only_in_destination ? sample(*found.only_in_destination) : Json(nullptr)}});
}

Json run_or_failure(Call& call, const ResolvedSync& sync, const RunRequest& request) {
  try {
    return run_sync(call, sync, request);
  } catch (const Error& error) {
    call.cancel.throw_if_cancelled();
    return failed_run(sync, error);
  }
}

Json failed_run(const ResolvedSync& sync, const Error& error) {
  return Json::object({{"run_id", nullptr},
                       {"sync", sync.name},
                       {"model", sync.model_name()},
                       {"status", error.code().id == codes::cancelled.id ? "cancelled" : "error"},
                       {"error", error_json(error)}});
}

bool close_dead_runs(Call& call, const ResolvedSync& sync) {
  const base::Clock& clock = call.environment.clock;
  const std::string run_id = base::new_uuid(clock());
  HeldLease held(*call.catalog, clock, sync.id, run_id, call.cancel);
  const catalog::LeaseAnswer lease =
      call.catalog->acquire({sync.id, run_id, call.actor.name, base::this_process(), clock()});
  if (!lease.granted) return false;
  held.hold();
  const Ends ends =
      open_ends(call, sync, {}, destination_spec_of(call, sync), warehouse::Access::read_write);
  sync::Control control(*ends.destination, ends.job);
  close_orphans(call, control, sync, run_id, lease);
  held.release();
  return true;
}

Json reset_sync(Call& call, const ResolvedSync& sync) {
  const base::Clock& clock = call.environment.clock;
  const std::string run_id = base::new_uuid(clock());
  HeldLease held(*call.catalog, clock, sync.id, run_id, call.cancel);
  const catalog::LeaseAnswer lease =
      call.catalog->acquire({sync.id, run_id, call.actor.name, base::this_process(), clock()});
  if (!lease.granted) {
    throw Error(codes::sync_running, fmt::format("sync '{}' is running: {}, run {}", sync.name,
                                                 owner_text(lease.holder), lease.holder.run_id))
        .with_hint("wait for it to end; waybill run get shows it");
  }
  held.hold();
  const Ends ends =
      open_ends(call, sync, {}, destination_spec_of(call, sync), warehouse::Access::read_write);
  sync::Control control(*ends.destination, ends.job);
  control.reset(sync::ledger_name(ends.job));
  held.release();
  return Json::object({{"sync", sync.name}, {"reset", true}});
}

}  // namespace waybill::service

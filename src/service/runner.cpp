#include "service/runner.hpp"

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <thread>

#include "base/crash_point.hpp"
#include "base/error.hpp"
#include "base/process.hpp"
#include "base/seeded_bug.hpp"
#include "base/uuid.hpp"
#include "sync/run.hpp"

namespace waybill::service {

using base::Json;

namespace {

constexpr std::chrono::seconds kHeartbeatEvery{10};
constexpr std::size_t kOutboxPage = 1000;

// Holds a sync for this run: beats on a handle of its own, gives the lease back on every path. A
// lease that was lost cancels the run. Made before the lease is asked for, so that nothing can fail
// between getting it and holding it but what gives it back.
class HeldLease {
 public:
  HeldLease(catalog::Catalog& catalog, const base::Clock& clock, std::string sync_id,
            std::string run_id, base::CancelToken cancel)
      : catalog_(catalog),
        clock_(clock),
        path_(catalog.path()),
        sync_id_(std::move(sync_id)),
        run_id_(std::move(run_id)),
        cancel_(std::move(cancel)) {}
  HeldLease(const HeldLease&) = delete;
  HeldLease& operator=(const HeldLease&) = delete;
  ~HeldLease() {
    if (thread_.joinable()) {
      thread_.request_stop();
      thread_.join();
    }
    if (!held_) return;
    try {
      catalog_.release(sync_id_, run_id_);
    } catch (const std::exception&) {
      // The lease then ends with this process, or with its last heartbeat.
    }
  }
  void hold() {
    held_ = true;
    thread_ = std::jthread([this](const std::stop_token& stop) { beat(stop); });
  }
  void release() {
    catalog_.release(sync_id_, run_id_);
    held_ = false;
  }

 private:
  void beat(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!woken_.wait_for(lock, stop, kHeartbeatEvery, [&] { return stop.stop_requested(); })) {
      try {
        if (catalog::Catalog::open(path_, clock_)->heartbeat(sync_id_, run_id_)) continue;
        cancel_.cancel();
        return;
      } catch (const std::exception&) {
        // A catalog out of reach for a moment: the next beat tries again.
      }
    }
  }

  catalog::Catalog& catalog_;
  base::Clock clock_;
  std::string path_;
  std::string sync_id_;
  std::string run_id_;
  base::CancelToken cancel_;
  bool held_ = false;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::jthread thread_;
};

std::string owner_text(const catalog::Lease& lease) {
  return fmt::format("process {}{}{}", lease.owner.pid, lease.actor.empty() ? "" : " of ",
                     lease.actor);
}

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
  return count("invalid") + count("rejected") > 0 && !base::seeded_bug("refused_rows_are_success")
             ? catalog::RunStatus::partial_failure
             : catalog::RunStatus::success;
}

// A run that ended without a record: what its destination says is what happened.
void close_orphan(Call& call, sync::Control& control, const std::string& run_id) {
  auto orphan = call.catalog->run(run_id);
  if (!orphan || orphan->status != catalog::RunStatus::running) return;
  orphan->ended_at = call.environment.clock();
  if (const auto commit = control.find_commit(run_id);
      commit && !base::seeded_bug("committed_orphan_is_lost")) {
    orphan->status = status_of(commit->report);
    orphan->report = commit->report;
  } else {
    orphan->status = catalog::RunStatus::orphaned;
    orphan->report = Json::object({{"message", "it ended before anything was committed"}});
  }
  call.catalog->finish_run(*orphan);
}

// Who holds the lease is the only one that runs: earlier runs still marked as running have died, or
// could not be recorded.
void close_orphans(Call& call, sync::Control& control, const ResolvedSync& sync,
                   const std::string& run_id, const catalog::LeaseAnswer& lease) {
  if (lease.orphaned_run) close_orphan(call, control, *lease.orphaned_run);
  catalog::RunFilter filter;
  filter.sync = sync.name;
  filter.status = catalog::RunStatus::running;
  for (const catalog::Run& run : call.catalog->runs(filter, {.size = 1000, .after = ""}).items) {
    if (run.sync_id == sync.id && run.id != run_id) close_orphan(call, control, run.id);
  }
}

sync::Job make_job(Call& call, const ResolvedSync& sync, const RunRequest& request,
                   const std::string& run_id, const model::Source& source, const Tenant& tenant,
                   std::int64_t default_lookback) {
  sync::Job job;
  job.run_id = run_id;
  job.state = {call.catalog->id(), sync.id, tenant.id};
  job.sync_name = sync.name;
  job.model = sync.model;
  job.mode = sync.settings.mode;
  job.mapping = sync.settings.mapping;
  job.schema = sync.destination.schema;
  job.table = sync.settings.object.empty() ? sync.model.table() : sync.settings.object;
  job.tenanted = tenant.filters;
  job.lookback_seconds = source.lookback_seconds.value_or(default_lookback);
  job.on_null_cursor = sync.settings.on_null_last_modified;
  job.on_existing = sync.settings.on_existing;
  job.on_unmatched = sync.settings.on_unmatched;
  job.on_duplicate_key = sync.settings.on_duplicate_key;
  job.delete_guard = sync.settings.delete_guard;
  job.allow_deletes = request.allow_deletes;
  job.backfill_added_columns = sync.settings.backfill_added_columns;
  job.on_reject = sync.settings.on_reject;
  job.memory_mib = request.memory_mib.value_or(sync.settings.memory_mib);
  job.full_refresh = request.full_refresh;
  job.from = request.from;
  job.until = request.until;
  return job;
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
void record_failure(Call& call, catalog::Run& run, const Json& names, const Error& error) {
  run.status = error.code().id == codes::cancelled.id ? catalog::RunStatus::cancelled
                                                      : catalog::RunStatus::error;
  run.report = Json::object({{"error", error_json(error)}});
  run.ended_at = call.environment.clock();
  Json fields = names;
  fields.set("code", error.code().id);
  log_event(call, base::LogLevel::error, "run.failed", fields);
  try {
    call.catalog->finish_run(run);
  } catch (const Error& second) {
    fields.set("code", second.code().id);
    log_event(call, base::LogLevel::error, "run.not_recorded", fields);
  }
}

}  // namespace

Json run_sync(Call& call, const ResolvedSync& sync, const RunRequest& request) {
  catalog::Catalog& catalog = *call.catalog;
  const base::Clock& clock = call.environment.clock;
  if (!sync.destination.is_enabled) {
    throw Error(codes::disabled,
                fmt::format("destination '{}' is not enabled", sync.destination.name))
        .with_hint("set is_enabled in its document and apply it");
  }
  const model::Source source = find_source(catalog, sync.model);
  const Tenant tenant = find_tenant(catalog, sync.model, source, sync.destination.recipient);
  const warehouse::ConnectSpec source_spec = connect_spec(call, source.connection);
  warehouse::ConnectSpec destination_spec = connect_spec(call, sync.destination.connection);

  const std::string run_id = base::new_uuid(clock());
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
  run.model = sync.model.name;
  run.tenant = tenant.id;
  run.transfer_id = request.transfer_id;
  run.trigger = request.trigger;
  run.actor = call.actor.name;
  run.started_at = clock();
  run.tags = request.tags;
  catalog.start_run(run);
  const Json names =
      Json::object({{"sync", sync.name}, {"model", sync.model.name}, {"run_id", run_id}});
  log_event(call, base::LogLevel::info, "run.started", names);

  bool committed = false;
  try {
    const auto source_session = warehouse::open_session(source_spec, warehouse::Access::read_only);
    const sync::Job job = make_job(call, sync, request, run_id, source, tenant,
                                   source_session->dialect().lookback_seconds);
    destination_spec.cache_mib = sync::destination_cache_mib(job);
    const auto destination_session =
        warehouse::open_session(destination_spec, warehouse::Access::read_write);
    sync::Control control(*destination_session, job.state, job.schema);
    if (!base::seeded_bug("orphans_not_closed")) close_orphans(call, control, sync, run_id, lease);
    drain_outbox(catalog, control, sync, tenant.id);

    const sync::Report report = sync::run(job, *source_session, *destination_session, clock,
                                          call.cancel, progress_events(call, sync, run_id));
    committed = true;
    run.report = to_json(report);
    run.status = status_of(run.report);
    run.ended_at = clock();
    drain_outbox(catalog, control, sync, tenant.id);
    base::crash_point("finish.before");
    catalog.finish_run(run);
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
    record_failure(call, run, names, error);
    throw;
  } catch (const std::bad_alloc&) {
    if (!committed) record_failure(call, run, names, Error(codes::out_of_memory, "out of memory"));
    throw;
  }
  Json fields = names;
  fields.set("status", to_string(run.status));
  log_event(call, base::LogLevel::info, "run.finished", fields);
  return Json::object({{"run_id", run_id},
                       {"sync", sync.name},
                       {"model", sync.model.name},
                       {"status", to_string(run.status)},
                       {"report", run.report}});
}

}  // namespace waybill::service

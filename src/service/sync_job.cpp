#include "service/sync_job.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/uuid.hpp"
#include "model/words.hpp"
#include "service/documents.hpp"

namespace waybill::service {

namespace {

// A dead letter is tried again so often, so many of them in one run.
constexpr std::int64_t kMostAttempts = 10;
constexpr std::int64_t kMostRetried = 10'000;
// So many may be settled by a row that comes all the same.
constexpr std::int64_t kMostWatched = 100'000;
constexpr std::string_view kRefusedByDestination = "WB8514";

// In place of the connection's.
void take_statement_timeout(const ResolvedSync& sync, warehouse::ConnectSpec& spec) {
  if (!sync.settings.statement_timeout_s) return;
  if (model::words::goes_by_any_driver(spec.vendor) && *sync.settings.statement_timeout_s > 0) {
    throw Error(codes::unsupported,
                fmt::format("sync '{}': connection '{}' of vendor {} knows no timeout of "
                            "statements",
                            sync.name, spec.name, spec.vendor))
        .with_hint("take statement_timeout_s out of the sync");
  }
  spec.statement_s = *sync.settings.statement_timeout_s;
}

}  // namespace

warehouse::ConnectSpec source_spec_of(const Call& call, const ResolvedSync& sync,
                                      const model::Source& source) {
  warehouse::ConnectSpec spec =
      connect_spec(call, Documents(call.catalog, {}).connection_of(source));
  take_statement_timeout(sync, spec);
  return spec;
}

warehouse::ConnectSpec destination_spec_of(const Call& call, const ResolvedSync& sync) {
  warehouse::ConnectSpec spec;
  if (sync.destination.sink.empty()) {
    spec = connect_spec(call, sync.destination.connection);
  } else {
    spec.name = sync.destination.name;
    spec.vendor = "sqlite";
    spec.options["path"] = call.catalog->path() + ".sinks";
  }
  take_statement_timeout(sync, spec);
  return spec;
}

sync::Job make_job(Call& call, const ResolvedSync& sync, const RunRequest& request,
                   const std::string& run_id, const model::Source& source, const Tenant& tenant,
                   std::int64_t default_lookback) {
  sync::Job job;
  job.run_id = run_id;
  job.state = {call.catalog->id(), sync.id, tenant.id};
  job.sync_name = sync.name;
  job.model = sync.model;
  read_for(job, tenant);
  job.mode = sync.settings.mode;
  job.mapping = sync.settings.mapping;
  job.schema = sync.destination.schema;
  job.control_schema = sync.destination.control_schema;
  job.to_sink = !sync.destination.sink.empty();
  job.table = sync.settings.object.empty() ? sync.model.table() : sync.settings.object;
  job.lookback_seconds = source.lookback_seconds.value_or(default_lookback);
  job.cursor_set_by_database = source.last_modified_set_by_database;
  job.on_null_cursor = sync.settings.on_null_last_modified;
  job.on_existing = sync.settings.on_existing;
  job.on_unmatched = sync.settings.on_unmatched;
  job.on_duplicate_key = sync.settings.on_duplicate_key;
  job.delete_guard = sync.settings.delete_guard;
  job.allow_deletes = request.allow_deletes;
  job.counts = sync.settings.counts;
  job.backfill_added_columns = sync.settings.backfill_added_columns;
  job.on_reject = sync.settings.on_reject;
  job.max_rows = sync.settings.max_rows;
  job.memory_mib = request.memory_mib.value_or(sync.settings.memory_mib);
  job.load_connections = sync.destination.load_connections;
  job.full_refresh = request.full_refresh;
  job.from = request.from;
  job.until = request.until;
  return job;
}

void add_retried_rows(catalog::Catalog& catalog, const ResolvedSync& sync,
                      const RunRequest& request, sync::Job& job) {
  using Payload = catalog::Catalog::Payload;
  catalog::RejectFilter filter;
  filter.sync_id = sync.id;
  filter.tenant = job.state.tenant;
  job.only_retried = request.retry.has_value();
  if (!job.only_retried) {
    const bool reads = sync.settings.on_reject.retry == model::Retry::next_run;
    std::int64_t read = 0;
    for (catalog::Reject& reject :
         catalog.pending_rejects(filter, kMostWatched, Payload::left_out)) {
      const bool now = reads && reject.attempts < kMostAttempts && read < kMostRetried;
      if (now) ++read;
      job.retried.push_back({std::move(reject.id), std::move(reject.key), now});
    }
    return;
  }
  if (request.retry->empty()) return;
  filter.ids = *request.retry;
  const bool keyless =
      job.mode == model::Mode::insert && job.model.change_detection == model::ChangeDetection::none;
  for (catalog::Reject& reject :
       catalog.pending_rejects(filter, static_cast<std::int64_t>(filter.ids.size()),
                               keyless ? Payload::read : Payload::left_out)) {
    sync::Retried& letter =
        job.retried.emplace_back(sync::Retried{std::move(reject.id), std::move(reject.key)});
    // Of any other refusal the value that was wrong is missing.
    if (!keyless || reject.code != kRefusedByDestination || !reject.payload.is_object()) continue;
    letter.code = std::move(reject.code);
    letter.payload = std::move(reject.payload);
    job.on_reject.payload = model::RejectPayload::full;  // what is kept stays so
  }
}

Ends open_ends(Call& call, const ResolvedSync& sync, const RunRequest& request,
               const warehouse::ConnectSpec& destination, warehouse::Access access) {
  const model::Source source = Documents(call.catalog, {}).source_of(sync.model);
  const Tenant tenant = find_tenant(*call.catalog, sync.model, source, sync.destination.recipient);
  Ends ends;
  ends.source =
      warehouse::open_session(source_spec_of(call, sync, source), warehouse::Access::read_only);
  ends.destination = warehouse::open_session(destination, access);
  ends.job = make_job(call, sync, request, base::new_uuid(call.environment.clock()), source, tenant,
                      ends.source->dialect().lookback_seconds);
  return ends;
}

}  // namespace waybill::service

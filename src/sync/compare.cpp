#include "sync/compare.hpp"

#include <fmt/format.h>

#include <limits>

#include "base/error.hpp"
#include "rows/json.hpp"
#include "sql/compare.hpp"
#include "sync/blame.hpp"
#include "sync/load.hpp"
#include "sync/look.hpp"
#include "sync/settle.hpp"

namespace waybill::sync {
namespace {

using sql::Found;

std::int64_t count(warehouse::Session& session, const sql::Statement& statement) {
  const auto value = session.scalar(statement);
  return value ? std::get<std::int64_t>(value->data) : 0;
}

// Keys of the statement's rows, which are the first columns of each.
std::vector<base::Json> read_keys(warehouse::Session& session, const sql::Statement& statement,
                                  const rows::Schema& schema, std::size_t most) {
  std::vector<base::Json> keys;
  const auto stream = session.query(statement, schema, {});
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  while (keys.size() < most && stream->next(batch, misfits)) {
    for (std::int64_t row = 0; row < batch.length && keys.size() < most; ++row) {
      base::Json& key = keys.emplace_back(base::Json::object());
      for (std::size_t i = 0; i < schema.size(); ++i) {
        key.set(schema[i].name, rows::cell_json(batch.columns[i], row));
      }
    }
  }
  return keys;
}

// As a run would send them, but that nothing is refused for being too many.
Job asked_for(Job job) {
  job.mode = model::Mode::upsert;
  job.model.change_detection = job.model.cursor_name().empty()
                                   ? model::ChangeDetection::snapshot
                                   : model::ChangeDetection::last_modified;
  job.full_refresh = !job.from && !job.until;
  job.on_null_cursor =
      job.from || job.until ? model::NullCursor::error : model::NullCursor::include;
  job.on_reject.max_rows = std::numeric_limits<std::int64_t>::max();
  job.on_reject.max_ratio = 1;
  job.on_reject.payload = model::RejectPayload::none;
  return job;
}

void stage(const Job& job, const Plan& plan, warehouse::Session& source,
           const sql::Dialect& destination, Loader& loader, DeadLetters& refused) {
  Settling nothing(job, plan);
  RowChecks checks(job, plan, destination, refused, nothing);
  warehouse::ReadOptions options;
  options.batch_bytes = batch_bytes(job);
  options.truncate = plan.truncate;
  const auto stream = blaming(Blame::source, [&] {
    return source.query(sql::read(source.dialect(), plan.read), plan.read_schema, options);
  });
  std::vector<warehouse::CellMisfit> misfits;
  for (;;) {
    Parcel parcel;
    parcel.rows = rows::Batch(plan.read_schema);
    if (!blaming(Blame::source, [&] { return stream->next(parcel.rows, misfits); })) return;
    checks.apply(parcel, misfits, Pass::window);
    loader.add(parcel);
  }
}

}  // namespace

Comparison compare(const Job& given, warehouse::Session& source, warehouse::Session& destination,
                   std::size_t keys, const base::CancelToken& cancel) {
  const auto stop_source = cancel.on_cancel([&] { source.cancel(); });
  const auto stop_destination = cancel.on_cancel([&] { destination.cancel(); });
  const Job job = asked_for(given);
  const Present present = look(job, source, destination);
  if (!present.table) {
    throw Error(codes::no_such_table, fmt::format("sync '{}': the destination has no table '{}'",
                                                  job.sync_name, job.table))
        .with_hint("run the sync first")
        .with_blame(Blame::destination);
  }
  Plan plan = make_plan(job, present);
  plan.load = Load::staged;
  plan.uses_ledger = plan.finds_vanished = plan.narrows = false;
  if (!plan.add_columns.empty() || plan.key.empty()) {
    throw Error(codes::table_mismatch,
                plan.key.empty()
                    ? fmt::format("sync '{}': rows without a key cannot be compared", job.sync_name)
                    : fmt::format("table '{}' has no column '{}' yet", job.table,
                                  plan.add_columns.front().name))
        .with_hint(plan.key.empty() ? "give the model a key" : "run the sync first")
        .with_blame(Blame::destination);
  }
  return blaming(Blame::destination, [&] {
    const sql::Dialect& dialect = destination.dialect();
    DeadLetters refused(job);
    Loader loader(job, plan, destination, refused, nullptr, nullptr);
    loader.prepare();
    stage(job, plan, source, dialect, loader, refused);
    const std::int64_t repeated = loader.make_unique();
    Comparison result;
    result.refused = static_cast<std::int64_t>(refused.letters().size());
    const std::int64_t staged = loader.added() - repeated;
    result.source_rows = staged + result.refused;
    const sql::MergeSpec spec = loader.merge_spec();
    const rows::Schema key = key_columns(plan);
    sql::MergeSpec of_keys = spec;
    of_keys.columns = spec.key;
    const std::int64_t matched = count(destination, sql::count_matched(dialect, spec));
    result.destination_rows = count(destination, sql::count_rows(dialect, plan.target.table));
    result.different.rows = count(destination, sql::count_different(dialect, spec));
    result.different.keys = read_keys(destination, sql::read_different(dialect, spec), key, keys);
    result.equal = matched - result.different.rows;
    result.only_in_source.rows = staged - matched;
    result.only_in_source.keys =
        read_keys(destination, sql::read_staged(dialect, of_keys, Found::no), key, keys);
    if (!job.from && !job.until) {
      std::swap(of_keys.target, of_keys.staging);
      result.only_in_destination =
          Sample{result.destination_rows - matched,
                 read_keys(destination, sql::read_staged(dialect, of_keys, Found::no), key, keys)};
    }
    return result;
  });
}

}  // namespace waybill::sync

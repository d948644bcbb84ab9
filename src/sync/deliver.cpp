#include "sync/deliver.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace waybill::sync {
namespace {

constexpr std::string_view kRefused = "WB8514";

sink::Operation operation_of(model::Mode mode) {
  switch (mode) {
    case model::Mode::insert:
      return sink::Operation::insert;
    case model::Mode::update:
      return sink::Operation::update;
    case model::Mode::remove:
      return sink::Operation::remove;
    case model::Mode::upsert:
    case model::Mode::mirror:
      break;
  }
  return sink::Operation::upsert;
}

}  // namespace

Delivery::Delivery(const Job& job, const Plan& plan, warehouse::Session& staging, sink::Sink& sink,
                   std::string since, DeadLetters& dead_letters)
    : target_{job.state.text(), job.run_id,
              job.table,        std::string(model::to_string(job.mode)),
              std::move(since), plan.target.columns,
              plan.key},
      job_(job),
      plan_(plan),
      session_(staging),
      dead_letters_(dead_letters),
      run_(sink.begin(target_)) {}

Counts Delivery::put(const sql::Table& staged, const sql::TableDef& refused) {
  const sink::Operation operation = operation_of(job_.mode);
  const rows::Schema& schema = plan_.target.columns;
  Counts counts;
  std::int64_t sent = 0;
  rows::Batch keys(key_columns(plan_));
  {
    const auto stream = session_.query(
        sql::read_rows(session_.dialect(), staged, rows::names_of(schema)), schema, {});
    rows::Batch batch(schema);
    std::vector<warehouse::CellMisfit> misfits;
    while (stream->next(batch, misfits)) {
      if (!misfits.empty()) throw Error(codes::internal, "a staged value is not of its type");
      const auto results = run_->put(batch, operation, sink::content_id(target_, batch, operation));
      sent += batch.length - static_cast<std::int64_t>(results.size());
      for (const sink::RowResult& result : results) {
        if (result.verdict == sink::Verdict::retry) {
          throw Error(codes::connection_lost,
                      fmt::format("the sink does not take rows now: {}", result.reason))
              .with_hint("run again");
        }
        ++counts.rejected;
        dead_letters_.add(kRefused, result.reason, key_json(plan_, batch, result.row),
                          payload_json(job_, plan_, batch, result.row));
        for (std::size_t i = 0; i < plan_.key.size(); ++i) {
          keys.columns[i].append_from(batch.columns[plan_.key[i]], result.row);
        }
        ++keys.length;
      }
    }
  }
  if (keys.length > 0 && !plan_.key.empty()) {
    const sql::Dialect& dialect = session_.dialect();
    session_.execute({sql::create_staging(dialect, refused), {}});
    session_.ingest(refused.table, keys);
    sql::MergeSpec spec;
    spec.target = staged;
    spec.staging = refused.table;
    spec.columns = spec.key = plan_.key_names;
    session_.execute(sql::delete_matched(dialect, spec));
  }
  switch (operation) {
    case sink::Operation::remove:
      counts.deleted = sent;
      break;
    case sink::Operation::update:
      counts.updated = sent;
      break;
    case sink::Operation::insert:
      counts.inserted = sent;
      break;
    case sink::Operation::upsert:
      (counts_in_total(job_) ? counts.upserted : counts.inserted) = sent;
      break;
  }
  return counts;
}

std::int64_t Delivery::remove(const sql::Table& keys) {
  const rows::Schema schema = key_columns(plan_);
  const auto stream =
      session_.query(sql::read_rows(session_.dialect(), keys, plan_.key_names), schema, {});
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t sent = 0;
  while (stream->next(batch, misfits)) {
    constexpr sink::Operation kRemove = sink::Operation::remove;
    if (!run_->put(batch, kRemove, sink::content_id(target_, batch, kRemove)).empty()) {
      throw Error(codes::unsupported, "the sink refuses to delete");
    }
    sent += batch.length;
  }
  return sent;
}

sink::Receipt Delivery::finish() {
  return run_->finish();
}

}  // namespace waybill::sync

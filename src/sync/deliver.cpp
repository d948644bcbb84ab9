#include "sync/deliver.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "rows/json.hpp"

namespace waybill::sync {
namespace {

constexpr std::string_view kRefused = "WB8514";
constexpr std::string_view kNotNow = "WB8515";

std::string_view code_of(const sink::RowResult& result) {
  return result.verdict == sink::Verdict::retry ? kNotNow : kRefused;
}

std::string reason_of(const sink::RowResult& result) {
  return result.reason.empty() ? "the sink gave no reason" : result.reason;
}

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

sink::Target sink_target(const Job& job, const Plan& plan, std::string since) {
  return {.owner = job.state.text(),
          .run_id = job.run_id,
          .object = job.table,
          .mode = std::string(model::to_string(job.mode)),
          .since = std::move(since),
          .schema = plan.target.columns,
          .key = plan.key,
          .deletes = job.mode == model::Mode::mirror || job.mode == model::Mode::remove ||
                     plan.soft_delete};
}

Delivery::Delivery(const Job& job, const Plan& plan, warehouse::Session& staging, sink::Sink& sink,
                   std::string since, const base::CancelToken& cancel, DeadLetters& dead_letters)
    : target_(sink_target(job, plan, std::move(since))),
      job_(job),
      plan_(plan),
      session_(staging),
      dead_letters_(dead_letters),
      terms_(sink.terms()),
      patience_([cancel](std::chrono::nanoseconds time) { cancel.sleep(time); }) {
  patience_.call([&] { run_ = sink.begin(target_); });
}

std::int64_t Delivery::send(const sql::Table& table, const rows::Schema& schema,
                            sink::Operation operation, const sink::Sender::Refused& refused) {
  const auto stream =
      session_.query(sql::read_rows(session_.dialect(), table, rows::names_of(schema)), schema, {});
  sink::Sender sender(*run_, target_, terms_, patience_, operation, refused);
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  while (stream->next(batch, misfits)) {
    if (!misfits.empty()) throw Error(codes::internal, "a staged value is not of its type");
    sender.add(batch);
  }
  return sender.end();
}

void Delivery::take_out(const sql::Table& from, const sql::TableDef& refused,
                        const rows::Batch& keys) {
  if (keys.length == 0 || plan_.key.empty()) return;
  const sql::Dialect& dialect = session_.dialect();
  session_.execute({sql::create_staging(dialect, refused), {}});
  session_.ingest(refused.table, keys);
  sql::MergeSpec spec;
  spec.target = from;
  spec.staging = refused.table;
  spec.columns = spec.key = plan_.key_names;
  session_.execute(sql::delete_matched(dialect, spec));
}

Counts Delivery::put(const sql::Table& staged, const sql::TableDef& refused) {
  const sink::Operation operation = operation_of(job_.mode);
  Counts counts;
  rows::Batch keys(key_columns(plan_));
  const std::int64_t sent = send(
      staged, plan_.target.columns, operation,
      [&](const rows::Batch& batch, const sink::RowResult& result) {
        ++counts.rejected;
        dead_letters_.add(code_of(result), reason_of(result), key_json(plan_, batch, result.row),
                          payload_json(job_, plan_, batch, result.row));
        for (std::size_t i = 0; i < plan_.key.size(); ++i) {
          keys.columns[i].append_from(batch.columns[plan_.key[i]], result.row);
        }
        ++keys.length;
      });
  take_out(staged, refused, keys);
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

Delivery::Removed Delivery::remove(const sql::Table& keys, const sql::TableDef& refused,
                                   Letters letters) {
  Removed removed;
  const rows::Schema schema = key_columns(plan_);
  rows::Batch stay(schema);
  removed.sent = send(
      keys, schema, sink::Operation::remove,
      [&](const rows::Batch& batch, const sink::RowResult& result) {
        if (removed.refused++ == 0) removed.why = reason_of(result);
        rows::append_rows(stay, batch, result.row, result.row + 1);
        if (letters == Letters::no) return;
        base::Json key = base::Json::object();
        for (std::size_t i = 0; i < schema.size(); ++i) {
          key.set(schema[i].name, rows::cell_json(batch.columns[i], result.row));
        }
        base::Json payload =
            job_.on_reject.payload == model::RejectPayload::none ? base::Json(nullptr) : key;
        dead_letters_.add(code_of(result), reason_of(result), std::move(key), std::move(payload));
      });
  take_out(keys, refused, stay);
  return removed;
}

sink::Receipt Delivery::finish() {
  sink::Receipt receipt;
  patience_.call([&] { receipt = run_->finish(); });
  return receipt;
}

}  // namespace waybill::sync

#include "sync/reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/seeded_bug.hpp"
#include "rows/json.hpp"
#include "sync/blame.hpp"
#include "sync/transaction.hpp"

namespace waybill::sync {

namespace {

constexpr std::int64_t kBatchRows = 8192;
constexpr std::size_t kKeysAtOnce = 100;

// False: it is not a whole row of this plan.
bool append_kept(const Plan& plan, const base::Json& payload, rows::Batch& batch) {
  if (!payload.is_object()) return false;
  std::vector<rows::Value> values;
  for (std::size_t i = 0; i < plan.sent_columns; ++i) {
    const base::Json* cell = payload.find(plan.read_schema[i].name);
    if (cell == nullptr) return false;
    auto value = rows::any_value_from_json(plan.read_schema[i].type, *cell);
    if (!value) return false;
    values.push_back(std::move(*value));
  }
  for (std::size_t i = 0; i < plan.read_schema.size(); ++i) {
    rows::Column& column = batch.columns[i];
    if (i < plan.sent_columns) {
      column.append(values[i]);
    } else if (plan.tenant == i) {
      column.append(plan.tenant_value);
    } else {
      column.append_null();
    }
  }
  ++batch.length;
  return true;
}

// Whether rows that did not change may lie outside what the run reads.
bool reads_window(const Plan& plan) {
  return plan.from || plan.until;
}

}  // namespace

Reader::Reader(const Job& job, const Plan& plan, warehouse::Session& source,
               const sql::Dialect& destination, DeadLetters& dead_letters, Settling& settling,
               SentRows* sent, ParcelQueue& queue)
    : job_(job),
      plan_(plan),
      source_(source),
      settling_(settling),
      sent_(sent),
      queue_(queue),
      order_(job, plan, queue),
      checks_(job, plan, destination, dead_letters, settling),
      keys_(job, plan, destination) {}

ReadOutcome Reader::run() {
  return blaming(Blame::source, [&] {
    options_.batch_rows = kBatchRows;
    options_.batch_bytes = batch_bytes(job_);
    options_.truncate = plan_.truncate;
    std::optional<Transaction> snapshot;
    if (plan_.reads_by_key) {
      snapshot.emplace(source_, warehouse::Access::read_only);
      options_.key = plan_.key;
      options_.key_is_indexed = true;
    }
    if (plan_.only_retried) {
      read_retried(Pass::only_retried);
      if (plan_.key.empty()) send_kept();
    } else {
      read(plan_.read, Pass::window);
      if (reads_window(plan_) && !job_.from && !job_.until) read_retried(Pass::retried);
    }
    order_.push_rest();
    ReadOutcome outcome{checks_.counts(), checks_.greatest(), !checks_.keys_unreadable(),
                        keys_.proven(), truncated_};
    outcome.counts.unchanged = unchanged_;
    return outcome;
  });
}

void Reader::read_retried(Pass pass) {
  const auto& keys = settling_.keys();
  options_.key.clear();  // few rows
  for (std::size_t first = 0; first < keys.size(); first += kKeysAtOnce) {
    sql::ReadSpec spec = plan_.read;
    spec.query = plan_.whole_query;
    for (const std::size_t position : plan_.key) {
      spec.key_columns.push_back(plan_.read.columns[position]);
    }
    const std::size_t end = std::min(keys.size(), first + kKeysAtOnce);
    spec.keys.assign(keys.begin() + static_cast<std::ptrdiff_t>(first),
                     keys.begin() + static_cast<std::ptrdiff_t>(end));
    read(spec, pass);
  }
}

void Reader::read(const sql::ReadSpec& spec, Pass pass) {
  options_.hints = hints_of(job_, spec);
  const auto stream =
      source_.query(sql::read(source_.dialect(), spec), plan_.read_schema, options_);
  std::vector<warehouse::CellMisfit> misfits;
  for (;;) {
    Parcel parcel = queue_.spare().value_or(Parcel{});
    rows::Batch& batch = parcel.rows;
    batch.drop_columns_from(plan_.sent_columns);
    for (std::size_t i = batch.columns.size(); i < plan_.read_schema.size(); ++i) {
      batch.columns.emplace_back(plan_.read_schema[i].type);
    }
    batch.schema = plan_.read_schema;
    if (!stream->next(batch, misfits)) break;
    if (!pass_on(parcel, misfits, pass)) break;
    if (base::seeded_bug("first_batch_taken_for_the_end")) break;
  }
  truncated_ += stream->truncated_values();
}

// False: nobody takes it any more.
bool Reader::pass_on(Parcel& parcel, const std::vector<warehouse::CellMisfit>& misfits, Pass pass) {
  parcel.came = parcel.rows.length;
  checks_.apply(parcel, misfits, pass);
  check_most_rows();
  if (sent_ != nullptr) unchanged_ += sent_->take_out_unchanged(parcel);
  keys_.see(parcel.rows);
  return order_.push(std::move(parcel));
}

// Rows without a key cannot be read again. They were this tenant's when they were refused.
void Reader::send_kept() {
  Parcel parcel;
  for (std::size_t next = 0; next < job_.retried.size();) {
    parcel.rows = rows::Batch(plan_.read_schema);
    rows::Batch& batch = parcel.rows;
    for (; next < job_.retried.size() && batch.length < kBatchRows; ++next) {
      const Retried& letter = job_.retried[next];
      if (!append_kept(plan_, letter.payload, batch)) continue;
      settling_.resent(letter.id, payload_json(job_, plan_, batch, batch.length - 1));
    }
    if (batch.length > 0 && !pass_on(parcel, {}, Pass::kept)) return;
  }
}

void Reader::check_most_rows() const {
  if (!job_.max_rows || plan_.only_retried || checks_.counts().read <= *job_.max_rows ||
      base::seeded_bug("more_rows_than_allowed_read")) {
    return;
  }
  throw Error(codes::too_many_rows,
              fmt::format("sync '{}': the source has more than the {} rows that a run may read; "
                          "nothing was committed",
                          job_.sync_name, *job_.max_rows))
      .with_hint("look at what changed there; raise max_rows if it is right")
      .with_blame(Blame::source);
}

}  // namespace waybill::sync

#include "sync/checked_rows.hpp"

#include "sync/preview.hpp"

namespace waybill::sync {

namespace {

// Whoever takes the rows takes every value that a source can have.
RowChecks checks_of(const Job& job, const Plan& plan, const sql::Dialect& dialect,
                    DeadLetters& refused, Settling& settling) {
  sql::Dialect taker = dialect;
  taker.finite_floats_only = false;
  taker.nul_in_text = true;
  return {job, plan, taker, refused, settling};
}

}  // namespace

CheckedRows::CheckedRows(const Job& job, warehouse::Session& source)
    : job_(job),
      source_(source),
      plan_(plan_preview(job, source).plan),
      schema_(plan_.read_schema.begin(),
              plan_.read_schema.begin() + static_cast<std::ptrdiff_t>(plan_.sent_columns)),
      refused_(job),
      settling_(job, plan_),
      checks_(checks_of(job, plan_, source.dialect(), refused_, settling_)) {}

void CheckedRows::start() {
  warehouse::ReadOptions options;
  options.truncate = plan_.truncate;
  options.hints = hints_of(job_, plan_.read);
  // Pages go on after the last key: one that could not be read would end them.
  if (job_.on_reject.max_rows == 0 && plan_.reads_by_key) {
    options.key = plan_.key;
    options.key_is_indexed = true;
  }
  if (source_.dialect().transactions) source_.begin(warehouse::Access::read_only);
  stream_ = source_.query(sql::read(source_.dialect(), plan_.read), plan_.read_schema, options);
}

bool CheckedRows::next(rows::Batch& batch) {
  if (ended_) return false;
  if (!stream_) start();
  do {
    Parcel parcel;
    parcel.rows = rows::Batch(plan_.read_schema);
    if (!stream_->next(parcel.rows, misfits_)) {
      ended_ = true;
      truncated_ = stream_->truncated_values();
      stream_.reset();
      source_.rollback();  // it only read
      return false;
    }
    checks_.apply(parcel, misfits_, Pass::window);
    batch = std::move(parcel.rows);
  } while (batch.length == 0);
  return true;
}

}  // namespace waybill::sync

#include "warehouse/postgres/stream.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "warehouse/batch_start.hpp"
#include "warehouse/postgres/error.hpp"
#include "warehouse/row_bytes.hpp"

namespace waybill::warehouse::postgres {

Stream::Stream(Connection& connection, std::unique_ptr<Scope> scope,
               std::vector<CellReader> readers, const rows::Schema& schema,
               const ReadOptions& options)
    : connection_(connection),
      scope_(std::move(scope)),
      readers_(std::move(readers)),
      schema_(schema),
      options_(options),
      rollbacks_(connection.rollbacks()) {
  for (const rows::Field& field : schema_) {
    fixed_row_bytes_ += slot_bytes(rows::layout_of(field.type));
  }
  connection_.streaming = true;
}

Stream::~Stream() {
  if (running_ && rollbacks_ == connection_.rollbacks()) connection_.stop();
  connection_.streaming = false;
}

void Stream::end() {
  running_ = false;
  while (connection_.next()) {
  }
  scope_->done();
}

bool Stream::next(rows::Batch& batch, std::vector<CellMisfit>& misfits) {
  start_batch(schema_, batch, misfits);
  check_no_rollback(rollbacks_, connection_.rollbacks(), connection_.name());
  for (CellReader& reader : readers_) reader.bytes = 0;
  const Libpq& api = connection_.api();
  std::size_t bytes = 0;
  while (running_ && batch.length < options_.batch_rows && bytes < options_.batch_bytes) {
    connection_.check_cancelled();
    const Result result = connection_.next();
    switch (result ? api.resultStatus(result.get()) : ExecStatus::fatal_error) {
      case ExecStatus::single_tuple:
        bytes += read_row(result.get(), batch, misfits);
        break;
      case ExecStatus::tuples_ok:
        end();
        break;
      default:
        if (!result) throw lost_error("no answer", connection_.name());
        running_ = false;
        while (connection_.next()) {
        }
        connection_.fail(result.get());
    }
  }
  return batch.length > 0;
}

std::size_t Stream::read_row(const PGresult* result, rows::Batch& batch,
                             std::vector<CellMisfit>& misfits) {
  const Libpq& api = connection_.api();
  std::size_t bytes = fixed_row_bytes_;
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    const int at = static_cast<int>(i);
    rows::Column& column = batch.columns[i];
    const auto size = static_cast<std::size_t>(api.getlength(result, 0, at));
    if (size == 0 && api.getisnull(result, 0, at) != 0) {
      column.append_null();
      continue;
    }
    CellReader& reader = readers_[i];
    const std::size_t before = reader.bytes;
    const rows::Misfit misfit = reader.decode(reader, {api.getvalue(result, 0, at), size}, column);
    if (misfit != rows::Misfit::none) {
      column.append_null();
      misfits.push_back({batch.length, i, misfit});
    }
    bytes += reader.bytes - before;
  }
  ++batch.length;
  return bytes;
}

std::int64_t Stream::truncated_values() const {
  std::int64_t sum = 0;
  for (const CellReader& reader : readers_) sum += reader.truncated;
  return sum;
}

}  // namespace waybill::warehouse::postgres

// The rows of a statement, batch by batch.
#include "warehouse/sqlite/stream.hpp"

#include <fmt/format.h>

#include "warehouse/batch_start.hpp"
#include "warehouse/row_bytes.hpp"

namespace waybill::warehouse::sqlite {
Stream::Stream(Database& database, Lease statement, const rows::Schema& schema,
               const ReadOptions& options, bool& active)
    : database_(database),
      statement_(std::move(statement)),
      schema_(schema),
      options_(options),
      rollbacks_(database.rollbacks()),
      active_(active) {
  for (std::size_t i = 0; i < schema_.size(); ++i) {
    const bool truncate = i < options_.truncate.size() && options_.truncate[i];
    readers_.push_back(make_reader(schema_[i].type, truncate));
    fixed_row_bytes_ += slot_bytes(rows::layout_of(schema_[i].type));
  }
  active_ = true;
}

bool Stream::next(rows::Batch& batch, std::vector<CellMisfit>& misfits) {
  start_batch(schema_, batch, misfits);
  check_no_rollback(rollbacks_, database_.rollbacks(), database_.connection());
  for (CellReader& reader : readers_) reader.bytes = 0;
  std::size_t bytes = 0;
  while (!ended_ && batch.length < options_.batch_rows && bytes < options_.batch_bytes) {
    database_.check_usable();
    if (database_.step(statement_.get())) {
      bytes += read_row(batch, misfits);
    } else {
      ended_ = true;
    }
  }
  return batch.length > 0;
}

std::size_t Stream::read_row(rows::Batch& batch, std::vector<CellMisfit>& misfits) {
  std::size_t bytes = fixed_row_bytes_;
  for (std::size_t i = 0; i < readers_.size(); ++i) {
    sqlite3_value* value = sqlite3_column_value(statement_.get(), static_cast<int>(i));
    rows::Column& column = batch.columns[i];
    const int storage = sqlite3_value_type(value);
    if (storage == SQLITE_NULL) {
      column.append_null();
      continue;
    }
    CellReader& reader = readers_[i];
    const std::size_t before = reader.bytes;
    const rows::Misfit misfit = reader.decode(reader, value, storage, column);
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

}  // namespace waybill::warehouse::sqlite

#include "warehouse/adbc/stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "warehouse/batch_start.hpp"
#include "warehouse/row_bytes.hpp"

namespace waybill::warehouse::adbc {

Stream::Stream(Connection& connection, std::unique_ptr<Scope> scope, std::unique_ptr<Result> result,
               const rows::Schema& schema, const ReadOptions& options)
    : connection_(connection),
      scope_(std::move(scope)),
      result_(std::move(result)),
      schema_(schema),
      options_(options),
      rollbacks_(connection.rollbacks()) {
  const ArrowSchema& there = *result_->schema().get();
  if (there.n_children != static_cast<std::int64_t>(schema.size())) {
    throw Error(codes::sql_rejected,
                fmt::format("connection '{}': the statement answers with {} columns, {} were asked "
                            "for",
                            connection_.name(), there.n_children, schema.size()));
  }
  for (std::size_t i = 0; i < schema_.size(); ++i) {
    const bool truncate = i < options_.truncate.size() && options_.truncate[i];
    const rows::Type& type = schema_[i].type;
    readers_.push_back(make_reader(*there.children[i], type, i, truncate));
    fixed_row_bytes_ += slot_bytes(rows::layout_of(type));
    if (readers_.back().decode != nullptr) continue;
    const SourceType& from = readers_.back().from;
    const std::string suggested = rows::to_string(suggest_type(from));
    throw Error(codes::unsupported,
                fmt::format("connection '{}': column '{}' comes as {}, which is not read as {}",
                            connection_.name(), schema_[i].name, from.name, rows::to_string(type)))
        .with_hint(from.kind == Kind::other || suggested == "text"
                       ? "cast it in the model's source_query: to varchar, or to json"
                       : fmt::format("declare it as {}, or cast it in source_query", suggested));
  }
  connection_.streaming = true;
}

Stream::~Stream() {
  chunk_.reset();
  result_.reset();
  connection_.streaming = false;
}

// False: there are no more.
bool Stream::next_chunk() {
  for (;;) {
    connection_.check_cancelled();
    chunk_.reset();
    at_ = 0;
    chunk_ = result_->next();
    if (!chunk_.filled()) return false;
    if (chunk_->length == 0) continue;
    std::string why;
    if (chunk_->n_children != static_cast<std::int64_t>(readers_.size()) ||
        chunk_->children == nullptr || chunk_->length < 0) {
      why = "it has another number of columns than it said";
    } else if (chunk_->offset != 0) {
      why = "it does not begin with its first row";
    }
    for (std::size_t i = 0; why.empty() && i < readers_.size(); ++i) {
      const ArrowArray* const column = chunk_->children[i];
      why = column == nullptr ? "a column is missing"
                              : take_chunk(readers_[i], *column, chunk_->length);
    }
    if (why.empty()) return true;
    throw Error(codes::internal,
                fmt::format("connection '{}': the driver sent rows that cannot be read: {}",
                            connection_.name(), why))
        .with_hint("use another version of the driver");
  }
}

// Rows of the chunk until the batch is full; their bytes are added.
std::int64_t Stream::rows_that_fit(const rows::Batch& batch, std::size_t& bytes) const {
  const std::int64_t most = std::min(chunk_->length - at_, options_.batch_rows - batch.length);
  std::int64_t rows = 0;
  while (rows < most && bytes < options_.batch_bytes) {
    bytes += fixed_row_bytes_;
    for (const ColumnReader& reader : readers_) bytes += variable_bytes(reader, at_ + rows);
    ++rows;
  }
  return rows;
}

bool Stream::next(rows::Batch& batch, std::vector<CellMisfit>& misfits) {
  start_batch(schema_, batch, misfits);
  check_no_rollback(rollbacks_, connection_.rollbacks(), connection_.name());
  std::size_t bytes = 0;
  while (!ended_ && batch.length < options_.batch_rows && bytes < options_.batch_bytes) {
    connection_.check_cancelled();
    if (!chunk_.filled() || at_ == chunk_->length) {
      if (!next_chunk()) {
        ended_ = true;
        result_->close();
        break;
      }
    }
    const Run run{at_, rows_that_fit(batch, bytes), batch.length};
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      readers_[i].decode(readers_[i], run, batch.columns[i], misfits);
    }
    at_ += run.count;
    batch.length += run.count;
  }
  // They came column by column.
  std::ranges::sort(misfits, {},
                    [](const CellMisfit& one) { return std::tuple(one.row, one.column); });
  return batch.length > 0;
}

std::int64_t Stream::truncated_values() const {
  std::int64_t sum = 0;
  for (const ColumnReader& reader : readers_) sum += reader.truncated;
  return sum;
}

}  // namespace waybill::warehouse::adbc

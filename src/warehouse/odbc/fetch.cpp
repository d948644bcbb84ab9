#include "warehouse/odbc/fetch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "warehouse/batch_start.hpp"
#include "warehouse/odbc/decode.hpp"
#include "warehouse/odbc/double_buffer.hpp"
#include "warehouse/odbc/long_cell.hpp"
#include "warehouse/odbc/read_manner.hpp"
#include "warehouse/odbc/rowset.hpp"
#include "warehouse/row_bytes.hpp"

namespace waybill::warehouse::odbc {
void refuse_key(const Connection& connection, std::string_view column) {
  throw Error(codes::sql_rejected,
              fmt::format("connection '{}': a value of the key column '{}' is NULL or cannot be "
                          "carried",
                          connection.name(), column))
      .with_hint("name a key that is unique and has no NULL");
}

namespace {

class Stream : public ResultStream {
 public:
  Stream(Connection& connection, StatementHandle statement, std::vector<CellReader> readers,
         const rows::Schema& schema, const ReadOptions& options, Cursor cursor)
      : connection_(connection),
        statement_(std::move(statement)),
        readers_(std::move(readers)),
        schema_(schema),
        options_(options),
        binds_(read_manner_of(connection.driver()).binds),
        rowsets_(connection_, statement_, readers_, cursor == Cursor::elsewhere),
        buffers_(connection_, [this](std::size_t number) { return rowsets_.fetch(number); }) {
    for (const rows::Field& field : schema_) {
      fixed_row_bytes_ += slot_bytes(rows::layout_of(field.type));
    }
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() override {
    buffers_.end();
    statement_.close();
    statement_.raw().FreeStmt(statement_.get(), SQL_UNBIND);  // before the buffers go
  }

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override {
    start_batch(schema_, batch, misfits);
    std::size_t bytes = 0;
    while (!ended_ && batch.length < options_.batch_rows && bytes < options_.batch_bytes) {
      connection_.check_cancelled();
      bytes += binds_ ? read_rows(batch, bytes, misfits) : read_row(batch, misfits);
    }
    std::ranges::sort(misfits, [](const CellMisfit& a, const CellMisfit& b) {
      return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    });
    if (batch.length > 0) remember_key(batch);
    return batch.length > 0;
  }

  std::int64_t truncated_values() const override {
    std::int64_t sum = 0;
    for (const CellReader& reader : readers_) sum += reader.truncated;
    return sum;
  }

  std::vector<rows::Value> last_key() const override {
    for (std::size_t i = 0; i < last_key_.size(); ++i) {
      if (last_key_[i].is_null()) refuse_key(connection_, schema_[options_.key[i]].name);
    }
    return last_key_;
  }

 private:
  void remember_key(const rows::Batch& batch) {
    last_key_.clear();
    for (const std::size_t column : options_.key) {
      last_key_.push_back(batch.columns[column].value(batch.length - 1));
    }
  }

  // The next rowset. False: there is none.
  bool advance() {
    rowsets_.pass(in_rowset_);
    at_ = 0;
    in_rowset_ = buffers_.advance();
    if (in_rowset_ == 0) return false;
    // A long cell takes the driver's cursor elsewhere before it may go on.
    const bool some_long = rowset().mark_long(in_rowset_);
    if (!some_long && in_rowset_ > 1 && in_rowset_ == rowsets_.most_rows()) buffers_.fill_ahead();
    return true;
  }
  Rowset& rowset() { return rowsets_[buffers_.current()]; }

  // Rows of the rowset, column by column, until the batch is full.
  std::size_t read_rows(rows::Batch& batch, std::size_t before, std::vector<CellMisfit>& misfits) {
    if (at_ == in_rowset_ && !advance()) {
      ended_ = true;
      return 0;
    }
    const Rowset& rowset = this->rowset();
    std::size_t most = static_cast<std::size_t>(options_.batch_rows - batch.length);
    most = std::min(most, in_rowset_ - at_);
    std::size_t count = most;
    std::size_t bytes = fixed_row_bytes_ * most + rowset.variable_bytes(at_, most);
    if (before + bytes >= options_.batch_bytes) {
      bytes = count = 0;
      for (; count < most && before + bytes < options_.batch_bytes; ++count) {
        bytes += fixed_row_bytes_ + rowset.variable_bytes(at_ + count, 1);
      }
    }
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      read_column(i, count, batch.columns[i], batch.length, misfits);
    }
    at_ += count;
    batch.length += static_cast<std::int64_t>(count);
    return bytes;
  }

  void read_column(std::size_t column, std::size_t count, rows::Column& out, std::int64_t batch_row,
                   std::vector<CellMisfit>& misfits) {
    CellReader& reader = readers_[column];
    BoundColumn& bound = rowset()[column];
    const Cells cells{bound.data.get(), bound.lengths.data(), bound.width};
    std::size_t done = 0;
    const auto decode_until = [&](std::size_t end) {
      if (end > done) {
        reader.decode_many(reader, cells, at_ + done, end - done, out,
                           batch_row + static_cast<std::int64_t>(done), misfits);
      }
      done = end;
    };
    if (bound.some_long) {
      for (std::size_t i = 0; i < count; ++i) {
        if (!bound.is_long(at_ + i)) continue;
        decode_until(i);
        read_long(column, at_ + i, out, batch_row + static_cast<std::int64_t>(i), misfits);
        done = i + 1;
      }
    }
    decode_until(count);
  }

  void read_long(std::size_t column, std::size_t row, rows::Column& out, std::int64_t batch_row,
                 std::vector<CellMisfit>& misfits) {
    const SQLLEN known = rowset()[column].lengths[row];
    const std::size_t length = known > 0 ? static_cast<std::size_t>(known) : 0;
    rowsets_.go_to_long(column, row, length);
    take(column, length, out, batch_row, misfits);
  }

  // One cell of the row the statement stands on, by SQLGetData.
  std::size_t take(std::size_t column, std::size_t expected, rows::Column& out,
                   std::int64_t batch_row, std::vector<CellMisfit>& misfits) {
    CellReader& reader = readers_[column];
    const auto position = static_cast<SQLUSMALLINT>(column + 1);
    std::array<char, sizeof(SQL_TIMESTAMP_STRUCT)> fixed;
    std::string_view cell(fixed.data(), reader.width);
    bool there = false;
    if (varies(reader.carrier)) {
      there = read_cell(connection_, statement_, position, reader.carrier, expected, long_);
      cell = long_;
    } else {
      there =
          read_fixed(connection_, statement_, position, reader.carrier, fixed.data(), reader.width);
    }
    if (!there) {
      out.append_null();
      return 0;
    }
    const rows::Misfit misfit = reader.decode(reader, cell, out);
    if (misfit != rows::Misfit::none) {
      out.append_null();
      misfits.push_back({batch_row, column, misfit});
    }
    return cell.size();
  }

  // Where nothing is bound.
  std::size_t read_row(rows::Batch& batch, std::vector<CellMisfit>& misfits) {
    if (!connection_.fetch(statement_)) {
      ended_ = true;
      return 0;
    }
    std::size_t bytes = fixed_row_bytes_;
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      bytes += take(i, 0, batch.columns[i], batch.length, misfits);
    }
    ++batch.length;
    return bytes;
  }

  Connection& connection_;
  StatementHandle statement_;
  std::vector<CellReader> readers_;
  rows::Schema schema_;
  ReadOptions options_;
  bool binds_;  // else every cell comes by SQLGetData
  std::size_t fixed_row_bytes_ = 0;
  Rowsets rowsets_;
  std::size_t in_rowset_ = 0;  // rows
  std::size_t at_ = 0;         // of them, the next one
  std::string long_;
  std::vector<rows::Value> last_key_;
  bool ended_ = false;
  DoubleBuffer buffers_;  // goes first: it uses the rest
};

}  // namespace

std::unique_ptr<ResultStream> open_stream(Connection& connection, StatementHandle statement,
                                          const std::vector<SourceColumn>& columns,
                                          const rows::Schema& schema, const ReadOptions& options,
                                          Cursor cursor) {
  return std::make_unique<Stream>(connection, std::move(statement),
                                  make_readers(connection, columns, schema, options.truncate),
                                  schema, options, cursor);
}

}  // namespace waybill::warehouse::odbc

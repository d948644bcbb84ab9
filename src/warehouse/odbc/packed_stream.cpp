#include "warehouse/odbc/packed_stream.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "warehouse/batch_start.hpp"
#include "warehouse/odbc/double_buffer.hpp"
#include "warehouse/odbc/long_cell.hpp"
#include "warehouse/row_bytes.hpp"

namespace waybill::warehouse::odbc {
namespace {

constexpr std::size_t kMostRows = 1000;
constexpr std::size_t kBlockBytes = std::size_t{256} << 10;
constexpr std::size_t kNarrowest = 512;
constexpr std::size_t kWidest = 4096;  // the driver fills the rest with zeros, row by row

// Texts of rows, one after the other.
class Block {
 public:
  void clear() {
    if (text_.capacity() > 4 * kBlockBytes) text_.shrink_to_fit();
    text_.clear();
    ends_.clear();
  }
  void add(std::string_view row) {
    text_ += row;
    ends_.push_back(text_.size());
  }
  std::size_t rows() const { return ends_.size(); }
  bool is_full(std::size_t most_rows) const {
    return ends_.size() >= most_rows || text_.size() >= kBlockBytes;
  }
  std::string_view operator[](std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::string_view(text_).substr(begin, ends_[row] - begin);
  }

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

// A row at a time: SQLite's driver keeps but the one it is at, so of a rowset the long ones could
// not be had whole.
class PackedStream : public RowStream {
 public:
  PackedStream(Connection& connection, StatementHandle statement,
               std::unique_ptr<RowUnpacker> unpacker, const rows::Schema& schema,
               const ReadOptions& options)
      : connection_(connection),
        statement_(std::move(statement)),
        schema_(schema),
        options_(options),
        most_rows_(std::min(kMostRows, static_cast<std::size_t>(options.batch_rows))),
        unpacker_(std::move(unpacker)),
        buffers_(connection, [this](std::size_t number) { return fill(blocks_[number]); }) {
    for (const rows::Field& field : schema_) {
      fixed_row_bytes_ += slot_bytes(rows::layout_of(field.type));
    }
  }
  PackedStream(const PackedStream&) = delete;
  PackedStream& operator=(const PackedStream&) = delete;
  ~PackedStream() override {
    buffers_.end();
    statement_.close();
    statement_.raw().FreeStmt(statement_.get(), SQL_UNBIND);  // before the buffer goes
  }

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override {
    start_batch(schema_, batch, misfits);
    std::size_t bytes = 0;
    while (batch.length < options_.batch_rows && bytes < options_.batch_bytes) {
      if (at_ == in_block_ && !advance()) break;
      bytes +=
          fixed_row_bytes_ + unpacker_->unpack(blocks_[buffers_.current()][at_++], batch, misfits);
    }
    return batch.length > 0;
  }

  std::int64_t truncated_values() const override { return unpacker_->truncated_values(); }

 private:
  bool advance() {
    connection_.check_cancelled();
    at_ = 0;
    in_block_ = buffers_.advance();
    if (blocks_[buffers_.current()].is_full(most_rows_)) buffers_.fill_ahead();
    return in_block_ > 0;
  }

  void bind() {
    const std::size_t width = cell_.empty() ? kNarrowest : std::min(2 * cell_.size(), kWidest);
    cell_.assign(width, '\0');
    statement_.check(statement_.raw().BindCol(statement_.get(), 1, SQL_C_CHAR, cell_.data(),
                                              static_cast<SQLLEN>(width), &length_));
  }

  std::size_t fill(Block& block) {
    block.clear();
    if (cell_.empty()) bind();
    while (!ended_ && !block.is_full(most_rows_)) {
      bool is_long = false;
      const SQLRETURN result = connection_.call(statement_, Connection::Work::fetching, [&] {
        for (;;) {
          const SQLRETURN fetched = statement_.raw().Fetch(statement_.get());
          if (!SQL_SUCCEEDED(fetched)) return fetched;
          is_long = length_ < 0 || static_cast<std::size_t>(length_) >= cell_.size();
          if (is_long) return fetched;
          block.add({cell_.data(), static_cast<std::size_t>(length_)});
          if (block.is_full(most_rows_)) return fetched;
        }
      });
      if (result == SQL_NO_DATA) {
        connection_.require_end(statement_);
        ended_ = true;
      } else if (is_long) {
        const std::size_t known = length_ > 0 ? static_cast<std::size_t>(length_) : 0;
        if (!read_cell(connection_, statement_, 1, Carrier::chars, known, long_)) long_.clear();
        block.add(long_);
        if (cell_.size() < kWidest) bind();
      }
    }
    return block.rows();
  }

  Connection& connection_;
  StatementHandle statement_;
  rows::Schema schema_;
  ReadOptions options_;
  std::size_t most_rows_;  // of a block
  std::size_t fixed_row_bytes_ = 0;
  std::unique_ptr<RowUnpacker> unpacker_;
  std::string cell_;  // bound
  SQLLEN length_ = 0;
  std::string long_;
  bool ended_ = false;  // the driver has said so
  std::array<Block, DoubleBuffer::kCount> blocks_;
  std::size_t in_block_ = 0;  // rows
  std::size_t at_ = 0;        // of them, the next one
  DoubleBuffer buffers_;      // goes first: it uses the rest
};

}  // namespace

std::unique_ptr<RowStream> open_packed_stream(Connection& connection, StatementHandle statement,
                                              std::unique_ptr<RowUnpacker> unpacker,
                                              const rows::Schema& schema,
                                              const ReadOptions& options) {
  return std::make_unique<PackedStream>(connection, std::move(statement), std::move(unpacker),
                                        schema, options);
}

}  // namespace waybill::warehouse::odbc

#include "warehouse/odbc/fetch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "warehouse/batch_start.hpp"
#include "warehouse/odbc/ahead.hpp"
#include "warehouse/odbc/long_cell.hpp"
#include "warehouse/row_bytes.hpp"

namespace waybill::warehouse::odbc {
namespace {

// How a cell that is longer than its buffer is had whole.
enum class LongCells {
  position,    // SQLSetPos to its row, SQLGetData
  scroll,      // back to its row, a rowset of one; then on from where it was
  single_row,  // rowsets of one: SQLGetData
  get_data     // nothing is bound: every cell by SQLGetData
};

struct ReadManner {
  Family family;
  SQLULEN cursor;
  LongCells long_cells;
  Carrier texts;  // that carries any type's text
};
// libmaodbc 3.1 says that it can position, and loses rows after it.
constexpr auto kManners = std::to_array<ReadManner>({
    {Family::psqlodbc, SQL_CURSOR_FORWARD_ONLY, LongCells::position, Carrier::chars},
    {Family::mariadb, SQL_CURSOR_STATIC, LongCells::scroll, Carrier::bytes},
    {Family::sqlite, SQL_CURSOR_FORWARD_ONLY, LongCells::single_row, Carrier::chars},
    {Family::generic, SQL_CURSOR_FORWARD_ONLY, LongCells::get_data, Carrier::chars},
});

const ReadManner& manner_of(const Driver& driver) {
  for (const ReadManner& row : kManners) {
    if (row.family == driver.family) return row;
  }
  return kManners.back();
}

constexpr std::size_t kMostRows = 1000;
constexpr std::size_t kRowsetBytes = std::size_t{2} << 20;
// Of a buffer's cell; longer ones come apart.
constexpr std::size_t kWidest = std::size_t{32} << 10;
constexpr std::size_t kWidestOfOneRow = 512;  // a driver may fill the rest with zeros, row by row

// A column's cells in a rowset.
struct Bound {
  std::unique_ptr<char[]> data;
  std::vector<SQLLEN> lengths;
  std::size_t width = 0;
  bool some_long = false;  // do not fit
};
using Rowset = std::vector<Bound>;

class Stream : public ResultStream {
 public:
  Stream(Connection& connection, StatementHandle statement, std::vector<CellReader> readers,
         const rows::Schema& schema, const ReadOptions& options)
      : connection_(connection),
        statement_(std::move(statement)),
        readers_(std::move(readers)),
        schema_(schema),
        options_(options),
        manner_(manner_of(connection.driver())),
        widest_(manner_.long_cells == LongCells::single_row ? kWidestOfOneRow : kWidest),
        runs_ahead_(connection.driver().streaming == Streaming::whole_result &&
                    manner_.long_cells != LongCells::get_data) {
    for (Rowset& rowset : rowsets_) rowset.resize(readers_.size());
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      widths_.push_back(readers_[i].width);
      fixed_row_bytes_ += slot_bytes(rows::layout_of(schema_[i].type));
    }
    wanted_ = widths_;
    if (runs_ahead_) {
      connection_.before_rollback = [this] { ahead_.settle(); };
    }
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() override {
    ahead_.settle();
    if (runs_ahead_) connection_.before_rollback = nullptr;
    statement_.close();
    statement_.raw().FreeStmt(statement_.get(), SQL_UNBIND);  // before the buffers go
  }

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override {
    start_batch(schema_, batch, misfits);
    std::size_t bytes = 0;
    while (!ended_ && batch.length < options_.batch_rows && bytes < options_.batch_bytes) {
      connection_.check_cancelled();
      bytes += manner_.long_cells == LongCells::get_data ? read_row(batch, misfits)
                                                         : read_rows(batch, bytes, misfits);
    }
    std::ranges::sort(misfits, [](const CellMisfit& a, const CellMisfit& b) {
      return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    });
    if (batch.length > 0 && !options_.key.empty()) remember_key(batch);
    return batch.length > 0;
  }

  std::int64_t truncated_values() const override {
    std::int64_t sum = 0;
    for (const CellReader& reader : readers_) sum += reader.truncated;
    return sum;
  }

  std::vector<rows::Value> last_key() const override { return last_key_; }

 private:
  void remember_key(const rows::Batch& batch) {
    last_key_.clear();
    for (std::size_t i = 0; i < options_.key.size(); ++i) {
      const std::size_t column = options_.key[i];
      if (i < key_cells_.size() && key_cells_[i]) {
        last_key_.push_back(as_it_stands(schema_[column].type, *key_cells_[i]));
        continue;
      }
      rows::Value value = batch.columns[column].value(batch.length - 1);
      if (value.is_null()) refuse_key(connection_, schema_[column].name);
      last_key_.push_back(std::move(value));
    }
  }

  // The texts in the key's columns of a row of the rowset.
  void remember_cells(std::size_t row) {
    key_cells_.clear();
    for (const std::size_t column : options_.key) {
      const Bound& bound = rowset()[column];
      std::optional<std::string>& cell = key_cells_.emplace_back();
      if (readers_[column].carrier == Carrier::whole && bound.lengths[row] != SQL_NULL_DATA) {
        std::int64_t number = 0;
        std::memcpy(&number, bound.data.get() + row * bound.width, sizeof number);
        cell = std::to_string(number);
      }
      if (!varies(readers_[column].carrier) || bound.lengths[row] < 0 || is_long(column, row)) {
        continue;
      }
      cell.emplace(bound.data.get() + row * bound.width,
                   static_cast<std::size_t>(bound.lengths[row]));
    }
  }

  Rowset& rowset() { return rowsets_[current_]; }
  const Rowset& rowset() const { return rowsets_[current_]; }

  static std::size_t room(const CellReader& reader, const Bound& bound) {
    return bound.width - (reader.carrier == Carrier::chars ? 1 : 0);
  }
  bool is_long(std::size_t column, std::size_t row) const {
    const Bound& bound = rowset()[column];
    const SQLLEN length = bound.lengths[row];
    return bound.some_long && length != SQL_NULL_DATA &&
           (length < 0 || static_cast<std::size_t>(length) > room(readers_[column], bound));
  }

  // Whether cells of the current rowset do not fit.
  bool mark_long() {
    bool any = false;
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      Bound& bound = rowset()[i];
      bound.some_long = false;
      if (!varies(readers_[i].carrier)) continue;
      const auto most = static_cast<SQLLEN>(room(readers_[i], bound));
      for (std::size_t row = 0; row < in_rowset_; ++row) {
        const SQLLEN length = bound.lengths[row];
        bound.some_long |= length > most || length < SQL_NULL_DATA;
      }
      any = any || bound.some_long;
    }
    return any;
  }

  // Cells as wide as they are wanted by now, and as many rows as there is room for.
  void adapt() {
    bool widens = rows_ == 0;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      while (widths_[i] < wanted_[i] && widths_[i] < widest_) {
        widths_[i] *= 2;
        widens = true;
      }
    }
    if (!widens) return;
    std::size_t row_bytes = 1;
    for (const std::size_t width : widths_) row_bytes += width + sizeof(SQLLEN);
    const std::size_t most = manner_.long_cells == LongCells::single_row ? 1 : kMostRows;
    rows_ = std::clamp<std::size_t>(kRowsetBytes / row_bytes, 1, most);
    status_.assign(rows_, SQL_ROW_NOROW);
    bound_to_ = rowsets_.size();
  }

  void make_room(Rowset& rowset) {
    for (std::size_t i = 0; i < rowset.size(); ++i) {
      Bound& bound = rowset[i];
      const bool fixed = !varies(readers_[i].carrier);
      if (bound.width != widths_[i] || bound.lengths.size() != rows_) {
        bound.width = widths_[i];
        bound.data.reset(new char[bound.width * rows_]);
        bound.lengths.assign(rows_, 0);
        // No struct of zeros: a driver's date of zeros is told from NULL by it.
        if (fixed) std::memset(bound.data.get(), 0xFF, bound.width * rows_);
      } else if (fixed) {
        // Not every driver says the length of what has but one, and all say what is NULL.
        std::ranges::fill(bound.lengths, 0);
      }
    }
  }

  void bind(Rowset& rowset) {
    statement_.set(SQL_ATTR_ROW_BIND_TYPE, SQL_BIND_BY_COLUMN);
    statement_.set(SQL_ATTR_ROW_ARRAY_SIZE, rows_);
    statement_.set_pointer(SQL_ATTR_ROWS_FETCHED_PTR, &fetched_);
    statement_.set_pointer(SQL_ATTR_ROW_STATUS_PTR, status_.data());
    for (std::size_t i = 0; i < rowset.size(); ++i) {
      Bound& bound = rowset[i];
      statement_.check(statement_.raw().BindCol(
          statement_.get(), static_cast<SQLUSMALLINT>(i + 1), c_type(readers_[i].carrier),
          bound.data.get(), static_cast<SQLLEN>(bound.width), bound.lengths.data()));
    }
  }

  // How many rows came into one of the two; 0: there are no more.
  std::size_t fetch_into(std::size_t number) {
    adapt();
    make_room(rowsets_[number]);
    if (away_ || bound_to_ != number) bind(rowsets_[number]);
    bound_to_ = number;
    fetched_ = 0;
    const SQLRETURN result = connection_.call(statement_, Connection::Work::fetching, [&] {
      return away_ ? statement_.raw().FetchScroll(statement_.get(), SQL_FETCH_ABSOLUTE,
                                                  static_cast<SQLLEN>(first_ + 1))
                   : statement_.raw().Fetch(statement_.get());
    });
    away_ = false;
    if (result == SQL_NO_DATA) return 0;
    if (fetched_ == 0 || fetched_ > rows_) {
      throw Error(codes::sql_rejected,
                  fmt::format("connection '{}': the driver answered {} rows of {} asked for",
                              connection_.name(), fetched_, rows_))
          .with_hint("another version of the driver may count right; see waybill doctor");
    }
    for (std::size_t row = 0; row < fetched_; ++row) {
      if (status_[row] == SQL_ROW_ERROR) statement_.check(SQL_ERROR);
    }
    return fetched_;
  }

  // The next rowset. False: there is none.
  bool advance() {
    first_ += in_rowset_;
    at_ = in_rowset_ = 0;
    if (is_ahead_) {
      is_ahead_ = false;
      ahead_.wait();
      current_ = 1 - current_;
      in_rowset_ = ahead_rows_;
    } else {
      in_rowset_ = fetch_into(current_);
    }
    if (in_rowset_ == 0) return false;
    // What the driver holds already it copies while these rows are decoded. A long cell takes its
    // cursor elsewhere first.
    if (!mark_long() && runs_ahead_ && in_rowset_ == rows_) {
      is_ahead_ = ahead_.start([this] { ahead_rows_ = fetch_into(1 - current_); });
    }
    return true;
  }

  // Rows of the rowset, column by column, until the batch is full.
  std::size_t read_rows(rows::Batch& batch, std::size_t before, std::vector<CellMisfit>& misfits) {
    if (at_ == in_rowset_ && !advance()) {
      ended_ = true;
      return 0;
    }
    std::size_t most = static_cast<std::size_t>(options_.batch_rows - batch.length);
    most = std::min(most, in_rowset_ - at_);
    std::size_t count = most;
    std::size_t bytes = fixed_row_bytes_ * most + variable_bytes(at_, most);
    if (before + bytes >= options_.batch_bytes) {
      bytes = count = 0;
      for (; count < most && before + bytes < options_.batch_bytes; ++count) {
        bytes += fixed_row_bytes_ + variable_bytes(at_ + count, 1);
      }
    }
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      read_column(i, count, batch.columns[i], batch.length, misfits);
    }
    if (count > 0) remember_cells(at_ + count - 1);
    at_ += count;
    batch.length += static_cast<std::int64_t>(count);
    return bytes;
  }

  std::size_t variable_bytes(std::size_t from, std::size_t count) const {
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      if (!varies(readers_[i].carrier)) continue;
      const Bound& bound = rowset()[i];
      for (std::size_t row = from; row < from + count; ++row) {
        const SQLLEN length = bound.lengths[row];
        bytes += length > 0 ? static_cast<std::size_t>(length) : 0;
        if (length == SQL_NO_TOTAL) bytes += bound.width;
      }
    }
    return bytes;
  }

  void read_column(std::size_t column, std::size_t count, rows::Column& out, std::int64_t batch_row,
                   std::vector<CellMisfit>& misfits) {
    CellReader& reader = readers_[column];
    Bound& bound = rowset()[column];
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
        if (!is_long(column, at_ + i)) continue;
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
    wanted_[column] = std::max(wanted_[column], std::min(length + 1, widest_));
    go_to(row);
    take(column, length, out, batch_row, misfits);
  }

  void go_to(std::size_t row) {
    if (manner_.long_cells == LongCells::single_row) return;
    const Raw& raw = statement_.raw();
    if (manner_.long_cells == LongCells::position) {
      connection_.call(statement_, Connection::Work::fetching, [&] {
        return raw.SetPos(statement_.get(), row + 1, SQL_POSITION, SQL_LOCK_NO_CHANGE);
      });
      return;
    }
    if (!away_) {
      statement_.check(raw.FreeStmt(statement_.get(), SQL_UNBIND));
      statement_.set_pointer(SQL_ATTR_ROWS_FETCHED_PTR, nullptr);
      statement_.set_pointer(SQL_ATTR_ROW_STATUS_PTR, nullptr);
      statement_.set(SQL_ATTR_ROW_ARRAY_SIZE, 1);
    }
    away_ = true;
    const SQLRETURN result = connection_.call(statement_, Connection::Work::fetching, [&] {
      return raw.FetchScroll(statement_.get(), SQL_FETCH_ABSOLUTE,
                             static_cast<SQLLEN>(first_ + row + 1));
    });
    if (result == SQL_NO_DATA) {
      throw Error(codes::sql_rejected,
                  fmt::format("connection '{}': the driver lost a row it had", connection_.name()));
    }
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
  const ReadManner& manner_;
  std::size_t widest_;
  bool runs_ahead_;  // fetching never waits for the server
  std::array<Rowset, 2> rowsets_;
  std::size_t current_ = 0;   // of them: what is decoded
  std::size_t bound_to_ = 2;  // of them: where the driver puts cells; 2: nowhere
  std::vector<std::size_t> widths_, wanted_;
  std::vector<SQLUSMALLINT> status_;
  SQLULEN fetched_ = 0;
  std::size_t rows_ = 0;  // of a rowset, at most
  std::size_t fixed_row_bytes_ = 0;
  std::size_t first_ = 0;      // rows before the rowset
  std::size_t in_rowset_ = 0;  // rows
  std::size_t at_ = 0;         // of them, the next one
  bool away_ = false;          // the cursor left the rowset for a long cell
  std::string long_;
  std::vector<rows::Value> last_key_;
  std::vector<std::optional<std::string>> key_cells_;  // of the last row that was read
  bool ended_ = false;
  bool is_ahead_ = false;  // the other rowset is being filled
  std::size_t ahead_rows_ = 0;
  Ahead ahead_;  // goes first: it uses the rest
};

}  // namespace

std::unique_ptr<ResultStream> open_stream(Connection& connection, StatementHandle statement,
                                          const std::vector<SourceColumn>& columns,
                                          const rows::Schema& schema, const ReadOptions& options) {
  return std::make_unique<Stream>(connection, std::move(statement),
                                  make_readers(connection, columns, schema, options.truncate),
                                  schema, options);
}

rows::Value as_it_stands(const rows::Type& type, std::string cell) {
  switch (type.logical) {
    case rows::Logical::bytes:
      return {{rows::Logical::bytes}, std::move(cell)};
    case rows::Logical::integer:
    case rows::Logical::bigint:
    case rows::Logical::decimal: {
      std::int64_t number = 0;
      if (rows::parse_int64(cell, number) == rows::Misfit::none) return rows::Value::bigint(number);
      return {{rows::Logical::decimal}, std::move(cell)};
    }
    default:
      return rows::Value::text(std::move(cell));
  }
}

void refuse_key(const Connection& connection, std::string_view column) {
  throw Error(codes::sql_rejected,
              fmt::format("connection '{}': a value of the key column '{}' is NULL or cannot be "
                          "carried",
                          connection.name(), column))
      .with_hint("name a key that is unique and has no NULL");
}

void prepare_for_reading(StatementHandle& statement) {
  statement.set(SQL_ATTR_CURSOR_TYPE, manner_of(*statement.context().driver).cursor);
}

std::optional<std::string> long_text(Connection& connection, const StatementHandle& statement,
                                     SQLUSMALLINT column) {
  const Carrier carrier = manner_of(connection.driver()).texts;
  std::string text;
  if (!read_cell(connection, statement, column, carrier, 0, text)) return std::nullopt;
  return text;
}

}  // namespace waybill::warehouse::odbc

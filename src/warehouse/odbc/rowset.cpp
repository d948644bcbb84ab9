#include "warehouse/odbc/rowset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/error.hpp"

namespace waybill::warehouse::odbc {
namespace {

constexpr std::size_t kMostRows = 4000;
constexpr std::size_t kRowsetBytes = std::size_t{512} << 10;  // stays in a core's cache
constexpr std::size_t kWidest = std::size_t{32} << 10;        // longer cells come apart

std::size_t room(const BoundColumn& column) {
  return column.width - (column.carrier == Carrier::chars ? 1 : 0);
}

}  // namespace

bool BoundColumn::is_long(std::size_t row) const {
  const SQLLEN length = lengths[row];
  return some_long && length != SQL_NULL_DATA &&
         (length < 0 || static_cast<std::size_t>(length) > room(*this));
}

bool Rowset::mark_long(std::size_t rows) {
  bool any = false;
  for (BoundColumn& column : columns_) {
    column.some_long = false;
    if (!varies(column.carrier)) continue;
    const auto most = static_cast<SQLLEN>(room(column));
    for (std::size_t row = 0; row < rows; ++row) {
      const SQLLEN length = column.lengths[row];
      column.some_long |= length > most || length < SQL_NULL_DATA;
    }
    any = any || column.some_long;
  }
  return any;
}

std::size_t Rowset::variable_bytes(std::size_t from, std::size_t count) const {
  std::size_t bytes = 0;
  for (const BoundColumn& column : columns_) {
    if (!varies(column.carrier)) continue;
    for (std::size_t row = from; row < from + count; ++row) {
      const SQLLEN length = column.lengths[row];
      bytes += length > 0 ? static_cast<std::size_t>(length) : 0;
      if (length == SQL_NO_TOTAL) bytes += column.width;
    }
  }
  return bytes;
}

Rowsets::Rowsets(Connection& connection, StatementHandle& statement,
                 const std::vector<CellReader>& readers, bool away)
    : connection_(connection), statement_(statement), away_(away) {
  for (const CellReader& reader : readers) {
    widths_.push_back(reader.width);
    for (Rowset& rowset : rowsets_) rowset.columns_.emplace_back().carrier = reader.carrier;
  }
  wanted_ = widths_;
}

// Cells as wide as they are wanted by now, and as many rows as there is room for.
void Rowsets::adapt() {
  bool widens = rows_ == 0;
  for (std::size_t i = 0; i < widths_.size(); ++i) {
    while (widths_[i] < wanted_[i] && widths_[i] < kWidest) {
      widths_[i] *= 2;
      widens = true;
    }
  }
  if (!widens) return;
  std::size_t row_bytes = 1;
  for (const std::size_t width : widths_) row_bytes += width + sizeof(SQLLEN);
  rows_ = std::clamp<std::size_t>(kRowsetBytes / row_bytes, 1, kMostRows);
  status_.assign(rows_, SQL_ROW_NOROW);
  bound_to_ = DoubleBuffer::kCount;
}

void Rowsets::make_room(Rowset& rowset) {
  for (std::size_t i = 0; i < rowset.columns_.size(); ++i) {
    BoundColumn& column = rowset[i];
    const bool fixed = !varies(column.carrier);
    if (column.width != widths_[i] || column.lengths.size() != rows_) {
      column.width = widths_[i];
      column.data.reset(new char[column.width * rows_]);
      column.lengths.assign(rows_, 0);
      // No struct of zeros: a driver's date of zeros is told from NULL by it.
      if (fixed) std::memset(column.data.get(), 0xFF, column.width * rows_);
    } else if (fixed) {
      // Not every driver says the length of what has but one, and all say what is NULL.
      std::ranges::fill(column.lengths, 0);
    }
  }
}

void Rowsets::bind(Rowset& rowset) {
  statement_.set(SQL_ATTR_ROW_BIND_TYPE, SQL_BIND_BY_COLUMN);
  statement_.set(SQL_ATTR_ROW_ARRAY_SIZE, rows_);
  statement_.set_pointer(SQL_ATTR_ROWS_FETCHED_PTR, &fetched_);
  statement_.set_pointer(SQL_ATTR_ROW_STATUS_PTR, status_.data());
  for (std::size_t i = 0; i < rowset.columns_.size(); ++i) {
    BoundColumn& column = rowset[i];
    statement_.check(statement_.raw().BindCol(
        statement_.get(), static_cast<SQLUSMALLINT>(i + 1), c_type(column.carrier),
        column.data.get(), static_cast<SQLLEN>(column.width), column.lengths.data()));
  }
}

std::size_t Rowsets::fetch(std::size_t number) {
  adapt();
  make_room(rowsets_[number]);
  if (away_ || bound_to_ != number) bind(rowsets_[number]);
  bound_to_ = number;
  fetched_ = 0;
  std::ranges::fill(status_, SQLUSMALLINT{SQL_ROW_NOROW});
  const SQLRETURN result = connection_.call(statement_, Connection::Work::fetching, [&] {
    return away_ ? statement_.raw().FetchScroll(statement_.get(), SQL_FETCH_ABSOLUTE,
                                                static_cast<SQLLEN>(first_ + 1))
                 : statement_.raw().Fetch(statement_.get());
  });
  away_ = false;
  if (result == SQL_NO_DATA) {
    connection_.require_end(statement_);
    return 0;
  }
  if (fetched_ == 0 || fetched_ > rows_) throw miscounted();
  for (std::size_t row = 0; row < fetched_; ++row) {
    if (status_[row] == SQL_ROW_ERROR) statement_.check(SQL_ERROR);
  }
  // Drivers that say nothing of rows say nothing of the first one.
  const auto there = [&](std::size_t row) { return status_[row] != SQL_ROW_NOROW; };
  if (there(0) && (!there(fetched_ - 1) || (fetched_ < rows_ && there(fetched_)))) {
    throw miscounted();
  }
  return fetched_;
}

Error Rowsets::miscounted() const {
  return Error(codes::sql_rejected,
               fmt::format("connection '{}': the driver says that it answered {} rows of {} "
                           "asked for, and that is not so",
                           connection_.name(), fetched_, rows_))
      .with_hint("another version of the driver may count right; see waybill doctor");
}

void Rowsets::go_to_long(std::size_t column, std::size_t row, std::size_t length) {
  wanted_[column] = std::max(wanted_[column], std::min(length + 1, kWidest));
  const Raw& raw = statement_.raw();
  // A rowset of one there. libmaodbc 3.1 says that it can position, and loses rows after it.
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
                fmt::format("connection '{}': the driver lost a row it had", connection_.name()))
        .with_hint("another version of the driver may keep it; see waybill doctor");
  }
}

}  // namespace waybill::warehouse::odbc

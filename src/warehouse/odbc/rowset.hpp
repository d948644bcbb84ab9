// Arrays that a driver fills with the cells of many rows at once, one for each column: two sets of
// them, so that one can be decoded while the driver fills the other.
#ifndef WAYBILL_WAREHOUSE_ODBC_ROWSET_HPP
#define WAYBILL_WAREHOUSE_ODBC_ROWSET_HPP

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "warehouse/odbc/cell_reader.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/double_buffer.hpp"

namespace waybill::warehouse::odbc {

// A column's cells in a rowset.
struct BoundColumn {
  std::unique_ptr<char[]> data;
  std::vector<SQLLEN> lengths;
  std::size_t width = 0;
  Carrier carrier = Carrier::bytes;
  bool some_long = false;  // do not fit

  std::string_view cell(std::size_t row) const {  // of one that is there and fits
    return {data.get() + row * width, static_cast<std::size_t>(lengths[row])};
  }
  bool is_long(std::size_t row) const;
};

class Rowset {
 public:
  BoundColumn& operator[](std::size_t column) { return columns_[column]; }
  const BoundColumn& operator[](std::size_t column) const { return columns_[column]; }

  // Marks the columns with cells that do not fit. Whether there are any.
  bool mark_long(std::size_t rows);
  // Of these rows, in columns of cells of any length.
  std::size_t variable_bytes(std::size_t from, std::size_t count) const;

 private:
  friend class Rowsets;
  std::vector<BoundColumn> columns_;
};

class Rowsets {
 public:
  // All of them outlive it. One thread at a time.
  // `away`: the cursor stands anywhere, and not before the first row.
  Rowsets(Connection& connection, StatementHandle& statement,
          const std::vector<CellReader>& readers, bool away);

  Rowset& operator[](std::size_t number) { return rowsets_[number]; }
  const Rowset& operator[](std::size_t number) const { return rowsets_[number]; }

  std::size_t most_rows() const { return rows_; }
  // How many rows came into one of the two; 0: there are no more.
  std::size_t fetch(std::size_t number);
  // Rows that were fetched before those that are being read.
  void pass(std::size_t rows) { first_ += rows; }
  // Lets SQLGetData have a cell of this row of the rowset that was fetched last, which was too long
  // for its buffer by this length.
  void go_to_long(std::size_t column, std::size_t row, std::size_t length);

 private:
  void adapt();
  void make_room(Rowset& rowset);
  void bind(Rowset& rowset);
  Error miscounted() const;

  Connection& connection_;
  StatementHandle& statement_;
  std::array<Rowset, DoubleBuffer::kCount> rowsets_;
  std::size_t bound_to_ = DoubleBuffer::kCount;  // where the driver puts cells; that: nowhere
  std::vector<std::size_t> widths_, wanted_;
  std::vector<SQLUSMALLINT> status_;
  SQLULEN fetched_ = 0;
  std::size_t rows_ = 0;   // of a rowset, at most
  std::size_t first_ = 0;  // rows before the rowset
  bool away_;              // the cursor left the rowset, or came from elsewhere
};

}  // namespace waybill::warehouse::odbc

#endif

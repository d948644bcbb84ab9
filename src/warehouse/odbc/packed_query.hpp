// Rows that come as one text each. A driver bends values, and takes its time for each cell; a text
// it carries as it is.
#ifndef WAYBILL_WAREHOUSE_ODBC_PACKED_QUERY_HPP
#define WAYBILL_WAREHOUSE_ODBC_PACKED_QUERY_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "warehouse/odbc/cell_reader.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::odbc {

class RowUnpacker {
 public:
  RowUnpacker(std::string connection, std::vector<CellReader> readers);
  RowUnpacker(const RowUnpacker&) = delete;
  RowUnpacker& operator=(const RowUnpacker&) = delete;
  virtual ~RowUnpacker() = default;

  // Appends a row; a cell that does not fit becomes NULL and is listed. How many bytes its texts
  // took in the row.
  // Throws Error(sql_rejected) where the row is not whole; the batch is not to be used then.
  virtual std::size_t unpack(std::string_view row, rows::Batch& batch,
                             std::vector<CellMisfit>& misfits) = 0;

  std::int64_t truncated_values() const;

 protected:
  [[noreturn]] void refuse() const;  // of a row that is not whole

  std::string connection_;
  std::vector<CellReader> readers_;
};

// Those of a query, and who reads them.
struct PackedQuery {
  std::string text;  // with the query's parameters
  std::unique_ptr<RowUnpacker> unpacker;
};

}  // namespace waybill::warehouse::odbc

#endif

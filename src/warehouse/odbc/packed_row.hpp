// The rows of packed_query(): one text each, its cells as JSON.
#ifndef WAYBILL_WAREHOUSE_ODBC_PACKED_ROW_HPP
#define WAYBILL_WAREHOUSE_ODBC_PACKED_ROW_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "rows/value.hpp"
#include "warehouse/odbc/decode.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::odbc {

class RowUnpacker {
 public:
  // `truncate`: see ReadOptions.
  RowUnpacker(std::string connection, const rows::Schema& schema,
              const std::vector<bool>& truncate);

  // Appends a row; a cell that does not fit becomes NULL and is listed. How many bytes its texts
  // took in the row.
  // Throws Error(sql_rejected) where the row is not whole; the batch is not to be used then.
  std::size_t unpack(std::string_view row, rows::Batch& batch, std::vector<CellMisfit>& misfits);

  std::int64_t truncated_values() const;

 private:
  std::string connection_;
  std::vector<CellReader> readers_;
  std::string text_;   // unescaped
  std::string bytes_;  // out of hexadecimal
};

// The first cell of a row: a bigint, or the value's text.
std::optional<rows::Value> unpacked_scalar(const std::string& connection, std::string_view row);

}  // namespace waybill::warehouse::odbc

#endif

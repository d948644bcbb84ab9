// The rows of packed_postgres: of each column what its type writes as text, and kCellEnd. Before a
// text, which may hold that, stands its length in bytes, and kCellEnd between the two. NULL is
// written as nothing.
#ifndef WAYBILL_WAREHOUSE_ODBC_PACKED_CONCAT_HPP
#define WAYBILL_WAREHOUSE_ODBC_PACKED_CONCAT_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "warehouse/odbc/packed_query.hpp"

namespace waybill::warehouse::odbc {

inline constexpr char kCellEnd = '\1';  // in no number, time or JSON

class ConcatUnpacker : public RowUnpacker {
 public:
  // `measured`: the columns with a length.
  ConcatUnpacker(std::string connection, std::vector<CellReader> readers,
                 std::vector<bool> measured);

  std::size_t unpack(std::string_view row, rows::Batch& batch,
                     std::vector<CellMisfit>& misfits) override;

 private:
  std::optional<std::string_view> take(std::string_view& row, bool measured) const;

  std::vector<bool> measured_;
};

}  // namespace waybill::warehouse::odbc

#endif

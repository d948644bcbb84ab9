// The JSON arrays of packed_sqlite.
#ifndef WAYBILL_WAREHOUSE_ODBC_PACKED_JSON_HPP
#define WAYBILL_WAREHOUSE_ODBC_PACKED_JSON_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rows/value.hpp"
#include "warehouse/odbc/packed_query.hpp"

namespace waybill::warehouse::odbc {

class JsonUnpacker : public RowUnpacker {
 public:
  using RowUnpacker::RowUnpacker;
  std::size_t unpack(std::string_view row, rows::Batch& batch,
                     std::vector<CellMisfit>& misfits) override;
  // The only cell of a row that says its storage class: a bigint, or the value's text.
  std::optional<rows::Value> scalar(std::string_view row);

 private:
  std::string text_;   // unescaped
  std::string bytes_;  // out of hexadecimal
};

}  // namespace waybill::warehouse::odbc

#endif

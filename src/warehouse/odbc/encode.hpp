// Rows of a column as an array of parameters.
#ifndef WAYBILL_WAREHOUSE_ODBC_ENCODE_HPP
#define WAYBILL_WAREHOUSE_ODBC_ENCODE_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rows/batch.hpp"
#include "warehouse/odbc/driver.hpp"
#include "warehouse/odbc/target.hpp"

namespace waybill::warehouse::odbc {

// One parameter of a statement and its values, `width` bytes each.
struct ParameterColumn {
  // Puts row `row` of the column into `to` (room for width_of() bytes) and answers its length.
  // Throws Error(unsupported) for a value the table's column would not keep as it is.
  using Put = std::size_t (*)(const ParameterColumn& parameter, const rows::Column& column,
                              std::int64_t row, char* to);
  // Bytes the row may need.
  using Width = std::size_t (*)(const rows::Column& column, std::int64_t row);

  SQLSMALLINT c_type = SQL_C_CHAR;
  SQLSMALLINT sql_type = SQL_VARCHAR;
  SQLULEN size = 0;  // as ODBC counts it; 0: the width
  SQLSMALLINT digits = 0;
  Put put = nullptr;
  Width width_of = nullptr;
  Target target;
  std::string_view server;

  std::size_t width = 0;
  std::vector<char> data;
  std::vector<SQLLEN> lengths;

  void fill(const rows::Column& column, std::int64_t first, std::size_t count);
};

ParameterColumn parameter_column(const Driver& driver, const rows::Type& type, Target target);

}  // namespace waybill::warehouse::odbc

#endif

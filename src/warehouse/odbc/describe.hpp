// The columns of a reading statement, without running it.
#ifndef WAYBILL_WAREHOUSE_ODBC_DESCRIBE_HPP
#define WAYBILL_WAREHOUSE_ODBC_DESCRIBE_HPP

#include <string_view>
#include <vector>

#include "rows/value.hpp"
#include "warehouse/odbc/cell_reader.hpp"
#include "warehouse/odbc/connection.hpp"

namespace waybill::warehouse::odbc {

// `query` is one SELECT without a semicolon.
std::vector<SourceColumn> source_columns(Connection& connection, std::string_view query,
                                         const std::vector<rows::Value>& values);

// The type as the warehouse spells it: "numeric(18,4)".
std::string type_spelling(const Connection& connection, const SourceColumn& column);

}  // namespace waybill::warehouse::odbc

#endif

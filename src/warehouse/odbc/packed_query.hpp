// Queries whose rows come as one text each: a JSON array by SQLite's own json_array. A driver that
// bends values, and takes its time for each cell, carries that text as it is.
#ifndef WAYBILL_WAREHOUSE_ODBC_PACKED_QUERY_HPP
#define WAYBILL_WAREHOUSE_ODBC_PACKED_QUERY_HPP

#include <string>
#include <string_view>
#include <vector>

#include "rows/type.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/decode.hpp"

namespace waybill::warehouse::odbc {

// See RowUnpacker. `columns` are those of the query.
std::string packed_query(Connection& connection, std::string_view query,
                         const std::vector<SourceColumn>& columns, const rows::Schema& schema);

// Of the first of its columns only; see unpacked_scalar.
std::string packed_scalar(std::string_view query, std::size_t columns);

}  // namespace waybill::warehouse::odbc

#endif

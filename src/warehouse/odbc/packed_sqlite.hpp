// Rows of SQLite, packed by its function json_array: each a JSON array, whose elements say what is
// stored in another way than is usual for the column's type.
#ifndef WAYBILL_WAREHOUSE_ODBC_PACKED_SQLITE_HPP
#define WAYBILL_WAREHOUSE_ODBC_PACKED_SQLITE_HPP

#include <string>
#include <string_view>
#include <vector>

#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/packed_query.hpp"

namespace waybill::warehouse::odbc {

// See pack().
PackedQuery pack_for_sqlite(Connection& connection, std::string_view query,
                            const std::vector<SourceColumn>& columns, const rows::Schema& schema,
                            const std::vector<bool>& truncate);

// A row of its first column only, for JsonUnpacker::scalar.
std::string packed_scalar(std::string_view query, std::size_t columns);

}  // namespace waybill::warehouse::odbc

#endif

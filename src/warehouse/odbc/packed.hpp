// Queries whose rows come as one text each, for the drivers that want them so.
#ifndef WAYBILL_WAREHOUSE_ODBC_PACKED_HPP
#define WAYBILL_WAREHOUSE_ODBC_PACKED_HPP

#include <string_view>
#include <vector>

#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/packed_query.hpp"

namespace waybill::warehouse::odbc {

// Of a driver that packs something. `columns` are those of the query, and readable; `truncate`: see
// ReadOptions.
PackedQuery pack(Connection& connection, std::string_view query,
                 const std::vector<SourceColumn>& columns, const rows::Schema& schema,
                 const std::vector<bool>& truncate);

}  // namespace waybill::warehouse::odbc

#endif

// Rows of PostgreSQL, packed by its function concat: what a type writes as text, and an end that it
// never writes; before texts, which may hold anything, their length.
#ifndef WAYBILL_WAREHOUSE_ODBC_PACKED_POSTGRES_HPP
#define WAYBILL_WAREHOUSE_ODBC_PACKED_POSTGRES_HPP

#include <string_view>
#include <vector>

#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/packed_query.hpp"

namespace waybill::warehouse::odbc {

// See pack().
PackedQuery pack_for_postgres(Connection& connection, std::string_view query,
                              const std::vector<SourceColumn>& columns, const rows::Schema& schema,
                              const std::vector<bool>& truncate);

}  // namespace waybill::warehouse::odbc

#endif

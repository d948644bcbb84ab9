// A batch into a table of DuckDB.
#ifndef WAYBILL_WAREHOUSE_ADBC_DUCKDB_LOAD_HPP
#define WAYBILL_WAREHOUSE_ADBC_DUCKDB_LOAD_HPP

#include <cstdint>
#include <optional>

#include "warehouse/adbc/connection.hpp"
#include "warehouse/adbc/duckdb_catalog.hpp"

namespace waybill::warehouse::adbc {

// DuckDB's bulk load answers with success when a constraint refused the rows, puts them in by
// position, and keeps half of a stream that failed. So it only ever fills tables with no
// constraint, in the order of their columns, within a transaction, and what came is counted. Any
// other table gets its rows from a temporary one by INSERT.
void load_batch(Connection& connection, std::optional<Landing>& landing, const sql::Table& table,
                const rows::Batch& batch);

}  // namespace waybill::warehouse::adbc

#endif

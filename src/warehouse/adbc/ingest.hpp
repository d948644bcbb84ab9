// A batch into a table.
#ifndef WAYBILL_WAREHOUSE_ADBC_INGEST_HPP
#define WAYBILL_WAREHOUSE_ADBC_INGEST_HPP

#include <cstdint>
#include <optional>

#include "warehouse/adbc/connection.hpp"
#include "warehouse/adbc/inspect.hpp"

namespace waybill::warehouse::adbc {

// What was last loaded into, while nothing else has happened: looked up once for many batches.
struct Landing {
  sql::Table asked;
  FoundTable found;
  std::vector<TableColumn> columns;
  bool constrained = true;
  std::int64_t rows = 0;  // that it held after the last load
};

// DuckDB's bulk load answers with success when a constraint refused the rows, puts them in by
// position, and keeps half of a stream that failed. So it only ever fills tables with no
// constraint, in the order of their columns, within a transaction, and what came is counted. Any
// other table gets its rows from a temporary one by INSERT.
void load_batch(Connection& connection, std::optional<Landing>& landing, const sql::Table& table,
                const rows::Batch& batch);

}  // namespace waybill::warehouse::adbc

#endif

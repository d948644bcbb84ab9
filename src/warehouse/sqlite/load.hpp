// A batch into a table.
#ifndef WAYBILL_WAREHOUSE_SQLITE_LOAD_HPP
#define WAYBILL_WAREHOUSE_SQLITE_LOAD_HPP

#include "rows/batch.hpp"
#include "sql/statements.hpp"
#include "warehouse/sqlite/batch_table.hpp"
#include "warehouse/sqlite/database.hpp"

namespace waybill::warehouse::sqlite {

// All rows or none.
void load_batch(Database& database, BatchTables& tables, const sql::Table& table,
                const rows::Batch& batch);

}  // namespace waybill::warehouse::sqlite

#endif

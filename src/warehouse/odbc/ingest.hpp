// Appending a batch by the way the driver does best.
#ifndef WAYBILL_WAREHOUSE_ODBC_INGEST_HPP
#define WAYBILL_WAREHOUSE_ODBC_INGEST_HPP

#include "rows/batch.hpp"
#include "sql/statements.hpp"
#include "warehouse/odbc/connection.hpp"

namespace waybill::warehouse::odbc {

// By Driver::write. The session has put a transaction or a savepoint around it: a failure is
// undone there, so statements may be several.
void ingest_batch(Connection& connection, const sql::Table& table, const rows::Batch& batch);

}  // namespace waybill::warehouse::odbc

#endif

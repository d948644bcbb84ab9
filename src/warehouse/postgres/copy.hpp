// Batches into a table, by COPY in its binary format.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_COPY_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_COPY_HPP

#include <memory>

#include "rows/batch.hpp"
#include "sql/statements.hpp"
#include "warehouse/postgres/connection.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::postgres {

// All rows or none.
void copy_batch(Connection& connection, const sql::Table& table, const rows::Batch& batch);
// Within a transaction.
std::unique_ptr<Appender> copy_batches(Connection& connection, const sql::Table& table);

}  // namespace waybill::warehouse::postgres

#endif

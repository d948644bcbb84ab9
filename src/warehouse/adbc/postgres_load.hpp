// A batch into a table of PostgreSQL.
#ifndef WAYBILL_WAREHOUSE_ADBC_POSTGRES_LOAD_HPP
#define WAYBILL_WAREHOUSE_ADBC_POSTGRES_LOAD_HPP

#include <optional>

#include "warehouse/adbc/landing.hpp"

namespace waybill::warehouse::adbc {

// The driver writes by COPY, each Arrow type in one binary form. What it does not write exactly
// (decimals of 256 bits lose a carry) or not as the column wants it goes as text into a temporary
// table, and is cast by the server on its way into the table.
void load_postgres(Connection& connection, std::optional<Landing>& landing, const sql::Table& table,
                   const rows::Batch& batch);

}  // namespace waybill::warehouse::adbc

#endif

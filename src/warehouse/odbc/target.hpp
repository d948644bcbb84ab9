// The columns of a table that is written, as they are now: what each keeps as it is, so that what
// the server would cut or round without a word is refused.
#ifndef WAYBILL_WAREHOUSE_ODBC_TARGET_HPP
#define WAYBILL_WAREHOUSE_ODBC_TARGET_HPP

#include <vector>

#include "rows/batch.hpp"
#include "sql/statements.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/target.hpp"

namespace waybill::warehouse::odbc {

// One a field of the schema, in order. Throws Error(unsupported) where a column cannot keep such
// values.
std::vector<Target> find_targets(Connection& connection, const sql::Table& table,
                                 const rows::Schema& schema);

}  // namespace waybill::warehouse::odbc

#endif

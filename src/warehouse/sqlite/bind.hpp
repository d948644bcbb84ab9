// Values as parameters of a statement.
#ifndef WAYBILL_WAREHOUSE_SQLITE_BIND_HPP
#define WAYBILL_WAREHOUSE_SQLITE_BIND_HPP

#include <sqlite3.h>

#include "rows/value.hpp"

namespace waybill::warehouse::sqlite {

// Copies the value. Answers SQLite's result. Throws Error(unsupported) for NaN and infinities.
int bind_value(sqlite3_stmt* statement, int position, const rows::Value& value);

}  // namespace waybill::warehouse::sqlite

#endif

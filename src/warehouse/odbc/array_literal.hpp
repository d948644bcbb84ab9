// Rows of a column as one array literal of PostgreSQL: {1,NULL,"a \"text\""}.
#ifndef WAYBILL_WAREHOUSE_ODBC_ARRAY_LITERAL_HPP
#define WAYBILL_WAREHOUSE_ODBC_ARRAY_LITERAL_HPP

#include <cstdint>
#include <string>

#include "rows/batch.hpp"
#include "warehouse/odbc/target.hpp"

namespace waybill::warehouse::odbc {

// Appends one element. Throws Error(unsupported) for a value the column would not keep as it is.
using AppendElement = void (*)(const Target& target, const rows::Column& column, std::int64_t row,
                               std::string& out);
AppendElement element_writer(const rows::Type& type);

}  // namespace waybill::warehouse::odbc

#endif

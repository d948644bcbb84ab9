// What reads each column of a result, by the type it has there and the one wanted.
#ifndef WAYBILL_WAREHOUSE_ODBC_DECODE_HPP
#define WAYBILL_WAREHOUSE_ODBC_DECODE_HPP

#include <vector>

#include "warehouse/odbc/cell_reader.hpp"

namespace waybill::warehouse::odbc {

class Connection;

// Throws Error(unsupported) where a column cannot be read as the type asked for: the message names
// column, both types; the hint what to declare (see PostgresSession::refuse_column).
void require_readable(const Connection& connection, const std::vector<SourceColumn>& columns,
                      const rows::Schema& schema);

// The logical type nearest to a column's.
rows::Type suggested_type(const Connection& connection, const SourceColumn& column);

// For the columns that require_readable() let through.
std::vector<CellReader> make_readers(const Connection& connection,
                                     const std::vector<SourceColumn>& columns,
                                     const rows::Schema& schema, const std::vector<bool>& truncate);

}  // namespace waybill::warehouse::odbc

#endif

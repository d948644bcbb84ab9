// How each column of a result is asked for and read, by the type it has there and the one wanted.
#ifndef WAYBILL_WAREHOUSE_ODBC_DECODE_HPP
#define WAYBILL_WAREHOUSE_ODBC_DECODE_HPP

#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "warehouse/odbc/handles.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::odbc {

class Connection;

// A column of a statement that was prepared or described, not run.
struct SourceColumn {
  DescribedColumn described;  // as the driver sees it
  // As the server itself names the type where it can be asked: of PostgreSQL format_type without
  // typmod ("timestamp with time zone"), of others described.type_name.
  std::string server_type;
  bool is_enum = false;  // PostgreSQL: a type of texts
};

// What stands in the select list for each column so that the driver carries its value exactly:
// "" where it can be read as it is, else an expression with {} for the column ("{}::text").
// Throws Error(unsupported) where a column cannot be read as the type asked for: the message names
// column, both types; the hint what to declare (see PostgresSession::refuse_column).
std::vector<std::string> read_casts(const Connection& connection,
                                    const std::vector<SourceColumn>& columns,
                                    const rows::Schema& schema);

// The logical type nearest to a column's.
rows::Type suggested_type(const Connection& connection, const SourceColumn& column);

}  // namespace waybill::warehouse::odbc

#endif

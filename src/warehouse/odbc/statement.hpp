// Statements that come from outside: what each may do, told from its text before it runs.
#ifndef WAYBILL_WAREHOUSE_ODBC_STATEMENT_HPP
#define WAYBILL_WAREHOUSE_ODBC_STATEMENT_HPP

#include <string>
#include <string_view>

#include "sql/statements.hpp"
#include "warehouse/odbc/connection.hpp"

namespace waybill::warehouse::odbc {

// Throws Error(sql_rejected): a NUL, or another number of values than of marks.
void check_call(const Connection& connection, const sql::Statement& statement);

// Throws Error(not_read_only) unless the text is exactly one statement that only reads. Answers it
// without what follows its end.
std::string_view require_select(const Connection& connection, const sql::Statement& statement);

bool only_reads(const Connection& connection, const sql::Statement& statement);

// Throws Error(sql_rejected) for several statements or none, and Error(unsupported) for what would
// take the transaction, the settings or the connection out of the session's hands.
void require_single(const Connection& connection, const sql::Statement& statement);

// "WITH w(c0, c1) AS (query)"
std::string with_query(std::string_view query, std::size_t columns);

}  // namespace waybill::warehouse::odbc

#endif

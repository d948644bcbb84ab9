// Statements that come from outside: what each may do, before it runs.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_STATEMENT_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_STATEMENT_HPP

#include <string>

#include "sql/statements.hpp"
#include "warehouse/postgres/connection.hpp"

namespace waybill::warehouse::postgres {

struct Call {
  std::string text;
  Parameters parameters;
};
// With the server's own marks. Throws Error(sql_rejected): a NUL, or another number of values.
Call make_call(const Connection& connection, const sql::Statement& statement);

// Throws unless the server itself reads it as exactly one statement that selects. Within `scope`,
// which must be a reading one.
void require_select(Connection& connection, Scope& scope, const Call& call);

// Throws Error(unsupported) for what would take the transaction, the settings or the connection
// out of the session's hands.
void refuse_control(const Connection& connection, const std::string& text);

}  // namespace waybill::warehouse::postgres

#endif

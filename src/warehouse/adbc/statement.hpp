// What a statement may be, judged before the driver sees it.
#ifndef WAYBILL_WAREHOUSE_ADBC_STATEMENT_HPP
#define WAYBILL_WAREHOUSE_ADBC_STATEMENT_HPP

#include <string>

#include "sql/statements.hpp"

namespace waybill::warehouse::adbc {

// The text as the driver wants it: exactly one statement and nothing behind it, with as many
// parameters as there are values. Throws Error(sql_rejected).
std::string one_statement(const sql::Dialect& dialect, const sql::Statement& statement,
                          const std::string& connection);
// One that only reads; throws Error(not_read_only) too.
std::string reading_statement(const sql::Dialect& dialect, const sql::Statement& statement,
                              const std::string& connection);
// Transactions and settings are not for statements; throws Error(unsupported).
void refuse_control(const sql::Dialect& dialect, const std::string& text,
                    const std::string& connection);

}  // namespace waybill::warehouse::adbc

#endif

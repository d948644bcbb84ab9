// What a statement may be, judged before the driver sees it.
#ifndef WAYBILL_WAREHOUSE_ADBC_STATEMENT_HPP
#define WAYBILL_WAREHOUSE_ADBC_STATEMENT_HPP

#include <string>

#include "sql/statements.hpp"
#include "warehouse/adbc/manners.hpp"

namespace waybill::warehouse::adbc {

bool only_reads(const Manners& manners, const sql::Statement& statement);
// One that only reads; throws Error(sql_rejected), and Error(not_read_only).
Call reading_call(const Manners& manners, const sql::Statement& statement,
                  const std::string& connection);
// Exactly one statement and nothing behind it; throws Error(sql_rejected).
Call writing_call(const Manners& manners, const sql::Statement& statement,
                  const std::string& connection);
// Transactions and settings are not for statements; throws Error(unsupported).
void refuse_control(const Manners& manners, const std::string& text, const std::string& connection);

}  // namespace waybill::warehouse::adbc

#endif

// What a session lets through as a statement although it is about the transaction.
#ifndef WAYBILL_SQL_TRANSACTION_STEP_HPP
#define WAYBILL_SQL_TRANSACTION_STEP_HPP

#include <string_view>

#include "sql/dialect.hpp"

namespace waybill::sql {

// Whether it is, letter by letter, savepoint(), rollback_to_savepoint(), release_savepoint() or
// check_constraints_now() of statements.hpp: they end no transaction.
bool is_transaction_step(const Dialect& dialect, std::string_view text);

}  // namespace waybill::sql

#endif

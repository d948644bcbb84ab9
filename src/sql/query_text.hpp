// A user's query as text, before it is put between parentheses.
#ifndef WAYBILL_SQL_QUERY_TEXT_HPP
#define WAYBILL_SQL_QUERY_TEXT_HPP

#include <string_view>

#include "sql/dialect.hpp"

namespace waybill::sql {

// The query without blanks and semicolons at its end. Throws Error(not_read_only) unless it can be
// wrapped: one statement, no parenthesis that closes what it did not open, every text and comment
// closed, no parameter of its own.
std::string_view single_query(const Dialect& dialect, std::string_view query);

}  // namespace waybill::sql

#endif

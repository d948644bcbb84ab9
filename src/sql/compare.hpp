// Rows of staging beside those of the target, for a look at both.
#ifndef WAYBILL_SQL_COMPARE_HPP
#define WAYBILL_SQL_COMPARE_HPP

#include "sql/statements.hpp"

namespace waybill::sql {

// Rows of both that share a key and differ in another column: how many, and their columns of the
// key.
Statement count_different(const Dialect& dialect, const MergeSpec& spec);
Statement read_different(const Dialect& dialect, const MergeSpec& spec);

}  // namespace waybill::sql

#endif

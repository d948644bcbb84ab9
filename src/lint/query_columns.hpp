// The columns of a query model without `columns`: those of its result, where the text tells them.
#ifndef WAYBILL_LINT_QUERY_COLUMNS_HPP
#define WAYBILL_LINT_QUERY_COLUMNS_HPP

#include "lint/references.hpp"

namespace waybill::lint {

// WB2003, WB2004, WB3002, WB4001 to WB4003 and WB4006 of the columns of one query, all told at it.
void check_query_columns(const References& on, const Doc& doc, const Spot& query);

}  // namespace waybill::lint

#endif

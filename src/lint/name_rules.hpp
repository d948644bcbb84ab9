// The rules over the columns of one model: types, and names at both ends.
#ifndef WAYBILL_LINT_NAME_RULES_HPP
#define WAYBILL_LINT_NAME_RULES_HPP

#include "lint/columns.hpp"

namespace waybill::lint {

void check_column_types(Findings& findings, const ColumnsView& columns);  // WB3001, WB3004
// WB3002, WB3003, WB4001 to WB4003
void check_column_names(Findings& findings, const Doc& model, const ColumnsView& columns);

// WB4003 compares names in any case, a table's as written and by its last part.
bool is_table_name(std::string_view column, std::string_view table);

}  // namespace waybill::lint

#endif

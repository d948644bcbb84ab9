// The rules over the columns of one model: types, and names at both ends.
#ifndef WAYBILL_LINT_NAME_RULES_HPP
#define WAYBILL_LINT_NAME_RULES_HPP

#include "lint/columns.hpp"

namespace waybill::lint {

void check_column_types(Findings& findings, const ColumnsView& columns);  // WB3001, WB3004
// WB3002, WB3003, WB4001 to WB4003, WB4006
void check_column_names(Findings& findings, const Doc& model, const ColumnsView& columns);

// WB4006 of the table's name
void check_table_name(Findings& findings, const Doc& model);

// WB4001, WB4002 and WB4006 of a column that Waybill would create. `key` is what the document calls
// the name.
void check_created_name(Findings& findings, std::string_view name, std::string_view key,
                        const Spot& at);
// WB4006
void check_plain_name(Findings& findings, std::string_view name, std::string_view key,
                      const Spot& at);

// The name of the destination's table, nullptr when there is none, and the key that gives it.
struct NamedTable {
  const std::string* name;
  std::string_view key;
};
NamedTable table_of(const Doc& model);

std::string_view last_part(std::string_view table);  // without its schema
// WB4003 compares names in any case, a table's as written and by its last part.
bool is_table_name(std::string_view column, std::string_view table);

}  // namespace waybill::lint

#endif

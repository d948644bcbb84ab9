// The types of a query's columns, asked of the server where a driver does not tell them all apart.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_RESULT_TYPES_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_RESULT_TYPES_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace waybill::warehouse::postgres {

// A query that answers a row a column: format_type() without its size, of a domain its base's; and
// '1' for an enum. A row of NULLs is asked for each one's: the query itself is parsed and not run.
std::string result_types(std::string_view query, std::size_t columns);

// Besides enums: types whose text is one and the same whatever the settings that are pinned.
// money is not (lc_monetary), arrays and rows are asked to be declared json or cast.
bool is_exact_text(std::string_view type);

}  // namespace waybill::warehouse::postgres

#endif

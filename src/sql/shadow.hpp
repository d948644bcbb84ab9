// A query that reads given rows wherever it names a table.
#ifndef WAYBILL_SQL_SHADOW_HPP
#define WAYBILL_SQL_SHADOW_HPP

#include <string>
#include <string_view>
#include <vector>

#include "sql/statements.hpp"

namespace waybill::sql {

struct GivenRows {
  Table table;
  std::string select;  // one SELECT
};

// One SELECT of these rows; every value is the text that a CAST makes its type of, NULL is null.
// Throws Error(unsupported) where the dialect has no such CAST, or for bytes.
std::string select_values(const Dialect& dialect, const rows::Schema& columns,
                          const std::vector<std::vector<rows::Value>>& rows);

// A WITH of the given rows stands in front, and tables lose their schemas. Throws Error(not_found)
// when the query names another table: it would be read as it is.
std::string shadow_tables(const Syntax& syntax, std::string_view query,
                          const std::vector<GivenRows>& given);

}  // namespace waybill::sql

#endif

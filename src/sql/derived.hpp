// A model's query in the place of a table.
#ifndef WAYBILL_SQL_DERIVED_HPP
#define WAYBILL_SQL_DERIVED_HPP

#include <string>
#include <string_view>

#include "sql/dialect.hpp"

namespace waybill::sql {

struct DerivedTable {
  std::string before;  // what stands before SELECT; mostly empty
  std::string from;    // what stands behind FROM
};
// The query must only read: else Error(not_read_only). Throws Error(unsupported) where the
// warehouse takes no such query there.
DerivedTable derived_table(const Dialect& dialect, std::string_view query);

}  // namespace waybill::sql

#endif

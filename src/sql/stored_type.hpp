// Whether a present column keeps values as a created one would.
#ifndef WAYBILL_SQL_STORED_TYPE_HPP
#define WAYBILL_SQL_STORED_TYPE_HPP

#include <string_view>

#include "sql/dialect.hpp"

namespace waybill::sql {

// Both as the warehouse spells types, in any case. Where a type is only an affinity (SQLite,
// https://www.sqlite.org/datatype3.html section 3.1), equal affinity is enough.
bool same_stored_type(const Dialect& dialect, std::string_view present, std::string_view created);

// Whether a present column is of a type whose every value the wanted one keeps as it is.
bool widens(const Dialect& dialect, std::string_view present, const rows::Type& wanted,
            bool in_key);

}  // namespace waybill::sql

#endif

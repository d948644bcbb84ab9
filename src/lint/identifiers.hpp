// Names of tables and columns as a vendor keeps them.
#ifndef WAYBILL_LINT_IDENTIFIERS_HPP
#define WAYBILL_LINT_IDENTIFIERS_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include "sql/syntax.hpp"

namespace waybill::lint {

enum class NameOf { table, column };

std::size_t limit_of(const sql::Syntax& syntax, NameOf of);  // in bytes; 0: none
// Two names of which this is equal are one to the vendor. nullptr, a vendor that is not known,
// keeps every name.
std::string kept_name(const sql::Syntax* syntax, NameOf of, std::string_view name);

}  // namespace waybill::lint

#endif

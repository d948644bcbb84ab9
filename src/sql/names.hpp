// A name or a text as one vendor spells it in SQL.
#ifndef WAYBILL_SQL_NAMES_HPP
#define WAYBILL_SQL_NAMES_HPP

#include <string>
#include <string_view>

#include "sql/syntax.hpp"

namespace waybill::sql {

enum class NameKind { column, table };  // which limit of length counts; a schema counts as a table

// Throws Error(bad_identifier): empty, NUL, invalid UTF-8, longer than the vendor allows, or with
// a character that it cannot spell.
std::string quote(const Syntax& syntax, std::string_view name, NameKind kind = NameKind::column);
// With these quotes of the vendor's.
std::string quote(const Syntax& syntax, std::string_view name, NameKind kind, const Quotes& quotes);
// One '...' of the vendor's that holds exactly this text. Throws Error(unsupported) on NUL and
// invalid UTF-8.
std::string literal(const Syntax& syntax, std::string_view text);
// What stands between the quotes of literal().
std::string literal_body(const Syntax& syntax, std::string_view text);

}  // namespace waybill::sql

#endif

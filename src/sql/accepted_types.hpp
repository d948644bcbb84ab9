// Which column types of a warehouse may be read as which logical type: Prequel's table, and what it
// leaves open from each vendor's documentation.
#ifndef WAYBILL_SQL_ACCEPTED_TYPES_HPP
#define WAYBILL_SQL_ACCEPTED_TYPES_HPP

#include <optional>
#include <string>
#include <string_view>

#include "rows/type.hpp"

namespace waybill::sql {

// A type as a warehouse spells it, taken apart: "numeric(18,4)", "int(11) unsigned",
// "timestamp(6) without time zone", "Nullable(String)", "text[]".
struct SourceType {
  std::string name;  // lower case, without lengths: "timestamp without time zone"
  std::optional<int> precision;
  std::optional<int> scale;
  bool is_unsigned = false;
  bool is_nested = false;  // an array, a map, a structure
};
SourceType read_source_type(std::string_view vendor, std::string_view spelled);

struct TypeVerdict {
  bool accepted = false;
  bool known = true;                    // false: the table has no such type at all (an enum, ...)
  std::optional<rows::Type> suggested;  // the logical type such a column has, if any
  std::string why;                      // when not accepted: "is an array"
};
// A vendor without a table of its own is judged as ANSI SQL. Where a declared type is only a
// preference (SQLite), what it makes of the values decides, and no type at all accepts anything.
TypeVerdict judge_source_type(std::string_view vendor, std::string_view spelled,
                              const rows::Type& declared);

// Whether values of the source may have more digits than the declared decimal keeps.
bool is_wider_decimal(const SourceType& source, const rows::Type& declared);

}  // namespace waybill::sql

#endif

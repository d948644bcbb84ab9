// A column that is written: what it keeps as it is, so that what the server would cut or round
// without a word is refused.
#ifndef WAYBILL_WAREHOUSE_TARGET_HPP
#define WAYBILL_WAREHOUSE_TARGET_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "rows/batch.hpp"

namespace waybill::warehouse {

struct Target {
  std::string name;    // of the column
  std::string type;    // PostgreSQL: pg_type.typname
  int limit = -1;      // of characters, places after the point, fraction digits; -1: none
  bool trims = false;  // blanks at the end of a text go
  bool nul = true;     // texts may hold NUL characters
};

// Throw Error(unsupported) for a value that the column would not keep as it is.
void require_text(const Target& target, std::string_view text);
void require_json(const Target& target, std::string_view json);
void require_places(const Target& target, std::string_view digits);
void require_fraction(const Target& target, std::int64_t micros);
void require_finite(const Target& target, double value, std::string_view server);

// Throw Error: the table has no such column, or one that cannot keep such values.
[[noreturn]] void refuse_absent(const std::string& connection, const std::string& table,
                                const rows::Field& field);
[[noreturn]] void refuse_target_type(const std::string& connection, const std::string& table,
                                     const rows::Field& field);

}  // namespace waybill::warehouse

#endif

// The columns of a table that is written, as they are now: what each keeps as it is, so that what
// the server would cut or round without a word is refused.
#ifndef WAYBILL_WAREHOUSE_ODBC_TARGET_HPP
#define WAYBILL_WAREHOUSE_ODBC_TARGET_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "sql/statements.hpp"
#include "warehouse/odbc/connection.hpp"

namespace waybill::warehouse::odbc {

struct Target {
  std::string name;    // of the column
  std::string type;    // PostgreSQL: for unnest(?::type[])
  int limit = -1;      // of characters, places after the point, fraction digits; -1: none
  bool trims = false;  // blanks at the end of a text go
  bool nul = true;     // texts may hold NUL characters
};

// One a field of the schema, in order. Throws Error(unsupported) where a column cannot keep such
// values.
std::vector<Target> find_targets(Connection& connection, const sql::Table& table,
                                 const rows::Schema& schema);

// Throw Error(unsupported) for a value that the column would not keep as it is.
void require_text(const Target& target, std::string_view text);
void require_json(const Target& target, std::string_view json);
void require_places(const Target& target, std::string_view digits);
void require_fraction(const Target& target, std::int64_t micros);
void require_finite(const Target& target, double value, std::string_view server);

}  // namespace waybill::warehouse::odbc

#endif

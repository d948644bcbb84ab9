// The first layer of read-only: a query must be exactly one statement that only reads, told from
// its text. Sessions and transactions that cannot write are further layers.
#ifndef WAYBILL_SQL_GATE_HPP
#define WAYBILL_SQL_GATE_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/syntax.hpp"

namespace waybill::sql {

struct Refusal {
  std::size_t at = 0;   // byte in the query
  std::string message;  // "calls pg_read_file, which reads files of the server"
  std::string hint;
};

// nullopt: one SELECT, WITH, VALUES or TABLE that only reads and can be put between parentheses:
// every text, name, comment and parenthesis is closed, no parameter, no INTO, no row lock, no
// statement that changes data inside it, no denied function.
std::optional<Refusal> refuse_unless_read_only(const Syntax& syntax, std::string_view query);

// The query without blanks, comments and semicolons at its end. Throws Error(not_read_only) with
// the refusal.
std::string_view single_query(const Syntax& syntax, std::string_view query);

// The select list at the top level: of a WITH, its main statement's; of a UNION, the first one's.
struct SelectList {
  bool known = false;                // false: VALUES, TABLE, or a query that is refused
  bool has_star = false;             // * or t.*
  std::vector<std::string> columns;  // result names as far as the text says: aliases and plain
                                     // (possibly qualified) columns, unquoted; "" where unnamed
};
SelectList top_select_list(const Syntax& syntax, std::string_view query);

}  // namespace waybill::sql

#endif

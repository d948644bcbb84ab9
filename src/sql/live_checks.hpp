// Statements that look at a model's rows in a live warehouse, bounded in rows and bytes, and what
// only the warehouse's own catalogue tells.
#ifndef WAYBILL_SQL_LIVE_CHECKS_HPP
#define WAYBILL_SQL_LIVE_CHECKS_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/statements.hpp"

namespace waybill::sql {

// A column of a page. `bounded`: cells of more than PageSpec::cell_bytes come as NULL, flagged.
struct PageColumn {
  std::string name;
  bool bounded = false;
};

// A page of what another statement reads.
struct PageSpec {
  Statement from;  // one SELECT that passed the gate, put between parentheses
  std::vector<PageColumn> columns;
  std::int64_t cell_bytes = 0;
  std::vector<std::string> order;  // column names of `from`; empty: as it comes
  bool descending = false;
  std::int64_t limit = 0;
  std::int64_t offset = 0;
};
// The columns in their order, then the flags: bigints, each bit a bounded column whose cell was too
// large, kFlagsEach of them in one, in the order of the bounded columns.
inline constexpr std::size_t kFlagsEach = 50;
std::size_t flag_columns(const PageSpec& spec);
Statement page(const Dialect& dialect, const PageSpec& spec);

// count(*) of what another statement reads.
Statement count_of(const Statement& from);

// How the columns of the first row are stored, where a column may hold any value: texts.
std::optional<Statement> storage_probe(const Dialect& dialect, const Statement& from,
                                       const std::vector<std::string>& columns);

// The logical type of such a text; nullopt: any value may be in there.
std::optional<rows::Logical> type_of_storage(std::string_view storage);

// The cells of a page's one column as text, and how they are stored where a column may hold any
// value (else NULL): two result columns. Rows as the page would have them.
Statement cells_as_text(const Dialect& dialect, const PageSpec& spec, const std::string& column);

// How a column compares texts: 0 exactly, else a sum of these. `from` reads the column. A column
// that cannot hold any letter may refuse to be compared with one: then it is asked with ASCII.
enum Inexact : std::int64_t {
  ignores_case = 1,
  ignores_accents = 2,
  ignores_trailing_blanks = 4,
  ignores_normal_form = 8
};
enum class Letters { any, ascii };
Statement comparison_probe(const Dialect& dialect, const Statement& from, const std::string& column,
                           Letters letters);

// Whether an index begins with the column, or with the tenant's and then the column: 1 or 0; -1
// where the table can have none (a view). nullopt: not known how to ask this vendor.
std::optional<Statement> index_probe(const Dialect& dialect, const Table& table,
                                     const std::string& column, const std::string& tenant_column);

}  // namespace waybill::sql

#endif

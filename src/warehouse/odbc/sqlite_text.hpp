// Statements as the SQLite ODBC driver reads them right, and what they must not call through it.
#ifndef WAYBILL_WAREHOUSE_ODBC_SQLITE_TEXT_HPP
#define WAYBILL_WAREHOUSE_ODBC_SQLITE_TEXT_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rows/value.hpp"
#include "sql/gate.hpp"
#include "sql/lexer.hpp"

namespace waybill::warehouse::odbc {

// The name that a word or a quoted name says.
std::string sqlite_name(const sql::Token& token, std::string_view text);

// The driver looks for quotes, { and ? in comments too; a name between double quotes that no column
// has would be a text; and the driver takes VALUES for a statement without rows: without comments,
// names between backticks, and SELECT * FROM (VALUES ...).
std::string spell_for_sqlite(const sql::Syntax& syntax, std::string_view text);

// `values` in the places of the marks: the driver keeps the whole result of what has parameters.
std::string with_literals(const sql::Syntax& syntax, std::string_view text,
                          const std::vector<rows::Value>& values);

// Functions that reach outside the database, some of them the driver's own; of a reading statement
// also pragmas in the place of tables.
std::optional<sql::Refusal> refuse_sqlite_functions(const sql::Syntax& syntax,
                                                    std::string_view text, bool reading);

}  // namespace waybill::warehouse::odbc

#endif

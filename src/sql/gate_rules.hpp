// The rules of the read-only gate on a query's parts. Each answers the first thing it refuses.
#ifndef WAYBILL_SQL_GATE_RULES_HPP
#define WAYBILL_SQL_GATE_RULES_HPP

#include "sql/parts.hpp"

namespace waybill::sql {

// Statements that change data within WITH or parentheses.
std::optional<Refusal> refuse_data_changes(const Parts& parts);
// INTO, row locks, assignments, sequences and the like, at one part.
std::optional<Refusal> refuse_clause(const Parts& parts, std::size_t i);
// A call of a denied function at one part.
std::optional<Refusal> refuse_function(const Parts& parts, std::size_t i);
std::optional<Refusal> refuse_parameters(const Parts& parts);
// Files in the place of tables.
std::optional<Refusal> refuse_files(const Parts& parts);

// A part for a message: short, on one line; a word in upper case, a text only as "a text".
std::string shown_part(const Parts& parts, std::size_t i);

}  // namespace waybill::sql

#endif

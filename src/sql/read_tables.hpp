// Which tables a query names, told from its text.
#ifndef WAYBILL_SQL_READ_TABLES_HPP
#define WAYBILL_SQL_READ_TABLES_HPP

#include <cstddef>
#include <string_view>
#include <vector>

#include "sql/parts.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {

// Positions where a table stands: behind FROM and JOIN, and in their lists. A query in parentheses
// and a function stand there too.
std::vector<std::size_t> table_places(const Parts& parts);

// A table that is named by `begin` to before `end`: not one of the query's own WITH, nor a
// function.
struct TablePlace {
  std::size_t begin = 0;
  std::size_t end = 0;
  Table table;
};
std::vector<TablePlace> places_of_tables(const Parts& parts);

// Of a query that passed the gate, without repeats.
std::vector<Table> tables_read(const Syntax& syntax, std::string_view query);

std::string shown_table(const Table& table);  // for messages: app.orders

// The same name in any ASCII case, and the same schema where both have one.
bool may_be_same(const Table& a, const Table& b);

}  // namespace waybill::sql

#endif

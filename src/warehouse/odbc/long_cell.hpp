// Cells by SQLGetData: whole, whatever their length.
#ifndef WAYBILL_WAREHOUSE_ODBC_LONG_CELL_HPP
#define WAYBILL_WAREHOUSE_ODBC_LONG_CELL_HPP

#include <cstddef>
#include <optional>
#include <string>

#include "warehouse/odbc/cell_reader.hpp"
#include "warehouse/odbc/connection.hpp"

namespace waybill::warehouse::odbc {

// Of the row the statement stands on; `column` counts from 1. False: NULL. `carrier` varies in
// length; `expected` is the length as far as it is known.
bool read_cell(Connection& connection, const StatementHandle& statement, SQLUSMALLINT column,
               Carrier carrier, std::size_t expected, std::string& out);

// A cell of a fixed length into `to`.
bool read_fixed(Connection& connection, const StatementHandle& statement, SQLUSMALLINT column,
                Carrier carrier, char* to, std::size_t width);

// Whatever its type, as text; nullopt: NULL.
std::optional<std::string> long_text(Connection& connection, const StatementHandle& statement,
                                     SQLUSMALLINT column);

}  // namespace waybill::warehouse::odbc

#endif

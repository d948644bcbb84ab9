// How each column of a result is asked for, by its type there.
#ifndef WAYBILL_WAREHOUSE_ODBC_ASKED_HPP
#define WAYBILL_WAREHOUSE_ODBC_ASKED_HPP

#include <cstddef>
#include <string_view>

#include "warehouse/odbc/cell_reader.hpp"
#include "warehouse/odbc/cells.hpp"

namespace waybill::warehouse::odbc {

class Connection;

struct Asked {
  Form form = Form::none;
  std::string_view cast;  // packed, "" or an expression with {} for the column: "{}::text"
  std::size_t width = 0;  // of a cell's buffer; 0: by the carrier
};
// `to`: the type it is read as.
Asked ask(const Connection& connection, const SourceColumn& column, rows::Logical to);

}  // namespace waybill::warehouse::odbc

#endif

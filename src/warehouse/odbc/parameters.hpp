// Values as bound parameters of a statement.
#ifndef WAYBILL_WAREHOUSE_ODBC_PARAMETERS_HPP
#define WAYBILL_WAREHOUSE_ODBC_PARAMETERS_HPP

#include <string>
#include <string_view>
#include <vector>

#include "rows/value.hpp"
#include "warehouse/odbc/handles.hpp"

namespace waybill::warehouse::odbc {

class Connection;

// Owns what the driver reads when the statement is executed; outlives the execution.
struct ParameterBuffers {
  std::vector<std::string> texts;
  std::vector<SQLLEN> lengths;
};

// `text` with each ? outside texts, names and comments made to be of its value's type where the
// server would guess another one ("CAST(? AS timestamptz)"); the marks stay ?. Called before
// prepare. The counts were compared already.
std::string typed_marks(const Connection& connection, std::string_view text,
                        const std::vector<rows::Value>& values);

// Throws Error(unsupported) for a text with a NUL character, and for NaN and infinities, where the
// server keeps none.
void bind(StatementHandle& statement, const std::vector<rows::Value>& values,
          ParameterBuffers& buffers);

}  // namespace waybill::warehouse::odbc

#endif

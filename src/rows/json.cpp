// One cell of a column as JSON.
#include "rows/json.hpp"

#include "base/text.hpp"

namespace waybill::rows {

base::Json cell_json(const Column& column, std::int64_t row) {
  if (column.is_null(row)) return nullptr;
  switch (column.type().logical) {
    case Logical::boolean:
      return column.bit(row);
    case Logical::integer:
      return static_cast<std::int64_t>(column.int32(row));
    case Logical::floating:
      return column.float64(row);
    case Logical::bytes:
      return base::to_base64(column.variable(row));
    case Logical::text:
    case Logical::json:
      return column.variable(row);
    default:
      return value_text(column.value(row));
  }
}

}  // namespace waybill::rows

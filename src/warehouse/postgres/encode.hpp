// One cell of a column as a field of COPY's binary format, by the type of the table's column.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_ENCODE_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_ENCODE_HPP

#include <cstdint>
#include <string>

#include "rows/batch.hpp"
#include "warehouse/postgres/libpq.hpp"

namespace waybill::warehouse::postgres {

struct CellWriter {
  // Appends the field's bytes without their length. Throws Error(unsupported) for a value that the
  // column would not keep as it is.
  using Encode = void (*)(CellWriter& writer, const rows::Column& column, std::int64_t row,
                          std::string& out);

  Encode encode = nullptr;  // nullptr: no exact way from this type to that
  std::string name;         // of the column
  std::string digits;       // decimals on their way
  int limit = -1;           // of characters, fraction digits or digits after the point; -1: none
};

// `modifier` as the server describes the column: varchar(n), timestamp(3), numeric(18,4).
CellWriter make_writer(const rows::Field& from, Oid to, int modifier);

}  // namespace waybill::warehouse::postgres

#endif

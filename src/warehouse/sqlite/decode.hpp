// One SQLite value into one cell of a column, by the column's logical type.
#ifndef WAYBILL_WAREHOUSE_SQLITE_DECODE_HPP
#define WAYBILL_WAREHOUSE_SQLITE_DECODE_HPP

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "rows/batch.hpp"
#include "rows/codec.hpp"

namespace waybill::warehouse::sqlite {

struct CellReader {
  // Appends the value, or answers why it does not fit and appends nothing. `storage` is the
  // value's type, never SQLITE_NULL.
  using Decode = rows::Misfit (*)(CellReader& reader, sqlite3_value* value, int storage,
                                  rows::Column& out);

  Decode decode = nullptr;
  rows::Type type;
  bool truncate = false;       // digits beyond the type's are cut and counted
  std::int64_t truncated = 0;  // values
  std::size_t bytes = 0;       // of variable cells, since the batch began
  std::string scratch;
};

CellReader make_reader(const rows::Type& type, bool truncate);

}  // namespace waybill::warehouse::sqlite

#endif

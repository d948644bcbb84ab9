// One binary value of the server into one cell of a column, by the two types.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_DECODE_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_DECODE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "rows/batch.hpp"
#include "rows/codec.hpp"
#include "warehouse/postgres/libpq.hpp"

namespace waybill::warehouse::postgres {

struct CellReader {
  // Appends the value, or answers why it does not fit and appends nothing.
  using Decode = rows::Misfit (*)(CellReader& reader, std::string_view wire, rows::Column& out);

  Decode decode = nullptr;  // nullptr: no exact way from this type to that
  rows::Type type;
  bool truncate = false;       // digits beyond the type's are cut and counted
  std::int64_t truncated = 0;  // values
  std::size_t bytes = 0;       // of variable cells, since the batch began
  std::string scratch;
};

CellReader make_reader(Oid from, const rows::Type& to, bool truncate);

}  // namespace waybill::warehouse::postgres

#endif

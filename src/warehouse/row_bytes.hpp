// What a row takes in a batch, for ending batches where asked.
#ifndef WAYBILL_WAREHOUSE_ROW_BYTES_HPP
#define WAYBILL_WAREHOUSE_ROW_BYTES_HPP

#include <cstddef>

#include "rows/type.hpp"

namespace waybill::warehouse {

// Of one cell's slot; the bytes of a variable one come on top.
constexpr std::size_t slot_bytes(rows::Layout layout) {
  switch (layout) {
    case rows::Layout::bit:
      return 1;
    case rows::Layout::int32:
    case rows::Layout::variable:
      return 4;
    case rows::Layout::int64:
    case rows::Layout::float64:
      return 8;
    case rows::Layout::decimal128:
    case rows::Layout::fixed16:
      return 16;
    case rows::Layout::decimal256:
      return 32;
  }
  return 0;
}

}  // namespace waybill::warehouse

#endif

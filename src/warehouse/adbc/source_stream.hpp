// A batch as a stream that a driver pulls from: in slices, stoppable between two of them.
#ifndef WAYBILL_WAREHOUSE_ADBC_SOURCE_STREAM_HPP
#define WAYBILL_WAREHOUSE_ADBC_SOURCE_STREAM_HPP

#include <cstdint>
#include <vector>

#include "rows/batch.hpp"
#include "warehouse/adbc/handles.hpp"
#include "warehouse/adbc/watch.hpp"

namespace waybill::warehouse::adbc {

// What the driver did with the stream. It answers with success whatever happens to it.
struct Pulled {
  std::int64_t rows = 0;
  bool ended = false;    // it has seen the end
  bool stopped = false;  // we told it that there is no more to come
};

// What is sent: columns in the order wanted.
struct Rows {
  rows::Schema schema;
  std::vector<const rows::Column*> columns;
  std::int64_t length = 0;
};
// All of it outlives the stream and the arrays it hands out.
ArrayStream make_stream(const Rows& rows, const Watch& watch, Pulled& pulled);

}  // namespace waybill::warehouse::adbc

#endif

// What every stream of rows does before it fills a batch.
#ifndef WAYBILL_WAREHOUSE_BATCH_START_HPP
#define WAYBILL_WAREHOUSE_BATCH_START_HPP

#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/error.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse {

inline void start_batch(const rows::Schema& schema, rows::Batch& batch,
                        std::vector<CellMisfit>& misfits) {
  if (batch.schema == schema) {
    batch.clear();
  } else {
    batch = rows::Batch(schema);
  }
  misfits.clear();
}

// `then`, `now`: how often the session has rolled back, when the stream began and today.
inline void check_no_rollback(std::int64_t then, std::int64_t now, const std::string& connection) {
  if (then == now) return;
  throw Error(codes::sql_rejected,
              fmt::format("connection '{}': the transaction was rolled back while its result was "
                          "being read",
                          connection))
      .with_hint("read to the end, or let go of the result, before the rollback");
}

}  // namespace waybill::warehouse

#endif

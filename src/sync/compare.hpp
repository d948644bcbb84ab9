// What stands at both ends, row by row: the proof that a sync has delivered what it should.
#ifndef WAYBILL_SYNC_COMPARE_HPP
#define WAYBILL_SYNC_COMPARE_HPP

#include <cstdint>
#include <optional>
#include <vector>

#include "base/cancel.hpp"
#include "base/json.hpp"
#include "sync/job.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// Keys of some of the rows, as objects.
struct Sample {
  std::int64_t rows = 0;
  std::vector<base::Json> keys;
};

struct Comparison {
  std::int64_t source_rows = 0;       // of the job's tenant and window
  std::int64_t destination_rows = 0;  // of the whole table
  std::int64_t equal = 0;             // in every column that is sent
  std::int64_t refused = 0;           // that cannot be sent: no key, a repeated one, a misfit
  Sample different;
  Sample only_in_source;
  std::optional<Sample> only_in_destination;  // absent: of a window it cannot be told
};

// Reads the job's rows and puts them beside the destination's table, in temporary tables of its
// session. Changes nothing. `keys`: how many of each kind are named.
Comparison compare(const Job& job, warehouse::Session& source, warehouse::Session& destination,
                   std::size_t keys, const base::CancelToken& cancel);

}  // namespace waybill::sync

#endif

// Whether all keys of a run are different, told by 8 bytes a row: then nothing has to look for
// repeated ones at the destination.
#ifndef WAYBILL_SYNC_DISTINCT_KEYS_HPP
#define WAYBILL_SYNC_DISTINCT_KEYS_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rows/batch.hpp"
#include "sync/job.hpp"
#include "sync/ledger.hpp"
#include "sync/plan.hpp"

namespace waybill::sync {

class DistinctKeys {
 public:
  // Knows nothing where a staging table needs its key's index anyway, or equal keys may be spelled
  // in two ways.
  DistinctKeys(const Job& job, const Plan& plan, const sql::Dialect& destination);

  void see(const rows::Batch& rows);
  // After the last batch. False: some may be equal, or there were too many for the job's memory.
  bool proven();

 private:
  const Plan& plan_;
  RowHash hash_;
  std::size_t most_ = 0;  // rows; 0: gave up
  std::vector<std::uint64_t> keys_;
};

}  // namespace waybill::sync

#endif

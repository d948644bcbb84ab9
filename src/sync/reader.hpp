// The reading half of a run: rows of the source, checked, in parcels for the loading half.
#ifndef WAYBILL_SYNC_READER_HPP
#define WAYBILL_SYNC_READER_HPP

#include <cstdint>
#include <optional>

#include "sync/check.hpp"
#include "sync/distinct_keys.hpp"
#include "sync/job.hpp"
#include "sync/key_order.hpp"
#include "sync/plan.hpp"
#include "sync/queue.hpp"
#include "sync/report.hpp"
#include "sync/sent.hpp"
#include "sync/settle.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

struct ReadOutcome {
  Counts counts;
  std::optional<rows::Value> greatest;
  bool keys_known = true;
  bool keys_distinct = false;
  std::int64_t truncated_values = 0;
};

// Runs on a thread of its own, so that reading and checking overlap with loading.
class Reader {
 public:
  // With `sent`, rows that are as they were sent go no further.
  Reader(const Job& job, const Plan& plan, warehouse::Session& source,
         const sql::Dialect& destination, DeadLetters& dead_letters, Settling& settling,
         SentRows* sent, ParcelQueue& queue);

  ReadOutcome run();

 private:
  void read_retried(Pass pass);
  void send_kept();
  bool pass_on(Parcel& parcel, const std::vector<warehouse::CellMisfit>& misfits, Pass pass);
  void read(const sql::ReadSpec& spec, Pass pass);
  void check_most_rows() const;

  const Job& job_;
  const Plan& plan_;
  warehouse::Session& source_;
  Settling& settling_;
  SentRows* sent_;
  ParcelQueue& queue_;
  KeyOrder order_;
  RowChecks checks_;
  DistinctKeys keys_;
  std::int64_t unchanged_ = 0;
  warehouse::ReadOptions options_;
  std::int64_t truncated_ = 0;
};

}  // namespace waybill::sync

#endif

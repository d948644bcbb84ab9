// The rows of a job as a run reads, checks and refuses them, handed to the caller in place of a
// destination. A batch at a time is in memory.
#ifndef WAYBILL_SYNC_CHECKED_ROWS_HPP
#define WAYBILL_SYNC_CHECKED_ROWS_HPP

#include <memory>
#include <vector>

#include "sync/check.hpp"
#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

class CheckedRows {
 public:
  // Looks at the source and plans. Both outlive this.
  CheckedRows(const Job& job, warehouse::Session& source);

  const Plan& plan() const { return plan_; }
  const rows::Schema& schema() const { return schema_; }  // the columns that are sent
  bool next(rows::Batch& batch);                          // false: the end
  const Counts& counts() const { return checks_.counts(); }
  const std::vector<DeadLetter>& refused() const { return refused_.letters(); }
  std::int64_t truncated_values() const { return truncated_; }  // at the end

 private:
  void start();

  const Job& job_;
  warehouse::Session& source_;
  const Plan plan_;
  const rows::Schema schema_;
  DeadLetters refused_;
  Settling settling_;  // nothing waits
  RowChecks checks_;
  std::unique_ptr<warehouse::RowStream> stream_;
  std::vector<warehouse::CellMisfit> misfits_;
  std::int64_t truncated_ = 0;
  bool ended_ = false;
};

}  // namespace waybill::sync

#endif

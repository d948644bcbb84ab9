// The ledger in memory, 16 bytes a row: which rows of a read are as they were sent, and which of
// those that were sent did not come. Rows that did not change then never reach the destination.
#ifndef WAYBILL_SYNC_SENT_HPP
#define WAYBILL_SYNC_SENT_HPP

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "rows/batch.hpp"
#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "sync/queue.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// Thrown where only the destination can compare: by way of staging all rows of a key are beside
// each other, and memory does not grow with what vanished.
struct NeedsStaging {};

class SentRows {
 public:
  // nullptr: what was sent does not fit into the memory of the job, or this run reads only a part
  // of the source, or has no use for it.
  static std::unique_ptr<SentRows> read(const Job& job, const Plan& plan,
                                        warehouse::Session& destination);

  // Takes out the rows that are as they were sent, and answers how many. Throws NeedsStaging when
  // a key that was sent comes a second time.
  std::int64_t take_out_unchanged(Parcel& parcel);

  // After the last parcel: the keys of rows that were sent and did not come, by one more read of
  // the ledger. Throws NeedsStaging when they are very many.
  void find_vanished(warehouse::Session& destination);
  const rows::Batch& vanished() const { return vanished_; }

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::uint64_t row = 0;
  };

  SentRows(const Job& job, const Plan& plan);
  void each_key(warehouse::Session& destination,
                const std::function<void(const rows::Batch& batch, std::int64_t row,
                                         std::uint64_t key)>& tell) const;
  void index();
  std::size_t leading_bits(std::uint64_t key) const {
    return shift_ == 64 ? 0 : static_cast<std::size_t>(key >> shift_);
  }
  const Entry* find(std::uint64_t key) const;
  std::size_t place(const Entry* entry) const {
    return static_cast<std::size_t>(entry - entries_.data());
  }

  const Plan& plan_;
  std::string salt_;  // of the run: nobody can make keys that look alike to it
  std::vector<std::size_t> ledger_key_;
  std::vector<Entry> entries_;        // by key
  std::vector<std::uint32_t> first_;  // of the keys with the same leading bits
  int shift_ = 64;
  std::vector<bool> came_;   // as a row that goes, or is marked as deleted
  std::vector<bool> there_;  // as any row
  rows::Batch vanished_;
};

}  // namespace waybill::sync

#endif

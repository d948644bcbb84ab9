// Dead letters of earlier runs, while their rows come again: which of them are settled.
#ifndef WAYBILL_SYNC_SETTLE_HPP
#define WAYBILL_SYNC_SETTLE_HPP

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sync/plan.hpp"
#include "sync/report.hpp"

namespace waybill::sync {

class Settling {
 public:
  Settling(const Job& job, const Plan& plan);

  bool waits() const { return !waiting_.empty(); }
  // Keys to read, in the order of plan.key, where the run does not read everything.
  const std::vector<std::vector<rows::Value>>& keys() const { return keys_; }
  // A row came from the source, and goes to the destination or does not.
  void came(const rows::Batch& batch, std::int64_t row, bool goes);
  bool awaits(const rows::Batch& batch, std::int64_t row) const;
  // A row goes as its dead letter kept it; `payload` is what a new one would keep.
  void resent(const std::string& id, const base::Json& payload);
  // `refused` by this run; `all_read`: what did not come is not there.
  Settled result(const std::vector<DeadLetter>& refused, bool all_read) const;

 private:
  void settle_resent(const std::vector<DeadLetter>& refused, Settled& settled) const;

  enum class Fate { unknown, delivered, refused };
  struct Waiting {
    std::vector<std::string> ids;
    bool readable = false;  // by its key
    bool read = false;      // whatever the run's window is
    Fate fate = Fate::unknown;
  };
  const Plan& plan_;
  std::unordered_map<std::string, Waiting> waiting_;         // by the key's JSON
  std::vector<std::pair<std::string, std::string>> resent_;  // id, payload
  std::vector<std::vector<rows::Value>> keys_;
};

}  // namespace waybill::sync

#endif

// Rows in the order of their keys, a stretch of the job's memory at a time: an index whose keys
// come so is filled page by page, not all over.
#ifndef WAYBILL_SYNC_KEY_ORDER_HPP
#define WAYBILL_SYNC_KEY_ORDER_HPP

#include <cstddef>
#include <vector>

#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "sync/queue.hpp"

namespace waybill::sync {

class KeyOrder {
 public:
  // Leaves rows as they come where they do not fill an index, loaded or merged many at a time.
  KeyOrder(const Job& job, const Plan& plan, ParcelQueue& queue);

  // How many parcels may wait while the next stretch is gathered.
  static std::size_t parcels_of(const Job& job, const Plan& plan);

  // As ParcelQueue::push, now or with a later parcel.
  bool push(Parcel parcel);
  bool push_rest();

 private:
  struct Place;
  std::vector<Place> order() const;

  const Plan& plan_;
  ParcelQueue& queue_;
  std::size_t most_bytes_ = 0;
  std::size_t bytes_ = 0;
  std::vector<Parcel> held_;
};

}  // namespace waybill::sync

#endif

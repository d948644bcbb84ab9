// A bounded hand-over of rows between the reading and the writing thread. Parcels go round: the
// writer gives them back, so that their memory is used again.
#ifndef WAYBILL_SYNC_QUEUE_HPP
#define WAYBILL_SYNC_QUEUE_HPP

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "rows/batch.hpp"

namespace waybill::sync {

// What came of one batch of the source.
struct Parcel {
  rows::Batch rows;       // that go to the destination
  rows::Batch gone;       // keys of rows that are marked as deleted
  rows::Batch seen;       // keys of rows that are there, but do not go
  std::int64_t came = 0;  // rows of the batch
};

class ParcelQueue {
 public:
  explicit ParcelQueue(std::size_t capacity) : capacity_(capacity) {}

  // Waits for room. False: the writer has gone, nothing more is wanted.
  bool push(Parcel parcel) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || full_.size() < capacity_; });
    if (closed_) return false;
    full_.push_back(std::move(parcel));
    changed_.notify_all();
    return true;
  }
  // Waits for a parcel. nullopt: the reader has finished (or failed) and all are taken.
  std::optional<Parcel> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || !full_.empty(); });
    if (full_.empty()) return std::nullopt;
    Parcel parcel = std::move(full_.front());
    full_.pop_front();
    changed_.notify_all();
    return parcel;
  }
  void give_back(Parcel parcel) {
    const std::lock_guard lock(mutex_);
    spare_.push_back(std::move(parcel));
  }
  std::optional<Parcel> spare() {
    const std::lock_guard lock(mutex_);
    if (spare_.empty()) return std::nullopt;
    Parcel parcel = std::move(spare_.back());
    spare_.pop_back();
    return parcel;
  }
  // From either side: no push succeeds any more, pop empties what is left.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t capacity_;
  bool closed_ = false;
  std::deque<Parcel> full_;
  std::vector<Parcel> spare_;
};

// Neither side may leave the other waiting, however it ends.
struct CloseAtEnd {
  ParcelQueue& queue;
  ~CloseAtEnd() { queue.close(); }
};

}  // namespace waybill::sync

#endif

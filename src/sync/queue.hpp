// A bounded hand-over of batches between the reading and the writing thread. Batches go round: the
// writer gives them back empty, so that their memory is used again.
#ifndef WAYBILL_SYNC_QUEUE_HPP
#define WAYBILL_SYNC_QUEUE_HPP

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "rows/batch.hpp"

namespace waybill::sync {

class BatchQueue {
 public:
  explicit BatchQueue(std::size_t capacity) : capacity_(capacity) {}

  // Waits for room. False: the writer has gone, nothing more is wanted.
  bool push(rows::Batch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || full_.size() < capacity_; });
    if (closed_) return false;
    full_.push_back(std::move(batch));
    changed_.notify_all();
    return true;
  }
  // Waits for a batch. nullopt: the reader has finished (or failed) and all are taken.
  std::optional<rows::Batch> pop() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || !full_.empty(); });
    if (full_.empty()) return std::nullopt;
    rows::Batch batch = std::move(full_.front());
    full_.pop_front();
    changed_.notify_all();
    return batch;
  }
  void give_back(rows::Batch batch) {
    const std::lock_guard lock(mutex_);
    spare_.push_back(std::move(batch));
  }
  std::optional<rows::Batch> spare() {
    const std::lock_guard lock(mutex_);
    if (spare_.empty()) return std::nullopt;
    rows::Batch batch = std::move(spare_.back());
    spare_.pop_back();
    return batch;
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
  std::deque<rows::Batch> full_;
  std::vector<rows::Batch> spare_;
};

}  // namespace waybill::sync

#endif

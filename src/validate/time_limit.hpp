// A deadline over calls of a session: what is running when it comes is cancelled, on every driver
// alike, and what follows is not begun.
#ifndef WAYBILL_VALIDATE_TIME_LIMIT_HPP
#define WAYBILL_VALIDATE_TIME_LIMIT_HPP

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "warehouse/session.hpp"

namespace waybill::validate {

class TimeLimit {
 public:
  TimeLimit(warehouse::Session& session, std::chrono::milliseconds limit);
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;
  // Leaves the session usable when it was this limit that cancelled it.
  ~TimeLimit();

  bool over() const { return over_; }
  std::int64_t milliseconds() const { return limit_.count(); }

 private:
  warehouse::Session& session_;
  std::chrono::milliseconds limit_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::atomic<bool> over_ = false;
  std::thread watcher_;
};

}  // namespace waybill::validate

#endif

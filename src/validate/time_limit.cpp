#include "validate/time_limit.hpp"

namespace waybill::validate {

TimeLimit::TimeLimit(warehouse::Session& session, std::chrono::milliseconds limit)
    : session_(session), limit_(limit) {
  watcher_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    if (ended_.wait_for(lock, limit_, [this] { return done_; })) return;
    over_ = true;
    session_.cancel();
  });
}

TimeLimit::~TimeLimit() {
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  ended_.notify_one();
  watcher_.join();
  if (over_) session_.clear_cancel();
}

}  // namespace waybill::validate

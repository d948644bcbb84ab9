#include "warehouse/odbc/ahead.hpp"

#include <system_error>
#include <utility>

namespace waybill::warehouse::odbc {

Ahead::~Ahead() {
  if (!thread_.joinable()) return;
  settle();
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

bool Ahead::start(std::function<void()> work) {
  if (!thread_.joinable()) {
    try {
      thread_ = std::thread([this] { run(); });
    } catch (const std::system_error&) {
      return false;
    }
  }
  {
    const std::lock_guard lock(mutex_);
    work_ = std::move(work);
    busy_ = true;
  }
  changed_.notify_all();
  return true;
}

void Ahead::settle() noexcept {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !busy_; });
}

void Ahead::wait() {
  settle();
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Ahead::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return busy_ || ends_; });
    if (!busy_) return;
    lock.unlock();
    std::exception_ptr failure;
    try {
      work_();
    } catch (const std::exception&) {
      failure = std::current_exception();
    }
    lock.lock();
    failure_ = failure;
    busy_ = false;
    changed_.notify_all();
  }
}

}  // namespace waybill::warehouse::odbc

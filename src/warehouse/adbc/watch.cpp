#include "warehouse/adbc/watch.hpp"

#include <utility>

namespace waybill::warehouse::adbc {
namespace {

// The first may have come before the driver began.
constexpr auto kPressEvery = std::chrono::milliseconds(10);

}  // namespace

Watch::Watch(std::function<void()> press, std::chrono::seconds statement_limit)
    : press_(std::move(press)), limit_(statement_limit), thread_([this] { run(); }) {}

Watch::~Watch() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

void Watch::cancel() noexcept {
  const std::lock_guard lock(mutex_);
  cancelled_ = true;
  if (active_) changed_.notify_all();
}

void Watch::clear() noexcept {
  const std::lock_guard lock(mutex_);
  cancelled_ = false;
}

void Watch::start_statement() {
  const std::lock_guard lock(mutex_);
  timed_out_ = false;
  until_.reset();
  if (limit_.count() > 0) until_ = Clock::now() + limit_;
}

void Watch::enter() {
  const std::lock_guard lock(mutex_);
  active_ = true;
  if (cancelled_ || until_) changed_.notify_all();
}

void Watch::leave() noexcept {
  const std::lock_guard lock(mutex_);
  active_ = false;
}

void Watch::run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    if (!active_) {
      changed_.wait(lock);
      continue;
    }
    const bool late = until_ && Clock::now() >= *until_;
    if (late) timed_out_ = true;
    if (cancelled_ || late) {
      press_();
      changed_.wait_for(lock, kPressEvery);
    } else if (until_) {
      changed_.wait_until(lock, *until_);
    } else {
      changed_.wait(lock);
    }
  }
}

}  // namespace waybill::warehouse::adbc

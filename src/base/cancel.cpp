// The shared flag behind CancelToken, and the list of interrupters still to run.
#include "base/cancel.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace waybill::base {

struct CancelToken::State {
  std::atomic<bool> cancelled{false};
  std::mutex mutex;
  std::condition_variable finished;
  std::vector<std::shared_ptr<Registration::Entry>> waiting;
};

struct CancelToken::Registration::Entry {
  std::shared_ptr<State> state;
  std::function<void()> interrupt;
  std::thread::id runner;  // guarded by state->mutex, as is running
  bool running = false;

  void remove(const std::shared_ptr<Entry>& self) {
    std::unique_lock lock(state->mutex);
    std::erase(state->waiting, self);
    if (runner == std::this_thread::get_id()) return;  // destroyed by the interrupter itself
    state->finished.wait(lock, [this] { return !running; });
  }
};

CancelToken::CancelToken() : state_(std::make_shared<State>()) {}

void CancelToken::cancel() const {
  // Keeps the state alive should an interrupter destroy the last token.
  const std::shared_ptr<State> state = state_;
  state->cancelled.store(true, std::memory_order_release);
  std::unique_lock lock(state->mutex);
  while (!state->waiting.empty()) {
    const std::shared_ptr<Registration::Entry> entry = std::move(state->waiting.front());
    state->waiting.erase(state->waiting.begin());
    entry->running = true;
    entry->runner = std::this_thread::get_id();
    lock.unlock();
    entry->interrupt();
    entry->interrupt = nullptr;  // what it captured may own a Registration: not under the lock
    lock.lock();
    entry->running = false;
    entry->runner = {};
    state->finished.notify_all();
  }
}

bool CancelToken::cancelled() const {
  return state_->cancelled.load(std::memory_order_acquire);
}

void CancelToken::throw_if_cancelled() const {
  if (cancelled()) throw Error(codes::cancelled, "the operation was cancelled");
}

void CancelToken::sleep(std::chrono::nanoseconds time) const {
  std::mutex mutex;
  std::condition_variable woken;
  bool cancelled = false;
  const auto registration = on_cancel([&] {
    const std::lock_guard lock(mutex);
    cancelled = true;
    woken.notify_all();
  });
  std::unique_lock lock(mutex);
  woken.wait_for(lock, time, [&] { return cancelled; });
  lock.unlock();
  throw_if_cancelled();
}

CancelToken::Registration& CancelToken::Registration::operator=(Registration&& other) noexcept {
  Registration old(std::move(*this));
  entry_ = std::move(other.entry_);
  return *this;
}

CancelToken::Registration::~Registration() {
  if (entry_ != nullptr) entry_->remove(entry_);
}

CancelToken::Registration CancelToken::on_cancel(std::function<void()> interrupt) const {
  Registration registration;
  {
    const std::lock_guard lock(state_->mutex);
    if (!cancelled()) {
      registration.entry_ = std::make_shared<Registration::Entry>();
      registration.entry_->state = state_;
      registration.entry_->interrupt = std::move(interrupt);
      state_->waiting.push_back(registration.entry_);
      return registration;
    }
  }
  interrupt();
  return registration;
}

}  // namespace waybill::base

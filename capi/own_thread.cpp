#include "capi/own_thread.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

#include "capi/guard.hpp"
#include "capi/signals.hpp"

namespace waybill::capi {
namespace {

// Twice this is within the second in which a cancel is answered: for a write, and for its close.
constexpr std::chrono::milliseconds kGrace{450};

}  // namespace

struct OwnThread::Shared {
  std::mutex mutex;
  std::condition_variable changed;
  std::function<void()> work;
  std::function<void()> last;
  std::exception_ptr failure;
  bool working = false;
  bool cancelled = false;
  bool ended = false;
};

OwnThread::OwnThread() : shared_(std::make_shared<Shared>()) {
  const SignalsBlocked blocked;
  thread_ = std::thread([shared = shared_] { loop(shared); });
}

OwnThread::~OwnThread() {
  if (left_behind_) {
    thread_.detach();
    return;
  }
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->ended = true;
    shared_->changed.notify_all();
  }
  thread_.join();
}

void OwnThread::loop(const std::shared_ptr<Shared>& shared) {
  std::unique_lock lock(shared->mutex);
  for (;;) {
    shared->changed.wait(lock, [&] { return shared->work != nullptr || shared->ended; });
    if (shared->work == nullptr) break;
    std::function<void()> work = std::exchange(shared->work, nullptr);
    lock.unlock();
    std::exception_ptr failure = caught(work);
    work = nullptr;  // what it holds goes without the lock
    lock.lock();
    shared->failure = std::move(failure);
    shared->working = false;
    shared->changed.notify_all();
  }
  const std::function<void()> last = std::exchange(shared->last, nullptr);
  lock.unlock();
  if (last) caught(last);
}

OwnThread::End OwnThread::run(const base::CancelToken& cancel, std::function<void()> work,
                              std::function<void()> last) {
  const auto hurry = cancel.on_cancel([shared = shared_] {
    const std::lock_guard lock(shared->mutex);
    shared->cancelled = true;
    shared->changed.notify_all();
  });
  std::unique_lock lock(shared_->mutex);
  shared_->work = std::move(work);
  shared_->working = true;
  shared_->changed.notify_all();
  const auto returned = [this] { return !shared_->working; };
  shared_->changed.wait(lock, [&] { return returned() || shared_->cancelled; });
  if (!shared_->changed.wait_for(lock, kGrace, returned)) {
    shared_->last = std::move(last);
    shared_->ended = true;
    left_behind_ = true;
    return End::left_behind;
  }
  const std::exception_ptr failure = std::exchange(shared_->failure, nullptr);
  lock.unlock();
  if (failure != nullptr) std::rethrow_exception(failure);
  return End::returned;
}

}  // namespace waybill::capi

#include "service/crew.hpp"

namespace waybill::service {

Crew::Crew(Call& call, std::size_t most)
    : call_(call),
      most_(most),
      path_(call.catalog->path()),
      woken_by_cancel_(call.cancel.on_cancel([this] {
        const std::lock_guard lock(mutex_);
        changed_.notify_all();
      })) {}

Crew::~Crew() {
  bool unfinished = false;
  {
    const std::lock_guard lock(mutex_);
    unfinished = busy_ > 0;
    tasks_.clear();
  }
  if (unfinished) call_.cancel.cancel();
}

void Crew::add(Task task) {
  const std::lock_guard lock(mutex_);
  tasks_.push_back(std::move(task));
  if (threads_.size() < most_ && busy_ + tasks_.size() > threads_.size()) {
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
  changed_.notify_all();
}

void Crew::work(const std::stop_token& stop) {
  std::unique_ptr<catalog::Catalog> catalog;
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [&] { return !tasks_.empty(); })) {
    const Task task = std::move(tasks_.front());
    tasks_.pop_front();
    ++busy_;
    lock.unlock();
    std::exception_ptr failure;
    try {
      if (!catalog) catalog = catalog::Catalog::open(path_, call_.environment.clock);
      Call call{call_.environment, catalog.get(), call_.actor, call_.params, call_.cancel, {}};
      if (call_.progress) {
        call.progress = [this](const base::Json& event) {
          const std::lock_guard told(mutex_);
          events_.push_back(event);
          changed_.notify_all();
          return true;
        };
      }
      task(call);
    } catch (const std::exception&) {
      failure = std::current_exception();
    }
    lock.lock();
    --busy_;
    if (failure != nullptr) failure_ = std::move(failure);
    changed_.notify_all();
  }
}

// Never under the lock: the caller may do as it likes.
void Crew::tell(std::unique_lock<std::mutex>& lock) {
  while (!events_.empty()) {
    const base::Json event = std::move(events_.front());
    events_.pop_front();
    lock.unlock();
    if (!call_.progress(event)) call_.cancel.cancel();
    lock.lock();
  }
}

bool Crew::wait(std::chrono::milliseconds at_most) {
  return wait(at_most, true);
}

void Crew::rest(std::chrono::milliseconds time) {
  wait(time, false);
}

bool Crew::wait(std::chrono::milliseconds at_most, bool for_work) {
  const auto until = std::chrono::steady_clock::now() + at_most;
  const bool was_cancelled = call_.cancel.cancelled();
  std::unique_lock lock(mutex_);
  const auto idle = [&] { return busy_ == 0 && tasks_.empty(); };
  for (;;) {
    tell(lock);
    if (failure_ != nullptr) std::rethrow_exception(std::exchange(failure_, nullptr));
    if (for_work && idle()) return true;
    if (!was_cancelled && call_.cancel.cancelled()) return false;
    if (changed_.wait_until(lock, until) == std::cv_status::timeout) {
      tell(lock);
      return idle();
    }
  }
}

void Crew::wait_for_all() {
  while (!wait(std::chrono::hours(1))) {
  }
}

}  // namespace waybill::service

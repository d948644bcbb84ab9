#include "service/crew.hpp"

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace waybill::service {

namespace asio = boost::asio;
using Guard = asio::executor_work_guard<asio::io_context::executor_type>;

struct Crew::Pool {
  Pool(Call& call, std::size_t most_threads)
      : path(call.catalog->path()),
        most(most_threads),
        woken_by_cancel(call.cancel.on_cancel([this] { caller.stop(); })) {}
  ~Pool() { work.stop(); }

  bool begin() {
    const std::lock_guard lock(mutex);
    busy += ends ? 0 : 1;
    return !ends;
  }
  // Whether some have begun and go on; no other does.
  bool end() {
    const std::lock_guard lock(mutex);
    ends = true;
    return busy > 0;
  }
  bool is_idle() {
    const std::lock_guard lock(mutex);
    return unfinished == 0;
  }
  std::exception_ptr take_failure() {
    const std::lock_guard lock(mutex);
    return std::exchange(failure, nullptr);
  }
  // All that waits for the caller's thread, on it.
  void tell() {
    do {
      caller.restart();
      caller.poll();
    } while (caller.stopped());
  }

  const std::string path;
  const std::size_t most;
  asio::io_context caller{1};  // what its thread does while it waits
  asio::io_context work;
  Guard caller_waits{caller.get_executor()};
  Guard threads_wait{work.get_executor()};
  std::mutex mutex;            // guards the next four
  std::size_t unfinished = 0;  // tasks
  std::size_t busy = 0;        // of them, begun
  bool ends = false;
  std::exception_ptr failure;
  base::CancelToken::Registration woken_by_cancel;
  std::vector<std::jthread> threads;  // go first: they use the rest
};

Crew::Crew(Call& call, std::size_t most) : call_(call), pool_(std::make_unique<Pool>(call, most)) {}

Crew::~Crew() {
  if (pool_->end()) call_.cancel.cancel();
}

void Crew::add(Task task) {
  Pool& pool = *pool_;
  const std::lock_guard lock(pool.mutex);
  asio::post(pool.work, [this, &pool, task = std::move(task)] {
    if (!pool.begin()) return;
    std::exception_ptr failure;
    try {
      const auto catalog = catalog::Catalog::open(pool.path, call_.environment.clock);
      Call call{call_.environment, catalog.get(), call_.actor, call_.params, call_.cancel, {}};
      if (call_.progress) {
        call.progress = [this, &pool](const base::Json& event) {
          asio::post(pool.caller, [this, event] {
            if (!call_.progress(event)) call_.cancel.cancel();
          });
          return true;
        };
      }
      task(call);
    } catch (const std::exception&) {
      failure = std::current_exception();
    }
    const std::lock_guard done(pool.mutex);
    --pool.busy;
    --pool.unfinished;
    if (failure != nullptr) pool.failure = failure;
    pool.caller.stop();  // wakes it, and needs no memory
  });
  ++pool.unfinished;
  if (pool.threads.size() < std::min(pool.most, pool.unfinished)) {
    pool.threads.emplace_back([&pool] { pool.work.run(); });
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
  for (;;) {
    const bool is_idle = pool_->is_idle();
    pool_->tell();
    if (const std::exception_ptr failure = pool_->take_failure()) std::rethrow_exception(failure);
    if (for_work && is_idle) return true;
    if (!was_cancelled && call_.cancel.cancelled()) return false;
    if (std::chrono::steady_clock::now() >= until) return is_idle;
    pool_->caller.run_one_until(until);
  }
}

void Crew::wait_for_all() {
  while (!wait(std::chrono::hours(1))) {
  }
}

}  // namespace waybill::service

// Stops calls that run too long: a thread that asks the driver to give up, again and again, while
// a call runs that was cancelled or whose time is over.
#ifndef WAYBILL_WAREHOUSE_ADBC_WATCH_HPP
#define WAYBILL_WAREHOUSE_ADBC_WATCH_HPP

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace waybill::warehouse::adbc {

class Watch {
 public:
  using Clock = std::chrono::steady_clock;

  // `press` asks the driver to stop; called from the thread of its own, never after a call's end.
  Watch(std::function<void()> press, std::chrono::seconds statement_limit);
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch();

  void cancel() noexcept;
  void clear() noexcept;
  bool cancelled() const { return cancelled_; }
  // Whether what runs, or ran last, must end.
  bool stopped() const { return cancelled_ || timed_out_; }
  bool timed_out() const { return timed_out_; }

  // A new statement: its time begins now.
  void start_statement();

  // Around each call into the driver that may take long.
  class Call {
   public:
    explicit Call(Watch& watch) : watch_(watch) { watch_.enter(); }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    ~Call() { watch_.leave(); }

   private:
    Watch& watch_;
  };

 private:
  void enter();
  void leave() noexcept;
  void run();

  const std::function<void()> press_;
  const std::chrono::seconds limit_;  // 0: none
  std::atomic<bool> cancelled_ = false;
  std::atomic<bool> timed_out_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool active_ = false;
  bool ending_ = false;
  std::optional<Clock::time_point> until_;
  std::thread thread_;
};

}  // namespace waybill::warehouse::adbc

#endif

// Cancelling: one flag that any thread may raise, and interrupters that wake whoever waits.
#ifndef WAYBILL_BASE_CANCEL_HPP
#define WAYBILL_BASE_CANCEL_HPP

#include <chrono>
#include <functional>
#include <memory>

namespace waybill::base {

// Copies share one flag. Default constructed: can be cancelled as well, nobody else knows of it.
class CancelToken {
 public:
  CancelToken();

  void cancel() const;  // idempotent; runs every registered interrupter once, on this thread
  bool cancelled() const;
  void throw_if_cancelled() const;  // Error(cancelled)
  // Returns when the time is over, or throws Error(cancelled) as soon as it is cancelled.
  void sleep(std::chrono::nanoseconds time) const;

  // Runs `interrupt` when cancel() is called (at once if it was), from the cancelling thread,
  // until the registration is destroyed. Destruction waits for a running interrupter, except from
  // inside it. An interrupter must not throw.
  class Registration {
   public:
    Registration() = default;
    Registration(Registration&&) noexcept = default;
    Registration& operator=(Registration&&) noexcept;
    ~Registration();

   private:
    friend class CancelToken;
    struct Entry;
    std::shared_ptr<Entry> entry_;
  };
  [[nodiscard]] Registration on_cancel(std::function<void()> interrupt) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace waybill::base

#endif

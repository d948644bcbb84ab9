// Turns for the calls of a sink, so that all runs together are no faster than it may be.
#ifndef WAYBILL_SINK_RATE_LIMIT_HPP
#define WAYBILL_SINK_RATE_LIMIT_HPP

#include <chrono>
#include <cstdint>
#include <mutex>

namespace waybill::sink {

// From any thread.
class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;
  // 0: without that limit.
  RateLimit(double requests_per_second, double rows_per_second)
      : requests_per_second_(requests_per_second), rows_per_second_(rows_per_second) {}

  // Takes the next turn, for a call with so many rows, and answers how long it is until then.
  std::chrono::nanoseconds take_turn(std::int64_t rows, Clock::time_point now);

 private:
  const double requests_per_second_;
  const double rows_per_second_;
  std::mutex mutex_;
  Clock::time_point next_;
};

}  // namespace waybill::sink

#endif

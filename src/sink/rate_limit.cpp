#include "sink/rate_limit.hpp"

#include <algorithm>

namespace waybill::sink {

std::chrono::nanoseconds RateLimit::take_turn(std::int64_t rows, Clock::time_point now) {
  double seconds = 0;
  if (requests_per_second_ > 0) seconds = 1 / requests_per_second_;
  if (rows_per_second_ > 0) {
    seconds = std::max(seconds, static_cast<double>(rows) / rows_per_second_);
  }
  const std::lock_guard lock(mutex_);
  const Clock::time_point turn = std::max(now, next_);
  next_ =
      turn + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  return turn - now;
}

}  // namespace waybill::sink

// Pauses between attempts at what may go well a moment later.
#ifndef WAYBILL_BASE_BACKOFF_HPP
#define WAYBILL_BASE_BACKOFF_HPP

#include <chrono>

namespace waybill::base {

// After the attempt of that number, from 1 on: `first`, and twice as long each time up to 1,024
// times, less up to half of it at random, so that many do not come back together.
std::chrono::milliseconds backoff(int attempt, std::chrono::milliseconds first);

}  // namespace waybill::base

#endif

#include "base/backoff.hpp"

#include <algorithm>
#include <random>

namespace waybill::base {

std::chrono::milliseconds backoff(int attempt, std::chrono::milliseconds first) {
  const std::chrono::milliseconds most = first * (1 << std::clamp(attempt - 1, 0, 10));
  std::random_device random;
  return most / 2 + std::chrono::milliseconds(random() % (most.count() / 2 + 1));
}

}  // namespace waybill::base

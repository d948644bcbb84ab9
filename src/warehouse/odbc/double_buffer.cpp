#include "warehouse/odbc/double_buffer.hpp"

#include <chrono>
#include <utility>

namespace waybill::warehouse::odbc {

DoubleBuffer::DoubleBuffer(Connection& connection, std::function<std::size_t(std::size_t)> fill)
    : connection_(connection),
      fill_(std::move(fill)),
      before_rollback_(std::move(connection.before_rollback)) {
  connection_.before_rollback = [this] {
    ahead_.settle();
    if (before_rollback_) before_rollback_();
  };
}

void DoubleBuffer::end() noexcept {
  if (std::exchange(ended_, true)) return;
  ahead_.settle();
  connection_.before_rollback = std::move(before_rollback_);
}

std::size_t DoubleBuffer::fill_now(std::size_t number) {
  const auto begin = std::chrono::steady_clock::now();
  const std::size_t rows = fill_(number);
  filled_fast_ = std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(100);
  return rows;
}

std::size_t DoubleBuffer::advance() {
  if (!std::exchange(is_ahead_, false)) return fill_now(current_);
  ahead_.wait();
  current_ = 1 - current_;
  return ahead_rows_;
}

void DoubleBuffer::fill_ahead() {
  if (!filled_fast_) return;
  is_ahead_ = ahead_.start([this] { ahead_rows_ = fill_now(1 - current_); });
}

}  // namespace waybill::warehouse::odbc

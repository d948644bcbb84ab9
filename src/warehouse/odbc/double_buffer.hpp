// Two buffers of rows: one is filled by another thread while the other one is read.
#ifndef WAYBILL_WAREHOUSE_ODBC_DOUBLE_BUFFER_HPP
#define WAYBILL_WAREHOUSE_ODBC_DOUBLE_BUFFER_HPP

#include <cstddef>
#include <functional>

#include "warehouse/odbc/ahead.hpp"
#include "warehouse/odbc/connection.hpp"

namespace waybill::warehouse::odbc {

class DoubleBuffer {
 public:
  static constexpr std::size_t kCount = 2;

  // `fill` puts the next rows into buffer 0 or 1 and answers how many; 0: there are no more. One
  // thread calls it at a time.
  DoubleBuffer(Connection& connection, std::function<std::size_t(std::size_t number)> fill);
  DoubleBuffer(const DoubleBuffer&) = delete;
  DoubleBuffer& operator=(const DoubleBuffer&) = delete;
  ~DoubleBuffer() { end(); }

  std::size_t current() const { return current_; }  // the one to be read
  // On to the next rows: how many they are. Throws what the filling threw.
  std::size_t advance();
  // Fills the other one meanwhile; not where that may take long, as end() would have to wait.
  void fill_ahead();
  // No thread fills any more. To be called before what it fills from goes.
  void end() noexcept;

 private:
  std::size_t fill_now(std::size_t number);

  Connection& connection_;
  std::function<std::size_t(std::size_t)> fill_;
  std::function<void()> before_rollback_;  // of the connection, until the end
  std::size_t current_ = 0;
  bool is_ahead_ = false;  // the other one is being filled
  std::size_t ahead_rows_ = 0;
  bool filled_fast_ = false;
  bool ended_ = false;
  Ahead ahead_;  // goes first: it uses the rest
};

}  // namespace waybill::warehouse::odbc

#endif

// A thread that does one piece of work at a time while its owner does another.
#ifndef WAYBILL_WAREHOUSE_ODBC_AHEAD_HPP
#define WAYBILL_WAREHOUSE_ODBC_AHEAD_HPP

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace waybill::warehouse::odbc {

class Ahead {
 public:
  Ahead() = default;
  Ahead(const Ahead&) = delete;
  Ahead& operator=(const Ahead&) = delete;
  ~Ahead();  // when the work is done

  // Nothing may be started that was not waited for. False: no thread is left.
  bool start(std::function<void()> work);
  void settle() noexcept;  // the work is done, however it ended
  void wait();             // settles, and throws what the work threw

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::function<void()> work_;
  std::exception_ptr failure_;
  bool busy_ = false;
  bool ends_ = false;
  std::thread thread_;
};

}  // namespace waybill::warehouse::odbc

#endif

// A thread for the functions of a host that may not return: who waits for one can leave it behind.
#ifndef WAYBILL_CAPI_OWN_THREAD_HPP
#define WAYBILL_CAPI_OWN_THREAD_HPP

#include <functional>
#include <memory>
#include <thread>

#include "base/cancel.hpp"

namespace waybill::capi {

// Used by one thread at a time.
class OwnThread {
 public:
  OwnThread();
  OwnThread(const OwnThread&) = delete;
  OwnThread& operator=(const OwnThread&) = delete;
  ~OwnThread();  // waits for nothing but its thread's end, and for that only where it is near

  enum class End { returned, left_behind };
  // Runs `work` there, and throws what it threw. Left behind is what has not returned soon after a
  // cancel: it runs on, then `last` does, and this takes no more work. Neither may refer to what
  // its caller owns.
  End run(const base::CancelToken& cancel, std::function<void()> work, std::function<void()> last);
  bool left_behind() const { return left_behind_; }

 private:
  struct Shared;
  static void loop(const std::shared_ptr<Shared>& shared);

  std::shared_ptr<Shared> shared_;
  bool left_behind_ = false;
  std::thread thread_;
};

}  // namespace waybill::capi

#endif

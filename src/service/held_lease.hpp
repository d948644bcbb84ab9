// A lease of the catalog, held for as long as work goes on.
#ifndef WAYBILL_SERVICE_HELD_LEASE_HPP
#define WAYBILL_SERVICE_HELD_LEASE_HPP

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "base/cancel.hpp"
#include "catalog/catalog.hpp"

namespace waybill::service {

// Beats on a handle of its own, gives the lease back on every path. A lease that was lost cancels
// the work, and so does a request of another process to end the run. Made before the lease is asked
// for, so that nothing can fail between getting it and holding it but what gives it back.
class HeldLease {
 public:
  HeldLease(catalog::Catalog& catalog, base::Clock clock, std::string sync_id, std::string run_id,
            base::CancelToken cancel);
  HeldLease(const HeldLease&) = delete;
  HeldLease& operator=(const HeldLease&) = delete;
  ~HeldLease();

  void hold();
  void release();

 private:
  void beat(const std::stop_token& stop);

  catalog::Catalog& catalog_;
  base::Clock clock_;
  std::string path_;
  std::string sync_id_;
  std::string run_id_;
  base::CancelToken cancel_;
  bool held_ = false;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::jthread thread_;
};

std::string owner_text(const catalog::Lease& lease);  // "process 12 of ann"

}  // namespace waybill::service

#endif

#include "service/held_lease.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/error.hpp"

namespace waybill::service {

namespace {
constexpr std::chrono::milliseconds kLookEvery{250};
constexpr int kLooksABeat = 40;
}  // namespace

HeldLease::HeldLease(catalog::Catalog& catalog, base::Clock clock, std::string sync_id,
                     std::string run_id, base::CancelToken cancel)
    : catalog_(catalog),
      clock_(std::move(clock)),
      path_(catalog.path()),
      sync_id_(std::move(sync_id)),
      run_id_(std::move(run_id)),
      cancel_(std::move(cancel)) {}

HeldLease::~HeldLease() {
  if (thread_.joinable()) {
    thread_.request_stop();
    thread_.join();
  }
  if (!held_) return;
  try {
    catalog_.release(sync_id_, run_id_);
  } catch (const std::exception&) {
    // The lease then ends with this process, or with its last heartbeat.
  }
}

void HeldLease::hold() {
  held_ = true;
  thread_ = std::jthread([this](const std::stop_token& stop) { beat(stop); });
}

void HeldLease::release() {
  catalog_.release(sync_id_, run_id_);
  held_ = false;
}

void HeldLease::beat(const std::stop_token& stop) {
  std::unique_ptr<catalog::Catalog> catalog;
  std::unique_lock lock(mutex_);
  for (int look = 1;
       !woken_.wait_for(lock, stop, kLookEvery, [&] { return stop.stop_requested(); }); ++look) {
    try {
      if (!catalog) catalog = catalog::Catalog::open(path_, clock_);
      const bool lost = look % kLooksABeat == 0 && !catalog->heartbeat(sync_id_, run_id_);
      if (!lost && !catalog->cancel_asked(run_id_)) continue;
      cancel_.cancel();
      return;
    } catch (const std::exception&) {
      catalog.reset();  // out of reach for a moment: the next look tries again
    }
  }
}

std::string owner_text(const catalog::Lease& lease) {
  return fmt::format("process {}{}{}", lease.owner.pid, lease.actor.empty() ? "" : " of ",
                     lease.actor);
}

}  // namespace waybill::service

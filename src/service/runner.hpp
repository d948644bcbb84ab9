// One run from start to end: lease, recovery of what a dead process left, the run itself, its
// record and its dead letters.
#ifndef WAYBILL_SERVICE_RUNNER_HPP
#define WAYBILL_SERVICE_RUNNER_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "service/operation.hpp"
#include "service/resolve.hpp"

namespace waybill::service {

struct RunRequest {
  bool full_refresh = false;
  bool allow_deletes = false;  // this run passes delete_guard
  std::optional<base::Micros> from;
  std::optional<base::Micros> until;
  std::optional<std::int64_t> memory_mib;
  std::string trigger;      // "manual", "transfer"
  std::string transfer_id;  // empty: none
  std::map<std::string, std::string> tags;
};

// {run_id, sync, model, status, report}. Throws Error when nothing was committed; the run is then
// on record with that error.
base::Json run_sync(Call& call, const ResolvedSync& sync, const RunRequest& request);

}  // namespace waybill::service

#endif

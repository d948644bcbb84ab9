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
  std::string trigger;      // "manual", "transfer", "schedule"
  std::string run_id;       // empty: a new one
  std::string transfer_id;  // empty: none
  std::map<std::string, std::string> tags;
};

// {run_id, sync, model, status, report}. Throws Error when nothing was committed; the run is then
// on record with that error.
base::Json run_sync(Call& call, const ResolvedSync& sync, const RunRequest& request);

// Ends the records of runs whose process died, by what their destination says. False: it runs now.
bool close_dead_runs(Call& call, const ResolvedSync& sync);

// What such a run would do, with its SQL. Changes nothing.
base::Json plan_sync(Call& call, const ResolvedSync& sync, const RunRequest& request);

// Both ends row by row, and up to `keys` keys of each kind of difference. Changes nothing.
base::Json compare_sync(Call& call, const ResolvedSync& sync, const RunRequest& request,
                        std::size_t keys);

// Forgets watermark and ledger, so that the next run is a first one. Refused while it runs.
base::Json reset_sync(Call& call, const ResolvedSync& sync);

}  // namespace waybill::service

#endif

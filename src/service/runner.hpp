// One run from start to end: lease, recovery of what a dead process left, the run itself, its
// record and its dead letters.
#ifndef WAYBILL_SERVICE_RUNNER_HPP
#define WAYBILL_SERVICE_RUNNER_HPP

#include <cstddef>

#include "service/operation.hpp"
#include "service/resolve.hpp"
#include "service/sync_job.hpp"

namespace waybill::service {

// {run_id, sync, model, status, report}. Throws Error when nothing was committed; the run is then
// on record with that error.
base::Json run_sync(Call& call, const ResolvedSync& sync, const RunRequest& request);

// The same, where others go on: what it throws is its answer, unless the caller is to end.
base::Json run_or_failure(Call& call, const ResolvedSync& sync, const RunRequest& request);
// That answer.
base::Json failed_run(const ResolvedSync& sync, const Error& error);

// Ends the records of runs whose process died, by what their destination says. False: it runs now.
bool close_dead_runs(Call& call, const ResolvedSync& sync);

// Both ends row by row, and up to `keys` keys of each kind of difference. Changes nothing.
base::Json compare_sync(Call& call, const ResolvedSync& sync, const RunRequest& request,
                        std::size_t keys);

// Forgets watermark and ledger, so that the next run is a first one. Refused while it runs.
base::Json reset_sync(Call& call, const ResolvedSync& sync);

}  // namespace waybill::service

#endif

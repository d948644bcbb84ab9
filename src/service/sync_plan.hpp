// What a run of a sync would do, without doing it.
#ifndef WAYBILL_SERVICE_SYNC_PLAN_HPP
#define WAYBILL_SERVICE_SYNC_PLAN_HPP

#include "service/operation.hpp"
#include "service/resolve.hpp"
#include "service/sync_job.hpp"

namespace waybill::service {

// How its counts are found: not at all, by counting the rows of both ends, or by a run that is
// taken back.
enum class Expecting { none, quick, exact };

// What such a run would do, with its SQL. Changes nothing.
base::Json plan_sync(Call& call, const ResolvedSync& sync, const RunRequest& request,
                     Expecting expecting);

}  // namespace waybill::service

#endif

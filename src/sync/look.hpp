// What a plan is made from: both ends as they are now. Changes nothing.
#ifndef WAYBILL_SYNC_LOOK_HPP
#define WAYBILL_SYNC_LOOK_HPP

#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// At the source alone, as if the destination were empty and of the source's kind.
Present look_at_source(const Job& job, warehouse::Session& source);
Present look(const Job& job, warehouse::Session& source, warehouse::Session& destination);

}  // namespace waybill::sync

#endif

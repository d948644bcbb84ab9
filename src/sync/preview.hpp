// What a look at a model's rows would read: the same resolution as a run's, no state read or
// written.
#ifndef WAYBILL_SYNC_PREVIEW_HPP
#define WAYBILL_SYNC_PREVIEW_HPP

#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

struct PreviewPlan {
  Present present;
  Plan plan;
};
PreviewPlan plan_preview(const Job& job, warehouse::Session& source);

}  // namespace waybill::sync

#endif

#include "sync/preview.hpp"

#include "sync/look.hpp"

namespace waybill::sync {

PreviewPlan plan_preview(const Job& job, warehouse::Session& source) {
  PreviewPlan planned;
  planned.present = look_at_source(job, source);
  planned.plan = make_plan(job, planned.present);
  return planned;
}

}  // namespace waybill::sync

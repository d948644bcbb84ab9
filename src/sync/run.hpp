// One run of a sync: plan, read, check, stage, merge, commit. Knows two sessions and nothing of
// the catalog or of any vendor.
#ifndef WAYBILL_SYNC_RUN_HPP
#define WAYBILL_SYNC_RUN_HPP

#include "base/cancel.hpp"
#include "sink/sink.hpp"
#include "sync/control.hpp"
#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "sync/report.hpp"
#include "sync/units.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// Carries the rows. When it returns, rows, watermark, refused rows and counts are committed
// together; when it throws, none of them is. The dead letters wait in the destination's outbox.
// `others` opens further sessions at the destination, of which a job may have several; without it
// one session does everything.
Report run(const Job& job, warehouse::Session& source, warehouse::Session& destination,
           const base::Clock& clock, const base::CancelToken& cancel, const ProgressFn& progress,
           const OpenSession& others = {});

// What run() would report, by a run whose transaction is rolled back. Nothing is changed; where
// that cannot be, `why_not_tried` says so.
std::string why_not_tried(const Job& job, const Plan& plan, const sql::Dialect& destination);
Report try_run(const Job& job, const Present& present, const Plan& plan, warehouse::Session& source,
               warehouse::Session& destination, const base::Clock& clock,
               const base::CancelToken& cancel);

// Carries the rows to a sink, at least once: what is sent again has the ids it had. `state` is a
// database for the control tables and for what is on its way.
Report run_to_sink(const Job& job, warehouse::Session& source, warehouse::Session& state,
                   sink::Sink& sink, const base::Clock& clock, const base::CancelToken& cancel,
                   const ProgressFn& progress);

}  // namespace waybill::sync

#endif

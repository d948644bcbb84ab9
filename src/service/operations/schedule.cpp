// Rows of the operation table: schedule.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

namespace {

constexpr ResultKey kScheduled[] = {
    {"items", "array",
     "syncs and destinations with a schedule: {kind, name, schedule, stopped, next_due, "
     "seconds_behind, last_run, error}"},
    {"next", "", "null: it is one page"}};
constexpr ResultKey kNextDue[] = {{"first", "", "{kind, name} of what starts first, or null"},
                                  {"next_due", "", "when; null: nothing is scheduled"},
                                  {"seconds", "", "until then, 0 when it is due; or null"}};
constexpr Param kRunDue[] = {
    {"until_stopped", ParamType::boolean, "go on until the call is cancelled"}};
constexpr ResultKey kRanDue[] = {
    {"ran", "array",
     "what was started and has ended: {kind, name, due_at, status, runs: [{run_id, sync, model, "
     "status, error}]}"},
    {"next_due", "", "when to call again; null: nothing is scheduled"},
    {"seconds", "", "until then, 0 when it is due; or null"}};

const Operation kRows[] = {
    {"schedule.list",
     "List syncs and destinations with a schedule: when they are due, and how far behind",
     "schedule list",
     Needs::catalog,
     false,
     false,
     {},
     kScheduled,
     schedule_list},
    {"schedule.next_due",
     "Show what starts next, and when",
     "schedule next_due",
     Needs::catalog,
     false,
     false,
     {},
     kNextDue,
     schedule_next_due},
    {"schedule.run_due", "Run what is due now, once; with until_stopped, whatever falls due",
     "schedule run_due", Needs::catalog, kChanges, kLasts, kRunDue, kRanDue, schedule_run_due},
};

}  // namespace

std::span<const Operation> schedule_rows() {
  return kRows;
}

}  // namespace waybill::service

// Rows of the operation table: run.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr std::string_view kRunStatuses[] = {"running",   "success",  "partial_failure", "error",
                                             "cancelled", "orphaned", "expired"};
constexpr std::string_view kOrders[] = {"newest_first", "oldest_first"};
constexpr Param kRunGet[] = {{"run", ParamType::text, "id of the run", true, true}};
constexpr ResultKey kRunGot[] = {{"run_id", "string", "UUID"},
                                 {"status", "string", "how it ended, or running"},
                                 {"report", "", "counts, window, watermark, times; or the error"}};
constexpr Param kRunList[] = {
    {"sync", ParamType::text, "only of this sync"},
    {"destination", ParamType::text, "only to this destination"},
    {"status", ParamType::text, "only those that ended so", false, false, kRunStatuses},
    {"ended_before", ParamType::instant, "only those that ended before this instant"},
    {"ended_after", ParamType::instant, "only those that ended at this instant or later"},
    {"tags", ParamType::text_map, "only those that have all of these tags"},
    {"order", ParamType::text, "by when they started", false, false, kOrders, "newest_first"},
    kPageSize,
    kCursor};
constexpr Param kRunEvents[] = {
    {"run", ParamType::text, "id of the run", true, true}, kPageSize, kCursor};
constexpr ResultKey kRunCancelled[] = {
    {"run_id", "string", "UUID"},
    {"status", "string", "running: it is about to end; else how it ended"},
    {"asked", "boolean", "false: it had ended"}};

const Operation kRows[] = {
    {"run.cancel", "End a run, whichever process it is in", "run cancel ID", Needs::catalog,
     kChanges, false, kRunGet, kRunCancelled, run_cancel},
    {"run.events", "List what happened in a run, oldest first", "run events ID", Needs::catalog,
     false, false, kRunEvents, kListed, run_events},
    {"run.get", "Show a run with its report", "run get ID", Needs::catalog, false, false, kRunGet,
     kRunGot, run_get},
    {"run.list", "List runs", "run list --status error", Needs::catalog, false, false, kRunList,
     kListed, run_list},
};

}  // namespace

std::span<const Operation> run_rows() {
  return kRows;
}

}  // namespace waybill::service

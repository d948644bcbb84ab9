// Rows of the operation table: reject.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

namespace {

constexpr Param kRejectGet[] = {{"reject", ParamType::text, "id of the dead letter", true, true}};
constexpr ResultKey kRejectGot[] = {
    {"reject_id", "string", "stable over runs"},
    {"code", "string", "WB85xx"},
    {"message", "string", "why the row was refused"},
    {"key", "object", "the row's key"},
    {"payload", "", "the row, as far as on_reject.payload keeps it"},
    {"attempts", "integer", "runs that refused it"},
    {"state", "string", "pending, or how it was settled"},
    {"settled_by", "", "who discarded it, or null"},
    {"note", "", "why"}};
constexpr auto kRejectStates =
    std::to_array<std::string_view>({"pending", "resolved", "replaced", "gone", "discarded"});

constexpr Param kSync{"sync", ParamType::text, "only of this sync"};
constexpr Param kCode{"code", ParamType::text, "only with this code"};
constexpr Param kState{"state", ParamType::text, "only those that are so",
                       false,   false,           kRejectStates};
constexpr Param kRun{"run", ParamType::text, "only those that this run refused last"};
constexpr Param kRejects{"rejects", ParamType::text_list, "only these, by id"};
constexpr Param kKey{"key", ParamType::text_map, "only of rows with these values in their key"};
constexpr Param kRefusedAfter{"refused_after", ParamType::instant,
                              "only those last refused at this instant or later"};
constexpr Param kRefusedBefore{"refused_before", ParamType::instant,
                               "only those last refused before this instant"};

constexpr Param kRejectList[] = {kSync, kCode,         kState,         kRun,      kRejects,
                                 kKey,  kRefusedAfter, kRefusedBefore, kPageSize, kCursor};
constexpr Param kRejectExport[] = {kSync,    kCode, kState,        kRun,
                                   kRejects, kKey,  kRefusedAfter, kRefusedBefore};
constexpr Param kRejectRetry[] = {kSync,
                                  kCode,
                                  kRun,
                                  kRejects,
                                  kKey,
                                  kRefusedAfter,
                                  kRefusedBefore,
                                  {"limit",
                                   ParamType::integer,
                                   "at most so many, oldest first, 1 to 100000",
                                   false,
                                   false,
                                   {},
                                   "10000"}};
constexpr Param kRejectDiscard[] = {
    kSync,
    kCode,
    kRun,
    kRejects,
    kKey,
    kRefusedAfter,
    kRefusedBefore,
    {"all", ParamType::boolean, "every one that waits"},
    {"note", ParamType::text, "why; kept with each, beside who", true}};
constexpr ResultKey kRetried[] = {
    {"status", "string", "success: none was refused again"},
    {"matched", "integer", "dead letters that waited"},
    {"resolved", "integer", "delivered"},
    {"refused", "integer", "refused again, in the same way or another"},
    {"gone", "integer", "not in the source any more"},
    {"untouched", "integer", "not tried: their run failed, or neither key nor row is known"},
    {"more", "boolean", "the limit left some out"},
    {"runs", "array", "one a sync, as of sync.run; of one that failed with its error"}};
constexpr ResultKey kDiscarded[] = {{"discarded", "integer", "that waited until now"}};

const Operation kRows[] = {
    {"reject.discard", "Give dead letters up, with a reason",
     "reject discard --sync acme/orders --code WB8512 --note duplicates", Needs::catalog, kChanges,
     false, kRejectDiscard, kDiscarded, reject_discard},
    {"reject.export",
     "Write dead letters as rows, newest first",
     "reject export --sync acme/orders --format csv",
     Needs::catalog,
     false,
     false,
     kRejectExport,
     {},
     nullptr,
     reject_export_rows},
    {"reject.get", "Show a dead letter: a row that was refused, and why", "reject get ID",
     Needs::catalog, false, false, kRejectGet, kRejectGot, reject_get},
    {"reject.list", "List dead letters, newest first", "reject list --sync acme/orders",
     Needs::catalog, false, false, kRejectList, kListed, reject_list},
    {"reject.retry", "Send the rows of dead letters again, as they are now",
     "reject retry --sync acme/orders", Needs::catalog, kChanges, kLasts, kRejectRetry, kRetried,
     reject_retry},
};

}  // namespace

std::span<const Operation> reject_rows() {
  return kRows;
}

}  // namespace waybill::service

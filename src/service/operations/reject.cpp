// Rows of the operation table: reject.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr Param kRejectGet[] = {{"reject", ParamType::text, "id of the dead letter", true, true}};
constexpr ResultKey kRejectGot[] = {{"reject_id", "string", "stable over runs"},
                                    {"code", "string", "WB85xx"},
                                    {"message", "string", "why the row was refused"},
                                    {"key", "object", "the row's key"}};
constexpr auto kRejectStates =
    std::to_array<std::string_view>({"pending", "resolved", "replaced", "gone"});
constexpr Param kRejectList[] = {
    {"sync", ParamType::text, "only of this sync"},
    {"code", ParamType::text, "only with this code"},
    {"state", ParamType::text, "only those that are so", false, false, kRejectStates},
    kPageSize,
    kCursor};

const Operation kRows[] = {
    {"reject.get", "Show a dead letter: a row that was refused, and why", "reject get ID",
     Needs::catalog, false, false, kRejectGet, kRejectGot, reject_get},
    {"reject.list", "List dead letters, newest first", "reject list --sync acme/orders",
     Needs::catalog, false, false, kRejectList, kListed, reject_list},
};

}  // namespace

std::span<const Operation> reject_rows() {
  return kRows;
}

}  // namespace waybill::service

// Rows of the operation table: version.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr std::string_view kKinds[] = {"connection", "source",      "model", "product",
                                       "recipient",  "destination", "sync"};
constexpr Param kVersionList[] = {
    {"kind", ParamType::text, "kind of the object", true, true, kKinds},
    {"name", ParamType::text, "its name", true, true},
    kPageSize,
    kCursor};
constexpr Param kVersionGet[] = {
    {"kind", ParamType::text, "kind of the object", true, true, kKinds},
    {"name", ParamType::text, "its name", true, true},
    {"version", ParamType::integer, "its number, from 1", true, true}};
constexpr ResultKey kVersionGot[] = {{"version", "integer", "its number"},
                                     {"action", "string", "create, update or remove"},
                                     {"actor", "string", "who made it"},
                                     {"at", "string", "when"},
                                     {"document", "object", "the document as it was saved"}};
constexpr Param kVersionDiff[] = {
    {"kind", ParamType::text, "kind of the object", true, true, kKinds},
    {"name", ParamType::text, "its name, or that of a deleted one", true, true},
    {"from", ParamType::integer, "a version's number; absent: the one before `to`"},
    {"to", ParamType::integer, "a version's number; absent: the newest"}};
constexpr ResultKey kVersionDiffed[] = {{"from", "", "number of the version; null: none before"},
                                        {"to", "integer", "number of the version"},
                                        {"diff", "array", "[{pointer, before, after}]"}};
constexpr Param kVersionRestore[] = {
    {"kind", ParamType::text, "kind of the object", true, true, kKinds},
    {"name", ParamType::text, "its name, or that of a deleted one", true, true},
    {"version", ParamType::integer, "its number; of a deleted one absent: the last", false, true},
    kNote,
    {"skip_verification", ParamType::boolean, "do not try a connection"},
    {"skip_model_validation", ParamType::boolean, "do not check a model against its warehouse"}};

const Operation kRows[] = {
    {"version.diff", "Show what changed between two versions of an object",
     "version diff model orders --from 1 --to 3", Needs::catalog, false, false, kVersionDiff,
     kVersionDiffed, version_diff},
    {"version.restore", "Save an earlier version again, of a deleted object as well",
     "version restore model orders 1", Needs::catalog, kChanges, false, kVersionRestore,
     kSavedObject, version_restore},
    {"version.get", "Show a version of an object", "version get model orders 1", Needs::catalog,
     false, false, kVersionGet, kVersionGot, version_get},
    {"version.list", "List the versions of an object, newest first", "version list model orders",
     Needs::catalog, false, false, kVersionList, kListed, version_list},
};

}  // namespace

std::span<const Operation> version_rows() {
  return kRows;
}

}  // namespace waybill::service

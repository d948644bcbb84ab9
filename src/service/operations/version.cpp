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

const Operation kRows[] = {
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

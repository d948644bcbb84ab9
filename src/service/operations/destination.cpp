// Rows of the operation table: destination.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr Param kSmallPage{
    "page_size", ParamType::integer, "items a page, 1 to 1000", false, false, {}, "50"};
constexpr Param kObjects[] = {
    {"destination", ParamType::text, "name of the destination", true, true},
    {"schema", ParamType::text, "only of this schema"},
    kSmallPage,
    kCursor};
constexpr Param kFields[] = {
    {"destination", ParamType::text, "name of the destination", true, true},
    {"object", ParamType::text, "a table: NAME or SCHEMA.NAME", true, true},
    kSmallPage,
    kCursor};
constexpr ResultKey kObjectsListed[] = {{"items", "array", "the page: {schema, name}"},
                                        {"next", "", "cursor of the next page, or null"}};
constexpr ResultKey kFieldsListed[] = {
    {"items", "array", "the page: {name, source_type, type, nullable, primary_key}"},
    {"next", "", "cursor of the next page, or null"}};
constexpr Param kTransfer[] = {
    {"destination", ParamType::text, "name of the destination", true, true},
    {"models", ParamType::text_list, "only these models"},
    {"full_refresh", ParamType::boolean, "read everything again, whatever the watermark says"},
    {"from", ParamType::instant, "start of a window, inclusive; the watermark stays"},
    {"to", ParamType::instant, "end of a window, exclusive; the watermark stays"},
    {"allow_deletes", ParamType::boolean, "these runs delete more than delete_guard allows"},
    {"tags", ParamType::text_map, "kept with the runs"}};
constexpr ResultKey kTransferred[] = {
    {"status", "string", "success, partial_failure or error"},
    {"transfer_id", "string", "UUID"},
    {"destination", "string", "its name"},
    {"runs", "array",
     "one a model: {run_id, sync, model, status, report or error}; a paused sync does not run"}};

constexpr ResultKey kTested[] = {{"checks", "array", "{name, status, message, hint, sqlstate, ms}"},
                                 {"ok", "boolean", "no check failed; warnings do not count"}};

const Operation kRows[] = {
    {"destination.create", "Put a destination into the catalog",
     "destination create config/destinations/acme.json", Needs::catalog, kChanges, false, kCreate,
     kSavedObject, object_create<Kind::destination>},
    {"destination.delete", "Delete a destination that nothing uses", "destination delete acme",
     Needs::catalog, kChanges, false, kDelete, kDeletedObject, object_delete<Kind::destination>},
    {"destination.rename", "Rename a destination, and follow it wherever it is named",
     "destination rename acme acme-warehouse", Needs::catalog, kChanges, false, kRename,
     kRenamedObject, object_rename<Kind::destination>},
    {"destination.update", "Change a destination: the whole document, but for its name",
     "destination update config/destinations/acme.json", Needs::catalog, kChanges, false, kUpdate,
     kSavedObject, object_update<Kind::destination>},
    {"destination.fields", "List the columns of a table in a destination, with their types",
     "destination fields acme purchases", Needs::catalog, false, false, kFields, kFieldsListed,
     destination_fields},
    {"destination.get", "Show a destination", "destination get acme", Needs::catalog, false, false,
     kName, kObject, object_get<Kind::destination>},
    {"destination.list", "List destinations", "destination list", Needs::catalog, false, false,
     kList, kListed, object_list<Kind::destination>},
    {"destination.objects", "List the tables of a destination", "destination objects acme",
     Needs::catalog, false, false, kObjects, kObjectsListed, destination_objects},
    {"destination.test", "Try a destination: can it be reached, may it be written where it must",
     "destination test acme", Needs::catalog, false, false, kName, kTested, destination_test},
    {"destination.transfer", "Run all of a destination's models", "transfer acme --model orders",
     Needs::catalog, kChanges, kLasts, kTransfer, kTransferred, destination_transfer},
};

}  // namespace

std::span<const Operation> destination_rows() {
  return kRows;
}

}  // namespace waybill::service

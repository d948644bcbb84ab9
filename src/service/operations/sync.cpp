// Rows of the operation table: sync.
#include <array>

#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr Param kSyncRun[] = {
    {"sync", ParamType::text, "name of the sync, or DESTINATION/MODEL", true, true},
    {"full_refresh", ParamType::boolean, "read everything again, whatever the watermark says"},
    {"from", ParamType::instant, "start of a window, inclusive; the watermark stays"},
    {"to", ParamType::instant, "end of a window, exclusive; the watermark stays"},
    {"allow_deletes", ParamType::boolean, "this run deletes more than delete_guard allows"},
    {"memory_mib", ParamType::integer, "memory budget in place of the sync's, 8 to 4096"},
    {"tags", ParamType::text_map, "kept with the run"}};
constexpr Param kSyncCompare[] = {
    {"sync", ParamType::text, "name of the sync, or DESTINATION/MODEL", true, true},
    {"from", ParamType::instant, "start of a window, inclusive"},
    {"to", ParamType::instant, "end of a window, exclusive"},
    {"keys",
     ParamType::integer,
     "keys named of each kind of difference, 0 to 1000",
     false,
     false,
     {},
     "20"}};
constexpr ResultKey kSyncCompared[] = {
    {"sync", "string", "its name"},
    {"delivered", "boolean", "every row of the source that can go is there as it is"},
    {"source_rows", "integer", "of the tenant and window"},
    {"destination_rows", "integer", "of the whole table"},
    {"equal", "integer", "in every column that is sent"},
    {"refused", "integer", "no key, a repeated one, or a value that cannot be sent"},
    {"different", "object", "{rows, keys}"},
    {"only_in_source", "object", "{rows, keys}"},
    {"only_in_destination", "",
     "{rows, keys}: others', or deleted in the source; of a window null"}};
constexpr auto kCounts = std::to_array<std::string_view>({"quick", "exact", "none"});
constexpr Param kSyncPlan[] = {
    {"sync", ParamType::text, "name of the sync, or DESTINATION/MODEL", true, true},
    {"full_refresh", ParamType::boolean, "as a run with it"},
    {"from", ParamType::instant, "start of a window, inclusive"},
    {"to", ParamType::instant, "end of a window, exclusive"},
    {"allow_deletes", ParamType::boolean, "as a run with it"},
    {"counts", ParamType::text,
     "quick: rows are counted at both ends; exact: the run is carried out and taken back", false,
     false, kCounts, "quick"}};
constexpr ResultKey kSyncPlanned[] = {
    {"sync", "string", "its name"},
    {"mode", "string", "upsert, insert, update, delete or mirror"},
    {"table", "string", "at the destination, as its SQL names it"},
    {"columns", "array", "that are sent: {name, data_type}"},
    {"key", "array", "names of the columns that identify a row"},
    {"full_run_reason", "", "why everything is read, or null"},
    {"window", "object", "{from, until}: exact last-modified values, or null"},
    {"watermark", "", "what has been delivered, or null"},
    {"guarantee", "string", "against late commits: bounded, lookback, snapshot or none"},
    {"load", "string",
     "direct: straight into the table, or staged: by way of a staging table; \"in units\" behind "
     "it: by several connections"},
    {"makes_file", "boolean", "the destination's file is not there yet"},
    {"ddl", "array", "statements to come"},
    {"read", "object", "{sql, parameters} of the source"},
    {"expected", "",
     "{exact, why_not, read, present, created, updated, unchanged, deleted, withheld, unmatched, "
     "skipped, refused}: rows, null where a quick count does not tell; or null"}};
constexpr Param kSyncReset[] = {
    {"sync", ParamType::text, "name of the sync, or DESTINATION/MODEL", true, true},
    {"yes", ParamType::boolean, "also where the next run would insert rows twice"}};
constexpr ResultKey kSyncWasReset[] = {{"sync", "string", "its name"},
                                       {"reset", "boolean", "the next run is a first one"}};
constexpr ResultKey kSyncRan[] = {{"run_id", "string", "UUID"},
                                  {"sync", "string", "its name"},
                                  {"model", "", "its name; null: a query of the sync's own"},
                                  {"status", "string", "success or partial_failure"},
                                  {"report", "object", "counts, window, watermark, times"}};

constexpr Param kOneSync[] = {{"sync", ParamType::text, "name of the sync", true, true}, kNote};
constexpr Param kClone[] = {
    {"sync", ParamType::text, "name of the sync, or DESTINATION/MODEL", true, true},
    {"name", ParamType::text, "name of the new sync", true, true},
    {"destination", ParamType::text, "where it is to deliver", true, true},
    kNote};

constexpr Param kSyncPreview[] = {
    {"sync", ParamType::text, "name of the sync", true, true},
    {"limit", ParamType::integer, "rows a page, 1 to 1000", false, false, {}, "50"},
    kCursor,
    {"count", ParamType::boolean, "count the rows in all, as far as 5 seconds go"},
    {"seconds", ParamType::integer, "time for the page, 1 to 3600", false, false, {}, "30"}};
constexpr ResultKey kSyncPreviewed[] = {
    {"columns", "array", "{name, type, name_in_source, source_type}; of a constant these are null"},
    {"rows", "array", "objects, field of the destination to value"},
    {"misfits", "integer", "values that do not fit their type; shown as null"},
    {"cut", "array", "{row, column}: cells of more than 64 KiB, which did not arrive"},
    {"total", "", "rows in all, or null when not asked for or not counted in time"},
    {"next", "", "cursor of the next page, or null"}};

const Operation kRows[] = {
    {"sync.create", "Put a sync into the catalog", "sync create nightly.json", Needs::catalog,
     kChanges, false, kCreate, kSavedObject, object_create<Kind::sync>},
    {"sync.delete", "Delete a sync that nothing uses", "sync delete nightly", Needs::catalog,
     kChanges, false, kDelete, kDeletedObject, object_delete<Kind::sync>},
    {"sync.rename", "Rename a sync, and follow it wherever it is named",
     "sync rename nightly hourly", Needs::catalog, kChanges, false, kRename, kRenamedObject,
     object_rename<Kind::sync>},
    {"sync.update", "Change a sync: the whole document, but for its name",
     "sync update nightly.json", Needs::catalog, kChanges, false, kUpdate, kSavedObject,
     object_update<Kind::sync>},
    {"sync.clone", "Make a sync like another to another destination, paused and without state",
     "sync clone nightly nightly-eu acme-eu", Needs::catalog, kChanges, false, kClone, kSavedObject,
     sync_clone},
    {"sync.pause", "Let a sync run no more until it is resumed", "sync pause nightly",
     Needs::catalog, kChanges, false, kOneSync, kSavedObject, sync_pause},
    {"sync.resume", "Let a paused sync run again", "sync resume nightly", Needs::catalog, kChanges,
     false, kOneSync, kSavedObject, sync_resume},
    {"sync.compare", "Compare what a sync reads with what its destination holds, row by row",
     "sync compare acme/orders", Needs::catalog, false, kLasts, kSyncCompare, kSyncCompared,
     sync_compare},
    {"sync.get", "Show a sync, its own or an implicit DESTINATION/MODEL", "sync get acme/orders",
     Needs::catalog, false, false, kName, kObject, sync_get},
    {"sync.list",
     "List syncs, implicit ones included",
     "sync list",
     Needs::catalog,
     false,
     false,
     {},
     kListed,
     sync_list},
    {"sync.plan", "Show what a run would read and change, with its SQL; changes nothing",
     "sync plan acme/orders", Needs::catalog, false, kLasts, kSyncPlan, kSyncPlanned, sync_plan},
    {"sync.preview", "Show a page of a sync's rows as it sends them, by its mapping",
     "sync preview acme/orders --limit 5", Needs::catalog, false, false, kSyncPreview,
     kSyncPreviewed, model_preview, model_preview_rows},
    {"sync.reset", "Forget what a sync has sent, so that its next run is a first one",
     "sync reset acme/orders", Needs::catalog, kChanges, false, kSyncReset, kSyncWasReset,
     sync_reset},
    {"sync.run", "Carry what is new or changed", "run acme/orders", Needs::catalog, kChanges,
     kLasts, kSyncRun, kSyncRan, sync_run},
};

}  // namespace

std::span<const Operation> sync_rows() {
  return kRows;
}

}  // namespace waybill::service

// The operation table.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "model/words.hpp"
#include "service/handlers.hpp"
#include "service/operation.hpp"
#include "service/params.hpp"

namespace waybill::service {

using base::Json;
using model::Kind;

namespace {

constexpr std::string_view kLintFormats[] = {"text", "json", "sarif", "github"};
constexpr std::string_view kRunStatuses[] = {"running", "success",   "partial_failure",
                                             "error",   "cancelled", "orphaned"};
constexpr std::string_view kKinds[] = {"connection", "source",      "model", "product",
                                       "recipient",  "destination", "sync"};

constexpr Param kPageSize{
    "page_size", ParamType::integer, "items a page, 1 to 1000", false, false, {}, "100"};
constexpr Param kCursor{"cursor", ParamType::text, "where to go on: `next` of the page before"};

constexpr Param kList[] = {kPageSize, kCursor};
constexpr ResultKey kListed[] = {{"items", "array", "the page"},
                                 {"next", "", "cursor of the next page, or null"}};
constexpr Param kName[] = {{"name", ParamType::text, "name of the object", true, true}};
constexpr ResultKey kObject[] = {{"id", "string", "UUID"},
                                 {"name", "string", "unique among its kind"},
                                 {"version", "integer", "of its newest version, from 1"},
                                 {"document", "object", "the config document"}};

constexpr Param kConfigInit[] = {
    {"directory", ParamType::text, "folder to make, or an empty one", true, true}};
constexpr ResultKey kConfigInited[] = {{"files", "array", "paths written"}};
constexpr Param kConfigPaths{"paths", ParamType::text_list,
                             "files or folders with config documents", false, true};
constexpr Param kConfigDocuments{"documents", ParamType::documents,
                                 "config documents themselves, in place of paths"};
constexpr Param kConfigLint[] = {
    kConfigPaths,
    kConfigDocuments,
    {"format", ParamType::text,
     "any but json adds the report as `text`: for people, SARIF 2.1.0 or "
     "GitHub's workflow commands",
     false, false, kLintFormats, "json"}};
constexpr ResultKey kConfigLinted[] = {
    {"findings", "array", "{code, severity, file, line, column, pointer, message, hint}"},
    {"counts", "object", "{error, warning}"},
    {"unchecked", "array", "{code, why}: rules that could not be judged"}};
constexpr std::string_view kSchemaKinds[] = {"connection", "source",      "model", "product",
                                             "recipient",  "destination", "sync",  "document"};
constexpr Param kConfigSchema[] = {{"kind", ParamType::text,
                                    "kind of document; `document` is a file of any kind", true,
                                    true, kSchemaKinds}};
constexpr ResultKey kConfigSchemed[] = {{"$schema", "string", "the draft: 2020-12"},
                                        {"title", "string", "what it describes"},
                                        {"$defs", "object", "the keys of each kind"}};
constexpr Param kConfigChange[] = {kConfigPaths, kConfigDocuments};
constexpr Param kConfigApply[] = {
    kConfigPaths,
    kConfigDocuments,
    {"note", ParamType::text, "kept with every version made"},
    {"skip_verification", ParamType::boolean, "do not try the connections that changed"},
    {"skip_model_validation", ParamType::boolean,
     "do not check the models that changed against "
     "their warehouse"}};
constexpr ResultKey kConfigChanges[] = {
    {"changes", "array", "{kind, name, action, diff: [{pointer, before, after}]}"},
    {"unchanged", "integer", "documents equal to the catalog's"}};
constexpr ResultKey kConfigApplied[] = {
    {"changes", "array", "{kind, name, action, diff: [{pointer, before, after}]}"},
    {"unchanged", "integer", "documents equal to the catalog's"},
    {"findings", "array",
     "warnings about models that changed: {code, severity, column, pointer, message, hint, "
     "model}"}};

constexpr std::string_view kUses[] = {"source", "destination", "both"};
constexpr Param kVerify[] = {
    {"name", ParamType::text, "name of the connection; not needed beside a single document", false,
     true},
    {"paths", ParamType::text_list, "files or folders whose document of that name is tried"},
    {"documents", ParamType::documents, "documents themselves, in place of paths"},
    {"use", ParamType::text, "what it must be fit for", false, false, kUses,
     "what sources and destinations use it for, else source"}};
constexpr std::string_view kEitherUse[] = {"source", "destination"};
constexpr Param kGrants[] = {
    {"name", ParamType::text, "a connection, or a vendor such as postgres", true, true},
    {"use", ParamType::text, "what the user is for", false, false, kEitherUse,
     "what destinations use the connection for, else source"},
    {"user",
     ParamType::text,
     "name of the user",
     false,
     false,
     {},
     "the connection's, else waybill_reader or waybill_writer"},
    {"database",
     ParamType::text,
     "database, project or catalog",
     false,
     false,
     {},
     "the connection's"},
    {"schemas", ParamType::text_list, "schemas that are read or written"},
    {"warehouse", ParamType::text, "of Snowflake", false, false, {}, "the connection's"}};
constexpr ResultKey kGranted[] = {{"vendor", "string", "whose SQL it is"},
                                  {"use", "string", "source or destination"},
                                  {"script", "string", "statements, the password left out"}};
constexpr ResultKey kVerified[] = {
    {"checks", "array", "{name, status, message, hint, sqlstate, ms}"},
    {"ok", "boolean", "no check failed; warnings do not count"}};

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
    {"runs", "array", "one a model: {run_id, sync, model, status, report or error}"}};
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
constexpr Param kSyncPlan[] = {
    {"sync", ParamType::text, "name of the sync, or DESTINATION/MODEL", true, true},
    {"full_refresh", ParamType::boolean, "as a run with it"},
    {"from", ParamType::instant, "start of a window, inclusive"},
    {"to", ParamType::instant, "end of a window, exclusive"}};
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
    {"load", "string", "direct, or by way of a staging table"},
    {"ddl", "array", "statements to come"},
    {"read", "object", "{sql, parameters} of the source"}};
constexpr Param kSyncReset[] = {
    {"sync", ParamType::text, "name of the sync, or DESTINATION/MODEL", true, true},
    {"yes", ParamType::boolean, "also where the next run would insert rows twice"}};
constexpr ResultKey kSyncWasReset[] = {{"sync", "string", "its name"},
                                       {"reset", "boolean", "the next run is a first one"}};
constexpr ResultKey kSyncRan[] = {{"run_id", "string", "UUID"},
                                  {"sync", "string", "its name"},
                                  {"model", "string", "its name"},
                                  {"status", "string", "success or partial_failure"},
                                  {"report", "object", "counts, window, watermark, times"}};

constexpr Param kModelPaths{"paths", ParamType::text_list,
                            "files or folders whose documents stand in front of the catalog's"};
constexpr Param kModelDocuments{"documents", ParamType::documents,
                                "documents that stand in front of the catalog's"};
constexpr Param kRead[] = {
    {"model", ParamType::text, "name of the model", true, true},
    kModelPaths,
    kModelDocuments,
    {"recipient", ParamType::text, "whose rows; required for a tenanted model"},
    {"from", ParamType::instant, "start of a window, inclusive"},
    {"to", ParamType::instant, "end of a window, exclusive"},
    {"max_rejects",
     ParamType::integer,
     "rows that may be left out because a value does not fit its type or the key is NULL; one more "
     "is an error",
     false,
     false,
     {},
     "0"}};
constexpr Param kPreview[] = {
    {"model", ParamType::text, "name of the model", false, true},
    kModelPaths,
    kModelDocuments,
    {"connection", ParamType::text, "whom `sql` is asked of; absent: the only source's"},
    {"sql", ParamType::text,
     "one SELECT in place of a model; - on a command line reads it from "
     "standard input"},
    {"recipient", ParamType::text, "whose rows; required for a tenanted model"},
    {"limit", ParamType::integer, "rows a page, 1 to 1000", false, false, {}, "50"},
    kCursor,
    {"count", ParamType::boolean, "count the rows in all, as far as 5 seconds go"},
    {"seconds", ParamType::integer, "time for the page, 1 to 3600", false, false, {}, "30"}};
constexpr ResultKey kPreviewed[] = {
    {"columns", "array", "{name, type, name_in_source, source_type}"},
    {"rows", "array", "objects, column name to value"},
    {"misfits", "integer", "values that do not fit their type; shown as null"},
    {"cut", "array", "{row, column}: cells of more than 64 KiB, which did not arrive"},
    {"total", "", "rows in all, or null when not asked for or not counted in time"},
    {"next", "", "cursor of the next page, or null"}};

constexpr Param kValidate[] = {
    {"models", ParamType::text_list, "names; absent: those of `paths` or `documents`, else all",
     false, true},
    kModelPaths,
    kModelDocuments,
    {"recipient", ParamType::text,
     "whose rows are looked at; absent: as the model says, else the first recipient's"},
    {"sample_rows", ParamType::integer, "rows looked at, 1 to 100000", false, false, {}, "1000"},
    {"seconds", ParamType::integer, "time for each model, 1 to 3600", false, false, {}, "30"},
    {"show_values", ParamType::boolean, "show offending values, not only what they look like"}};
constexpr ResultKey kValidated[] = {
    {"findings", "array", "{code, severity, column, pointer, message, hint, model}"},
    {"counts", "object", "{error, warning}"},
    {"models", "array",
     "{model, status, rows, ms, breaks: syncs that fail without columns it lacks, skipped: "
     "[{check, "
     "why}]}"}};
constexpr Param kColumns[] = {
    {"model", ParamType::text, "name of the model", true, true},
    kModelPaths,
    kModelDocuments,
    {"recipient", ParamType::text, "whom a query is written for; it is not run"}};
constexpr Param kInfer[] = {
    {"table", ParamType::text, "table to read, optionally schema-qualified", false, true},
    {"sql", ParamType::text, "one SELECT in place of a table"},
    {"source", ParamType::text, "name of the source; absent: the only one"},
    {"connection", ParamType::text, "name of a connection in place of a source"},
    {"name", ParamType::text, "of the model; absent: the table's"},
    kModelPaths,
    kModelDocuments};
constexpr ResultKey kInferred[] = {
    {"model", "object", "a model document, to be read through before it is used"},
    {"notes", "array", "what was guessed, and what is missing"}};

constexpr Param kRender[] = {
    {"model", ParamType::text, "name of the model; needs a catalog", false, true},
    {"query", ParamType::text, "a template itself, in place of a model"},
    {"dialect", ParamType::text, "whose SQL, such as postgres", false, false,
     model::words::kVendors, "the vendor of the model's source, else generic"},
    {"variables", ParamType::text_map,
     "by name: LastModifiedAtEpoch, LastModifiedAtEpochUpperBound, IdInProviderSystem, Schema, "
     "PrimaryKeyColumnName, LastModifiedColumnName, OrganizationColumnName"}};
constexpr ResultKey kRendered[] = {{"sql", "string", "the query with every value encoded"},
                                   {"dialect", "string", "whose SQL it is"}};

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
    kPageSize,
    kCursor};
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
constexpr Param kRule[] = {{"code", ParamType::text, "such as WB4001", true, true}};
constexpr ResultKey kRuleGot[] = {{"code", "string", "such as WB4001"},
                                  {"title", "string", "what it finds"}};
constexpr ResultKey kChecked[] = {{"ok", "boolean", "no problem found"},
                                  {"problems", "array", "what was found"},
                                  {"schema_version", "integer", "of the catalog file"}};
constexpr ResultKey kDoctored[] = {
    {"version", "string", "of the library"},
    {"libraries", "array", "{name, needed_for, found, version, path, package}"},
    {"odbc_drivers", "array", "{name, driver, found, path, warning}, as odbcinst.ini has them"},
    {"connections", "array", "of the catalog: {name, vendor, via, ok, message, hint}"},
    {"ok", "boolean", "every connection has a way"}};
constexpr Param kDialectFile[] = {
    {"file", ParamType::text, "JSON file with a dialect", true, true}};
constexpr Param kDialectName[] = {
    {"name", ParamType::text, "of a dialect, such as postgres", true, true}};
constexpr ResultKey kDialectShown[] = {
    {"name", "string", "of the dialect, and every other key of a dialect file"}};
constexpr ResultKey kFeatures[] = {{"version", "string", "of the library"},
                                   {"warehouses", "array", "vendors it can reach"},
                                   {"dialects", "array", "SQL it can write"}};

constexpr bool kChanges = true;
constexpr bool kLasts = true;

const Operation kOperations[] = {
    {"catalog.check",
     "Check the catalog file for damage",
     "catalog check",
     Needs::catalog,
     false,
     false,
     {},
     kChecked,
     catalog_check},
    {"config.apply", "Put a config folder into the catalog, all of it or nothing",
     "apply config --note \"first version\"", Needs::catalog, kChanges, false, kConfigApply,
     kConfigApplied, config_apply},
    {"config.init", "Make a config folder that lints clean, with a small database to try it on",
     "init shop", Needs::nothing, kChanges, false, kConfigInit, kConfigInited, config_init},
    {"config.lint", "Check config documents; needs no database", "lint config", Needs::nothing,
     false, false, kConfigLint, kConfigLinted, config_lint},
    {"config.plan", "Show what applying a config folder would change in the catalog", "plan config",
     Needs::catalog, false, false, kConfigChange, kConfigChanges, config_plan},
    {"config.schema", "Print the JSON Schema of a kind of config document", "config schema model",
     Needs::nothing, false, false, kConfigSchema, kConfigSchemed, config_schema},
    {"connection.get", "Show a connection", "connection get warehouse", Needs::catalog, false,
     false, kName, kObject, object_get<Kind::connection>},
    {"connection.grants", "Print the SQL that makes a user with the rights Waybill needs",
     "connection grants postgres --use source --schema public", Needs::catalog_if_there, false,
     false, kGrants, kGranted, connection_grants},
    {"connection.list", "List connections", "connection list", Needs::catalog, false, false, kList,
     kListed, object_list<Kind::connection>},
    {"connection.verify", "Try a connection: can it be used, safely, and what is missing",
     "verify warehouse", Needs::catalog_if_there, false, false, kVerify, kVerified,
     connection_verify},
    {"destination.fields", "List the columns of a table in a destination, with their types",
     "destination fields acme purchases", Needs::catalog, false, false, kFields, kFieldsListed,
     destination_fields},
    {"destination.get", "Show a destination", "destination get acme", Needs::catalog, false, false,
     kName, kObject, object_get<Kind::destination>},
    {"destination.list", "List destinations", "destination list", Needs::catalog, false, false,
     kList, kListed, object_list<Kind::destination>},
    {"destination.objects", "List the tables of a destination", "destination objects acme",
     Needs::catalog, false, false, kObjects, kObjectsListed, destination_objects},
    {"destination.transfer", "Run all of a destination's models", "transfer acme --model orders",
     Needs::catalog, kChanges, kLasts, kTransfer, kTransferred, destination_transfer},
    {"dialect.check", "Check a dialect file, and show what it makes", "dialect check mine.json",
     Needs::nothing, false, false, kDialectFile, kDialectShown, dialect_check},
    {"dialect.keys",
     "List the keys of a dialect file",
     "dialect keys",
     Needs::nothing,
     false,
     false,
     {},
     kListed,
     dialect_keys},
    {"dialect.list",
     "List the dialects that are built in",
     "dialect list",
     Needs::nothing,
     false,
     false,
     {},
     kListed,
     dialect_list},
    {"dialect.show", "Show a dialect as a file could have it", "dialect show postgres",
     Needs::nothing, false, false, kDialectName, kDialectShown, dialect_show},
    {"model.columns", "Show the columns that a model's table or query has", "model columns orders",
     Needs::catalog_if_there, false, false, kColumns, kListed, model_columns},
    {"model.get", "Show a model", "model get orders", Needs::catalog, false, false, kName, kObject,
     object_get<Kind::model>},
    {"model.infer", "Write a model document for a table or a query",
     "model infer app.orders --source shop", Needs::catalog_if_there, false, false, kInfer,
     kInferred, model_infer},
    {"model.list", "List models", "model list", Needs::catalog, false, false, kList, kListed,
     object_list<Kind::model>},
    {"model.preview", "Show a page of a model's rows as they would arrive, or of bare SQL",
     "preview orders --recipient Acme --limit 5", Needs::catalog_if_there, false, false, kPreview,
     kPreviewed, model_preview, model_preview_rows},
    {"model.read",
     "Read all rows of a model, checked as a run checks them",
     "model read orders --recipient Acme",
     Needs::catalog_if_there,
     false,
     false,
     kRead,
     {},
     nullptr,
     model_read_rows},
    {"model.render", "Show the SQL of a query template for given variables",
     "model render events --dialect postgres --variable IdInProviderSystem=acme",
     Needs::catalog_if_there, false, false, kRender, kRendered, model_render},
    {"model.validate", "Check models against their warehouse: names, types, values, keys",
     "validate orders", Needs::catalog_if_there, false, false, kValidate, kValidated,
     model_validate},
    {"operations.list",
     "List every operation with the JSON Schemas of its parameters and result",
     "operations list",
     Needs::nothing,
     false,
     false,
     {},
     kListed,
     operations_list},
    {"product.get", "Show a product", "product get core", Needs::catalog, false, false, kName,
     kObject, object_get<Kind::product>},
    {"product.list", "List products", "product list", Needs::catalog, false, false, kList, kListed,
     object_list<Kind::product>},
    {"recipient.get", "Show a recipient", "recipient get Acme", Needs::catalog, false, false, kName,
     kObject, object_get<Kind::recipient>},
    {"recipient.list", "List recipients", "recipient list", Needs::catalog, false, false, kList,
     kListed, object_list<Kind::recipient>},
    {"reject.get", "Show a dead letter: a row that was refused, and why", "reject get ID",
     Needs::catalog, false, false, kRejectGet, kRejectGot, reject_get},
    {"reject.list", "List dead letters, newest first", "reject list --sync acme/orders",
     Needs::catalog, false, false, kRejectList, kListed, reject_list},
    {"rules.explain", "Say what a code means, what it protects and how to fix it", "explain WB4001",
     Needs::nothing, false, false, kRule, kRuleGot, rules_explain},
    {"rules.list",
     "List every code",
     "rules list",
     Needs::nothing,
     false,
     false,
     {},
     kListed,
     rules_list},
    {"run.get", "Show a run with its report", "run get ID", Needs::catalog, false, false, kRunGet,
     kRunGot, run_get},
    {"run.list", "List runs, newest first", "run list --status error", Needs::catalog, false, false,
     kRunList, kListed, run_list},
    {"source.get", "Show a source", "source get shop", Needs::catalog, false, false, kName, kObject,
     object_get<Kind::source>},
    {"source.list", "List sources", "source list", Needs::catalog, false, false, kList, kListed,
     object_list<Kind::source>},
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
     "sync plan acme/orders", Needs::catalog, false, false, kSyncPlan, kSyncPlanned, sync_plan},
    {"sync.reset", "Forget what a sync has sent, so that its next run is a first one",
     "sync reset acme/orders", Needs::catalog, kChanges, false, kSyncReset, kSyncWasReset,
     sync_reset},
    {"sync.run", "Carry what is new or changed", "run acme/orders", Needs::catalog, kChanges,
     kLasts, kSyncRun, kSyncRan, sync_run},
    {"system.doctor",
     "Show which libraries and drivers are there, and how each connection would be reached",
     "doctor",
     Needs::catalog_if_there,
     false,
     false,
     {},
     kDoctored,
     system_doctor},
    {"system.features",
     "Show what this build can do",
     "system features",
     Needs::nothing,
     false,
     false,
     {},
     kFeatures,
     system_features},
    {"version.get", "Show a version of an object", "version get model orders 1", Needs::catalog,
     false, false, kVersionGet, kVersionGot, version_get},
    {"version.list", "List the versions of an object, newest first", "version list model orders",
     Needs::catalog, false, false, kVersionList, kListed, version_list},
};

void check_needs(const Operation& operation, const Call& call) {
  if (operation.needs == Needs::catalog && call.catalog == nullptr) {
    throw Error(codes::needs_catalog, fmt::format("{} needs a catalog", operation.name))
        .with_hint("open one and pass its handle");
  }
}

}  // namespace

std::span<const Operation> operations() {
  return kOperations;
}

const Operation* find_operation(std::string_view name) {
  const auto found = std::ranges::lower_bound(kOperations, name, {}, &Operation::name);
  return found != std::end(kOperations) && found->name == name ? &*found : nullptr;
}

std::string_view to_string(Needs needs) {
  static constexpr std::string_view kNames[] = {"nothing", "catalog_if_there", "catalog"};
  return kNames[static_cast<std::size_t>(needs)];
}

Json describe(const Operation& operation) {
  Json ways = Json::array();
  if (operation.run != nullptr) {
    ways.push("call");
    ways.push("start");
  }
  if (operation.stream != nullptr) ways.push("stream");
  Json positional = Json::array();
  for (const Param& param : operation.params) {
    if (param.positional) positional.push(param.name);
  }
  Json types = Json::object();
  for (const Param& param : operation.params) types.set(param.name, to_string(param.type));
  return Json::object({{"name", operation.name},
                       {"help", operation.help},
                       {"example", fmt::format("waybill {}", operation.example)},
                       {"needs", to_string(operation.needs)},
                       {"changes", operation.changes},
                       {"lasting", operation.lasting},
                       {"ways", std::move(ways)},
                       {"positional", std::move(positional)},
                       {"parameter_types", std::move(types)},
                       {"parameters", param_schema(operation.params)},
                       {"result", result_schema(operation.result)}});
}

Json run(const Operation& operation, Call& call) {
  check_params(operation, call.params);
  check_needs(operation, call);
  if (operation.run == nullptr) {
    throw Error(codes::wrong_call, fmt::format("{} answers rows and nothing else", operation.name))
        .with_hint("use waybill_stream");
  }
  return operation.run(call);
}

std::unique_ptr<RowSource> open_stream(const Operation& operation, Call& call) {
  check_params(operation, call.params);
  check_needs(operation, call);
  if (operation.stream == nullptr) {
    throw Error(codes::wrong_call, fmt::format("{} answers no rows", operation.name))
        .with_hint("use waybill_call, or waybill_start for what takes time");
  }
  return operation.stream(call);
}

Json error_json(const Error& error) {
  return Json::object({{"code", error.code().id},
                       {"class", to_string(error.code().error_class)},
                       {"title", error.code().title},
                       {"message", error.message()},
                       {"hint", error.hint()},
                       {"path", error.path()},
                       {"sqlstate", error.sqlstate()},
                       {"native_code", static_cast<std::int64_t>(error.native_code())},
                       {"retryable", error.retryable()},
                       {"blame", to_string(error.blame())}});
}

}  // namespace waybill::service

// Rows of the operation table: model.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

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
    {"sync", ParamType::text, "name of a sync: its rows as it sends them"},
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

constexpr Param kTest[] = {
    {"models", ParamType::text_list,
     "names; absent: those of `paths` or `documents`, else all of the catalog", false, true},
    kModelPaths,
    kModelDocuments,
    {"tests", ParamType::text_list, "names of tests, of every model; absent: all"},
    {"names_only", ParamType::boolean, "name the tests, and run none"},
    {"live", ParamType::boolean,
     "read by the source's own connection, in a session that cannot write: the given rows stand in "
     "a WITH in front of the query"},
    {"seconds", ParamType::integer, "time for each test, 1 to 3600", false, false, {}, "30"}};
constexpr ResultKey kTested[] = {
    {"tests", "array",
     "{model, name, status: passed, failed, error, skipped or listed, seconds, message, hint, "
     "differences: "
     "[{kind: value, missing, unexpected, column, refused or finding, row, column, expected, "
     "got}], "
     "at most 50 of difference_count, warnings, file, line}"},
    {"counts", "object", "{passed, failed, error, skipped}"},
    {"findings", "array", "as of config.lint: files that hold no document, and so no test"}};

constexpr Param kCreateIt[] = {kDocument, kNote, kSkipValidation};
constexpr Param kUpdateIt[] = {kDocument, kIfVersion, kNote, kSkipValidation};
constexpr Param kUsage[] = {{"model", ParamType::text, "name of the model", true, true}};
constexpr ResultKey kUsed[] = {
    {"items", "array", "{kind, name, by: the key that names the model, or in words}"},
    {"next", "", "null: all users are there"}};

const Operation kRows[] = {
    {"model.create", "Put a model into the catalog", "model create config/models/purchases.json",
     Needs::catalog, kChanges, false, kCreateIt, kSavedObject, object_create<Kind::model>},
    {"model.delete", "Delete a model that nothing uses", "model delete purchases", Needs::catalog,
     kChanges, false, kDelete, kDeletedObject, object_delete<Kind::model>},
    {"model.rename", "Rename a model, and follow it wherever it is named",
     "model rename purchases orders", Needs::catalog, kChanges, false, kRename, kRenamedObject,
     object_rename<Kind::model>},
    {"model.update", "Change a model: the whole document, but for its name",
     "model update config/models/purchases.json", Needs::catalog, kChanges, false, kUpdateIt,
     kSavedObject, object_update<Kind::model>},
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
    {"model.test",
     "Run the unit tests of models: rows that are given, beside rows that are expected",
     "test config", Needs::catalog_if_there, false, false, kTest, kTested, model_test},
    {"model.usage", "Show which syncs, products and destinations use a model", "model usage orders",
     Needs::catalog, false, false, kUsage, kUsed, model_usage},
    {"model.validate", "Check models against their warehouse: names, types, values, keys",
     "validate orders", Needs::catalog_if_there, false, false, kValidate, kValidated,
     model_validate},
};

}  // namespace

std::span<const Operation> model_rows() {
  return kRows;
}

}  // namespace waybill::service

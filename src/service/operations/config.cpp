// Rows of the operation table: config.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr std::string_view kLintFormats[] = {"text", "json", "sarif", "github"};
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
constexpr Param kPrune{"prune", ParamType::boolean,
                       "remove from the catalog what the folder held once and holds no more"};
constexpr Param kConfigChange[] = {kConfigPaths, kConfigDocuments, kPrune};
constexpr Param kConfigApply[] = {
    kConfigPaths,
    kConfigDocuments,
    kPrune,
    {"note", ParamType::text,
     "kept with every version made (default: the commit a folder of git stands at)"},
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
     "model}"},
    {"lock_files", "array",
     "{path, status}: of each folder, whether its waybill.lock.json was written, is unchanged, or "
     "why not"}};
constexpr Param kConfigExport[] = {
    {"directory", ParamType::text, "a new or empty folder, or one that was exported to", true,
     true},
    {"force", ParamType::boolean,
     "write over and remove config files that no export wrote or that were changed since"}};
constexpr ResultKey kConfigExported[] = {
    {"files", "array", "paths written"},
    {"removed", "array", "paths of files whose objects the catalog has no more"},
    {"unchanged", "integer", "documents that stand in the folder as they are"}};

const Operation kRows[] = {
    {"config.apply", "Put a config folder into the catalog, all of it or nothing",
     "apply config --note \"first version\"", Needs::catalog, kChanges, false, kConfigApply,
     kConfigApplied, config_apply},
    {"config.export", "Write the catalog out as a config folder, in which plan sees no change",
     "export config", Needs::catalog, kChanges, false, kConfigExport, kConfigExported,
     config_export},
    {"config.init", "Make a config folder that lints clean, with a small database to try it on",
     "init shop", Needs::nothing, kChanges, false, kConfigInit, kConfigInited, config_init},
    {"config.lint", "Check config documents; needs no database", "lint config", Needs::nothing,
     false, false, kConfigLint, kConfigLinted, config_lint},
    {"config.plan", "Show what applying a config folder would change in the catalog", "plan config",
     Needs::catalog, false, false, kConfigChange, kConfigChanges, config_plan},
    {"config.schema", "Print the JSON Schema of a kind of config document", "config schema model",
     Needs::nothing, false, false, kConfigSchema, kConfigSchemed, config_schema},
};

}  // namespace

std::span<const Operation> config_rows() {
  return kRows;
}

}  // namespace waybill::service

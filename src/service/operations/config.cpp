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

const Operation kRows[] = {
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
};

}  // namespace

std::span<const Operation> config_rows() {
  return kRows;
}

}  // namespace waybill::service

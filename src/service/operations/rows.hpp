// The operation table is made of these rows, one file a group; and what several groups say alike.
#ifndef WAYBILL_SERVICE_OPERATIONS_ROWS_HPP
#define WAYBILL_SERVICE_OPERATIONS_ROWS_HPP

#include <span>
#include <string_view>

#include "model/words.hpp"
#include "service/operation.hpp"

namespace waybill::service {

std::span<const Operation> alert_rows();
std::span<const Operation> catalog_rows();
std::span<const Operation> config_rows();
std::span<const Operation> connection_rows();
std::span<const Operation> destination_rows();
std::span<const Operation> dialect_rows();
std::span<const Operation> metrics_rows();
std::span<const Operation> model_rows();
std::span<const Operation> product_rows();
std::span<const Operation> recipient_rows();
std::span<const Operation> reject_rows();
std::span<const Operation> run_rows();
std::span<const Operation> schedule_rows();
std::span<const Operation> sink_rows();
std::span<const Operation> source_rows();
std::span<const Operation> sync_rows();
std::span<const Operation> system_rows();
std::span<const Operation> version_rows();

inline constexpr Param kPageSize{
    "page_size", ParamType::integer, "items a page, 1 to 1000", false, false, {}, "100"};
inline constexpr Param kCursor{"cursor", ParamType::text,
                               "where to go on: `next` of the page before"};
inline constexpr Param kList[] = {kPageSize, kCursor};
inline constexpr ResultKey kListed[] = {{"items", "array", "the page"},
                                        {"next", "", "cursor of the next page, or null"}};
inline constexpr Param kName[] = {{"name", ParamType::text, "name of the object", true, true}};
inline constexpr ResultKey kObject[] = {{"id", "string", "UUID"},
                                        {"name", "string", "unique among its kind"},
                                        {"version", "integer", "of its newest version, from 1"},
                                        {"document", "object", "the config document"}};
inline constexpr Param kNote{"note", ParamType::text, "kept with every version made"};
inline constexpr Param kDocument{"document", ParamType::document,
                                 "the config document; on a command line its file, or -", true,
                                 true};
inline constexpr Param kSkipVerification{"skip_verification", ParamType::boolean,
                                         "do not try the connection"};
inline constexpr Param kSkipValidation{"skip_model_validation", ParamType::boolean,
                                       "do not check the model against its warehouse"};
inline constexpr Param kIfVersion{"version", ParamType::integer,
                                  "of the object the change was made from; refused when it was "
                                  "saved since"};
inline constexpr ResultKey kValidated[] = {
    {"findings", "array", "{code, severity, column, pointer, message, hint, model}"},
    {"counts", "object", "{error, warning}"},
    {"models", "array",
     "{model, status, rows, ms, breaks: syncs that fail without columns it lacks, skipped: "
     "[{check, "
     "why}]}"}};
inline constexpr Param kCreate[] = {kDocument, kNote};
inline constexpr Param kUpdate[] = {kDocument, kIfVersion, kNote};
inline constexpr Param kRename[] = {{"name", ParamType::text, "name of the object", true, true},
                                    {"new_name", ParamType::text, "its name to be", true, true},
                                    kNote};
inline constexpr Param kDelete[] = {{"name", ParamType::text, "name of the object", true, true},
                                    kNote};
inline constexpr ResultKey kSavedObject[] = {
    {"id", "string", "UUID"},
    {"name", "string", "unique among its kind"},
    {"version", "integer", "of its newest version, from 1"},
    {"document", "object", "the config document"},
    {"changed", "boolean", "a version was made; false: it was so already"},
    {"findings", "array",
     "warnings of a model's validation: {code, severity, column, pointer, message, hint, model}"}};
inline constexpr ResultKey kRenamedObject[] = {
    {"id", "string", "UUID"},
    {"name", "string", "the new one"},
    {"version", "integer", "of its newest version, from 1"},
    {"document", "object", "the config document"},
    {"changed", "boolean", "a version was made; false: it was so already"},
    {"followed", "array", "documents that name it so now: {kind, name}"}};
inline constexpr ResultKey kDeletedObject[] = {
    {"id", "string", "UUID"},
    {"name", "string", "that it had"},
    {"version", "integer", "that the deletion made"},
    {"deleted", "boolean", "true; waybill version restore brings it back"}};
inline constexpr bool kChanges = true;
inline constexpr bool kLasts = true;

}  // namespace waybill::service

#endif

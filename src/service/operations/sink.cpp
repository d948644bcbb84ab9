// Rows of the operation table: sink.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

namespace {

constexpr ResultKey kSinksListed[] = {
    {"items", "array", "{name, registered: by the host program, objects, modes, batch_rows}"},
    {"next", "", "null: all are there"}};
constexpr Param kCheck[] = {
    {"name", ParamType::text, "of the sink", true, true},
    {"config", ParamType::document,
     "as a destination's; what it names is written to, so use a place for tests"},
    {"object", ParamType::text, "only this one of those the sink describes; else any name"},
    {"rows", ParamType::documents,
     "what to send in place of made-up rows: an object each, by the names of fields"}};
constexpr ResultKey kChecked[] = {
    {"checks", "array", "{name, status, message, hint, sqlstate, ms}"},
    {"ok", "boolean", "no check failed; warnings do not count"}};

const Operation kRows[] = {
    {"sink.check", "Try a sink as its author would: rows of every type, repeats, deletes, aborts",
     "sink check jsonl --config config.json", Needs::nothing, kChanges, kLasts, kCheck, kChecked,
     sink_check},
    {"sink.list",
     "List the sinks that destinations can name",
     "sink list",
     Needs::nothing,
     false,
     false,
     {},
     kSinksListed,
     sink_list},
};

}  // namespace

std::span<const Operation> sink_rows() {
  return kRows;
}

}  // namespace waybill::service

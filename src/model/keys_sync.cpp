// The keys of a sync.
#include "model/key_tables.hpp"
#include "model/words.hpp"

namespace waybill::model::tables {
namespace {

constexpr auto kPolicies = std::to_array<std::string_view>({"dead_letter", "fail"});
constexpr auto kManual = std::to_array<std::string_view>({"manual"});
constexpr auto kFalse = std::to_array<std::string_view>({"false"});

constexpr auto kMapping = std::to_array<Key>({
    one_of_two(name_text("from", false, "name_in_destination of a column of the model"), "value"),
    one_of_two({.name = "value", .type = KeyType::any, .help = "the same value for every row"},
               "value"),
    name_text("to", true, "field of the destination's object; of a sink it may be a dotted path"),
});
constexpr auto kScheduleTimes = std::to_array<Key>({
    one_of_two(name_text("every", false, "interval, such as 15m, 2h or 1d"), "time"),
    one_of_two(name_text("cron", false, "five fields: minute hour day month weekday"), "time"),
    with(name_text("time_zone", false, "IANA name in which cron is read", "UTC"), "cron"),
});
constexpr auto kSchedules = std::to_array<Key>({
    choice("", false, kManual, "manual", "only when asked"),
    object_key("", kScheduleTimes, "by interval or by cron"),
});
constexpr auto kOnReject = std::to_array<Key>({
    choice("policy", false, kPolicies, "dead_letter",
           "fail: the first refused row, and the run commits nothing"),
    whole_number("max_rows", "1000", "more refused rows than this, and the run commits nothing", 0,
                 1e15),
    ratio("max_ratio", "0.1",
          "a larger share of at least 100 rows read, and the run commits nothing"),
    choice("retry", false, words::kRetries, "next_run", "when a refused row is tried again"),
    choice("payload", false, words::kRejectPayloads, "full",
           "how much of a refused row is kept with its reason"),
});
constexpr auto kGuardLimits = std::to_array<Key>({
    whole_number("max_rows", "10", "this many deletes are never withheld", 0, 1e15),
    ratio("max_ratio", "0.1",
          "more than max_rows, and a larger share than this of the rows there: none is deleted"),
});
constexpr auto kGuards = std::to_array<Key>({
    object_key("", kGuardLimits, "how many rows a run may delete"),
    {.name = "", .type = KeyType::boolean, .allowed = kFalse, .help = "false: as many as it finds"},
});
constexpr auto kSync = std::to_array<Key>({
    named("what `run` is given"),
    kId,
    {.name = "description",
     .type = KeyType::long_text,
     .help = "for people; of a query the comment of the table that Waybill makes"},
    one_of_two(name_text("model", false, "name of the model that is sent"), "what is sent"),
    one_of_two({.name = "query",
                .type = KeyType::long_text,
                .help = "one SELECT that is sent in place of a model",
                .minimum = 1},
               "what is sent"),
    with(name_text("source", false, "name of the source the query reads", "the only source"),
         "query"),
    with({.name = "primary_key",
          .type = KeyType::text_or_list,
          .help = "columns of the query that identify a row together",
          .minimum = 1},
         "query"),
    name_text("destination", true, "name of the destination it is sent to"),
    name_text("object", false, "the table's name at the destination",
              "the model's table; of a query the sync's name"),
    choice("mode", false, words::kModes, "upsert", "what a run does with a new or changed row"),
    {.name = "mapping",
     .type = KeyType::object_list,
     .help = "which fields are sent; absent: each column to its name_in_destination",
     .children = kMapping},
    {.name = "schedule",
     .type = KeyType::one_of,
     .default_text = "manual",
     .help = "when it runs: \"manual\", {every} or {cron, time_zone}",
     .children = kSchedules},
    name_text("start_at", false, "RFC 3339 time before which no schedule starts it"),
    whole_number("jitter_s", "0", "seconds over which scheduled starts are spread", 0, 86'400),
    choice("on_existing", false, words::kOnExisting, "dead_letter",
           "mode insert: what happens to a row whose key others put there"),
    choice("on_unmatched", false, words::kOnUnmatched, "skip",
           "modes update and delete: what happens to a key the destination lacks"),
    choice("on_null_last_modified", false, words::kNullCursors, "error",
           "what happens to a row without a last-modified value"),
    choice("on_duplicate_key", false, words::kOnDuplicateKey, "invalid",
           "what happens to rows of one read that share a key"),
    object_key("on_reject", kOnReject,
               "how many refused rows a run bears, and what is kept of them"),
    {.name = "delete_guard",
     .type = KeyType::one_of,
     .default_text = R"({"max_rows": 10, "max_ratio": 0.1})",
     .help = "how many rows a run may delete; false: as many as it finds",
     .children = kGuards},
    flag("backfill_added_columns", "false", "read everything again when a column was added"),
    choice(
        "counts", false, words::kCountings, "exact",
        "modes upsert and mirror: total tells inserted and updated rows as upserted, and does not "
        "look which they are"),
    whole_number("max_rows", "", "a run that reads more rows fails and commits nothing", 1, 1e15),
    whole_number("memory_mib", "64", "memory budget of a run in MiB", 8, 4096),
    whole_number("statement_timeout_s", "", "in place of the connection's", 0, kYear),
    {.name = "tags",
     .type = KeyType::map,
     .default_text = "{}",
     .help = "kept with each run, for filters and metrics"},
    object_key("alerts", kAlertRules, "what is told of its runs, in place of the destination's"),
    flag("paused", "false", "true: it does not run"),
});

}  // namespace

std::span<const Key> sync() {
  return kSync;
}

}  // namespace waybill::model::tables

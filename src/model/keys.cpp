// The keys of every kind of document, as data. A key stands here when it works, and only then.
#include <array>

#include "model/document.hpp"
#include "model/words.hpp"

namespace waybill::model {
namespace {

constexpr Key kId{.name = "id",
                  .type = KeyType::text,
                  .help = "UUID; assigned at the first save when absent",
                  .minimum = 1};
constexpr Key kDescription{
    .name = "description", .type = KeyType::long_text, .help = "for people; never read by a run"};

// A text that names something: never empty.
constexpr Key name_text(std::string_view name, bool required, std::string_view help,
                        std::string_view default_text = "") {
  return {.name = name,
          .type = KeyType::text,
          .required = required,
          .default_text = default_text,
          .help = help,
          .minimum = 1};
}
constexpr Key choice(std::string_view name, bool required,
                     std::span<const std::string_view> allowed, std::string_view default_text,
                     std::string_view help) {
  return {.name = name,
          .type = KeyType::text,
          .required = required,
          .allowed = allowed,
          .default_text = default_text,
          .help = help};
}
constexpr Key named(std::string_view help) {
  return name_text("name", true, help);
}

constexpr auto kVendors = std::to_array<std::string_view>({"sqlite"});
constexpr auto kModes = std::to_array<std::string_view>({"upsert"});
constexpr auto kChangeDetections = std::to_array<std::string_view>({"last_modified"});

constexpr auto kOptions = std::to_array<Key>({
    name_text("path", true, "the SQLite file; of a destination, created when absent"),
});
constexpr auto kTimeouts = std::to_array<Key>({
    {.name = "lock_s",
     .type = KeyType::integer,
     .default_text = "30",
     .help = "seconds to wait for a lock that another process holds",
     .minimum = 0,
     .maximum = 86'400},
});
constexpr auto kConnection = std::to_array<Key>({
    named("what sources and destinations refer to"),
    kId,
    kDescription,
    choice("vendor", true, kVendors, "", "the kind of warehouse"),
    {.name = "options",
     .type = KeyType::object,
     .required = true,
     .help = "how to reach the warehouse",
     .children = kOptions},
    {.name = "roles",
     .type = KeyType::text_list,
     .default_text = "[]",
     .help = "who may use the connection: actors who hold one of these; empty: any",
     .minimum = 1},
    {.name = "timeouts", .type = KeyType::object, .help = "in seconds", .children = kTimeouts},
});

constexpr auto kSource = std::to_array<Key>({
    named("what models refer to by source_name"),
    kId,
    kDescription,
    name_text("connection", true, "name of the connection that is read"),
    choice("tenancy", false, words::kTenancies, "single_tenant",
           "whether one table holds the rows of many tenants"),
    {.name = "lookback_seconds",
     .type = KeyType::integer,
     .default_text = "300",
     .help = "how far before the watermark each run reads again",
     .minimum = 0,
     .maximum = 31'536'000},
});

constexpr auto kColumn = std::to_array<Key>({
    name_text("name_in_source", true, "column of the source table or query"),
    name_text("name_in_destination", true, "column of the destination table"),
    name_text("data_type", true, "logical type, such as text, bigint, decimal(18,4), timestamp"),
    {.name = "is_primary_key",
     .type = KeyType::boolean,
     .default_text = "false",
     .help = "the one column that identifies a row"},
    {.name = "is_last_modified",
     .type = KeyType::boolean,
     .default_text = "false",
     .help = "the one column that says when a row last changed"},
    kDescription,
    choice("on_precision_loss", false, words::kPrecisionLosses, "refuse",
           "what happens to digits that the destination cannot hold"),
});
constexpr auto kModel = std::to_array<Key>({
    name_text("model_name", false, "unique in any case; also the destination table's name",
              "the file's name without its extension"),
    kId,
    kDescription,
    {.name = "columns",
     .type = KeyType::object_list,
     .help = "what is shipped, in the order of the destination table's columns",
     .children = kColumn},
    name_text("source_table", false, "table that is read, optionally schema-qualified"),
    {.name = "source_query",
     .type = KeyType::long_text,
     .help = "one SELECT that is read instead of source_table",
     .minimum = 1},
    name_text("source_name", false, "name of the source", "the only source"),
    name_text("source_id", false, "id of the source", "the only source"),
    name_text("organization_column", false,
              "column of the source that holds the tenant; required when the source holds many"),
    name_text("destination_table_name", false, "the table's name at the destination", "model_name"),
    choice("change_detection", false, kChangeDetections, "last_modified",
           "how a run finds what changed"),
    {.name = "primary_key",
     .type = KeyType::text_list,
     .help = "names in the source of the columns that identify a row together, in place of a "
             "column marked is_primary_key",
     .minimum = 1},
    name_text("last_modified", false,
              "name in the source of a column that only grows when a row changes, in place of one "
              "marked is_last_modified"),
});

constexpr auto kRecipient = std::to_array<Key>({
    named("what destinations refer to"),
    kId,
    kDescription,
    name_text("id_in_provider_system", true, "the tenant's id in the organization column"),
});

constexpr auto kDestination = std::to_array<Key>({
    named("what syncs and transfers refer to"),
    kId,
    kDescription,
    name_text("connection", true, "name of the connection that is written"),
    name_text("recipient", false,
              "name of the tenant whose rows land here; required for models "
              "of a source that holds many tenants"),
    {.name = "enabled_models",
     .type = KeyType::text_list,
     .default_text = "[\"*\"]",
     .help = "names of the models a transfer sends here; \"*\": every model",
     .minimum = 1},
    {.name = "is_enabled",
     .type = KeyType::boolean,
     .default_text = "true",
     .help = "false: nothing is sent here"},
});

constexpr auto kOnReject = std::to_array<Key>({
    {.name = "max_rows",
     .type = KeyType::integer,
     .default_text = "1000",
     .help = "more refused rows than this, and the run commits nothing",
     .minimum = 0,
     .maximum = 1e15},
    {.name = "max_ratio",
     .type = KeyType::number,
     .default_text = "0.1",
     .help = "a larger share of at least 100 rows read, and the run commits nothing",
     .minimum = 0,
     .maximum = 1},
    choice("payload", false, words::kRejectPayloads, "full",
           "how much of a refused row is kept with its reason"),
});
constexpr auto kSync = std::to_array<Key>({
    named("what `run` is given"),
    kId,
    kDescription,
    name_text("model", true, "name of the model that is sent"),
    name_text("destination", true, "name of the destination it is sent to"),
    name_text("object", false, "the table's name at the destination", "the model's table"),
    choice("mode", false, kModes, "upsert", "what a run does with a new or changed row"),
    choice("on_null_last_modified", false, words::kNullCursors, "error",
           "what happens to a row without a last-modified value"),
    {.name = "on_reject",
     .type = KeyType::object,
     .help = "how many refused rows a run bears, and what is kept of them",
     .children = kOnReject},
    {.name = "memory_mib",
     .type = KeyType::integer,
     .default_text = "64",
     .help = "memory budget of a run in MiB",
     .minimum = 8,
     .maximum = 4096},
});

constexpr auto kKeyTypeNames = std::to_array<std::string_view>(
    {"a text", "a text", "a list of texts", "an integer", "a number", "true or false", "an object",
     "a list of objects"});
static_assert(kKeyTypeNames.size() == static_cast<std::size_t>(KeyType::object_list) + 1);

}  // namespace

std::string_view to_string(KeyType type) {
  return kKeyTypeNames[static_cast<std::size_t>(type)];
}

std::span<const Key> keys_of(Kind kind) {
  static constexpr std::array<std::span<const Key>, words::kKinds.size()> kTables{
      kConnection, kSource, kModel, kRecipient, kDestination, kSync};
  return kTables[static_cast<std::size_t>(kind)];
}

const Key* find_key(std::span<const Key> keys, std::string_view name) {
  for (const Key& key : keys) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

bool within_bounds(const Key& key, double value) {
  return value >= key.minimum.value_or(value) && value <= key.maximum.value_or(value);
}

}  // namespace waybill::model

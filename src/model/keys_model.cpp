// The keys of a model, and of a product of models.
#include "model/key_tables.hpp"
#include "model/words.hpp"

namespace waybill::model::tables {
namespace {

constexpr auto kColumn = std::to_array<Key>({
    name_text("name_in_source", true, "column of the source table or query"),
    name_text("name_in_destination", true, "column of the destination table"),
    name_text("data_type", true, "logical type, such as text, bigint, decimal(18,4), timestamp"),
    flag("is_primary_key", "false", "the one column that identifies a row"),
    flag("is_last_modified", "false", "the one column that says when a row last changed"),
    kCommented,
    choice("on_precision_loss", false, words::kPrecisionLosses, "refuse",
           "what happens to digits that the destination cannot hold"),
});

constexpr auto kWindow = std::to_array<Key>({
    name_text("from", false, "RFC 3339 time, inclusive"),
    name_text("to", false, "RFC 3339 time, exclusive"),
});
constexpr auto kTest = std::to_array<Key>({
    name_text("name", true, "what is shown when it fails"),
    name_text("tenant", false, "id_in_provider_system whose rows are read"),
    object_key("window", kWindow, "the window that is read; absent: a first run"),
    {.name = "given",
     .type = KeyType::free_object,
     .required = true,
     .help = "rows of the source by table: {\"table\": [{column: value}]}"},
    one_of_two({.name = "expect",
                .type = KeyType::object_list,
                .help = "rows that arrive, in any order: [{column: value}]"},
               "outcome"),
    one_of_two({.name = "expect_findings",
                .type = KeyType::text_list,
                .help = "codes of the findings that are expected instead",
                .minimum = 1},
               "outcome"),
});

constexpr auto kModel = std::to_array<Key>({
    name_text("model_name", false, "unique in any case; also the destination table's name",
              "the file's name without its extension"),
    kId,
    kCommented,
    {.name = "columns",
     .type = KeyType::object_list,
     .help = "what is shipped, in the order of the destination table's columns; of a query model "
             "it may be absent: then all columns of the result",
     .children = kColumn},
    name_text("source_table", false, "table that is read, optionally schema-qualified"),
    {.name = "source_query",
     .type = KeyType::long_text,
     .help = "template of one SELECT that is read instead of source_table",
     .minimum = 1},
    name_text("source_name", false, "name of the source", "the only source"),
    name_text("source_id", false, "id of the source", "the only source"),
    name_text("organization_column", false,
              "column of the source that holds the tenant; required when the source holds many"),
    flag("skip_model_validation", "false", "no live validation at this save; never kept"),
    name_text("model_validation_id_in_provider_system", false,
              "tenant that live validation reads with"),
    name_text("model_validation_start_time_epoch", false,
              "RFC 3339 time from which live validation reads"),
    name_text("model_validation_end_time_epoch", false,
              "RFC 3339 time up to which live validation reads"),
    name_text("destination_table_name", false, "the table's name at the destination", "model_name"),
    flag("is_append_only", "false",
         "rows never change once written: those that are there are not compared"),
    choice("change_detection", false, words::kChangeDetections, "last_modified",
           "how a run finds what changed"),
    {.name = "primary_key",
     .type = KeyType::text_or_list,
     .help = "names in the source of the columns that identify a row together, in place of a "
             "column marked is_primary_key",
     .minimum = 1},
    name_text("last_modified", false,
              "name in the source of a column that only grows when a row changes, in place of one "
              "marked is_last_modified"),
    whole_number("lookback_value", "0",
                 "how far before the watermark of a number each run reads again", 0, 1e18),
    name_text("soft_delete_column", false,
              "name in the source of a boolean or timestamp column: a set value means "
              "that the row is deleted at the destination"),
    {.name = "tests",
     .type = KeyType::object_list,
     .help = "unit tests of the model, which waybill test runs; no run reads them",
     .children = kTest},
});

constexpr auto kProduct = std::to_array<Key>({
    name_text("product_name", true, "what recipients and destinations refer to"),
    kId,
    kDescription,
    name_list("models", true, "[]", "names of its models"),
});

}  // namespace

std::span<const Key> model() {
  return kModel;
}
std::span<const Key> product() {
  return kProduct;
}

}  // namespace waybill::model::tables

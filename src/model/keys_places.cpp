// The keys of what is read and written: connections, sources, recipients, destinations.
#include "model/key_tables.hpp"
#include "model/words.hpp"

namespace waybill::model::tables {
namespace {

constexpr auto kWays = std::to_array<std::string_view>({"auto", "native", "odbc", "adbc"});
constexpr auto kReachedWays = std::to_array<std::string_view>({"adbc", "auto", "native", "odbc"});
constexpr auto kSslModes =
    std::to_array<std::string_view>({"disable", "require", "verify_ca", "verify_full"});

constexpr auto kSsl = std::to_array<Key>({
    name_text("root_cert", false, "file of the certificate authorities that are trusted"),
    name_text("cert", false, "file of the client's certificate"),
    with(name_text("key", false, "file of the client's private key"), "cert"),
});
constexpr auto kTimeouts = std::to_array<Key>({
    whole_number("connect_s", "15", "seconds to wait for a connection; 0: any", 0, 86'400),
    whole_number("statement_s", "0", "seconds a statement may take; 0: any", 0, kYear),
    whole_number("lock_s", "30", "seconds to wait for a lock that another process holds", 0,
                 86'400),
    unobeyed(whole_number("idle_s", "300", "seconds an unused connection is kept", 0, kYear)),
});
constexpr auto kConnection = std::to_array<Key>({
    named("what sources and destinations refer to"),
    kId,
    kDescription,
    choice("vendor", true, words::kVendors, "", "the kind of warehouse"),
    obeyed_only(choice("via", false, kWays, "auto", "how the warehouse is reached"), kReachedWays),
    name_text("driver", false,
              "ODBC driver's name or path; of duckdb, and with via adbc, the path of an ADBC "
              "driver"),
    name_text("dsn", false, "ODBC data source that holds the options"),
    {.name = "options",
     .type = KeyType::map,
     .default_text = "{}",
     .help = "how to reach the warehouse; the names depend on the vendor"},
    {.name = "secrets",
     .type = KeyType::map,
     .default_text = "{}",
     .help = "passwords and keys by name, each as a reference: env:NAME, file:/path or "
             "host:name"},
    choice("ssl_mode", false, kSslModes, "verify_full; disable on loopback, a socket or a file",
           "how the server is proved to be the right one"),
    object_key("ssl", kSsl, "certificates"),
    object_key("timeouts", kTimeouts, "in seconds"),
    name_list("roles", false, "[]",
              "who may use the connection: actors who hold one of these; empty: any"),
    unobeyed(whole_number("max_sessions", "4", "most sessions open at once", 1, 1000)),
});

constexpr auto kSource = std::to_array<Key>({
    named("what models refer to by source_name"),
    kId,
    kDescription,
    one_of_two(name_text("connection", false, "name of the connection that is read"), "rows"),
    one_of_two(name_text("host", false, "name of a source that the host program registers"),
               "rows"),
    choice("tenancy", false, words::kTenancies, "single_tenant",
           "whether one table, or one schema each, holds the rows of many tenants"),
    whole_number("lookback_seconds", "300", "how far before the watermark each run reads again", 0,
                 kYear),
    choice("last_modified_set_by", false, words::kSetBy, "unknown",
           "database: every write sets the last-modified value by the server's clock, not before "
           "its transaction began, so that of a PostgreSQL table no late commit is missed"),
});

constexpr auto kRecipient = std::to_array<Key>({
    named("what destinations refer to"),
    kId,
    kDescription,
    name_text("id_in_provider_system", true, "the tenant's id in the organization column"),
    name_text("schema", false, "the tenant's schema in a schema_tenanted source",
              "id_in_provider_system"),
    name_list("products", false, "[]", "names of the products the tenant gets"),
});

constexpr auto kDestination = std::to_array<Key>({
    named("what syncs and transfers refer to"),
    kId,
    kDescription,
    one_of_two(name_text("connection", false, "name of the connection that is written"), "place"),
    one_of_two(obeyed_only(name_text("sink", false,
                                     "name of a sink: csv, jsonl, or one of the host program"),
                           words::kSinks),
               "place"),
    with({.name = "config",
          .type = KeyType::free_object,
          .default_text = "{}",
          .help = "of the sink; csv and jsonl: folder, rows_per_file, and of csv null_text"},
         "sink"),
    name_text("recipient", false,
              "name of the tenant whose rows land here; required for models "
              "of a source that holds many tenants"),
    name_text("schema", false, "schema that is written; created when absent",
              "the session's current one"),
    with(name_text(
             "control_schema", false,
             "schema of Waybill's own tables, created when absent; set it before the first run",
             "beside the rows"),
         "connection"),
    name_list("products", false, "[]", "names of products sent here, in place of the recipient's"),
    name_list("enabled_models", false, "[\"*\"]",
              "names of the models a transfer sends here; \"*\": every model"),
    whole_number("frequency_minutes", "0", "minutes between transfers; 0: no schedule", 0, 525'600),
    flag("is_enabled", "true", "false: nothing is sent here"),
    whole_number("max_concurrent_transfers", "4", "most of its models sent at once", 1, 1000),
    with(whole_number("load_connections", "1",
                      "connections that write at once the rows of a run that sends all of a table "
                      "(PostgreSQL; elsewhere one writes)",
                      1, 8),
         "connection"),
    object_key("alerts", kAlertRules, "what is told of the runs of its syncs"),
});

}  // namespace

std::span<const Key> connection() {
  return kConnection;
}
std::span<const Key> source() {
  return kSource;
}
std::span<const Key> recipient() {
  return kRecipient;
}
std::span<const Key> destination() {
  return kDestination;
}

}  // namespace waybill::model::tables

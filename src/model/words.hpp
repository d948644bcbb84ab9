// The words of the enumerations in documents, in the order of the enumerators.
#ifndef WAYBILL_MODEL_WORDS_HPP
#define WAYBILL_MODEL_WORDS_HPP

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace waybill::model::words {

inline constexpr auto kKinds = std::to_array<std::string_view>(
    {"connection", "source", "model", "product", "recipient", "destination", "sync"});
inline constexpr auto kVendors = std::to_array<std::string_view>(
    {"athena", "bigquery", "clickhouse", "databricks", "duckdb", "generic", "mariadb", "mysql",
     "oracle", "postgres", "redshift", "snowflake", "sqlite", "sqlserver", "trino"});
// Which Waybill reaches by whatever ODBC driver a connection names, and of which it only reads.
constexpr bool goes_by_any_driver(std::string_view vendor) {
  return !vendor.empty() && vendor != "duckdb" && vendor != "mariadb" && vendor != "postgres" &&
         vendor != "sqlite";
}
// Whose database is one file of this machine, with one writer at a time.
constexpr bool is_one_file(std::string_view vendor) {
  return vendor == "sqlite" || vendor == "duckdb";
}
inline constexpr auto kTenancies =
    std::to_array<std::string_view>({"single_tenant", "multi_tenant_tables", "schema_tenanted"});
inline constexpr std::string_view kByDatabase = "database";
inline constexpr auto kSetBy = std::to_array<std::string_view>({"unknown", kByDatabase});
inline constexpr auto kPrecisionLosses = std::to_array<std::string_view>({"refuse", "truncate"});
inline constexpr auto kSinks = std::to_array<std::string_view>({"csv", "jsonl"});
inline constexpr auto kChangeDetections =
    std::to_array<std::string_view>({"last_modified", "snapshot", "none"});
inline constexpr auto kModes =
    std::to_array<std::string_view>({"upsert", "insert", "update", "delete", "mirror"});
inline constexpr auto kOnExisting =
    std::to_array<std::string_view>({"dead_letter", "skip", "error"});
inline constexpr auto kOnUnmatched =
    std::to_array<std::string_view>({"skip", "dead_letter", "error"});
inline constexpr auto kOnDuplicateKey =
    std::to_array<std::string_view>({"invalid", "last_by_cursor"});
inline constexpr auto kCountings = std::to_array<std::string_view>({"exact", "total"});
inline constexpr auto kRetries = std::to_array<std::string_view>({"next_run", "manual"});
inline constexpr auto kNullCursors = std::to_array<std::string_view>({"error", "include", "skip"});
inline constexpr auto kRejectPayloads = std::to_array<std::string_view>({"full", "keys", "none"});

template <class Enum>
std::optional<Enum> parse(std::span<const std::string_view> words, std::string_view text) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace waybill::model::words

#endif

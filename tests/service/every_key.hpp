// A catalog's worth of documents that between them use every key that can be applied, and names
// that no file system would like.
#ifndef WAYBILL_TESTS_SERVICE_EVERY_KEY_HPP
#define WAYBILL_TESTS_SERVICE_EVERY_KEY_HPP

#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/json.hpp"

namespace waybill::tests {

inline constexpr const char* kEveryKey[] = {
    R"({"connection": {"name": "pg", "id": "0191d5a0-0000-7000-8000-000000000001",
        "description": "reads\nall", "vendor": "postgres", "via": "odbc", "driver": "psql",
        "dsn": "shop", "options": {"host": "db1", "port": 5432, "database": "app", "user": "r"},
        "secrets": {"password": "env:APP_PG_PASSWORD"}, "ssl_mode": "verify_full",
        "ssl": {"root_cert": "/ca.pem", "cert": "/c.pem", "key": "/k.pem"},
        "timeouts": {"connect_s": 5, "statement_s": 60, "lock_s": 9},
        "roles": ["admin", "ops"]}})",
    R"({"connection": {"name": "lite", "vendor": "sqlite", "options": {"path": "x.db"}}})",
    R"({"source": {"name": "shop", "id": "0191d5a0-0000-7000-8000-000000000002",
        "description": "d", "connection": "pg", "tenancy": "multi_tenant_tables",
        "lookback_seconds": 60, "last_modified_set_by": "database"}})",
    R"({"source": {"name": "own", "host": "program"}})",
    R"({"model": {"model_name": "orders", "id": "0191d5a0-0000-7000-8000-000000000003",
        "description": "d", "source_table": "public.orders_t", "source_name": "shop",
        "source_id": "0191d5a0-0000-7000-8000-000000000002", "organization_column": "org",
        "model_validation_id_in_provider_system": "1",
        "model_validation_start_time_epoch": "2026-01-01T00:00:00Z",
        "model_validation_end_time_epoch": "2026-02-01T00:00:00Z",
        "destination_table_name": "orders_out", "is_append_only": true,
        "change_detection": "last_modified", "soft_delete_column": "gone",
        "skip_model_validation": true,
        "columns": [
          {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint",
           "is_primary_key": true, "description": "the key"},
          {"name_in_source": "price", "name_in_destination": "price",
           "data_type": "decimal", "on_precision_loss": "truncate"},
          {"name_in_source": "at", "name_in_destination": "changed", "data_type": "timestamp",
           "is_last_modified": true}],
        "tests": [{"name": "one", "tenant": "1",
          "window": {"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"},
          "given": {"orders_t": [{"id": 1}]}, "expect": [{"id": 1}]},
          {"name": "two", "given": {}, "expect_findings": ["WB8001"]}]
}
})",
    R"({"model": {"model_name": "lines", "source_name": "shop", "organization_column": "org",
        "source_query": "SELECT org, a, b, seq\nFROM lines_t\nWHERE seq > 0",
        "primary_key": ["a", "b"], "last_modified": "seq", "lookback_value": 10, "columns": [
          {"name_in_source": "a", "name_in_destination": "a", "data_type": "text"},
          {"name_in_source": "b", "name_in_destination": "b", "data_type": "bigint"},
          {"name_in_source": "seq", "name_in_destination": "seq", "data_type": "bigint"}]}})",
    R"({"product": {"product_name": "core", "id": "0191d5a0-0000-7000-8000-000000000004",
        "description": "d", "models": ["orders", "lines"]}})",
    R"({"recipient": {"name": "Acme", "id": "0191d5a0-0000-7000-8000-000000000005", "schema": "acme",
        "description": "d", "id_in_provider_system": "acme' or '1'='1", "products": ["core"]}})",
    R"({"destination": {"name": "acme", "id": "0191d5a0-0000-7000-8000-000000000006",
        "description": "d", "connection": "pg", "recipient": "Acme", "schema": "s",
        "control_schema": "c", "products": ["core"], "enabled_models": ["orders", "lines"],
        "frequency_minutes": 60, "is_enabled": false, "max_concurrent_transfers": 2, "load_connections": 3,
        "alerts": {"failed": true, "partial": true, "full_run": true, "zero_rows": true,
          "longer_than_s": 60, "row_count_factor": 3, "last_runs": 5, "overdue_s": 60}}})",
    R"({"destination": {"name": "files", "recipient": "Acme", "sink": "csv",
        "config": {"folder": "out", "rows_per_file": 10, "null_text": "-"}}})",
    R"({"sync": {"name": "nightly", "id": "0191d5a0-0000-7000-8000-000000000007",
        "description": "d", "model": "orders", "destination": "acme", "object": "orders_x",
        "mode": "upsert", "mapping": [{"from": "id", "to": "id"}, {"from": "changed", "to": "c"},
          {"value": {"a": [1, 2.50]}, "to": "v"}],
        "schedule": {"cron": "0 6 * * 1-5", "time_zone": "Europe/Berlin"},
        "start_at": "2026-01-01T00:00:00Z", "jitter_s": 5, "on_existing": "skip",
        "on_unmatched": "error", "on_null_last_modified": "skip",
        "on_duplicate_key": "last_by_cursor",
        "on_reject": {"policy": "dead_letter", "max_rows": 5, "max_ratio": 0.5,
          "retry": "manual", "payload": "keys"},
        "delete_guard": {"max_rows": 3, "max_ratio": 0.25}, "backfill_added_columns": true,
        "counts": "total", "max_rows": 100, "memory_mib": 32, "statement_timeout_s": 7,
        "tags": {"team": "data", "n": 1}, "paused": true,
        "alerts": {"failed": true, "partial": true, "full_run": true, "zero_rows": true,
          "longer_than_s": 60, "row_count_factor": 3, "last_runs": 5, "overdue_s": 60}}})",
    R"({"sync": {"name": "hourly", "source": "a/b", "primary_key": "id", "destination": "acme",
        "query": "SELECT id FROM t", "mode": "mirror", "schedule": {"every": "1h"},
        "delete_guard": false}})",
};

inline const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names{"a/b",
                                              "../../etc/passwd",
                                              "..",
                                              ".",
                                              ".hidden",
                                              "-rf",
                                              "CON",
                                              "nul.txt",
                                              "a b",
                                              "a\\b",
                                              "a:b*?<>|\"",
                                              "\xE5\xAE\xA2\xE6\x88\xB7",
                                              "Zo\xC3\xAB",
                                              "Zoe\xCC\x88",
                                              "\xE2\x80\xAEx",
                                              std::string(300, 'x'),
                                              std::string(299, 'x') + "y",
                                              "waybill.lock",
                                              "a-b-1",
                                              "100%",
                                              "$(reboot)",
                                              "trailing.",
                                              "trailing "};
  return names;
}

// About 500 of all seven kinds.
inline std::vector<std::string> many_documents() {
  std::vector<std::string> documents(std::begin(kEveryKey), std::end(kEveryKey));
  std::vector<std::string> names = hostile_names();
  while (names.size() < 70) names.push_back(fmt::format("name {}", names.size()));
  std::string recipients;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = base::write_json(names[i]);
    documents.push_back(fmt::format(
        R"({{"connection": {{"name": {}, "vendor": "sqlite", "options": {{"path": "c{}.db"}}}}}})",
        name, i));
    documents.push_back(
        fmt::format(R"({{"source": {{"name": {}, "connection": {}}}}})", name, name));
    documents.push_back(fmt::format(
        R"({{"model": {{"model_name": {}, "source_name": {}, "source_table": "t_{}",
            "destination_table_name": "d_{}", "columns": [
            {{"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint",
              "is_primary_key": true}},
            {{"name_in_source": "at", "name_in_destination": "changed", "data_type": "date",
              "is_last_modified": true}}]}}}})",
        name, name, i, i));
    documents.push_back(
        fmt::format(R"({{"product": {{"product_name": {}, "models": [{}]}}}})", name, name));
    documents.push_back(fmt::format(
        R"({{"recipient": {{"name": {}, "id_in_provider_system": "tenant {}", "products": [{}]}}}})",
        name, i, name));
    documents.push_back(
        fmt::format(R"({{"destination": {{"name": {}, "connection": {}, "recipient": {}}}}})", name,
                    name, name));
    documents.push_back(fmt::format(R"({{"sync": {{"name": {}, "model": {}, "destination": {}}}}})",
                                    name, name, name));
  }
  return documents;
}

}  // namespace waybill::tests

#endif

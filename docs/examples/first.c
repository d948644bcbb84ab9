/* Ships one customer's orders from one SQLite file to another, and again after a change.
 *
 *   cc first.c $(pkg-config --cflags --libs waybill sqlite3) -o first && ./first FOLDER
 *
 * FOLDER must exist; the databases and the catalog are made in it. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waybill/waybill.h"

/* What is shipped, from where, to whom. These documents usually stand in a config folder of the
 * user's own. A relative path is taken from the catalog's folder. */
static const char* const kDocuments =
    "{\"note\": \"first example\", \"documents\": ["
    "{\"connection\": {\"name\": \"here\", \"vendor\": \"sqlite\","
    "  \"options\": {\"path\": \"source.db\"}}},"
    "{\"connection\": {\"name\": \"there\", \"vendor\": \"sqlite\","
    "  \"options\": {\"path\": \"destination.db\"}}},"
    "{\"source\": {\"name\": \"shop\", \"connection\": \"here\","
    "  \"tenancy\": \"multi_tenant_tables\"}},"
    "{\"model\": {\"model_name\": \"orders\", \"source_table\": \"shop_orders\","
    "  \"organization_column\": \"customer\", \"columns\": ["
    "  {\"name_in_source\": \"order_id\", \"name_in_destination\": \"order_id\","
    "   \"data_type\": \"bigint\", \"is_primary_key\": true},"
    "  {\"name_in_source\": \"item\", \"name_in_destination\": \"item\", \"data_type\": \"text\"},"
    "  {\"name_in_source\": \"changed_at\", \"name_in_destination\": \"changed_at\","
    "   \"data_type\": \"timestamp\", \"is_last_modified\": true}]}},"
    "{\"recipient\": {\"name\": \"Acme\", \"id_in_provider_system\": \"acme\"}},"
    "{\"destination\": {\"name\": \"acme-db\", \"connection\": \"there\", \"recipient\": \"Acme\"}}"
    "]}";

static const char* const kOrders =
    "DROP TABLE IF EXISTS shop_orders;"
    "CREATE TABLE shop_orders (order_id INTEGER PRIMARY KEY, customer TEXT NOT NULL, item TEXT,"
    "  changed_at TEXT NOT NULL);"
    "INSERT INTO shop_orders VALUES"
    "  (1, 'acme', 'anvil', '2026-01-01T08:00:00.000000Z'),"
    "  (2, 'acme', 'rocket', '2026-01-02T08:00:00.000000Z'),"
    "  (3, 'other', 'not for acme', '2026-01-03T08:00:00.000000Z');";

static const char* const kChange =
    "UPDATE shop_orders SET item = 'larger rocket', changed_at = '2026-01-04T08:00:00.000000Z'"
    "  WHERE order_id = 2;";

/* Ends the program when `status` says so; the error says what failed and what to do. */
static void check(waybill_status status, waybill_error* error) {
  if (status == WAYBILL_OK) return;
  fprintf(stderr, "%s: %s\n  %s\n", waybill_error_code(error), waybill_error_message(error),
          waybill_error_hint(error));
  waybill_error_free(error);
  exit(1);
}

static void run_sql(const char* path, const char* sql) {
  sqlite3* db = NULL;
  if (sqlite3_open(path, &db) != SQLITE_OK ||
      sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
    fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db));
    exit(1);
  }
  sqlite3_close(db);
}

/* The number behind `"name":` in a report. A real host has a JSON library. */
static long count_of(const char* json, const char* name) {
  char key[64];
  const char* found;
  snprintf(key, sizeof key, "\"%s\":", name);
  found = strstr(json, key);
  return found == NULL ? -1 : strtol(found + strlen(key), NULL, 10);
}

/* Prints each phase as it is reached. Called from the operation's own thread. */
static int32_t on_progress(void* user_data, const char* event_json, size_t size) {
  (void)user_data;
  printf("  %.*s\n", (int)size, event_json);
  return 0; /* anything else would cancel */
}

static void transfer(waybill_catalog* catalog, const char* label) {
  static const char params[] = "{\"destination\": \"acme-db\"}";
  waybill_operation* operation = NULL;
  waybill_buf report = {0};
  waybill_error* error = NULL;

  check(waybill_start(&operation, NULL, catalog, "destination.transfer", params, sizeof params - 1,
                      on_progress, NULL, NULL, &error),
        error);
  check(waybill_operation_wait(operation, &report, &error), error);
  printf("%s transfer: read %ld, inserted %ld, updated %ld\n", label, count_of(report.ptr, "read"),
         count_of(report.ptr, "inserted"), count_of(report.ptr, "updated"));
  waybill_buf_dispose(&report);
  waybill_operation_free(operation);
}

int main(int argc, char** argv) {
  char source_path[4096], catalog_path[4096];
  waybill_catalog_options options = {0};
  waybill_catalog* catalog = NULL;
  waybill_buf changes = {0};
  waybill_error* error = NULL;

  if (argc != 2 || strlen(argv[1]) > 4000) {
    fprintf(stderr, "usage: first FOLDER\n");
    return 2;
  }
  sprintf(source_path, "%s/source.db", argv[1]);
  sprintf(catalog_path, "%s/catalog.db", argv[1]);
  run_sql(source_path, kOrders);

  options.struct_size = sizeof options;
  options.actor = "first.c";
  check(waybill_catalog_open(&catalog, NULL, catalog_path, &options, &error), error);
  check(
      waybill_call(NULL, catalog, "config.apply", kDocuments, strlen(kDocuments), &changes, &error),
      error);
  waybill_buf_dispose(&changes);

  transfer(catalog, "first");
  run_sql(source_path, kChange);
  transfer(catalog, "second");
  waybill_catalog_free(catalog);
  return 0;
}

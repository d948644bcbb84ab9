/* A product's own test over the models it ships, in plain C: no database, no catalog, no files
 * made.
 *
 *   cc lint_test.c $(pkg-config --cflags --libs waybill) -o lint_test && ./lint_test
 *
 * Run it where the folder `config` is. Exits with 0 when every check holds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waybill/waybill.h"

static int failures = 0;

static void check(int holds, const char* what, const char* report) {
  if (holds) return;
  fprintf(stderr, "FAILED: %s\n%s\n", what, report);
  ++failures;
}

/* The report on what `params` name, as JSON on one line. */
static waybill_buf lint(const char* params) {
  waybill_error* error = NULL;
  waybill_buf report = {0};
  if (waybill_call(NULL, NULL, "config.lint", params, strlen(params), &report, &error) !=
      WAYBILL_OK) {
    fprintf(stderr, "%s (%s)\n", waybill_error_message(error), waybill_error_hint(error));
    exit(2);
  }
  return report;
}

/* How often `part` is in the report. A quote within a JSON text is escaped, so `"code":` and its
 * like are always keys. */
static int count(waybill_buf report, const char* part) {
  int found = 0;
  const char* at = report.ptr;
  while ((at = strstr(at, part)) != NULL) {
    ++found;
    ++at;
  }
  return found;
}

static void test_the_models_we_ship(void) {
  waybill_buf report = lint("{\"paths\": [\"config\"]}");
  check(count(report, "\"counts\":{\"error\":0,\"warning\":0}") == 1, "config has no findings",
        report.ptr);
  waybill_buf_dispose(&report);
}

static void test_a_reserved_name_is_refused(void) {
  waybill_buf report = lint(
      "{\"documents\": [{\"model\": {"
      "  \"model_name\": \"purchases\","
      "  \"source_table\": \"shop_purchases\","
      "  \"columns\": ["
      "    {\"name_in_source\": \"id\", \"name_in_destination\": \"id\","
      "     \"data_type\": \"bigint\", \"is_primary_key\": true},"
      "    {\"name_in_source\": \"pos\", \"name_in_destination\": \"order\","
      "     \"data_type\": \"integer\"},"
      "    {\"name_in_source\": \"changed\", \"name_in_destination\": \"changed\","
      "     \"data_type\": \"timestamp\", \"is_last_modified\": true}"
      "  ]}}]}");
  check(count(report, "\"pointer\":") == 1, "one finding", report.ptr);
  check(count(report, "{\"code\":\"WB4001\",\"severity\":\"error\",") == 1, "it is WB4001",
        report.ptr);
  check(count(report, "\"pointer\":\"/model/columns/1/name_in_destination\"") == 1, "at the column",
        report.ptr);
  waybill_buf_dispose(&report);
}

int main(void) {
  test_the_models_we_ship();
  test_a_reserved_name_is_refused();
  if (failures == 0) puts("every check holds");
  return failures == 0 ? 0 : 1;
}

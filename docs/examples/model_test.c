/* The unit tests of the models a product ships, run from plain C: no database, no catalog, no files
 * made.
 *
 *   cc model_test.c $(pkg-config --cflags --libs waybill) -o model_test && ./model_test
 *
 * Run it where the folder `config` is. Exits with 0 when every test passed. */
#include <stdio.h>
#include <string.h>

#include "waybill/waybill.h"

int main(void) {
  const char* params = "{\"paths\": [\"config\"]}";
  waybill_error* error = NULL;
  waybill_buf report = {0};
  int good = 0;

  if (waybill_call(NULL, NULL, "model.test", params, strlen(params), &report, &error) !=
      WAYBILL_OK) {
    fprintf(stderr, "%s (%s)\n", waybill_error_message(error), waybill_error_hint(error));
    waybill_error_free(error);
    return 2;
  }
  /* A quote within a JSON text is escaped, so these are always the report's own keys. */
  good = strstr(report.ptr, "\"failed\":0,\"error\":0,") != NULL &&
         strstr(report.ptr, "\"findings\":[]") != NULL;
  fprintf(good ? stdout : stderr, "%s\n", report.ptr);
  waybill_buf_dispose(&report);
  return good ? 0 : 1;
}

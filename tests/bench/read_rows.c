/* read_rows CATALOG MODEL: reads a model's rows through the C functions and writes how many. */
#include <stdio.h>
#include <string.h>

#include "waybill/waybill.h"

static int fail(const waybill_error* error) {
  fprintf(stderr, "%s: %s\n", waybill_error_code(error), waybill_error_message(error));
  return 1;
}

int main(int argc, char** argv) {
  waybill_catalog* catalog = NULL;
  waybill_error* error = NULL;
  struct ArrowArrayStream rows;
  char params[256];
  long long count = 0;
  int size;

  if (argc != 3) {
    fprintf(stderr, "usage: read_rows CATALOG MODEL\n");
    return 2;
  }
  size = snprintf(params, sizeof params, "{\"model\": \"%s\"}", argv[2]);
  if (size < 0 || (size_t)size >= sizeof params) return 2;
  if (waybill_catalog_open(&catalog, NULL, argv[1], NULL, &error) ||
      waybill_stream(NULL, catalog, "model.read", params, (size_t)size, &rows, &error)) {
    return fail(error);
  }
  for (;;) {
    struct ArrowArray batch;
    memset(&batch, 0, sizeof batch);
    if (rows.get_next(&rows, &batch)) return fail(waybill_error_from_stream(&rows));
    if (!batch.release) break;
    count += batch.length;
    batch.release(&batch);
  }
  rows.release(&rows);
  waybill_catalog_free(catalog);
  printf("%lld\n", count);
  return 0;
}

/* cc readme.c $(pkg-config --cflags --libs waybill) -o ship && ./ship DESTINATION */
#include <stdio.h>
#include <waybill/waybill.h>

static int32_t show(void* unused, const char* event, size_t size) {
  (void)unused;
  fprintf(stderr, "%.*s\n", (int)size, event);
  return 0; /* anything else cancels the transfer */
}

int main(int argc, char** argv) {
  waybill_catalog* catalog = NULL;
  waybill_operation* transfer = NULL;
  waybill_buf report = {0};
  waybill_error* error = NULL;
  char params[256];
  int size =
      snprintf(params, sizeof params, "{\"destination\": \"%s\"}", argc > 1 ? argv[1] : "acme");

  if (size < 0 || (size_t)size >= sizeof params) return 2;
  if (waybill_catalog_open(&catalog, NULL, "waybill.db", NULL, &error) ||
      waybill_start(&transfer, NULL, catalog, "destination.transfer", params, (size_t)size, show,
                    NULL, NULL, &error) ||
      waybill_operation_wait(transfer, &report, &error)) {
    fprintf(stderr, "%s: %s (%s)\n", waybill_error_code(error), waybill_error_message(error),
            waybill_error_hint(error));
  } else {
    puts(report.ptr);
  }
  int failed = error != NULL;
  waybill_error_free(error);
  waybill_buf_dispose(&report);
  waybill_operation_free(transfer);
  waybill_catalog_free(catalog);
  return failed;
}

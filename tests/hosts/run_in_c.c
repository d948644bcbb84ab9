/* One run by the C functions: applies FOLDER/config to FOLDER/waybill.db, runs SYNC, prints its
 * result and how many events there were.
 *
 * usage: run_in_c FOLDER SYNC */
#include <stdio.h>
#include <string.h>

#include "waybill/waybill.h"

static int32_t count(void* user_data, const char* event_json, size_t size) {
  (void)event_json;
  ++*(int*)user_data;
  return size == 0; /* an event is never empty */
}

static int failed(waybill_error* error) {
  fprintf(stderr, "%s: %s\n", waybill_error_code(error), waybill_error_message(error));
  waybill_error_free(error);
  return 1;
}

int main(int argc, char** argv) {
  char place[4096], params[8192];
  waybill_context* context = NULL;
  waybill_catalog* catalog = NULL;
  waybill_operation* running = NULL;
  waybill_catalog_options options;
  waybill_buf result = {0};
  waybill_error* error = NULL;
  int events = 0, status = 0;
  if (argc != 3) return 2;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.actor = "host";
  snprintf(place, sizeof place, "%s/waybill.db", argv[1]);
  snprintf(params, sizeof params, "{\"paths\": [\"%s/config\"]}", argv[1]);
  if (waybill_context_new(&context, &error) != WAYBILL_OK ||
      waybill_catalog_open(&catalog, context, place, &options, &error) != WAYBILL_OK ||
      waybill_call(context, catalog, "config.apply", params, strlen(params), &result, &error) !=
          WAYBILL_OK) {
    status = failed(error);
  }
  waybill_buf_dispose(&result);
  if (status == 0) {
    snprintf(params, sizeof params, "{\"sync\": \"%s\"}", argv[2]);
    if (waybill_start(&running, context, catalog, "sync.run", params, strlen(params), count,
                      &events, NULL, &error) != WAYBILL_OK ||
        waybill_operation_wait(running, &result, &error) != WAYBILL_OK) {
      status = failed(error);
    } else {
      printf("%.*s\n%d\n", (int)result.size, result.ptr, events > 0);
    }
  }
  waybill_buf_dispose(&result);
  waybill_operation_free(running);
  waybill_catalog_free(catalog);
  waybill_context_free(context);
  return status;
}

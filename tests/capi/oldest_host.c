/* A host that was built with the oldest header that is supported (oldest/waybill/), on today's
 * library: structs as they were, every callback, a transfer, rows.
 *
 * usage: oldest_host FOLDER */
#include <stdio.h>
#include <string.h>

#include "waybill/waybill.h"

static int failures = 0;

static void check(const char* what, int good, waybill_error** err) {
  if (!good) {
    ++failures;
    printf("FAILED %s: %s %s\n", what, waybill_error_code(*err), waybill_error_message(*err));
  }
  waybill_error_free(*err);
  *err = NULL;
}

struct heard {
  int logs, events, alerts, destroyed;
};

static void on_log(void* user_data, int32_t level, const char* event, const char* fields_json) {
  (void)level;
  ((struct heard*)user_data)->logs += event[0] != '\0' && fields_json[0] == '{';
}
static int64_t on_clock(void* user_data) {
  (void)user_data;
  return 1767225600000000; /* 2026-01-01 */
}
static int32_t on_secret(void* user_data, const char* name, char* value, size_t capacity,
                         size_t* size) {
  (void)user_data, (void)name, (void)value, (void)capacity, (void)size;
  return 1;
}
static int32_t on_alert(void* user_data, const char* event_json, size_t size) {
  ((struct heard*)user_data)->alerts += event_json[0] == '{' && size > 2;
  return 0;
}
static int32_t on_progress(void* user_data, const char* event_json, size_t size) {
  ((struct heard*)user_data)->events += event_json[0] == '{' && size > 2;
  return 0;
}
static void on_destroy(void* user_data) {
  ++((struct heard*)user_data)->destroyed;
}

static void use(const char* folder) {
  char text[4096];
  struct heard heard = {0, 0, 0, 0};
  const char* const roles[] = {"analyst"};
  waybill_catalog_options options;
  waybill_context* context = NULL;
  waybill_catalog* catalog = NULL;
  waybill_operation* running = NULL;
  waybill_buf result = {0};
  waybill_error* err = NULL;
  struct ArrowArrayStream rows;
  struct ArrowArray batch;
  int32_t done = 0;
  int64_t count = 0;

  check("context", waybill_context_new(&context, &err) == WAYBILL_OK, &err);
  check("log",
        waybill_context_set_log(context, on_log, WAYBILL_LOG_DEBUG, &heard, on_destroy, &err) ==
            WAYBILL_OK,
        &err);
  check("clock",
        waybill_context_set_clock(context, on_clock, &heard, on_destroy, &err) == WAYBILL_OK, &err);
  check("secrets",
        waybill_context_set_secret_resolver(context, on_secret, &heard, on_destroy, &err) ==
            WAYBILL_OK,
        &err);
  check("alerts",
        waybill_context_set_alert(context, on_alert, &heard, on_destroy, &err) == WAYBILL_OK, &err);

  snprintf(text, sizeof text, "{\"directory\": \"%s/shop\"}", folder);
  check("init",
        waybill_call(context, NULL, "config.init", text, strlen(text), &result, &err) == WAYBILL_OK,
        &err);
  waybill_buf_dispose(&result);

  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.actor = "old host";
  options.roles = roles;
  options.role_count = 1;
  snprintf(text, sizeof text, "%s/waybill.db", folder);
  check("catalog", waybill_catalog_open(&catalog, context, text, &options, &err) == WAYBILL_OK,
        &err);
  snprintf(text, sizeof text, "{\"paths\": [\"%s/shop\"]}", folder);
  check("apply",
        waybill_call(context, catalog, "config.apply", text, strlen(text), &result, &err) ==
            WAYBILL_OK,
        &err);
  waybill_buf_dispose(&result);

  snprintf(text, sizeof text, "{\"destination\": \"acme\"}");
  check("start",
        waybill_start(&running, context, catalog, "destination.transfer", text, strlen(text),
                      on_progress, &heard, on_destroy, &err) == WAYBILL_OK,
        &err);
  check("wait", waybill_operation_wait(running, &result, &err) == WAYBILL_OK, &err);
  check("poll", waybill_operation_poll(running, &done, &err) == WAYBILL_OK && done == 1, &err);
  check("rows went",
        result.ptr != NULL && strstr(result.ptr, "\"inserted\":3") != NULL && heard.events > 0,
        &err);
  waybill_buf_dispose(&result);
  waybill_operation_cancel(running);
  waybill_operation_free(running);

  memset(&rows, 0, sizeof rows);
  snprintf(text, sizeof text, "{\"model\": \"purchases\", \"recipient\": \"Acme\"}");
  check(
      "stream",
      waybill_stream(context, catalog, "model.read", text, strlen(text), &rows, &err) == WAYBILL_OK,
      &err);
  while (rows.release != NULL && rows.get_next(&rows, &batch) == 0 && batch.release != NULL) {
    count += batch.length;
    batch.release(&batch);
  }
  check("rows came", count == 3 && waybill_error_from_stream(&rows) == NULL, &err);
  waybill_stream_cancel(&rows);
  if (rows.release != NULL) rows.release(&rows);

  check("an error",
        waybill_call(context, catalog, "model.get", "{\"name\": \"no\"}", 14, &result, &err) ==
                WAYBILL_E_NOT_FOUND &&
            waybill_error_status(err) == WAYBILL_E_NOT_FOUND &&
            strcmp(waybill_error_code(err), "WB9007") == 0,
        &err);
  waybill_catalog_free(catalog);
  waybill_context_free(context);
  check("every destroy function, once", heard.destroyed == 5 && heard.logs > 0, &err);
}

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  use(argv[1]);
  printf("built with %s, runs on %s: %d failed\n", WAYBILL_VERSION_STRING, waybill_version(),
         failures);
  return failures == 0 ? 0 : 1;
}

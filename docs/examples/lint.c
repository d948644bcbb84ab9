/* Checks config documents without any database, as another product's own tests would.
 *
 *   cc lint.c $(pkg-config --cflags --libs waybill) -o lint && ./lint FILE-OR-FOLDER...
 *
 * Prints the report; exits with 0 when nothing is wrong, 1 with findings of severity error, 2 when
 * something cannot be read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "waybill/waybill.h"

/* Appends `text` as a JSON string; answers the new end. */
static char* put_json_string(char* out, const char* text) {
  *out++ = '"';
  for (; *text != '\0'; ++text) {
    const unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\') {
      *out++ = '\\';
      *out++ = *text;
    } else if (c < 0x20) {
      out += sprintf(out, "\\u%04x", c);
    } else {
      *out++ = *text;
    }
  }
  *out++ = '"';
  return out;
}

/* {"paths": [...], "format": "text"}. The caller frees it. */
static char* lint_params(int count, char** paths) {
  size_t size = 64;
  char *params, *end;
  int i;
  for (i = 0; i < count; ++i) size += 6 * strlen(paths[i]) + 3;
  params = malloc(size);
  if (params == NULL) return NULL;
  end = params + sprintf(params, "{\"paths\": [");
  for (i = 0; i < count; ++i) {
    if (i > 0) *end++ = ',';
    end = put_json_string(end, paths[i]);
  }
  strcpy(end, "], \"format\": \"text\"}");
  return params;
}

/* Prints the JSON string that begins at `json`, which is well formed: Waybill wrote it. */
static void print_json_string(const char* json) {
  for (++json; *json != '"'; ++json) {
    if (*json != '\\') {
      putchar(*json);
    } else if (*++json == 'n') {
      putchar('\n');
    } else if (*json == 'u') {
      printf("\\u%.4s", json + 1); /* control characters stay visible */
      json += 4;
    } else {
      putchar(*json);
    }
  }
}

int main(int argc, char** argv) {
  waybill_error* error = NULL;
  waybill_buf result = {0};
  char* params;
  int failed;

  if (argc < 2) {
    fprintf(stderr, "usage: lint FILE-OR-FOLDER...\n");
    return 2;
  }
  params = lint_params(argc - 1, argv + 1);
  if (params == NULL) return 2;

  /* No context, no catalog: linting needs neither. */
  if (waybill_call(NULL, NULL, "config.lint", params, strlen(params), &result, &error) !=
      WAYBILL_OK) {
    fprintf(stderr, "error: %s (%s)\n", waybill_error_message(error), waybill_error_hint(error));
    waybill_error_free(error);
    free(params);
    return 2;
  }
  /* A quote inside a JSON string is escaped, so these can only be the keys themselves. */
  print_json_string(strstr(result.ptr, "\"text\":") + 7);
  failed = strstr(result.ptr, "\"severity\":\"error\"") != NULL;
  waybill_buf_dispose(&result);
  free(params);
  return failed ? 1 : 0;
}

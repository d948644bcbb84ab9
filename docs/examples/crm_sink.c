/* Ships contacts to a CRM over HTTP: a destination of the host's own, in C99, with nothing but
 * sockets.
 *
 *   cc crm_sink.c $(pkg-config --cflags --libs waybill sqlite3) -o crm_sink
 *   ./crm_sink FOLDER PORT
 *
 * FOLDER must exist; the source and the catalog are made in it. The CRM listens on 127.0.0.1 at
 * PORT: tests/capi/crm_server.py is one. It takes contacts as JSON, at most once for each
 * Idempotency-Key, and answers a line "ROW REASON" for each that it does not want. */
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "waybill/waybill.h"

/* ---- A text that grows --------------------------------------------------------------------- */

struct text {
  char* ptr;
  size_t size, room;
  int failed; /* out of memory; what is added then is left out */
};

static void add(struct text* text, const char* bytes, size_t size) {
  if (text->size + size + 1 > text->room) {
    const size_t room = (text->size + size + 1) * 2;
    char* const grown = realloc(text->ptr, room);
    if (grown == NULL) {
      text->failed = 1;
      return;
    }
    text->ptr = grown;
    text->room = room;
  }
  memcpy(text->ptr + text->size, bytes, size);
  text->size += size;
  text->ptr[text->size] = '\0';
}

static void add_text(struct text* text, const char* more) {
  add(text, more, strlen(more));
}

static void add_json_string(struct text* text, const char* bytes, size_t size) {
  size_t i;
  add_text(text, "\"");
  for (i = 0; i < size; ++i) {
    const unsigned char c = (unsigned char)bytes[i];
    char escaped[8];
    if (c == '"' || c == '\\' || c < 0x20) {
      snprintf(escaped, sizeof escaped, "\\u%04x", c);
      add_text(text, escaped);
    } else {
      add(text, bytes + i, 1);
    }
  }
  add_text(text, "\"");
}

/* ---- Rows as JSON -------------------------------------------------------------------------- */

/* One value of an Arrow column. The description below lets in bigint and text, and nothing else. */
static void add_value(struct text* json, const struct ArrowArray* column, const char* format,
                      int64_t row) {
  const uint8_t* const valid = column->buffers[0];
  const int64_t at = column->offset + row;
  if (valid != NULL && (valid[at / 8] >> (at % 8) & 1) == 0) {
    add_text(json, "null");
  } else if (strcmp(format, "l") == 0) {
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", (long long)((const int64_t*)column->buffers[1])[at]);
    add_text(json, digits);
  } else { /* "u": offsets, then bytes */
    const int32_t* const offsets = column->buffers[1];
    const char* const bytes = column->buffers[2];
    add_json_string(json, bytes + offsets[at], (size_t)(offsets[at + 1] - offsets[at]));
  }
}

static void add_rows(struct text* json, const char* operation, const struct ArrowArray* rows,
                     const struct ArrowSchema* schema) {
  int64_t row, i;
  add_text(json, "{\"operation\": ");
  add_json_string(json, operation, strlen(operation));
  add_text(json, ", \"contacts\": [");
  for (row = 0; row < rows->length; ++row) {
    add_text(json, row == 0 ? "{" : ", {");
    for (i = 0; i < schema->n_children; ++i) {
      const struct ArrowSchema* const field = schema->children[i];
      if (i > 0) add_text(json, ", ");
      add_json_string(json, field->name, strlen(field->name));
      add_text(json, ": ");
      add_value(json, rows->children[i], field->format, row);
    }
    add_text(json, "}");
  }
  add_text(json, "]}");
}

/* ---- HTTP ---------------------------------------------------------------------------------- */

enum { kTimeoutMs = 10000, kLookMs = 50 };

/* Waits until the socket is ready, with an eye on the cancel: a sink that looks ends at once. */
static int ready(int file, short events, const waybill_cancel* cancel) {
  int waited;
  for (waited = 0; waited < kTimeoutMs; waited += kLookMs) {
    struct pollfd poll_on = {file, events, 0};
    if (waybill_cancelled(cancel, 0)) return 0;
    if (poll(&poll_on, 1, kLookMs) > 0) return 1;
  }
  return 0;
}

/* The whole answer to a request, in `answer`; 0 when there is none. */
static int exchange(int port, const struct text* request, const waybill_cancel* cancel,
                    struct text* answer) {
  struct sockaddr_in address;
  const int file = socket(AF_INET, SOCK_STREAM, 0);
  size_t sent = 0;
  ssize_t count = -1;
  char bytes[4096];

  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_port = htons((uint16_t)port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (file < 0) return 0;
  if (connect(file, (const struct sockaddr*)&address, sizeof address) == 0) {
    while (sent < request->size && ready(file, POLLOUT, cancel)) {
      count = send(file, request->ptr + sent, request->size - sent, MSG_NOSIGNAL);
      if (count <= 0) break;
      sent += (size_t)count;
    }
    count = -1;
    while (sent == request->size && ready(file, POLLIN, cancel)) {
      count = recv(file, bytes, sizeof bytes, 0);
      if (count <= 0) break;
      add(answer, bytes, (size_t)count);
    }
  }
  close(file);
  return count == 0 && answer->size > 0 && !answer->failed;
}

/* ---- The sink ------------------------------------------------------------------------------ */

struct session {
  int port;
  const waybill_sink_run* run;
};

static waybill_status crm_open(void* user_data, const waybill_sink_run* run, void** session,
                               waybill_error** err) {
  struct session* const opened = malloc(sizeof *opened);
  if (opened == NULL) return waybill_error_set(err, WAYBILL_E_MEMORY, "no memory", NULL, 0);
  opened->port = *(const int*)user_data;
  opened->run = run;
  *session = opened;
  return WAYBILL_OK;
}

/* What the CRM says of rows: a line "ROW REASON" each. */
static void read_rejects(char* body, waybill_row_results* results) {
  char* line;
  char* rest;
  for (line = strtok_r(body, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
    char* reason;
    const long row = strtol(line, &reason, 10);
    while (*reason == ' ') ++reason;
    waybill_row_reject(results, row, reason);
  }
}

/* A status of HTTP as what Waybill is to do. */
static waybill_status failure(int status, const char* headers, waybill_error** err) {
  const char* const asked = strstr(headers, "\r\nRetry-After:");
  const long seconds = asked == NULL ? 0 : strtol(asked + strlen("\r\nRetry-After:"), NULL, 10);
  char message[64];
  snprintf(message, sizeof message, "the CRM answered %d", status);
  if (status == 429 || status >= 500) {
    return waybill_error_set(err, WAYBILL_E_TRANSIENT, message, NULL, seconds * 1000);
  }
  if (status == 401 || status == 403) {
    return waybill_error_set(err, WAYBILL_E_PERMISSION, message, "renew the token", 0);
  }
  return waybill_error_set(err, WAYBILL_E_IO, message, NULL, 0);
}

static waybill_status crm_write(void* session, const waybill_sink_batch* batch,
                                struct ArrowArray* rows, struct ArrowSchema* schema,
                                waybill_row_results* results, waybill_error** err) {
  const struct session* const crm = session;
  struct text body = {0}, request = {0}, answer = {0};
  char head[512];
  char* content;
  int there;
  waybill_status status;

  add_rows(&body, batch->operation, rows, schema);
  snprintf(head, sizeof head,
           "POST /contacts HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer example\r\n"
           "Content-Type: application/json\r\nAccept: text/plain\r\nIdempotency-Key: %s\r\n"
           "Content-Length: %lu\r\n\r\n",
           batch->id, (unsigned long)body.size);
  add_text(&request, head);
  add(&request, body.ptr, body.size);
  if (body.failed || request.failed) {
    status = waybill_error_set(err, WAYBILL_E_MEMORY, "no memory for the batch", NULL, 0);
  } else {
    there = exchange(crm->port, &request, crm->run->cancel, &answer);
    content = there ? strstr(answer.ptr, "\r\n\r\n") : NULL;
    if (content == NULL) {
      status = waybill_error_set(err, WAYBILL_E_TRANSIENT, "the CRM did not answer", NULL, 0);
    } else {
      const int code = atoi(answer.ptr + strcspn(answer.ptr, " "));
      *content = '\0';
      status = code == 200 ? WAYBILL_OK : failure(code, answer.ptr, err);
      if (code == 200) read_rejects(content + 4, results);
    }
  }
  free(body.ptr);
  free(request.ptr);
  free(answer.ptr);
  return status;
}

static void crm_close(void* session) {
  free(session);
}

static const char* const kDescribed =
    "{\"objects\": [{\"name\": \"contact\", \"modes\": [\"upsert\", \"delete\", \"mirror\"],"
    "  \"fields\": [{\"name\": \"id\", \"type\": \"bigint\", \"required\": true},"
    "             {\"name\": \"email\", \"type\": \"text\", \"required\": true},"
    "             {\"name\": \"name\", \"type\": \"text\"}]}],"
    " \"batch_rows\": 50, \"rate_limit\": {\"requests_per_second\": 100}}";

/* ---- The program --------------------------------------------------------------------------- */

static const char* const kContacts =
    "CREATE TABLE contacts (id INTEGER PRIMARY KEY, email TEXT, name TEXT);"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 180)"
    "INSERT INTO contacts SELECT i, 'person' || i || '@example.com', 'Person \"' || i || '\"'"
    "  FROM n;"
    "UPDATE contacts SET email = 'nobody' WHERE id = 77;"
    "UPDATE contacts SET name = NULL WHERE id = 3;";

static const char* const kDocuments =
    "{\"documents\": ["
    "{\"connection\": {\"name\": \"here\", \"vendor\": \"sqlite\","
    "  \"options\": {\"path\": \"source.db\"}}},"
    "{\"source\": {\"name\": \"app\", \"connection\": \"here\"}},"
    "{\"model\": {\"model_name\": \"contacts\", \"source_table\": \"contacts\","
    "  \"change_detection\": \"snapshot\", \"columns\": ["
    "  {\"name_in_source\": \"id\", \"name_in_destination\": \"id\", \"data_type\": \"bigint\","
    "   \"is_primary_key\": true},"
    "  {\"name_in_source\": \"email\", \"name_in_destination\": \"email\", \"data_type\": "
    "\"text\"},"
    "  {\"name_in_source\": \"name\", \"name_in_destination\": \"name\", \"data_type\": "
    "\"text\"}]}},"
    "{\"destination\": {\"name\": \"our crm\", \"sink\": \"crm\"}},"
    "{\"sync\": {\"name\": \"contacts to crm\", \"model\": \"contacts\","
    "  \"destination\": \"our crm\", \"object\": \"contact\", \"mode\": \"mirror\"}}]}";

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

static void show(waybill_context* context, waybill_catalog* catalog, const char* operation,
                 const char* params) {
  waybill_buf result = {0};
  waybill_error* error = NULL;
  check(waybill_call(context, catalog, operation, params, strlen(params), &result, &error), error);
  printf("%s: %s\n", operation, result.ptr);
  waybill_buf_dispose(&result);
}

int main(int argc, char** argv) {
  static const char run[] = "{\"sync\": \"contacts to crm\"}";
  char source_path[4096], catalog_path[4096];
  waybill_context* context = NULL;
  waybill_catalog* catalog = NULL;
  waybill_sink sink = {0};
  waybill_error* error = NULL;
  int port;

  if (argc != 3 || strlen(argv[1]) > 4000) {
    fprintf(stderr, "usage: crm_sink FOLDER PORT\n");
    return 2;
  }
  port = atoi(argv[2]);
  sprintf(source_path, "%s/source.db", argv[1]);
  sprintf(catalog_path, "%s/catalog.db", argv[1]);
  run_sql(source_path, kContacts);

  check(waybill_context_new(&context, &error), error);
  sink.struct_size = sizeof sink;
  sink.name = "crm";
  sink.describe_json = kDescribed;
  sink.describe_size = strlen(kDescribed);
  sink.user_data = &port;
  sink.open = crm_open;
  sink.write = crm_write;
  sink.close = crm_close;
  check(waybill_register_sink(context, &sink, &error), error);

  check(waybill_catalog_open(&catalog, context, catalog_path, NULL, &error), error);
  show(context, catalog, "config.apply", kDocuments);
  show(context, catalog, "sync.run", run);
  show(context, catalog, "reject.list", "{\"state\": \"pending\"}");

  /* The address is corrected: its dead letter is sent again, and what is gone is deleted. */
  run_sql(source_path,
          "UPDATE contacts SET email = 'person77@example.com' WHERE id = 77;"
          "DELETE FROM contacts WHERE id = 5;");
  show(context, catalog, "sync.run", run);
  show(context, catalog, "reject.list", "{\"state\": \"pending\"}");
  waybill_catalog_free(catalog);
  waybill_context_free(context);
  return 0;
}

/* Waybill: describes, checks and ships data between databases, inside the host's own process.
 *
 * What it can do is a table of operations ("operations.list"); this header is three ways to call a
 * row of that table and what C needs around them:
 *
 *   waybill_call    runs an operation and answers its result (JSON in, JSON out)
 *   waybill_start   runs one on a thread of its own, with progress, cancel and wait
 *   waybill_stream  answers rows as an Arrow C stream
 *
 * Rules that hold everywhere:
 *   - Strings are UTF-8. Names are NUL-terminated; JSON documents are (pointer, size).
 *   - A function that can fail answers a waybill_status and takes `waybill_error **err` last, which
 *     may be NULL. On failure *err, if given, holds an error the caller frees; on success it is set
 *     to NULL. Output handles come first and are NULL after a failure.
 *   - Every _free function accepts NULL. A handle keeps what it came from alive, so the order of
 *     freeing does not matter.
 *   - Different handles may be used on different threads at once. One handle is used by one thread
 *     at a time, except a context, waybill_operation_cancel and waybill_stream_cancel (any thread).
 *   - Nothing is ever thrown out of these functions, and callbacks must not throw into them; no
 *     signal handler, locale or environment is touched. A handle used in a forked child answers
 *     WAYBILL_E_FORKED; freeing it there only releases its memory, and calls no destroy function.
 */
#ifndef WAYBILL_WAYBILL_H
#define WAYBILL_WAYBILL_H

#include <stddef.h>
#include <stdint.h>

#include "waybill/arrow_abi.h"
#include "waybill/version.h"

#if defined(_WIN32)
#define WAYBILL_API
#else
#define WAYBILL_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Status -------------------------------------------------------------------------------- */

/* The class of what went wrong: for branching. The exact reason is the error's code. */
typedef int32_t waybill_status;

#define WAYBILL_OK 0
#define WAYBILL_E_USAGE 1      /* a call or a parameter is wrong */
#define WAYBILL_E_CONFIG 2     /* a config document or a catalog does not fit */
#define WAYBILL_E_NOT_FOUND 3  /* no such object */
#define WAYBILL_E_CONFLICT 4   /* the object is in use, or exists already */
#define WAYBILL_E_PERMISSION 5 /* not allowed */
#define WAYBILL_E_SCHEMA 6     /* a table, column or statement does not fit */
#define WAYBILL_E_DATA 7       /* a row or value does not fit */
#define WAYBILL_E_TRANSIENT 8  /* may work when tried again */
#define WAYBILL_E_IO 9         /* a file, a disk or a database cannot be reached */
#define WAYBILL_E_BUSY 10      /* another run or process is at it */
#define WAYBILL_E_CANCELLED 11 /* cancelled by the host */
#define WAYBILL_E_MEMORY 12    /* out of memory */
#define WAYBILL_E_INTERNAL 13  /* an error inside Waybill */
#define WAYBILL_E_FORKED 14    /* the handle belongs to the parent process */

/* ---- Library ------------------------------------------------------------------------------- */

/* "0.1.0". Static. */
WAYBILL_API const char* waybill_version(void);

/* What this build can do, as JSON: {"version", "warehouses", "dialects"}. Static. */
WAYBILL_API const char* waybill_features_json(void);

/* ---- Errors -------------------------------------------------------------------------------- */

typedef struct waybill_error waybill_error;

/* Texts are owned by the error; empty, never NULL, where there is nothing to say. All accessors
 * accept NULL and then answer "" (or 0). */
WAYBILL_API waybill_status waybill_error_status(const waybill_error* error);
WAYBILL_API const char* waybill_error_code(const waybill_error* error);     /* "WB9101" */
WAYBILL_API const char* waybill_error_class(const waybill_error* error);    /* "io" */
WAYBILL_API const char* waybill_error_message(const waybill_error* error);  /* what, where */
WAYBILL_API const char* waybill_error_hint(const waybill_error* error);     /* what to do */
WAYBILL_API const char* waybill_error_path(const waybill_error* error);     /* JSON pointer */
WAYBILL_API const char* waybill_error_sqlstate(const waybill_error* error); /* from a driver */
WAYBILL_API int32_t waybill_error_native_code(const waybill_error* error);  /* from a driver */
WAYBILL_API int32_t waybill_error_retryable(const waybill_error* error); /* 1: may be tried again */
/* Whose side has to act: "host", "source", "destination" or "waybill". */
WAYBILL_API const char* waybill_error_blame(const waybill_error* error);
/* All of the above as one JSON object. */
WAYBILL_API const char* waybill_error_json(const waybill_error* error);
WAYBILL_API void waybill_error_free(waybill_error* error);

/* ---- Buffers ------------------------------------------------------------------------------- */

/* A result. `size` bytes at `ptr`, followed by a NUL that is not counted. Release with
 * waybill_buf_dispose, which empties the struct and accepts an empty one. Initialise with {0}. A
 * function that fills one overwrites what it held, and leaves it empty when it fails. */
typedef struct waybill_buf {
  char* ptr;
  size_t size;
  void* reserved;
} waybill_buf;

WAYBILL_API void waybill_buf_dispose(waybill_buf* buf);

/* ---- Callbacks ----------------------------------------------------------------------------- */

/* Called exactly once with the user_data it was given beside, when Waybill needs it no more, also
 * when the call that took it failed. May be NULL. */
typedef void (*waybill_destroy_fn)(void* user_data);

#define WAYBILL_LOG_DEBUG 0
#define WAYBILL_LOG_INFO 1
#define WAYBILL_LOG_WARNING 2
#define WAYBILL_LOG_ERROR 3

/* One structured event; `fields_json` is a JSON object without secrets or row data. From any
 * thread. */
typedef void (*waybill_log_fn)(void* user_data, int32_t level, const char* event,
                               const char* fields_json);

/* Microseconds since 1970-01-01T00:00:00Z. From any thread. */
typedef int64_t (*waybill_clock_fn)(void* user_data);

/* Writes the secret that the host knows by `name`, of a reference "host:NAME" in a connection, to
 * `value`, which has room for `capacity` bytes, and its length to *size. Answers 0; anything else
 * says that there is no such secret, or none now. It is asked for whenever a session is opened,
 * from any thread, never under a lock of Waybill's; what was written is wiped after its use. */
typedef int32_t (*waybill_secret_fn)(void* user_data, const char* name, char* value,
                                     size_t capacity, size_t* size);

/* One event of an alert, a JSON object: {"event_id", "alert_id", "rule", "state", "sync",
 * "destination", "model", "at", "since", "message", "run_id", "status", "code"}; `state` is
 * "firing", "resolved" or, of a rule that only happens, "event". Without row data. Answers 0 when
 * it was taken; after anything else it comes again, later, up to ten times. After a crash it may
 * come again though it was taken, with the same event_id. From any thread, never under a lock of
 * Waybill's. */
typedef int32_t (*waybill_alert_fn)(void* user_data, const char* event_json, size_t size);

/* One event of a started operation, a JSON object: {"event", "phase", "rows", "bytes", "seconds",
 * ...}. Answer 0 to go on, anything else to cancel. */
typedef int32_t (*waybill_progress_fn)(void* user_data, const char* event_json, size_t size);

/* ---- Context ------------------------------------------------------------------------------- */

/* What calls share: a log hook, a clock, a secret resolver and who is told of alerts. Wherever a
 * context is taken, NULL means one with none of them. */
typedef struct waybill_context waybill_context;

WAYBILL_API waybill_status waybill_context_new(waybill_context** out, waybill_error** err);
WAYBILL_API void waybill_context_free(waybill_context* context);

/* Replaces the log hook; NULL takes it away. Events below `min_level` (WAYBILL_LOG_...) are not
 * sent. A hook that is running then is destroyed when it has returned. */
WAYBILL_API waybill_status waybill_context_set_log(waybill_context* context, waybill_log_fn log,
                                                   int32_t min_level, void* user_data,
                                                   waybill_destroy_fn destroy, waybill_error** err);

/* Replaces the clock that stamps versions, runs and leases (for tests); NULL restores the
 * system's. */
WAYBILL_API waybill_status waybill_context_set_clock(waybill_context* context,
                                                     waybill_clock_fn clock, void* user_data,
                                                     waybill_destroy_fn destroy,
                                                     waybill_error** err);

/* Replaces what answers the secrets that connections name as "host:NAME"; NULL takes it away, and
 * such a connection can then not be opened. */
WAYBILL_API waybill_status waybill_context_set_secret_resolver(waybill_context* context,
                                                               waybill_secret_fn secret,
                                                               void* user_data,
                                                               waybill_destroy_fn destroy,
                                                               waybill_error** err);

/* Replaces who is told of alerts, by the rules `alerts` of syncs and destinations; NULL takes it
 * away, and events wait in the catalog for who is told next, up to 30 days. Operations that are
 * under way keep the one they began with. */
WAYBILL_API waybill_status waybill_context_set_alert(waybill_context* context,
                                                     waybill_alert_fn alert, void* user_data,
                                                     waybill_destroy_fn destroy,
                                                     waybill_error** err);

/* ---- Rows of the host ---------------------------------------------------------------------- */

/* One table's rows are asked for. The hints say what may be left out; more may be handed out, and
 * whatever reads compares tenant and time of every row. Valid during the call. */
typedef struct waybill_source_request {
  uint32_t struct_size; /* of what Waybill fills */
  const char* table;    /* as the description names it */
  const char* tenant;   /* whose rows are wanted, by id_in_provider_system; "" for all */
  int32_t has_since;    /* 1: rows last modified before `since` need not come */
  int64_t since;        /* microseconds since 1970-01-01T00:00:00Z */
} waybill_source_request;

/* Fills `out` with a stream of the table's rows: a struct array with the columns by the names of
 * the description, others may be beside them. Answers 0; anything else says that there are none to
 * be had now. A stream that fails later says why by its get_last_error. Called and read from any
 * thread, for each session from one at a time, never under a lock of Waybill's; the stream may
 * outlive the call, and is released before the source is destroyed. */
typedef int32_t (*waybill_source_open_fn)(void* user_data, const waybill_source_request* request,
                                          struct ArrowArrayStream* out);

/* What the host's program has to read from. Fields are only ever appended. Texts are copied. */
typedef struct waybill_source {
  uint32_t struct_size; /* sizeof(waybill_source) */
  const char* name;     /* that `host` of a source document says */
  /* {"tables": [{"name": "orders", "columns": [{"name": "id", "type": "bigint"}]}]}: every table
   * with its columns; types as in a model's data_type. */
  const char* describe_json;
  void* user_data;
  waybill_destroy_fn destroy;
  waybill_source_open_fn open; /* NULL: takes the source of this name away */
} waybill_source;

/* Gives the context a source of the host's rows, or replaces the one of the same name. What reads
 * it then goes on with the one it began with. `destroy` runs exactly once, also when this fails,
 * but for a source that is NULL or whose struct_size is none. */
WAYBILL_API waybill_status waybill_register_source(waybill_context* context,
                                                   const waybill_source* source,
                                                   waybill_error** err);

/* ---- Catalog ------------------------------------------------------------------------------- */

typedef struct waybill_catalog waybill_catalog;

/* Fields are only ever appended. Zero means the default. */
typedef struct waybill_catalog_options {
  uint32_t struct_size;     /* sizeof(waybill_catalog_options) */
  const char* actor;        /* who acts, kept with every version and run; "" */
  const char* const* roles; /* the actor's roles, for connections that ask for one */
  size_t role_count;
} waybill_catalog_options;

/* Opens the catalog file, creating it when it is absent. `options` may be NULL. Relative database
 * paths in config documents are taken from the catalog's folder. */
WAYBILL_API waybill_status waybill_catalog_open(waybill_catalog** out, waybill_context* context,
                                                const char* path,
                                                const waybill_catalog_options* options,
                                                waybill_error** err);
WAYBILL_API void waybill_catalog_free(waybill_catalog* catalog);

/* ---- Call, start, stream ------------------------------------------------------------------- */

/* Runs an operation and waits for it. `params` is a JSON object of `size` bytes; NULL with size 0
 * means {}. `catalog` may be NULL where the operation needs none. */
WAYBILL_API waybill_status waybill_call(waybill_context* context, waybill_catalog* catalog,
                                        const char* operation, const char* params, size_t size,
                                        waybill_buf* result, waybill_error** err);

typedef struct waybill_operation waybill_operation;

/* Starts an operation on a thread of its own. It works on its own connection to the catalog's
 * file, so `catalog` stays free for other calls. `progress` may be NULL; it is called from the
 * operation's thread. */
WAYBILL_API waybill_status waybill_start(waybill_operation** out, waybill_context* context,
                                         waybill_catalog* catalog, const char* operation,
                                         const char* params, size_t size,
                                         waybill_progress_fn progress, void* user_data,
                                         waybill_destroy_fn destroy, waybill_error** err);

/* Sets *done to 1 when the operation has ended, else 0. Does not wait. */
WAYBILL_API waybill_status waybill_operation_poll(waybill_operation* operation, int32_t* done,
                                                  waybill_error** err);

/* Waits for the end, then answers the operation's result or error; may be called again. */
WAYBILL_API waybill_status waybill_operation_wait(waybill_operation* operation, waybill_buf* result,
                                                  waybill_error** err);

/* Asks the operation to end; waybill_operation_wait then answers WAYBILL_E_CANCELLED, unless it
 * was done already. From any thread until the operation is freed; NULL is a no-op. */
WAYBILL_API void waybill_operation_cancel(waybill_operation* operation);

/* Cancels a running operation and waits for its thread, unless it is called on that very thread (by
 * the operation's own callback). */
WAYBILL_API void waybill_operation_free(waybill_operation* operation);

/* Rows of an operation whose table row says "stream". `out` is the caller's, filled on success and
 * to be released by its own release callback; it outlives every handle. */
WAYBILL_API waybill_status waybill_stream(waybill_context* context, waybill_catalog* catalog,
                                          const char* operation, const char* params, size_t size,
                                          struct ArrowArrayStream* out, waybill_error** err);

/* Asks the stream's reading to end: a get_next that is running, and each later one, answers
 * ECANCELED, unless the rows had ended already. From any thread, while the stream is neither moved
 * nor released; NULL or another library's stream is a no-op. */
WAYBILL_API void waybill_stream_cancel(const struct ArrowArrayStream* stream);

/* The error behind a failed get_schema or get_next of a stream made here; NULL when there is none
 * or the stream is another's. Owned by the stream. */
WAYBILL_API const waybill_error* waybill_error_from_stream(const struct ArrowArrayStream* stream);

#ifdef __cplusplus
}
#endif

#endif /* WAYBILL_WAYBILL_H */

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

/* For a host's own callbacks that answer an error, such as those of a sink: puts one into *err,
 * which has to be NULL or an error that this may free, and answers `status`, so that a callback can
 * end with `return waybill_error_set(err, ...)`. `message` says what failed, `hint` what to do;
 * either may be NULL, neither may hold secrets or row data: both are logged and kept with the run.
 * WAYBILL_E_TRANSIENT is tried again, after `retry_after_ms` where that is above 0, else after a
 * while that grows; any other status ends what called. `err` may be NULL. */
WAYBILL_API waybill_status waybill_error_set(waybill_error** err, waybill_status status,
                                             const char* message, const char* hint,
                                             int64_t retry_after_ms);

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

/* What calls share: a log hook, a clock, a secret resolver, who is told of alerts, and sinks.
 * Wherever a context is taken, NULL means one with none of them. */
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

/* ---- Sinks --------------------------------------------------------------------------------- */

/* A destination of the host's own: an application, a queue, a file format. Destinations name it as
 * their `sink`. Rows arrive at least once: what was sent and not recorded, after an error, a cancel
 * or a crash, is sent again, under the same batch ids as long as its content is the same. */

/* Whether the run was cancelled: for waiting in small steps, or a transfer's progress callback. */
typedef struct waybill_cancel waybill_cancel;

/* 1 when it was, else 0 when `wait_ms` are over (0: at once). From any thread, from `open` until
 * `close` has returned. NULL answers 0. A call of a sink that does not return within a second of a
 * cancel is left behind: the run ends without it, its session is closed when it returns, and until
 * then the same sync starts no other run. */
WAYBILL_API int32_t waybill_cancelled(const waybill_cancel* cancel, uint32_t wait_ms);

/* What one run sends, and where. Valid from `open` until `close` has returned. Fields are only ever
 * appended. */
typedef struct waybill_sink_run {
  uint32_t struct_size;    /* as the library that made it knows it */
  const char* config_json; /* `config` of the destination, an object */
  size_t config_size;
  const char* object;     /* "" where the sink is only tried: `write` is then not called */
  const char* mode;       /* of the sync: "upsert", "insert", "update", "delete", "mirror" */
  const char* const* key; /* names of the fields that identify a row; none: rows have no key */
  size_t key_count;
  const char* run_id; /* another in every run */
  const waybill_cancel* cancel;
} waybill_sink_run;

/* What the rows of one call are. Valid during the call. Fields are only ever appended. */
typedef struct waybill_sink_batch {
  uint32_t struct_size;
  const waybill_sink_run* run;
  const char* operation; /* "insert", "update", "upsert" or "delete": of every row */
  /* 32 hex digits, of what the rows are and do: the same for the same rows of the same sync until a
   * run is recorded, and else another. An idempotency key. */
  const char* id;
} waybill_sink_batch;

/* What `write` says of single rows; a row it says nothing of was taken. Good during the call; later
 * both functions answer WAYBILL_E_USAGE. Rows are numbered from 0. `reason` is kept with the row:
 * it must not be empty, nor hold a secret. A row that is not there, or has its answer, is
 * WAYBILL_E_USAGE, and the run then fails: answers that cannot be true are not believed. */
typedef struct waybill_row_results waybill_row_results;

/* The row was not taken, and never will be as it is: a dead letter. */
WAYBILL_API waybill_status waybill_row_reject(waybill_row_results* results, int64_t row,
                                              const char* reason);
/* The row was not taken, and may be soon: it is sent again a few times, in batches of such rows; a
 * dead letter after that. */
WAYBILL_API waybill_status waybill_row_retry(waybill_row_results* results, int64_t row,
                                             const char* reason);

/* Begins one run, and puts what the other functions are to be called with into *session. A wrong
 * config is WAYBILL_E_CONFIG. After an error `close` is not called. */
typedef waybill_status (*waybill_sink_open_fn)(void* user_data, const waybill_sink_run* run,
                                               void** session, waybill_error** err);

/* Takes the rows, in the types of the sync, as Arrow: `schema` is a struct with a child for each
 * field, whose metadata names Waybill's type. A delete brings the fields of the key alone, but for
 * mode "delete", which brings all. Both structs are Waybill's, and there during the call; to keep
 * one, move it: copy the struct, and set `release` of the one passed to NULL. There may be no rows.
 * The status says what became of the batch: WAYBILL_OK of all rows but those that `results` was
 * told of, anything else of none of them. */
typedef waybill_status (*waybill_sink_write_fn)(void* session, const waybill_sink_batch* batch,
                                                struct ArrowArray* rows, struct ArrowSchema* schema,
                                                waybill_row_results* results, waybill_error** err);

/* The run's last rows were written. When it answers WAYBILL_OK all of them have arrived, and what
 * was sent is then recorded. May be called again after WAYBILL_E_TRANSIENT. */
typedef waybill_status (*waybill_sink_finish_fn)(void* session, waybill_error** err);

/* Called exactly once for each session, in the end. Without a `finish` that went well before it the
 * run was aborted. */
typedef void (*waybill_sink_close_fn)(void* session);

/* Fields are only ever appended. */
typedef struct waybill_sink {
  uint32_t struct_size; /* sizeof(waybill_sink) */
  const char* name;     /* letters, digits, '-' and '_' */
  /* What it takes: objects, fields, modes, sizes and rates, as docs/sinks.md says; a run that does
   * not fit is refused before it reads. NULL: any object, field and mode. */
  const char* describe_json;
  size_t describe_size;
  void* user_data;
  waybill_destroy_fn destroy;
  waybill_sink_open_fn open;     /* NULL: the session is user_data */
  waybill_sink_write_fn write;   /* must be there */
  waybill_sink_finish_fn finish; /* NULL: what was written has arrived */
  waybill_sink_close_fn close;   /* may be NULL */
} waybill_sink;

/* Registers a sink under its name; texts are copied. A name that is taken, also by a sink of
 * Waybill's own, is WAYBILL_E_CONFLICT. The functions are called from threads of Waybill's, those
 * of one session from one thread, one at a time; those of different sessions at once. They must not
 * throw; what is thrown all the same ends the run. `destroy` is called when the sink is registered
 * no more and its last session is closed. */
WAYBILL_API waybill_status waybill_register_sink(waybill_context* context, const waybill_sink* sink,
                                                 waybill_error** err);

/* Takes a sink away, after which the name is free. Runs that are under way go on with it. A name
 * that the host did not register is WAYBILL_E_NOT_FOUND. */
WAYBILL_API waybill_status waybill_unregister_sink(waybill_context* context, const char* name,
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
 * the description, others may be beside them. Anything but WAYBILL_OK ends what reads, and says why
 * by waybill_error_set; a run is tried again after WAYBILL_E_TRANSIENT and WAYBILL_E_BUSY. A stream
 * that fails later says why by its get_last_error. Called and read from any thread, for each
 * session from one at a time, never under a lock of Waybill's; the stream may outlive the call, and
 * is released before the source is destroyed. */
typedef waybill_status (*waybill_source_open_fn)(void* user_data,
                                                 const waybill_source_request* request,
                                                 struct ArrowArrayStream* out, waybill_error** err);

/* What the host's program has to read from. Fields are only ever appended. Texts are copied. */
typedef struct waybill_source {
  uint32_t struct_size; /* sizeof(waybill_source) */
  const char* name;     /* that `host` of a source document says */
  /* {"tables": [{"name": "orders", "columns": [{"name": "id", "type": "bigint"}]}]}: every table
   * with its columns; types as in a model's data_type. */
  const char* describe_json;
  size_t describe_size;
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

// The fastest plain loops on an ADBC driver, as a yardstick.
//   limit_adbc read DRIVER ENTRY PLACE SQL                 every array of the stream
//   limit_adbc write DRIVER ENTRY PLACE TABLE ROWS SEED    one stream of arrays, appended
//   limit_adbc value DRIVER ENTRY PLACE SQL...             the last one's first cell, if it is text
// PLACE: an address (postgresql://...), or the path of a file.
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "row.h"
#include "waybill/arrow_abi.h"

enum { columns = 10, array_rows = 8192 };

// ADBC 1.0, https://arrow.apache.org/adbc/current/format/specification.html; what is not called is
// only given its place.
typedef uint8_t status;
typedef void (*unused)(void);
struct error {
  char* message;
  int32_t vendor_code;
  char sqlstate[5];
  void (*release)(struct error*);
};
struct handle {
  void *private_data, *private_driver;
};
struct driver {
  void *private_data, *private_manager;
  unused release;
  status (*database_init)(struct handle*, struct error*);
  status (*database_new)(struct handle*, struct error*);
  status (*database_set_option)(struct handle*, const char*, const char*, struct error*);
  status (*database_release)(struct handle*, struct error*);
  status (*connection_commit)(struct handle*, struct error*);
  unused get_info, get_objects, get_table_schema, get_table_types;
  status (*connection_init)(struct handle*, struct handle* database, struct error*);
  status (*connection_new)(struct handle*, struct error*);
  status (*connection_set_option)(struct handle*, const char*, const char*, struct error*);
  unused read_partition;
  status (*connection_release)(struct handle*, struct error*);
  unused connection_rollback, statement_bind;
  status (*statement_bind_stream)(struct handle*, struct ArrowArrayStream*, struct error*);
  status (*statement_execute_query)(struct handle*, struct ArrowArrayStream*, int64_t*,
                                    struct error*);
  unused execute_partitions, get_parameter_schema;
  status (*statement_new)(struct handle* connection, struct handle*, struct error*);
  unused prepare;
  status (*statement_release)(struct handle*, struct error*);
  status (*statement_set_option)(struct handle*, const char*, const char*, struct error*);
  status (*statement_set_sql_query)(struct handle*, const char*, struct error*);
  unused set_substrait_plan;
  unused of_1_1[29];  // some drivers fill them unasked
};

static struct driver driver;
static struct handle database, connection, statement;
static struct error error;

static void fail(const char* what, const char* why) {
  fprintf(stderr, "limit_adbc: %s: %s\n", what, why == NULL ? "no reason given" : why);
  exit(1);
}
static void check(status code, const char* what) {
  if (code != 0) fail(what, error.message);
}

static void open_place(const char* library, const char* entry, const char* place) {
  status (*init)(int, void*, struct error*);
  void* const loaded = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (loaded == NULL) fail(library, dlerror());
  *(void**)&init = dlsym(loaded, entry);
  if (init == NULL) fail(entry, dlerror());
  check(init(1000000, &driver, &error), entry);
  check(driver.database_new(&database, &error), "database");
  const char* const option = strstr(place, "://") == NULL ? "path" : "uri";
  check(driver.database_set_option(&database, option, place, &error), option);
  check(driver.database_init(&database, &error), place);
  check(driver.connection_new(&connection, &error), "connection");
  check(driver.connection_init(&connection, &database, &error), "connect");
}
static void close_place(void) {
  check(driver.connection_release(&connection, &error), "disconnect");
  check(driver.database_release(&database, &error), "close");
}

static void query(const char* sql, struct ArrowArrayStream* stream) {
  int64_t affected = -1;
  check(driver.statement_new(&connection, &statement, &error), "statement");
  check(driver.statement_set_sql_query(&statement, sql, &error), sql);
  check(driver.statement_execute_query(&statement, stream, &affected, &error), sql);
}
static int next(struct ArrowArrayStream* stream, struct ArrowArray* array) {
  if (stream->get_next(stream, array) != 0) fail("next", stream->get_last_error(stream));
  return array->release != NULL;
}
static void end(struct ArrowArrayStream* stream) {
  stream->release(stream);
  check(driver.statement_release(&statement, &error), "end");
}

static long read_rows(const char* sql) {
  struct ArrowArrayStream stream = {0};
  struct ArrowArray array = {0};
  long rows = 0;
  for (query(sql, &stream); next(&stream, &array); array.release(&array)) {
    rows += (long)array.length;
  }
  end(&stream);
  return rows;
}

static void run(const char* sql, int print) {
  struct ArrowArrayStream stream = {0};
  struct ArrowSchema schema = {0};
  struct ArrowArray array = {0};
  query(sql, &stream);
  if (stream.get_schema(&stream, &schema) != 0) fail(sql, stream.get_last_error(&stream));
  print = print && schema.n_children > 0 && strcmp(schema.children[0]->format, "u") == 0;
  schema.release(&schema);
  for (; next(&stream, &array); array.release(&array)) {
    if (!print || array.length == 0) continue;
    const struct ArrowArray* const cell = array.children[0];
    const int32_t* const ends = (const int32_t*)cell->buffers[1] + cell->offset;
    printf("%.*s\n", (int)(ends[1] - ends[0]), (const char*)cell->buffers[2] + ends[0]);
    print = 0;
  }
  end(&stream);
}

struct schema {
  struct ArrowSchema columns[columns];
  struct ArrowSchema* pointers[columns];
};

static void release_schema(struct ArrowSchema* self) {
  free(self->private_data);
  self->release = NULL;
}

static int give_schema(struct ArrowArrayStream* self, struct ArrowSchema* out) {
  // One pair, on a machine whose numbers begin with their lowest byte.
  static const char uuid[] = "\1\0\0\0\24\0\0\0ARROW:extension:name\12\0\0\0arrow.uuid";
  static const char* const fields[columns][2] = {
      {"id", "w:16"}, {"tenant", "u"},   {"n", "l"},    {"d", "g"},    {"amt", "d:18,4"},
      {"flag", "b"},  {"ts", "tsu:UTC"}, {"dt", "tdD"}, {"name", "u"}, {"note", "u"}};
  struct schema* const all = calloc(1, sizeof *all);
  (void)self;
  for (int i = 0; i < columns; i++) {
    const struct ArrowSchema column = {.format = fields[i][1],
                                       .name = fields[i][0],
                                       .metadata = i == 0 ? uuid : NULL,
                                       .flags = ARROW_FLAG_NULLABLE,
                                       .release = release_schema};
    all->columns[i] = column;
    all->pointers[i] = &all->columns[i];
  }
  const struct ArrowSchema schema = {.format = "+s",
                                     .name = "",
                                     .n_children = columns,
                                     .children = all->pointers,
                                     .release = release_schema,
                                     .private_data = all};
  *out = schema;
  return 0;
}

struct texts {
  int32_t ends[array_rows + 1];
  char* bytes;
};
struct block {
  struct ArrowArray columns[columns];
  struct ArrowArray* pointers[columns];
  const void* buffers[columns][3];
  const void* none;
  uint8_t id[array_rows][16], flag[array_rows / 8], note_there[array_rows / 8];
  int64_t n[array_rows], amount[array_rows][2], instant[array_rows];
  double d[array_rows];
  int32_t day[array_rows];
  struct texts tenant, name, note;
  char tenants[array_rows * 16], names[array_rows * 256], notes[array_rows * 512];
};

static void release_array(struct ArrowArray* self) {
  free(self->private_data);
  self->release = NULL;
}

static void start(struct texts* texts, char* bytes) {
  texts->ends[0] = 0;
  texts->bytes = bytes;
}
static void put_text(struct texts* texts, long at, const char* bytes, size_t size) {
  memcpy(texts->bytes + texts->ends[at], bytes, size);
  texts->ends[at + 1] = texts->ends[at] + (int32_t)size;
}

static void put(struct block* all, long at, const struct row* row) {
  const uint8_t bit = (uint8_t)(1u << (at % 8));
  memcpy(all->id[at], row->id, sizeof row->id);
  put_text(&all->tenant, at, row->tenant, strlen(row->tenant));
  all->n[at] = row->n;
  all->d[at] = row->d;
  all->amount[at][0] = row->amount;
  all->amount[at][1] = row->amount < 0 ? -1 : 0;
  if (row->flag) all->flag[at / 8] |= bit;
  all->instant[at] = row->instant;
  all->day[at] = row->day;
  put_text(&all->name, at, row->name, row->name_size);
  put_text(&all->note, at, row->note, row->note_size);
  if (!row->note_null) all->note_there[at / 8] |= bit;
}

static void give_column(struct block* all, int at, long rows, const void* there, const void* values,
                        const void* bytes) {
  const void** const buffers = all->buffers[at];
  buffers[0] = there;
  buffers[1] = values;
  buffers[2] = bytes;
  const struct ArrowArray array = {.length = rows,
                                   .null_count = there == NULL ? 0 : -1,
                                   .n_buffers = bytes == NULL ? 2 : 3,
                                   .buffers = buffers,
                                   .release = release_array};
  all->columns[at] = array;
  all->pointers[at] = &all->columns[at];
}

struct source {
  long left;
  uint64_t state;
};

static int give_array(struct ArrowArrayStream* self, struct ArrowArray* out) {
  struct source* const source = self->private_data;
  const long rows = source->left < array_rows ? source->left : array_rows;
  memset(out, 0, sizeof *out);
  if (rows == 0) return 0;
  struct block* const all = malloc(sizeof *all);
  struct row row;
  memset(all->flag, 0, sizeof all->flag);
  memset(all->note_there, 0, sizeof all->note_there);
  start(&all->tenant, all->tenants);
  start(&all->name, all->names);
  start(&all->note, all->notes);
  for (long i = 0; i < rows; i++) {
    row_make(&source->state, &row);
    put(all, i, &row);
  }
  source->left -= rows;
  give_column(all, 0, rows, NULL, all->id, NULL);
  give_column(all, 1, rows, NULL, all->tenant.ends, all->tenants);
  give_column(all, 2, rows, NULL, all->n, NULL);
  give_column(all, 3, rows, NULL, all->d, NULL);
  give_column(all, 4, rows, NULL, all->amount, NULL);
  give_column(all, 5, rows, NULL, all->flag, NULL);
  give_column(all, 6, rows, NULL, all->instant, NULL);
  give_column(all, 7, rows, NULL, all->day, NULL);
  give_column(all, 8, rows, NULL, all->name.ends, all->names);
  give_column(all, 9, rows, all->note_there, all->note.ends, all->notes);
  all->none = NULL;
  const struct ArrowArray array = {.length = rows,
                                   .n_buffers = 1,
                                   .n_children = columns,
                                   .buffers = &all->none,
                                   .children = all->pointers,
                                   .release = release_array,
                                   .private_data = all};
  *out = array;
  return 0;
}

static const char* give_reason(struct ArrowArrayStream* self) {
  (void)self;
  return NULL;
}
static void release_stream(struct ArrowArrayStream* self) {
  self->release = NULL;
}

static long write_rows(const char* table, long rows, uint64_t seed) {
  struct source source = {rows, seed};
  struct ArrowArrayStream stream = {give_schema, give_array, give_reason, release_stream, &source};
  int64_t affected = -1;
  check(driver.connection_set_option(&connection, "adbc.connection.autocommit", "false", &error),
        "begin");
  check(driver.statement_new(&connection, &statement, &error), "statement");
  check(driver.statement_set_option(&statement, "adbc.ingest.target_table", table, &error), table);
  check(driver.statement_set_option(&statement, "adbc.ingest.mode", "adbc.ingest.mode.append",
                                    &error),
        "append");
  check(driver.statement_bind_stream(&statement, &stream, &error), "bind");
  check(driver.statement_execute_query(&statement, NULL, &affected, &error), "ingest");
  check(driver.statement_release(&statement, &error), "end");
  check(driver.connection_commit(&connection, &error), "commit");
  return rows - source.left;
}

int main(int argc, char** argv) {
  if (argc < 6) return 2;
  open_place(argv[2], argv[3], argv[4]);
  if (strcmp(argv[1], "read") == 0) {
    printf("%ld\n", read_rows(argv[5]));
  } else if (strcmp(argv[1], "value") == 0) {
    for (int i = 5; i < argc; i++) run(argv[i], i + 1 == argc);
  } else if (argc == 8) {
    printf("%ld\n", write_rows(argv[5], atol(argv[6]), strtoull(argv[7], NULL, 10)));
  }
  close_place();
  return 0;
}

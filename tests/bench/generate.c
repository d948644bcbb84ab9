// generate FILE ROWS SEED: a SQLite file with the rows of row.h as table `items`.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "row.h"

static void check(sqlite3* db, int rc) {
  if (rc == SQLITE_OK || rc == SQLITE_DONE) return;
  fprintf(stderr, "generate: %s\n", sqlite3_errmsg(db));
  exit(1);
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: generate FILE ROWS SEED\n");
    return 2;
  }
  long rows = atol(argv[2]);
  uint64_t state = strtoull(argv[3], NULL, 10);

  sqlite3* db = NULL;
  check(db, sqlite3_open(argv[1], &db));
  check(db, sqlite3_exec(db,
                         "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                         "PRAGMA cache_size = -200000;"
                         "CREATE TABLE items (id TEXT NOT NULL, tenant TEXT NOT NULL, n INTEGER,"
                         " d REAL, amt TEXT, flag BOOLEAN, ts TEXT NOT NULL, dt TEXT, name TEXT,"
                         " note TEXT);"
                         "BEGIN",
                         NULL, NULL, NULL));
  sqlite3_stmt* insert = NULL;
  check(db, sqlite3_prepare_v2(db, "INSERT INTO items VALUES (?,?,?,?,?,?,?,?,?,?)", -1, &insert,
                               NULL));
  for (long at = 0; at < rows; at++) {
    struct row row;
    char id[48], amount[48], instant[96], day[48];
    row_make(&state, &row);
    row_id_text(id, sizeof id, row.id);
    row_amount_text(amount, sizeof amount, row.amount);
    row_instant_text(instant, sizeof instant, row.instant, "T", "Z");
    row_date_text(day, sizeof day, row.day);

    check(db, sqlite3_bind_text(insert, 1, id, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_text(insert, 2, row.tenant, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_int64(insert, 3, row.n));
    check(db, sqlite3_bind_double(insert, 4, row.d));
    check(db, sqlite3_bind_text(insert, 5, amount, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_int(insert, 6, row.flag));
    check(db, sqlite3_bind_text(insert, 7, instant, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_text(insert, 8, day, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_text(insert, 9, row.name, -1, SQLITE_STATIC));
    check(db, row.note_null ? sqlite3_bind_null(insert, 10)
                            : sqlite3_bind_text(insert, 10, row.note, -1, SQLITE_STATIC));
    check(db, sqlite3_step(insert));
    check(db, sqlite3_reset(insert));
  }
  check(db, sqlite3_finalize(insert));
  // As a table that is read by key and by time has them; built last, which is faster.
  check(db, sqlite3_exec(db,
                         "COMMIT; CREATE UNIQUE INDEX items_id ON items (id);"
                         "CREATE INDEX items_ts ON items (ts)",
                         NULL, NULL, NULL));
  check(db, sqlite3_close(db));
  return 0;
}

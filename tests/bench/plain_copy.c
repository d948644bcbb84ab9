// plain_copy SOURCE DESTINATION TABLE COLUMNS BEFORE AFTER: the yardstick, the loop one would write
// by hand: a prepared SELECT, a prepared INSERT, one transaction, no check of any value. BEFORE and
// AFTER are SQL for the destination: before the transaction, and at its end.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static void check(sqlite3* db, int rc) {
  if (rc == SQLITE_OK || rc == SQLITE_DONE || rc == SQLITE_ROW) return;
  fprintf(stderr, "plain_copy: %s\n", sqlite3_errmsg(db));
  exit(1);
}

int main(int argc, char** argv) {
  if (argc != 7) {
    fprintf(stderr, "usage: plain_copy SOURCE DESTINATION TABLE COLUMNS BEFORE AFTER\n");
    return 2;
  }
  sqlite3 *source = NULL, *destination = NULL;
  check(source, sqlite3_open_v2(argv[1], &source, SQLITE_OPEN_READONLY, NULL));
  check(destination, sqlite3_open(argv[2], &destination));
  check(destination, sqlite3_exec(destination, argv[5], NULL, NULL, NULL));

  char sql[2048];
  snprintf(sql, sizeof sql, "SELECT %s FROM %s", argv[4], argv[3]);
  sqlite3_stmt *read = NULL, *insert = NULL;
  check(source, sqlite3_prepare_v2(source, sql, -1, &read, NULL));
  int columns = sqlite3_column_count(read);
  int at = snprintf(sql, sizeof sql, "INSERT INTO %s (%s) VALUES (?", argv[3], argv[4]);
  for (int i = 1; i < columns; i++) at += snprintf(sql + at, sizeof sql - (size_t)at, ",?");
  snprintf(sql + at, sizeof sql - (size_t)at, ")");
  check(destination, sqlite3_prepare_v2(destination, sql, -1, &insert, NULL));

  check(destination, sqlite3_exec(destination, "BEGIN IMMEDIATE", NULL, NULL, NULL));
  int rc;
  while ((rc = sqlite3_step(read)) == SQLITE_ROW) {
    for (int i = 0; i < columns; i++) {
      // The value lives until the next step of `read`, longer than the insert needs it.
      switch (sqlite3_column_type(read, i)) {
        case SQLITE_INTEGER:
          check(destination, sqlite3_bind_int64(insert, i + 1, sqlite3_column_int64(read, i)));
          break;
        case SQLITE_FLOAT:
          check(destination, sqlite3_bind_double(insert, i + 1, sqlite3_column_double(read, i)));
          break;
        case SQLITE_NULL:
          check(destination, sqlite3_bind_null(insert, i + 1));
          break;
        case SQLITE_BLOB: {
          const void* bytes = sqlite3_column_blob(read, i);
          check(destination, sqlite3_bind_blob(insert, i + 1, bytes, sqlite3_column_bytes(read, i),
                                               SQLITE_STATIC));
          break;
        }
        default: {
          const char* text = (const char*)sqlite3_column_text(read, i);
          check(destination, sqlite3_bind_text(insert, i + 1, text, sqlite3_column_bytes(read, i),
                                               SQLITE_STATIC));
        }
      }
    }
    check(destination, sqlite3_step(insert));
    check(destination, sqlite3_reset(insert));
  }
  check(source, rc);
  check(destination, sqlite3_exec(destination, argv[6], NULL, NULL, NULL));
  check(destination, sqlite3_exec(destination, "COMMIT", NULL, NULL, NULL));
  check(source, sqlite3_finalize(read));
  check(destination, sqlite3_finalize(insert));
  check(source, sqlite3_close(source));
  check(destination, sqlite3_close(destination));
  return 0;
}

// The fastest plain loops on PostgreSQL's client library, as a yardstick.
//   limit_postgres read CONNECTION SQL            SELECT, binary results, row by row
//   limit_postgres write CONNECTION TABLE ROWS SEED    COPY FROM STDIN (FORMAT binary)
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "row.h"

static PGconn* connection;

static void fail(const char* what) {
  fprintf(stderr, "limit_postgres: %s: %s\n", what, PQerrorMessage(connection));
  exit(1);
}

static long read_rows(const char* sql) {
  if (!PQsendQueryParams(connection, sql, 0, NULL, NULL, NULL, NULL, 1)) fail("send");
  PQsetSingleRowMode(connection);
  long rows = 0;
  unsigned char sum = 0;
  for (PGresult* result; (result = PQgetResult(connection)) != NULL; PQclear(result)) {
    if (PQresultStatus(result) != PGRES_SINGLE_TUPLE && PQresultStatus(result) != PGRES_TUPLES_OK) {
      fail("read");
    }
    const int count = PQntuples(result), fields = PQnfields(result);
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < fields; k++) {
        if (!PQgetisnull(result, i, k)) sum ^= (unsigned char)PQgetvalue(result, i, k)[0];
      }
    }
    rows += count;
  }
  fprintf(stderr, "%u\n", sum);  // so that nothing is optimised away
  return rows;
}

static char* put16(char* at, unsigned value) {
  at[0] = (char)(value >> 8);
  at[1] = (char)value;
  return at + 2;
}
static char* put32(char* at, uint32_t value) {
  return put16(put16(at, value >> 16), value & 0xffff);
}
static char* put64(char* at, uint64_t value) {
  return put32(put32(at, (uint32_t)(value >> 32)), (uint32_t)value);
}
static char* put_bytes(char* at, const void* bytes, size_t size) {
  at = put32(at, (uint32_t)size);
  memcpy(at, bytes, size);
  return at + size;
}

static char* put_amount(char* at, int64_t amount) {  // numeric(18,4): groups of four digits
  uint64_t rest = amount < 0 ? 0u - (uint64_t)amount : (uint64_t)amount;
  unsigned groups[6];
  int count = 0;
  for (; rest > 0; rest /= 10000) groups[count++] = (unsigned)(rest % 10000);
  at = put32(at, (uint32_t)(8 + 2 * count));
  at = put16(at, (unsigned)count);
  at = put16(at, (unsigned)(count - 2) & 0xffff);
  at = put16(at, amount < 0 ? 0x4000 : 0);
  at = put16(at, 4);
  while (count > 0) at = put16(at, groups[--count]);
  return at;
}

static char* put_row(char* at, const struct row* row) {
  uint64_t bits;
  memcpy(&bits, &row->d, 8);
  at = put16(at, 10);
  at = put_bytes(at, row->id, 16);
  at = put_bytes(at, row->tenant, strlen(row->tenant));
  at = put64(put32(at, 8), (uint64_t)row->n);
  at = put64(put32(at, 8), bits);
  at = put_amount(at, row->amount);
  at = put32(at, 1);
  *at++ = (char)row->flag;
  at = put64(put32(at, 8), (uint64_t)(row->instant - INT64_C(946684800000000)));
  at = put32(put32(at, 4), (uint32_t)(row->day - 10957));
  at = put_bytes(at, row->name, row->name_size);
  return row->note_null ? put32(at, 0xffffffffu) : put_bytes(at, row->note, row->note_size);
}

static void send(const char* bytes, size_t size) {
  if (PQputCopyData(connection, bytes, (int)size) != 1) fail("copy");
}

static long write_rows(const char* table, long rows, uint64_t seed) {
  char sql[256];
  snprintf(sql, sizeof sql, "COPY %s FROM STDIN (FORMAT binary)", table);
  PGresult* result = PQexec(connection, sql);
  if (PQresultStatus(result) != PGRES_COPY_IN) fail(sql);
  PQclear(result);
  static char buffer[65536 + 4096];
  char* at = buffer;
  memcpy(at, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
  at += 19;
  struct row row;
  for (long i = 0; i < rows; i++) {
    row_make(&seed, &row);
    at = put_row(at, &row);
    if (at > buffer + 65536) {
      send(buffer, (size_t)(at - buffer));
      at = buffer;
    }
  }
  at = put16(at, 0xffff);
  send(buffer, (size_t)(at - buffer));
  if (PQputCopyEnd(connection, NULL) != 1) fail("end");
  while ((result = PQgetResult(connection)) != NULL) {
    if (PQresultStatus(result) != PGRES_COMMAND_OK) fail("copy");
    PQclear(result);
  }
  return rows;
}

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  connection = PQconnectdb(argv[2]);
  if (PQstatus(connection) != CONNECTION_OK) fail("connect");
  long rows = 0;
  if (strcmp(argv[1], "read") == 0) {
    rows = read_rows(argv[3]);
  } else if (argc == 6) {
    rows = write_rows(argv[3], atol(argv[4]), strtoull(argv[5], NULL, 10));
  }
  PQfinish(connection);
  printf("%ld\n", rows);
  return 0;
}

// diff SOURCE TARGET SQL SQL: the limit of a snapshot's comparison in a client. Reads every row of
// both ends by libpq's single-row mode with binary results, keeps 24 bytes a key (the first column
// and a hash of the others), and prints how many rows are new or changed, and how many are gone.
#include <libpq-fe.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
  unsigned char key[16];
  uint64_t hash;
};
struct rows {
  struct entry* at;
  size_t count, room;
};

static void fail(const char* text) {
  fprintf(stderr, "diff: %s", text);
  exit(1);
}

static uint64_t mixed(uint64_t hash, const unsigned char* bytes, size_t size) {
  for (; size >= 8; bytes += 8, size -= 8) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 29;
  }
  uint64_t rest = size + 1;
  for (size_t at = 0; at < size; ++at) rest = rest << 8 | bytes[at];
  hash = (hash ^ rest) * 0x9e3779b97f4a7c15u;
  return hash ^ hash >> 32;
}

static struct rows read_all(const char* where, const char* sql) {
  PGconn* connection = PQconnectdb(where);
  if (PQstatus(connection) != CONNECTION_OK) fail(PQerrorMessage(connection));
  if (!PQsendQueryParams(connection, sql, 0, NULL, NULL, NULL, NULL, 1) ||
      !PQsetSingleRowMode(connection)) {
    fail(PQerrorMessage(connection));
  }
  struct rows rows = {NULL, 0, 0};
  for (PGresult* result; (result = PQgetResult(connection)) != NULL; PQclear(result)) {
    if (PQresultStatus(result) == PGRES_TUPLES_OK) continue;
    if (PQresultStatus(result) != PGRES_SINGLE_TUPLE) fail(PQerrorMessage(connection));
    if (PQgetlength(result, 0, 0) != 16) fail("the first column is no uuid\n");
    if (rows.count == rows.room) {
      rows.room = rows.room ? rows.room * 2 : 1024;
      rows.at = realloc(rows.at, rows.room * sizeof *rows.at);
      if (rows.at == NULL) fail("no memory\n");
    }
    struct entry* entry = &rows.at[rows.count++];
    memcpy(entry->key, PQgetvalue(result, 0, 0), 16);
    entry->hash = 0;
    for (int column = 1; column < PQnfields(result); ++column) {
      const int null = PQgetisnull(result, 0, column);
      entry->hash =
          mixed(entry->hash ^ (uint64_t)null, (const unsigned char*)PQgetvalue(result, 0, column),
                (size_t)PQgetlength(result, 0, column));
    }
  }
  PQfinish(connection);
  return rows;
}

static int by_key(const void* left, const void* right) {
  return memcmp(((const struct entry*)left)->key, ((const struct entry*)right)->key, 16);
}

int main(int argc, char** argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: limit_diff SOURCE TARGET SQL SQL\n");
    return 2;
  }
  struct rows source = read_all(argv[1], argv[3]), target = read_all(argv[2], argv[4]);
  qsort(source.at, source.count, sizeof *source.at, by_key);
  qsort(target.at, target.count, sizeof *target.at, by_key);
  size_t changed = 0, gone = 0, at = 0;
  for (size_t row = 0; row < source.count; ++row) {
    int order = -1;
    while (at < target.count && (order = by_key(&target.at[at], &source.at[row])) < 0) {
      ++gone;
      ++at;
    }
    if (at < target.count && order == 0) {
      changed += target.at[at].hash != source.at[row].hash;
      ++at;
    } else {
      ++changed;
    }
  }
  gone += target.count - at;
  printf("%zu %zu\n", changed, gone);
  free(source.at);
  free(target.at);
  return 0;
}

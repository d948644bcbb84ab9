// generate FILE ROWS SEED: a SQLite file with the table `items`, ten columns of the common types,
// random ids (the worst case for a primary key). The same arguments make the same rows.
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint64_t next(void) {  // splitmix64
  uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static unsigned below(unsigned limit) {
  return (unsigned)(next() % limit);
}

static void check(sqlite3* db, int rc) {
  if (rc == SQLITE_OK || rc == SQLITE_DONE) return;
  fprintf(stderr, "generate: %s\n", sqlite3_errmsg(db));
  exit(1);
}

// Civil date of a day number since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date
// algorithms").
static int date_text(char* out, size_t size, int day) {
  int z = day + 719468;
  int era = z / 146097;
  int doe = z - era * 146097;
  int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int mp = (5 * doy + 2) / 153;
  int month = mp < 10 ? mp + 3 : mp - 9;
  int year = yoe + era * 400 + (month <= 2);
  return snprintf(out, size, "%04d-%02d-%02d", year, month, doy - (153 * mp + 2) / 5 + 1);
}

static const char* const words[] = {"harbour", "Überseekiste", "crème",  "naïve",    "świt",
                                    "корабль", "貨物",         "配送",   "حاوية",    "🚢",
                                    "parcel",  "Ålesund",      "fjord",  "manifest", "señal",
                                    "dock",    "ωκεανός",      "tare",   "pallet",   "quay",
                                    "stow",    "œuvre",        "ledger", "乗組員"};
enum { word_count = sizeof words / sizeof *words };

static size_t sentence(char* out, int count) {
  size_t at = 0;
  for (int i = 0; i < count; i++) {
    const char* word = words[below(word_count)];
    if (i > 0) out[at++] = ' ';
    memcpy(out + at, word, strlen(word));
    at += strlen(word);
  }
  out[at] = 0;
  return at;
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: generate FILE ROWS SEED\n");
    return 2;
  }
  long rows = atol(argv[2]);
  state = strtoull(argv[3], NULL, 10);

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
  for (long row = 0; row < rows; row++) {
    char id[48], tenant[16], amount[32], instant[48], day[16], name[256], note[512];
    uint64_t a = next(), b = next();
    snprintf(id, sizeof id, "%08x-%04x-4%03x-%04x-%012" PRIx64, (unsigned)(a >> 32),
             (unsigned)(a >> 16 & 0xffff), (unsigned)(a & 0xfff),
             (unsigned)(0x8000 | (b >> 48 & 0x3fff)), b & 0xffffffffffffu);
    snprintf(tenant, sizeof tenant, "t%04u", below(100));
    unsigned whole = below(2000000000u);
    snprintf(amount, sizeof amount, "%s%u.%04u", whole > 0 && below(4) == 0 ? "-" : "", whole,
             below(10000));
    int at = date_text(instant, sizeof instant, 18262 + (int)below(2400));  // from 2020-01-01
    snprintf(instant + at, sizeof instant - (size_t)at, "T%02u:%02u:%02u.%06uZ", below(24),
             below(60), below(60), below(1000000));
    date_text(day, sizeof day, (int)below(25000));
    sentence(name, 2 + (int)below(4));

    check(db, sqlite3_bind_text(insert, 1, id, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_text(insert, 2, tenant, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_int64(insert, 3, (sqlite3_int64)next()));
    check(db,
          sqlite3_bind_double(insert, 4, (double)(int64_t)next() / (double)(1 + below(1u << 30))));
    check(db, sqlite3_bind_text(insert, 5, amount, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_int(insert, 6, (int)below(2)));
    check(db, sqlite3_bind_text(insert, 7, instant, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_text(insert, 8, day, -1, SQLITE_STATIC));
    check(db, sqlite3_bind_text(insert, 9, name, -1, SQLITE_STATIC));
    if (below(10) < 3) {
      check(db, sqlite3_bind_null(insert, 10));
    } else {
      char text[256];
      sentence(text, 1 + (int)below(3));
      snprintf(note, sizeof note, "{\"note\": \"%s\", \"stops\": [%u, %u], \"weight\": %u.%02u}",
               text, below(100), below(100), below(1000), below(100));
      check(db, sqlite3_bind_text(insert, 10, note, -1, SQLITE_STATIC));
    }
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

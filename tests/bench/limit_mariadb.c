// The fastest plain loops on MariaDB's client library, as a yardstick.
//   limit_mariadb read SOCKET SQL            a prepared SELECT, binary, row by row
//   limit_mariadb write SOCKET TABLE ROWS SEED    the bulk protocol, an array of rows a statement
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "row.h"

enum { columns = 10, at_once = 1000, text_bytes = 8192 };

static MYSQL* connection;
static MYSQL_STMT* statement;

static void check(int failed, const char* what) {
  if (!failed) return;
  fprintf(stderr, "limit_mariadb: %s: %s %s\n", what, mysql_error(connection),
          statement == NULL ? "" : mysql_stmt_error(statement));
  exit(1);
}

static long read_rows(const char* sql) {
  check(mysql_stmt_prepare(statement, sql, strlen(sql)), sql);
  static char values[columns][text_bytes];
  static unsigned long sizes[columns];
  static my_bool nulls[columns];
  MYSQL_BIND bound[columns];
  memset(bound, 0, sizeof bound);
  MYSQL_RES* result = mysql_stmt_result_metadata(statement);
  check(result == NULL || mysql_num_fields(result) != columns, "columns");
  for (int i = 0; i < columns; i++) {
    bound[i].buffer_type = mysql_fetch_field(result)->type;
    bound[i].buffer = values[i];
    bound[i].buffer_length = text_bytes;
    bound[i].length = &sizes[i];
    bound[i].is_null = &nulls[i];
  }
  check(mysql_stmt_execute(statement), sql);
  check(mysql_stmt_bind_result(statement, bound), "bind");
  long rows = 0;
  unsigned char sum = 0;
  for (int code; (code = mysql_stmt_fetch(statement)) != MYSQL_NO_DATA; rows++) {
    check(code != 0, "fetch");
    for (int i = 0; i < columns; i++) {
      if (!nulls[i]) sum ^= (unsigned char)values[i][0];
    }
  }
  fprintf(stderr, "%u\n", sum);  // so that nothing is optimised away
  mysql_free_result(result);
  return rows;
}

struct buffers {
  char id[at_once][40], amount[at_once][32], tenant[at_once][16];
  char name[at_once][256], note[at_once][512];
  long long n[at_once];
  double d[at_once];
  signed char flag[at_once];
  MYSQL_TIME instant[at_once], day[at_once];
  void* places[columns][at_once];  // where each value of a column without a fixed width stands
  unsigned long sizes[columns][at_once];
  char indicators[columns][at_once];
};

static void put_text(struct buffers* all, int column, int at, char* text, size_t size) {
  all->places[column][at] = text;
  all->sizes[column][at] = (unsigned long)size;
}

static MYSQL_TIME day_of(int32_t day, enum enum_mysql_timestamp_type type) {
  char text[32];
  MYSQL_TIME time;
  memset(&time, 0, sizeof time);
  row_date_text(text, sizeof text, day);
  sscanf(text, "%u-%u-%u", &time.year, &time.month, &time.day);
  time.time_type = type;
  return time;
}

static void put(struct buffers* all, int at, const struct row* row) {
  put_text(all, 0, at, all->id[at], row_id_text(all->id[at], sizeof *all->id, row->id));
  strcpy(all->tenant[at], row->tenant);
  put_text(all, 1, at, all->tenant[at], strlen(row->tenant));
  all->n[at] = row->n;
  all->d[at] = row->d;
  put_text(all, 4, at, all->amount[at],
           row_amount_text(all->amount[at], sizeof *all->amount, row->amount));
  all->flag[at] = (signed char)row->flag;
  const int64_t second = row->instant / 1000000;
  all->instant[at] = day_of((int32_t)(second / 86400), MYSQL_TIMESTAMP_DATETIME);
  all->instant[at].hour = (unsigned)(second / 3600 % 24);
  all->instant[at].minute = (unsigned)(second / 60 % 60);
  all->instant[at].second = (unsigned)(second % 60);
  all->instant[at].second_part = (unsigned long)(row->instant % 1000000);
  all->day[at] = day_of(row->day, MYSQL_TIMESTAMP_DATE);
  all->places[6][at] = &all->instant[at];
  all->places[7][at] = &all->day[at];
  memcpy(all->name[at], row->name, row->name_size);
  put_text(all, 8, at, all->name[at], row->name_size);
  memcpy(all->note[at], row->note, row->note_size);
  put_text(all, 9, at, all->note[at], row->note_size);
  all->indicators[9][at] = row->note_null ? STMT_INDICATOR_NULL : STMT_INDICATOR_NONE;
}

static long write_rows(const char* table, long rows, uint64_t seed) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?,?,?,?,?,?,?,?,?,?)", table);
  check(mysql_autocommit(connection, 0), "begin");
  check(mysql_stmt_prepare(statement, sql, strlen(sql)), sql);
  struct buffers* all = calloc(1, sizeof *all);
  const struct {
    enum enum_field_types type;
    void* values;
  } kinds[columns] = {{MYSQL_TYPE_STRING, all->places[0]},   {MYSQL_TYPE_STRING, all->places[1]},
                      {MYSQL_TYPE_LONGLONG, all->n},         {MYSQL_TYPE_DOUBLE, all->d},
                      {MYSQL_TYPE_STRING, all->places[4]},   {MYSQL_TYPE_TINY, all->flag},
                      {MYSQL_TYPE_DATETIME, all->places[6]}, {MYSQL_TYPE_DATE, all->places[7]},
                      {MYSQL_TYPE_STRING, all->places[8]},   {MYSQL_TYPE_STRING, all->places[9]}};
  MYSQL_BIND bound[columns];
  memset(bound, 0, sizeof bound);
  for (int i = 0; i < columns; i++) {
    bound[i].buffer_type = kinds[i].type;
    bound[i].buffer = kinds[i].values;
    bound[i].length = all->sizes[i];
    bound[i].u.indicator = all->indicators[i];
  }
  struct row row;
  for (long from = 0; from < rows; from += at_once) {
    unsigned count = (unsigned)(rows - from < at_once ? rows - from : at_once);
    for (unsigned i = 0; i < count; i++) {
      row_make(&seed, &row);
      put(all, (int)i, &row);
    }
    mysql_stmt_attr_set(statement, STMT_ATTR_ARRAY_SIZE, &count);
    check(mysql_stmt_bind_param(statement, bound), "bind");
    check(mysql_stmt_execute(statement), "insert");
  }
  check(mysql_commit(connection), "commit");
  free(all);
  return rows;
}

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  connection = mysql_init(NULL);
  mysql_options(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  check(mysql_real_connect(connection, NULL, "root", NULL, "bench", 0, argv[2], 0) == NULL,
        "connect");
  statement = mysql_stmt_init(connection);
  long rows = 0;
  if (strcmp(argv[1], "read") == 0) {
    rows = read_rows(argv[3]);
  } else if (argc == 6) {
    rows = write_rows(argv[3], atol(argv[4]), strtoull(argv[5], NULL, 10));
  }
  mysql_stmt_close(statement);
  mysql_close(connection);
  printf("%ld\n", rows);
  return 0;
}

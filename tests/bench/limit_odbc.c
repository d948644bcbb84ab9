// The fastest plain loops on an ODBC driver, as a yardstick.
//   limit_odbc read CONNECTION_STRING SQL                    bound columns of native types
//   limit_odbc write CONNECTION_STRING TABLE ROWS SEED KIND  parameter arrays; KIND: postgres,
//   mariadb
#include <sql.h>
#include <sqlext.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "row.h"

enum { rowset = 1000, most_columns = 32, text_bytes = 512 };

static SQLHDBC connection;
static SQLHSTMT statement;

static void fail(const char* what) {
  SQLCHAR state[6] = "", text[512] = "";
  SQLINTEGER native = 0;
  SQLSMALLINT size = 0;
  if (!SQL_SUCCEEDED(
          SQLGetDiagRec(SQL_HANDLE_STMT, statement, 1, state, &native, text, sizeof text, &size))) {
    SQLGetDiagRec(SQL_HANDLE_DBC, connection, 1, state, &native, text, sizeof text, &size);
  }
  fprintf(stderr, "limit_odbc: %s: %s %s\n", what, (char*)state, (char*)text);
  exit(1);
}
static void check(SQLRETURN code, const char* what) {
  if (!SQL_SUCCEEDED(code)) fail(what);
}
static void set(SQLINTEGER attribute, SQLPOINTER value) {
  check(SQLSetStmtAttr(statement, attribute, value, 0), "attribute");
}

static SQLSMALLINT native_type(SQLSMALLINT type, size_t* width) {
  switch (type) {
    case SQL_BIGINT:
      *width = 8;
      return SQL_C_SBIGINT;
    case SQL_INTEGER:
    case SQL_SMALLINT:
    case SQL_TINYINT:
      *width = 4;
      return SQL_C_SLONG;
    case SQL_DOUBLE:
    case SQL_FLOAT:
    case SQL_REAL:
      *width = 8;
      return SQL_C_DOUBLE;
    case SQL_BIT:
      *width = 1;
      return SQL_C_BIT;
    case SQL_TYPE_TIMESTAMP:
      *width = sizeof(SQL_TIMESTAMP_STRUCT);
      return SQL_C_TYPE_TIMESTAMP;
    case SQL_TYPE_DATE:
      *width = sizeof(SQL_DATE_STRUCT);
      return SQL_C_TYPE_DATE;
    default:
      return SQL_C_CHAR;
  }
}

static long read_rows(const char* sql) {
  static char* values[most_columns];
  static SQLLEN sizes[most_columns][rowset];
  size_t widths[most_columns];
  SQLULEN got = 0;
  SQLSMALLINT columns = 0;
  set(SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)(SQLULEN)rowset);
  set(SQL_ATTR_ROWS_FETCHED_PTR, &got);
  check(SQLExecDirect(statement, (SQLCHAR*)sql, SQL_NTS), sql);
  check(SQLNumResultCols(statement, &columns), "columns");
  if (columns > most_columns) return -1;
  for (SQLSMALLINT i = 0; i < columns; i++) {
    SQLCHAR name[64];
    SQLSMALLINT name_size, type, scale, nullable;
    SQLULEN size;
    check(SQLDescribeCol(statement, (SQLUSMALLINT)(i + 1), name, sizeof name, &name_size, &type,
                         &size, &scale, &nullable),
          "describe");
    widths[i] = text_bytes;
    const SQLSMALLINT bound = native_type(type, &widths[i]);
    values[i] = malloc(widths[i] * rowset);
    check(
        SQLBindCol(statement, (SQLUSMALLINT)(i + 1), bound, values[i], (SQLLEN)widths[i], sizes[i]),
        "bind");
  }
  long rows = 0;
  unsigned char sum = 0;
  for (SQLRETURN code; (code = SQLFetch(statement)) != SQL_NO_DATA;) {
    check(code, "fetch");
    for (SQLSMALLINT i = 0; i < columns; i++) {
      for (SQLULEN k = 0; k < got; k++) {
        if (sizes[i][k] != SQL_NULL_DATA) sum ^= (unsigned char)values[i][k * widths[i]];
      }
    }
    rows += (long)got;
  }
  fprintf(stderr, "%u\n", sum);  // so that nothing is optimised away
  return rows;
}

struct buffers {
  char id[rowset][37], tenant[rowset][16], amount[rowset][32], name[rowset][256], note[rowset][512];
  SQLBIGINT n[rowset];
  double d[rowset];
  signed char flag[rowset];
  SQL_TIMESTAMP_STRUCT instant[rowset];
  SQL_DATE_STRUCT day[rowset];
  SQLLEN sizes[10][rowset];
};

static void bind(struct buffers* all, int at, SQLSMALLINT c_type, SQLSMALLINT type, SQLULEN size,
                 SQLSMALLINT scale, void* values, size_t width) {
  check(SQLBindParameter(statement, (SQLUSMALLINT)(at + 1), SQL_PARAM_INPUT, c_type, type, size,
                         scale, values, (SQLLEN)width, all->sizes[at]),
        "parameter");
}

static SQL_DATE_STRUCT date_of(int32_t day) {
  char text[32];
  int year, month, date;
  row_date_text(text, sizeof text, day);
  sscanf(text, "%d-%d-%d", &year, &month, &date);
  const SQL_DATE_STRUCT out = {(SQLSMALLINT)year, (SQLUSMALLINT)month, (SQLUSMALLINT)date};
  return out;
}

static void put(struct buffers* all, int at, const struct row* row) {
  all->sizes[0][at] = (SQLLEN)row_id_text(all->id[at], sizeof *all->id, row->id);
  strcpy(all->tenant[at], row->tenant);
  all->sizes[1][at] = (SQLLEN)strlen(row->tenant);
  all->n[at] = row->n;
  all->d[at] = row->d;
  all->sizes[4][at] = (SQLLEN)row_amount_text(all->amount[at], sizeof *all->amount, row->amount);
  all->flag[at] = (signed char)row->flag;
  const int64_t second = row->instant / 1000000;
  const SQL_DATE_STRUCT day = date_of((int32_t)(second / 86400));
  const SQL_TIMESTAMP_STRUCT instant = {day.year,
                                        day.month,
                                        day.day,
                                        (SQLUSMALLINT)(second / 3600 % 24),
                                        (SQLUSMALLINT)(second / 60 % 60),
                                        (SQLUSMALLINT)(second % 60),
                                        (SQLUINTEGER)(row->instant % 1000000 * 1000)};
  all->instant[at] = instant;
  all->day[at] = date_of(row->day);
  memcpy(all->name[at], row->name, row->name_size);
  all->sizes[8][at] = (SQLLEN)row->name_size;
  memcpy(all->note[at], row->note, row->note_size);
  all->sizes[9][at] = row->note_null ? SQL_NULL_DATA : (SQLLEN)row->note_size;
}

static long write_rows(const char* table, long rows, uint64_t seed, int mariadb) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (?,?,?,?,?,?,?,?,?,?)", table);
  check(SQLSetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)SQL_AUTOCOMMIT_OFF, 0),
        "begin");
  check(SQLPrepare(statement, (SQLCHAR*)sql, SQL_NTS), sql);
  struct buffers* all = calloc(1, sizeof *all);
  const SQLSMALLINT flag = mariadb ? SQL_TINYINT : SQL_BIT;
  bind(all, 0, SQL_C_CHAR, mariadb ? SQL_VARCHAR : SQL_GUID, 36, 0, all->id, sizeof *all->id);
  bind(all, 1, SQL_C_CHAR, SQL_VARCHAR, 16, 0, all->tenant, sizeof *all->tenant);
  bind(all, 2, SQL_C_SBIGINT, SQL_BIGINT, 19, 0, all->n, 8);
  bind(all, 3, SQL_C_DOUBLE, SQL_DOUBLE, 15, 0, all->d, 8);
  bind(all, 4, SQL_C_CHAR, SQL_NUMERIC, 18, 4, all->amount, sizeof *all->amount);
  bind(all, 5, mariadb ? SQL_C_STINYINT : SQL_C_BIT, flag, 1, 0, all->flag, 1);
  bind(all, 6, SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, 26, 6, all->instant, sizeof *all->instant);
  bind(all, 7, SQL_C_TYPE_DATE, SQL_TYPE_DATE, 10, 0, all->day, sizeof *all->day);
  bind(all, 8, SQL_C_CHAR, SQL_VARCHAR, 256, 0, all->name, sizeof *all->name);
  bind(all, 9, SQL_C_CHAR, SQL_LONGVARCHAR, 512, 0, all->note, sizeof *all->note);
  struct row row;
  for (long from = 0; from < rows; from += rowset) {
    const long count = rows - from < rowset ? rows - from : rowset;
    for (long i = 0; i < count; i++) {
      row_make(&seed, &row);
      put(all, (int)i, &row);
    }
    set(SQL_ATTR_PARAMSET_SIZE, (SQLPOINTER)(SQLULEN)count);
    check(SQLExecute(statement), "insert");
  }
  check(SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT), "commit");
  return rows;
}

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  SQLHENV environment;
  SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
  SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
  SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
  check(SQLDriverConnect(connection, NULL, (SQLCHAR*)argv[2], SQL_NTS, NULL, 0, NULL,
                         SQL_DRIVER_NOPROMPT),
        "connect");
  SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement);
  long rows = 0;
  if (strcmp(argv[1], "read") == 0) {
    rows = read_rows(argv[3]);
  } else if (argc == 7) {
    rows = write_rows(argv[3], atol(argv[4]), strtoull(argv[5], NULL, 10),
                      strcmp(argv[6], "mariadb") == 0);
  }
  printf("%ld\n", rows);
  return 0;
}

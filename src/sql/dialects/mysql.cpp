// MariaDB 10.6 and MySQL 8. Both commit at every CREATE, ALTER and DROP of a table that is not
// temporary, and tell texts apart by a collation: what must be exact is compared byte by byte.
#include "sql/dialect.hpp"

namespace waybill::sql {
namespace {

// As information_schema spells what CREATE TABLE was told.
constexpr std::array kSameTypes{
    SameType{"tinyint(1)", "boolean"},
    SameType{"int(11)", "int"},
    SameType{"bigint(20)", "bigint"},
};
constexpr std::array kDecimals{DecimalType{"decimal({p},{s})", 65, 30, 65}};

constexpr Dialect kCommon{
    .syntax = nullptr,
    .has_schemas = true,
    .list_schemas = "SELECT schema_name FROM information_schema.schemata ORDER BY schema_name",
    .bind_parameters = 65535,
    .limit = "LIMIT {n}",
    .widen_column = "ALTER TABLE {table} MODIFY COLUMN {column}",
    .create_schema = "CREATE DATABASE IF NOT EXISTS {schema}",
    // Said, because a temporary table of another engine keeps its rows at a rollback.
    .table_options = "ENGINE=InnoDB",
    // Without TEMPORARY it would commit.
    .drop_temporary_table = "DROP TEMPORARY TABLE IF EXISTS {table}",
    .column_comment = "COMMENT {text}",
    .table_comment = "COMMENT {text}",
    .comment_on_table = "ALTER TABLE {table} COMMENT {text}",
    // There is no other way: the column is as Waybill made it, or its comment is left as it is.
    .comment_on_column = "ALTER TABLE {table} MODIFY COLUMN {column} COMMENT {text}",
    .no_comment = "''",
    .table_comment_chars = 2048,
    .column_comment_chars = 1024,
    .comment_any_character = false,
    .read_comments =
        "SELECT '', table_comment FROM information_schema.tables "
        "WHERE table_schema = coalesce(nullif('{schema_text}', ''), database()) "
        "AND table_name = '{bare_text}' UNION ALL SELECT column_name, CASE WHEN extra = '' "
        "AND coalesce(column_default, 'NULL') = 'NULL' "
        "AND is_nullable = CASE WHEN column_key = 'PRI' THEN 'NO' ELSE 'YES' END "
        "THEN column_comment END FROM information_schema.columns "
        "WHERE table_schema = coalesce(nullif('{schema_text}', ''), database()) "
        "AND table_name = '{bare_text}'",
    .transactional_ddl = false,
    // Each statement sees what was committed before it: a lock that was waited for is of use.
    .before_write = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
    .begin_write = "START TRANSACTION READ WRITE",
    .before_read = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    .begin_read = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
    // A row that everybody writes. The table has no unique index but that of its key.
    .lock_control =
        "INSERT INTO {table} ({column}) VALUES ('') ON DUPLICATE KEY UPDATE {column} = {column}",
    // ON DUPLICATE KEY UPDATE would act on any unique index, and write another's row.
    .merge = MergeShape::update_join_then_insert,
    .null_safe_differs = "NOT (CAST({a} AS BINARY) <=> CAST({b} AS BINARY))",
    .delete_matched = "DELETE d FROM {target} d JOIN {keys} s ON {same_key}",
    .cell_text = "CAST({column} AS CHAR)",
    .cast_whole = "SIGNED",
    .created =
        {
            "longtext",          // text
            "boolean",           // boolean
            "int",               // integer
            "bigint",            // bigint
            "decimal({p},{s})",  // decimal
            "double",            // float
            "longblob",          // bytes
            "date",              // date
            "time(6)",           // time
            "datetime(6)",       // timestamp, in UTC
            "datetime(6)",       // datetime
            "longtext",          // json: their own type makes doubles of numbers
            "char(36)",          // uuid
        },
    .decimals = kDecimals,
    .created_plain_decimal = "decimal(38,9)",
    .created_key_text = "varchar(255)",
    .text_attributes = "CHARACTER SET utf8mb4",
    .json_check = "CHECK (json_valid({column}))",
    .same_types = kSameTypes,
    .finite_floats_only = true,
};

}  // namespace

const Dialect& mariadb() {
  static const Dialect dialect = [] {
    Dialect row = kCommon;
    row.name = "mariadb";
    row.title = "MariaDB";
    row.executed = true;
    row.syntax = find_syntax("mariadb");
    row.text_is = "{column} = ? AND CONVERT({column} USING utf8mb4) COLLATE utf8mb4_nopad_bin = ?";
    row.key_text_attributes = "CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
    return row;
  }();
  return dialect;
}

const Dialect& mysql() {
  static const Dialect dialect = [] {
    Dialect row = kCommon;
    row.name = "mysql";
    row.title = "MySQL";
    row.syntax = find_syntax("mysql");
    row.temporary_tables_reopen = false;
    row.text_is = "{column} = ? AND CONVERT({column} USING utf8mb4) COLLATE utf8mb4_0900_bin = ?";
    row.key_text_attributes = "CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";
    return row;
  }();
  return dialect;
}

}  // namespace waybill::sql

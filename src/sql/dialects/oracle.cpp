// Oracle 19c and later. An empty text is NULL there.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& oracle() {
  static constexpr std::array kDecimals{DecimalType{"number({p},{s})", 38, 38, 38}};
  static const Dialect dialect{
      .name = "oracle",
      .title = "Oracle",
      .syntax = find_syntax("oracle"),
      .list_schemas = "SELECT username FROM all_users ORDER BY username",
      .bind_parameters = 65535,
      .insert_rows = 1,
      .limit = "FETCH FIRST {n} ROWS ONLY",
      .no_table = "FROM dual",
      .hash_joins = true,
      .add_column = "ALTER TABLE {table} ADD ({column})",
      .create_schema = "",
      // IF EXISTS came with version 23; 942: there is none.
      .drop_table =
          "BEGIN EXECUTE IMMEDIATE 'DROP TABLE {table_text}'; "
          "EXCEPTION WHEN OTHERS THEN IF SQLCODE <> -942 THEN RAISE; END IF; END;",
      .temporary_table = "",
      .transactional_ddl = false,
      .begin_write = "SET TRANSACTION READ WRITE",
      .begin_read = "SET TRANSACTION READ ONLY",
      .release_savepoint = "",
      .check_constraints_now = "SET CONSTRAINTS ALL IMMEDIATE",
      .lock_control = "LOCK TABLE {table} IN EXCLUSIVE MODE",
      .merge = MergeShape::merge_into,
      .merge_condition_last = true,
      .null_safe_differs = "DECODE({a}, {b}, 0, 1) = 1",
      .json_differs =
          "({a} IS NULL AND {b} IS NOT NULL OR {a} IS NOT NULL AND {b} IS NULL OR "
          "DBMS_LOB.COMPARE({a}, {b}) <> 0)",
      .bytes_differs =
          "({a} IS NULL AND {b} IS NOT NULL OR {a} IS NOT NULL AND {b} IS NULL OR "
          "DBMS_LOB.COMPARE({a}, {b}) <> 0)",
      // In bytes it is not had of a CLOB: in characters.
      .cell_bytes = "LENGTH({column})",
      .cell_text = "TO_CHAR({column})",
      // Of whatever NLS_COMP and NLS_SORT say.
      .text_is = "{column} = ? AND UTL_RAW.CAST_TO_RAW({column}) = UTL_RAW.CAST_TO_RAW(?)",
      .created =
          {
              "varchar2(4000)",               // text
              "number(1)",                    // boolean
              "number(10)",                   // integer
              "number(19)",                   // bigint
              "number({p},{s})",              // decimal
              "binary_double",                // float
              "blob",                         // bytes
              "date",                         // date
              "interval day to second",       // time
              "timestamp(6) with time zone",  // timestamp
              "timestamp(6)",                 // datetime
              "clob",                         // json
              "varchar2(36)",                 // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "number(38,9)",
      .created_key_text = "varchar2(255)",
  };
  return dialect;
}

}  // namespace waybill::sql

// Snowflake: every statement that defines something commits, and keys are only declared.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& snowflake() {
  static constexpr std::array kDecimals{DecimalType{"number({p},{s})", 38, 37, 38}};
  static const Dialect dialect{
      .name = "snowflake",
      .title = "Snowflake",
      .syntax = find_syntax("snowflake"),
      .list_schemas = "SELECT schema_name FROM information_schema.schemata ORDER BY schema_name",
      .bind_parameters = 65535,
      .statement_bytes = 1'000'000,
      .insert_rows = 16'384,
      .limit = "LIMIT {n}",
      .add_key = "",
      .add_key_checks = false,
      .hash_joins = true,
      .keys_enforced = false,
      .transactional_ddl = false,
      .begin_write = "BEGIN TRANSACTION",
      .begin_read = "BEGIN TRANSACTION",
      // Merges into one table wait for each other.
      .savepoint = "",
      .lock_control =
          "MERGE INTO {table} d USING (SELECT '' AS k) s ON (d.{column} = s.k) "
          "WHEN MATCHED THEN UPDATE SET {column} = s.k "
          "WHEN NOT MATCHED THEN INSERT ({column}) VALUES (s.k)",
      .merge = MergeShape::merge_into,
      .null_safe_differs = "{a} IS DISTINCT FROM {b}",
      .cell_text = "TO_VARCHAR({column})",
      .text_is = "{column} = ? AND COLLATE({column}, 'utf8') = ?",
      .created =
          {
              "varchar",           // text
              "boolean",           // boolean
              "number(10,0)",      // integer
              "number(19,0)",      // bigint
              "number({p},{s})",   // decimal
              "float",             // float
              "binary",            // bytes
              "date",              // date
              "time(6)",           // time
              "timestamp_tz(9)",   // timestamp
              "timestamp_ntz(9)",  // datetime
              "variant",           // json
              "varchar(36)",       // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "number(38,9)",
  };
  return dialect;
}

}  // namespace waybill::sql

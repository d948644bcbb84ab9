// Trino, over a connector that can merge (Iceberg, Delta Lake), and Athena, which speaks Hive where
// tables are defined and Trino elsewhere. Athena makes Iceberg tables.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& athena() {
  static constexpr std::array kDecimals{DecimalType{"decimal({p},{s})", 38, 38, 38}};
  static const Dialect dialect{
      .name = "athena",
      .title = "Amazon Athena",
      .syntax = find_syntax("athena"),
      .list_schemas = "SELECT schema_name FROM information_schema.schemata ORDER BY schema_name",
      .bind_parameters = 1000,
      .statement_bytes = 262'144,
      .limit = "LIMIT {n}",
      .limit_after = "OFFSET {skip} LIMIT {n}",
      .ddl_backticks = true,
      .primary_key = "",
      .add_key = "",
      .add_key_checks = false,
      .hash_joins = true,
      .keys_enforced = false,
      .add_column = "ALTER TABLE {table} ADD COLUMNS ({column})",
      .table_options = "TBLPROPERTIES ('table_type' = 'ICEBERG')",
      .temporary_table = "",
      .transactions = false,
      .transactional_ddl = false,
      .begin_write = "",
      .begin_read = "",
      .savepoint = "",
      .merge = MergeShape::merge_into,
      .null_safe_differs = "{a} IS DISTINCT FROM {b}",
      .cell_bytes = "length({column})",  // of texts in characters
      .cell_text = "CAST({column} AS varchar)",
      .text_is = "CAST({column} AS varchar) = ?",
      .created =
          {
              "string",            // text
              "boolean",           // boolean
              "int",               // integer
              "bigint",            // bigint
              "decimal({p},{s})",  // decimal
              "double",            // float
              "binary",            // bytes
              "date",              // date
              "string",            // time
              "timestamp",         // timestamp
              "timestamp",         // datetime
              "string",            // json
              "string",            // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "decimal(38,9)",
      .not_null = "",
  };
  return dialect;
}

const Dialect& trino() {
  static constexpr std::array kDecimals{DecimalType{"decimal({p},{s})", 38, 38, 38}};
  static const Dialect dialect{
      .name = "trino",
      .title = "Trino",
      .syntax = find_syntax("trino"),
      .list_schemas = "SELECT schema_name FROM information_schema.schemata ORDER BY schema_name",
      .bind_parameters = 1000,
      .statement_bytes = 1'000'000,
      .limit = "LIMIT {n}",
      .limit_after = "OFFSET {skip} LIMIT {n}",
      .primary_key = "",
      .add_key = "",
      .add_key_checks = false,
      .hash_joins = true,
      .keys_enforced = false,
      .temporary_table = "",
      .transactions = false,
      .transactional_ddl = false,
      .begin_write = "",
      .begin_read = "",
      .savepoint = "",
      .merge = MergeShape::merge_into,
      .null_safe_differs = "{a} IS DISTINCT FROM {b}",
      .cell_bytes = "length({column})",  // of texts in characters
      .cell_text = "CAST({column} AS varchar)",
      .text_is = "CAST({column} AS varchar) = ?",
      .created =
          {
              "varchar",                      // text
              "boolean",                      // boolean
              "integer",                      // integer
              "bigint",                       // bigint
              "decimal({p},{s})",             // decimal
              "double",                       // float
              "varbinary",                    // bytes
              "date",                         // date
              "time(6)",                      // time
              "timestamp(6) with time zone",  // timestamp
              "timestamp(6)",                 // datetime
              "varchar",                      // json
              "uuid",                         // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "decimal(38,9)",
  };
  return dialect;
}

}  // namespace waybill::sql

// ClickHouse: no transactions and no keys; a table has an order instead. A column that may be NULL
// must say so, or NULL becomes a default in silence.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& clickhouse() {
  static constexpr std::array kDecimals{DecimalType{"Decimal({p},{s})", 76, 76, 76}};
  static const Dialect dialect{
      .name = "clickhouse",
      .title = "ClickHouse",
      .syntax = find_syntax("clickhouse"),
      .list_schemas = "SELECT name FROM system.databases ORDER BY name",
      .bind_parameters = 1000,
      .limit = "LIMIT {n}",
      .correlated_queries = false,
      .primary_key = "",
      .add_key = "",
      .add_key_checks = false,
      .hash_joins = true,
      .keys_enforced = false,
      .create_schema = "CREATE DATABASE IF NOT EXISTS {schema}",
      .table_options = "ENGINE = MergeTree ORDER BY ({columns})",
      .keyless_options = "ENGINE = MergeTree ORDER BY tuple()",
      .temporary_table = "",
      .transactions = false,
      .transactional_ddl = false,
      .begin_write = "",
      .begin_read = "",
      .savepoint = "",
      .merge = MergeShape::delete_then_insert,
      .null_safe_differs = "({a} <> {b} OR ({a} IS NULL) <> ({b} IS NULL))",
      .cell_bytes = "length(toString({column}))",
      .cell_text = "toString({column})",
      .created =
          {
              "String",               // text
              "Bool",                 // boolean
              "Int32",                // integer
              "Int64",                // bigint
              "Decimal({p},{s})",     // decimal
              "Float64",              // float
              "String",               // bytes
              "Date32",               // date
              "String",               // time
              "DateTime64(6,'UTC')",  // timestamp
              "DateTime64(6)",        // datetime
              "String",               // json
              "UUID",                 // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "Decimal(38,9)",
      .not_null = "",
      .nullable_type = "Nullable({type})",
  };
  return dialect;
}

}  // namespace waybill::sql

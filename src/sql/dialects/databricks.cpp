// Databricks SQL: Delta tables, no transaction over more than one statement.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& databricks() {
  static constexpr std::array kDecimals{DecimalType{"decimal({p},{s})", 38, 38, 38}};
  static const Dialect dialect{
      .name = "databricks",
      .title = "Databricks",
      .syntax = find_syntax("databricks"),
      .list_schemas = "SELECT schema_name FROM information_schema.schemata ORDER BY schema_name",
      .bind_parameters = 256,
      .limit = "LIMIT {n}",
      .row_values = false,  // not in DELETE
      // Only Unity Catalog knows keys, and none is enforced.
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
      .null_safe_differs = "NOT ({a} <=> {b})",
      .cell_text = "CAST({column} AS string)",
      .text_is = "{column} = ? AND CAST({column} AS binary) = CAST(? AS binary)",
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
              "timestamp_ntz",     // datetime
              "string",            // json
              "string",            // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "decimal(38,9)",
  };
  return dialect;
}

}  // namespace waybill::sql

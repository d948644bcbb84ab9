// BigQuery, statement by statement: its transactions and temporary tables want a session.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& bigquery() {
  static constexpr std::array kDecimals{DecimalType{"numeric({p},{s})", 38, 9, 29},
                                        DecimalType{"bignumeric({p},{s})", 76, 38, 38}};
  static const Dialect dialect{
      .name = "bigquery",
      .title = "BigQuery",
      .syntax = find_syntax("bigquery"),
      .list_schemas = "SELECT schema_name FROM INFORMATION_SCHEMA.SCHEMATA ORDER BY schema_name",
      .bind_parameters = 10'000,
      .statement_bytes = 1'000'000,
      .limit = "LIMIT {n}",
      .row_values = false,
      .primary_key = "PRIMARY KEY ({columns}) NOT ENFORCED",
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
      // JSON compares with nothing.
      .null_safe_differs = "TO_JSON_STRING({a}) <> TO_JSON_STRING({b})",
      // A length is one of STRING or BYTES only.
      .cell_bytes = "BYTE_LENGTH(FORMAT('%t', {column}))",
      .cell_text = "IF({column} IS NULL, NULL, FORMAT('%t', {column}))",
      .text_is = "{column} = ? AND COLLATE({column}, '') = ?",
      .created =
          {
              "string",            // text
              "bool",              // boolean
              "int64",             // integer
              "int64",             // bigint
              "numeric({p},{s})",  // decimal
              "float64",           // float
              "bytes",             // bytes
              "date",              // date
              "time",              // time
              "timestamp",         // timestamp
              "datetime",          // datetime
              "json",              // json
              "string",            // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "bignumeric(38,9)",
  };
  return dialect;
}

}  // namespace waybill::sql

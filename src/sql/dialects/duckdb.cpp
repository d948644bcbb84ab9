// DuckDB 1.4 and later.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& duckdb() {
  static constexpr std::array kSameTypes{
      SameType{"text", "varchar"},
      SameType{"timestamp with time zone", "timestamptz"},
  };
  static constexpr std::array kDecimals{DecimalType{"decimal({p},{s})", 38, 38, 38}};
  static const Dialect dialect{
      .name = "duckdb",
      .title = "DuckDB",
      .executed = true,
      .syntax = find_syntax("duckdb"),
      .list_schemas =
          "SELECT DISTINCT schema_name FROM information_schema.schemata ORDER BY schema_name",
      .parameters = ParameterMarks::question,
      .limit = "LIMIT {n}",
      .add_key = "CREATE UNIQUE INDEX {index} ON {table} ({columns})",
      .add_key_checks = false,  // not before COMMIT
      .hash_joins = true,
      .widen_column = "ALTER TABLE {table} ALTER COLUMN {name} SET DATA TYPE {type}",
      .loads_are_checked = false,
      .comment_on_table = "COMMENT ON TABLE {table} IS {text}",
      .comment_on_column = "COMMENT ON COLUMN {table}.{name} IS {text}",
      .read_comments =
          "SELECT '', comment FROM duckdb_tables() WHERE database_name = current_database() "
          "AND schema_name = coalesce(nullif('{schema_text}', ''), current_schema()) "
          "AND lower(table_name) = lower('{bare_text}') AND comment IS NOT NULL UNION ALL "
          "SELECT column_name, comment FROM duckdb_columns() "
          "WHERE database_name = current_database() "
          "AND schema_name = coalesce(nullif('{schema_text}', ''), current_schema()) "
          "AND lower(table_name) = lower('{bare_text}') AND comment IS NOT NULL",
      .begin_write = "BEGIN TRANSACTION",
      .begin_read = "BEGIN TRANSACTION READ ONLY",
      .savepoint = "",
      // ON CONFLICT keeps the first of two rows with one key in silence.
      .merge = MergeShape::merge_into,
      .null_safe_differs = "{a} IS DISTINCT FROM {b}",
      // OCTET_LENGTH is one of BLOB only; of bytes, what is no ASCII is written in four.
      .cell_bytes = "strlen(CAST({column} AS varchar))",
      .cell_text = "CAST({column} AS varchar)",
      .cell_storage = "CAST(NULL AS varchar)",
      .casts_texts = true,
      // COLLATE does not undo the collation of a column.
      .text_is = "{column} = ? AND encode(CAST({column} AS varchar)) = encode(CAST(? AS varchar))",
      .created =
          {
              "varchar",           // text
              "boolean",           // boolean
              "integer",           // integer
              "bigint",            // bigint
              "decimal({p},{s})",  // decimal
              "double",            // float
              "blob",              // bytes
              "date",              // date
              "time",              // time
              "timestamptz",       // timestamp
              "timestamp",         // datetime
              "json",              // json
              "uuid",              // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "decimal(38,9)",
      .same_types = kSameTypes,
  };
  return dialect;
}

}  // namespace waybill::sql

// SQL Server 2019 and later. Blanks at the end never count in its comparisons of texts, whatever
// the collation: what must be exact is compared as bytes.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& sqlserver() {
  static constexpr std::array kDecimals{DecimalType{"decimal({p},{s})", 38, 38, 38}};
  static const Dialect dialect{
      .name = "sqlserver",
      .title = "SQL Server",
      .syntax = find_syntax("sqlserver"),
      .list_schemas = "SELECT name FROM sys.schemas ORDER BY name",
      .bind_parameters = 2100,
      .insert_rows = 1000,
      .limit_first = "TOP ({n})",
      .plain_derived_tables = false,
      .row_values = false,
      // A primary key would want its columns declared NOT NULL.
      .add_key = "CREATE UNIQUE INDEX {index} ON {table} ({columns})",
      .hash_joins = true,
      .add_column = "ALTER TABLE {table} ADD {column}",
      .create_schema = "",
      .temporary_table = "CREATE TABLE",
      .temporary_prefix = "#",
      .before_write = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
      .begin_write = "BEGIN TRANSACTION",
      // Needs ALLOW_SNAPSHOT_ISOLATION ON in the database.
      .before_read = "SET TRANSACTION ISOLATION LEVEL SNAPSHOT",
      .begin_read = "BEGIN TRANSACTION",
      .savepoint = "SAVE TRANSACTION {name}",
      .rollback_to_savepoint = "ROLLBACK TRANSACTION {name}",
      .release_savepoint = "",
      .lock_control = "SELECT count(*) FROM {table} WITH (TABLOCKX, HOLDLOCK)",
      .merge = MergeShape::update_from_then_insert,
      .null_safe_differs =
          "NOT EXISTS (SELECT CONVERT(varbinary(max), {a}) INTERSECT "
          "SELECT CONVERT(varbinary(max), {b}))",
      .cell_bytes = "DATALENGTH({column})",
      .cell_text = "CONVERT(nvarchar(max), {column})",
      .text_is =
          "{column} = ? AND CONVERT(varbinary(max), CONVERT(nvarchar(max), {column})) = "
          "CONVERT(varbinary(max), CONVERT(nvarchar(max), ?))",
      .created =
          {
              "nvarchar(max)",      // text
              "bit",                // boolean
              "int",                // integer
              "bigint",             // bigint
              "decimal({p},{s})",   // decimal
              "float(53)",          // float
              "varbinary(max)",     // bytes
              "date",               // date
              "time(6)",            // time
              "datetimeoffset(6)",  // timestamp
              "datetime2(6)",       // datetime
              "nvarchar(max)",      // json
              "uniqueidentifier",   // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "decimal(38,9)",
      .created_key_text = "nvarchar(450)",
      .key_text_attributes = "COLLATE Latin1_General_100_BIN2",
      .finite_floats_only = true,
  };
  return dialect;
}

}  // namespace waybill::sql

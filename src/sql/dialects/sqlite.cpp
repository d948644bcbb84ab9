// SQLite: values carry their own type, a column's declared type is only a preference. What SQLite
// would round (decimals) or has no type for (instants, uuid) is kept as text.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& sqlite() {
  static const Dialect dialect{
      .name = "sqlite",
      .title = "SQLite",
      .executed = true,
      .syntax = find_syntax("sqlite"),
      .list_schemas = "SELECT name FROM pragma_database_list ORDER BY seq",
      .bind_parameters = 32766,
      .limit = "LIMIT {n}",
      // The index lives in its table's schema, so that the name after ON stands alone.
      .add_key = "CREATE UNIQUE INDEX {qualified_index} ON {bare} ({columns})",
      .create_schema = "",
      // A transaction that reads first and writes later fails when another has written meanwhile.
      .begin_write = "BEGIN IMMEDIATE",
      .merge = MergeShape::on_conflict,
      .null_safe_differs = "{a} IS NOT {b}",
      .merge_collation = "COLLATE BINARY",
      .delete_matched = "DELETE FROM {target} WHERE {row} IN (SELECT {columns} FROM {keys})",
      .cell_bytes = "length(CAST({column} AS BLOB))",
      .cell_text = "CAST({column} AS TEXT)",
      .cell_storage = "typeof({column})",
      .text_is = "{column} = ? COLLATE BINARY",
      .created =
          {
              "text",     // text
              "integer",  // boolean
              "integer",  // integer
              "bigint",   // bigint
              "text",     // decimal
              "real",     // float
              "blob",     // bytes
              "text",     // date
              "text",     // time
              "text",     // timestamp
              "text",     // datetime
              "text",     // json
              "text",     // uuid
          },
      .created_plain_decimal = "text",
      .types_are_affinities = true,
      .instants_are_text = true,
      .finite_floats_only = true,
  };
  return dialect;
}

}  // namespace waybill::sql

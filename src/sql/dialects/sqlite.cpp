// SQLite: values carry their own type, a column's declared type is only a preference. What SQLite
// would round (decimals) or has no type for (instants, uuid) is kept as text.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& sqlite() {
  static const Dialect dialect{
      .name = "sqlite",
      .title = "SQLite",
      .syntax = find_syntax("sqlite"),
      .bind_parameters = 32766,
      .merge = MergeShape::on_conflict,
      .key_after_load = KeyAfterLoad::unique_index,
      .limit = "LIMIT {n}",
      .null_safe_differs = "{a} IS NOT {b}",
      .binary_collation = "COLLATE BINARY",
      .merge_collation = "COLLATE BINARY",
      // A transaction that reads first and writes later fails when another has written meanwhile.
      .begin_write = "BEGIN IMMEDIATE",
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

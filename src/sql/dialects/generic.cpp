// ANSI SQL-92 with the few later words every engine knows: the dialect of a warehouse that has no
// row of its own.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& generic() {
  static const Dialect dialect{
      .name = "generic",
      .title = "ANSI SQL",
      .syntax = &generic_syntax(),
      .limit = "FETCH FIRST {n} ROWS ONLY",
      .merge = MergeShape::update_then_insert,
      .null_safe_differs =
          "({a} <> {b} OR ({a} IS NULL AND {b} IS NOT NULL) OR ({a} IS NOT NULL AND {b} IS NULL))",
      .created =
          {
              "varchar(65535)",               // text
              "boolean",                      // boolean
              "integer",                      // integer
              "bigint",                       // bigint
              "decimal({p},{s})",             // decimal
              "double precision",             // float
              "varbinary(65535)",             // bytes
              "date",                         // date
              "time(6)",                      // time
              "timestamp(6) with time zone",  // timestamp
              "timestamp(6)",                 // datetime
              "varchar(65535)",               // json
              "char(36)",                     // uuid
          },
      .created_plain_decimal = "decimal(38,9)",
      .created_key_text = "varchar(255)",
  };
  return dialect;
}

}  // namespace waybill::sql

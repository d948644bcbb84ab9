// Amazon Redshift: an older PostgreSQL whose keys are only declared.
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& redshift() {
  static constexpr std::array kSameTypes{
      SameType{"character varying(65535)", "varchar(65535)"},
      SameType{"character varying(36)", "varchar(36)"},
      SameType{"time without time zone", "time"},
      SameType{"timestamp with time zone", "timestamptz"},
      SameType{"timestamp without time zone", "timestamp"},
      SameType{"binary varying(1024000)", "varbyte(1024000)"},
  };
  static constexpr std::array kDecimals{DecimalType{"decimal({p},{s})", 38, 37, 38}};
  static const Dialect dialect{
      .name = "redshift",
      .title = "Amazon Redshift",
      .syntax = find_syntax("redshift"),
      .list_schemas = "SELECT nspname FROM pg_catalog.pg_namespace ORDER BY nspname",
      .parameters = ParameterMarks::question,
      .bind_parameters = 32767,
      .statement_bytes = 16'000'000,
      .limit = "LIMIT {n}",
      .add_key_checks = false,
      .hash_joins = true,
      .keys_enforced = false,
      .begin_read = "BEGIN READ ONLY",
      .savepoint = "",
      .lock_control = "LOCK TABLE {table}",
      .merge = MergeShape::update_from_then_insert,
      .null_safe_differs = "({a} <> {b} OR ({a} IS NULL) <> ({b} IS NULL))",
      .json_differs =
          "({a} IS NULL) <> ({b} IS NULL) OR JSON_SERIALIZE({a}) <> JSON_SERIALIZE({b})",
      .cell_text = "CAST({column} AS varchar(65535))",
      // Blanks at the end count for nothing in its comparisons of texts.
      .text_is = "{column} = ? AND CAST({column} AS varbyte) = CAST(? AS varbyte)",
      .created =
          {
              "varchar(65535)",    // text
              "boolean",           // boolean
              "integer",           // integer
              "bigint",            // bigint
              "decimal({p},{s})",  // decimal
              "double precision",  // float
              "varbyte(1024000)",  // bytes
              "date",              // date
              "time",              // time
              "timestamptz",       // timestamp
              "timestamp",         // datetime
              "super",             // json
              "varchar(36)",       // uuid
          },
      .decimals = kDecimals,
      .created_plain_decimal = "decimal(38,9)",
      .same_types = kSameTypes,
      .nul_in_text = false,
  };
  return dialect;
}

}  // namespace waybill::sql

// PostgreSQL 12 and later. Types are spelled as the server itself spells them.
#include "sql/bound.hpp"
#include "sql/dialect.hpp"

namespace waybill::sql {

const Dialect& postgres() {
  static constexpr std::array kSameTypes{
      SameType{"character varying", "text"},
      SameType{"time(6) without time zone", "time without time zone"},
      SameType{"timestamp(6) with time zone", "timestamp with time zone"},
      SameType{"timestamp(6) without time zone", "timestamp without time zone"},
  };
  static const Dialect dialect{
      .name = "postgres",
      .title = "PostgreSQL",
      .executed = true,
      .syntax = find_syntax("postgres"),
      .list_schemas = "SELECT nspname FROM pg_catalog.pg_namespace ORDER BY nspname",
      .parameters = ParameterMarks::numbered,
      .limit = "LIMIT {n}",
      .hash_joins = true,
      .widen_column = "ALTER TABLE {table} ALTER COLUMN {name} TYPE {type}",
      .rename_table = "ALTER TABLE {table} RENAME TO {bare_new}",
      .shared_staging = "CREATE UNLOGGED TABLE",
      .analyze = "ANALYZE {table} ({columns})",
      .comment_on_table = "COMMENT ON TABLE {table} IS {text}",
      .comment_on_column = "COMMENT ON COLUMN {table}.{name} IS {text}",
      .read_comments =
          "SELECT coalesce(CAST(a.attname AS pg_catalog.text), ''), d.description FROM "
          "pg_catalog.pg_description d "
          "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid "
          "AND d.objsubid > 0 WHERE d.classoid = pg_catalog.to_regclass('pg_catalog.pg_class') "
          "AND d.objoid = pg_catalog.to_regclass('{table_text}')",
      .begin_write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
      .begin_read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
      .check_constraints_now = "SET CONSTRAINTS ALL IMMEDIATE",
      .commit_later = "SELECT pg_catalog.set_config('synchronous_commit', 'off', true)",
      // The number is "Waybill" in ASCII.
      .lock_control = "SELECT pg_advisory_xact_lock(24595496943840364)",
      .merge = MergeShape::on_conflict,
      // MERGE does not say what it inserted and what it updated: where a trigger may drop a row,
      // that has to be asked of two statements. Views, rules and parents are its limits, before 15
      // there is none.
      .one_pass =
          "SELECT count(*) FROM pg_catalog.pg_class c WHERE c.oid = "
          "pg_catalog.to_regclass('{table_text}') AND c.relkind = 'r' AND NOT c.relhasrules AND "
          "NOT c.relhassubclass AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_trigger t WHERE "
          "t.tgrelid = c.oid AND NOT t.tgisinternal) AND CAST(pg_catalog.current_setting("
          "'server_version_num') AS integer) >= 150000",
      .null_safe_differs = "{a} IS DISTINCT FROM {b}",
      .cell_bytes = "pg_catalog.octet_length(CAST({column} AS pg_catalog.text))",
      .cell_text = "CAST({column} AS pg_catalog.text)",
      .cell_storage = "CAST(NULL AS pg_catalog.text)",
      .casts_texts = true,
      .text_is = "{column} = ? AND {column} = ? COLLATE \"C\"",
      .created =
          {
              "text",                         // text
              "boolean",                      // boolean
              "integer",                      // integer
              "bigint",                       // bigint
              "numeric({p},{s})",             // decimal
              "double precision",             // float
              "bytea",                        // bytes
              "date",                         // date
              "time without time zone",       // time
              "timestamp with time zone",     // timestamp
              "timestamp without time zone",  // datetime
              "jsonb",                        // json
              "uuid",                         // uuid
          },
      .created_plain_decimal = "numeric",
      .same_types = kSameTypes,
      .nul_in_text = false,
      .lookback_seconds = 30,
      .bound = &postgres_bound(),
  };
  return dialect;
}

}  // namespace waybill::sql

// What one kind of warehouse understands, as data. Code above asks for a capability, never for a
// vendor. A new warehouse is a new row in src/sql/dialects/, or a user's file (dialect_file.hpp).
#ifndef WAYBILL_SQL_DIALECT_HPP
#define WAYBILL_SQL_DIALECT_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "rows/type.hpp"
#include "sql/syntax.hpp"

namespace waybill::sql {

enum class MergeShape {
  on_conflict,              // INSERT ... SELECT ... ON CONFLICT (key) DO UPDATE ... WHERE differs
  merge_into,               // MERGE INTO ... WHEN MATCHED AND differs ... WHEN NOT MATCHED ...
  update_then_insert,       // UPDATE with correlated sub-selects, then INSERT of the anti-join
  update_from_then_insert,  // UPDATE ... FROM staging, then INSERT of the anti-join
  update_join_then_insert,  // UPDATE ... JOIN staging, then INSERT of the anti-join
  delete_then_insert        // DELETE of the rows that differ, then INSERT of the anti-join
};
// What stands for a value: ? in every statement of ours, and what the warehouse wants to see.
enum class ParameterMarks { question, numbered };  // ? or $1, $2, ...

// A type as the warehouse may spell it, and the spelling of `created` that keeps the same values.
struct SameType {
  std::string_view spelling;
  std::string_view created;
};

// A type of decimals and how much it holds; {p} and {s} stand for precision and scale.
struct DecimalType {
  std::string_view spelling;
  std::int64_t digits = 0;  // in all
  std::int64_t scale = 0;   // behind the point
  std::int64_t whole = 0;   // before the point
};

struct BoundStatements;

// Texts that hold {name} are patterns.
struct Dialect {
  std::string_view name;
  std::string_view title;
  bool executed = false;  // Waybill's tests run its statements; else they are only parsed

  const Syntax* syntax = nullptr;  // names, texts, comments
  bool has_schemas = true;
  std::string_view list_schemas;  // a statement that gives their names

  // Statements
  ParameterMarks parameters = ParameterMarks::question;
  std::int64_t bind_parameters = 65535;
  std::int64_t statement_bytes = 0;  // 0: no limit worth knowing
  std::int64_t insert_rows = 0;      // most rows of one INSERT ... VALUES; 0: any
  std::string_view limit;            // "LIMIT {n}", at the end of a SELECT
  std::string_view limit_first;      // "TOP ({n})", right behind SELECT, in place of `limit`
  // "OFFSET {skip} LIMIT {n}", at the end of a SELECT that stops after n rows behind the first
  // ones. Empty: LIMIT {n} OFFSET {skip} where `limit` begins so, else the standard's words.
  std::string_view limit_after;
  std::string_view no_table;         // "FROM dual": behind a SELECT that reads no table
  bool plain_derived_tables = true;  // (SELECT ...) in FROM may hold what any query may
  bool row_values = true;            // (a, b) IN (SELECT a, b ...)
  bool correlated_queries = true;    // EXISTS (SELECT ... WHERE s.a = outer.a)

  bool ddl_backticks = false;  // CREATE, ALTER and DROP quote names with ` in place of "

  // Tables. {columns} is a list of names, {table} has its schema and {bare} has not.
  std::string_view primary_key = "PRIMARY KEY ({columns})";  // in CREATE TABLE; may be empty
  // Puts a key on a table that was loaded without one; empty: nothing does. {index} is a name made
  // from the table's, {qualified_index} has the table's schema.
  std::string_view add_key = "ALTER TABLE {table} ADD PRIMARY KEY ({columns})";
  bool add_key_checks = true;  // at once, and not only later: that no key stands twice
  bool hash_joins = false;     // of tables without an index, in linear time
  bool keys_enforced = true;   // no row gets in whose key is there already
  std::string_view add_column = "ALTER TABLE {table} ADD COLUMN {column}";
  // Gives a column a wider type; {column} is its name and new definition. Empty: nothing does.
  std::string_view widen_column;
  // Gives a table another name in its schema, {bare_new}, in a transaction with other statements.
  // Empty: nothing does.
  std::string_view rename_table;
  std::string_view create_schema = "CREATE SCHEMA IF NOT EXISTS {schema}";  // empty: none are made
  std::string_view drop_table = "DROP TABLE IF EXISTS {table}";
  std::string_view table_options;                               // behind CREATE TABLE (...)
  std::string_view keyless_options;                             // in their place without a key
  std::string_view temporary_table = "CREATE TEMPORARY TABLE";  // empty: there are none
  std::string_view drop_temporary_table = "DROP TABLE IF EXISTS {table}";
  // Begins the definition of a table that all sessions see, for rows that are not kept. Empty: none
  // is worth it.
  std::string_view shared_staging;
  std::string_view temporary_prefix;    // names of temporary tables begin so
  bool temporary_tables_reopen = true;  // a statement may name one of them twice
  std::string_view analyze;  // tells the planner what keys {columns} a table was filled with
  // A load into a table with constraints fails where one is violated, with no row written.
  bool loads_are_checked = true;

  // What a table and its columns are for, kept by the database. {text} is a literal, or no_comment.
  // In CREATE TABLE, behind a column and behind the table; empty: by a statement of its own.
  std::string_view column_comment;
  std::string_view table_comment;
  // Statements about a table that is there; empty: it keeps no comments. {column} is the column's
  // definition, {name} its name.
  std::string_view comment_on_table;
  std::string_view comment_on_column;
  std::string_view no_comment = "NULL";
  std::int64_t table_comment_chars = 0;  // most characters; 0: any
  std::int64_t column_comment_chars = 0;
  bool comment_any_character = true;  // else those that UTF-8 writes in four bytes have no place
  // Answers (name, comment) of each column that has one, and ('', comment) of the table. A comment
  // that is NULL is not to be touched. Within '...': {table_text} is the table's name as SQL has
  // it, {schema_text} and {bare_text} are its parts.
  std::string_view read_comments;

  // Transactions
  bool transactions = true;
  bool transactional_ddl = true;
  // Statements that begin one; empty: nothing to say. What `before` holds is run right before.
  std::string_view before_write;
  std::string_view begin_write = "BEGIN";
  std::string_view before_read;
  std::string_view begin_read = "BEGIN";  // one snapshot, and no writes, where there is such
  // {name} is a savepoint's. Empty: an error takes the whole transaction with it, or there is none.
  std::string_view savepoint = "SAVEPOINT {name}";
  std::string_view rollback_to_savepoint = "ROLLBACK TO SAVEPOINT {name}";
  std::string_view release_savepoint = "RELEASE SAVEPOINT {name}";  // empty: not needed
  std::string_view check_constraints_now;  // deferred ones, for the rest of the transaction
  // Within a transaction: its commit is on disk no later than that of the next one without it, so
  // that it need not wait. Empty: every commit waits.
  std::string_view commit_later;
  // Holds off other writers of Waybill's own tables until the transaction ends, or fails; empty:
  // begin_write does that already. {table} is one of them, with a text key {column}.
  std::string_view lock_control;

  // Merge
  MergeShape merge = MergeShape::update_then_insert;
  // Counts one where a MERGE in place of `merge` can put many rows into a table, in one pass over
  // both; within '...', {table_text} is its name. Empty: it is not asked.
  std::string_view one_pass;
  bool merge_condition_last = false;   // MERGE: WHERE behind the update, not AND before it
  std::string_view null_safe_differs;  // "{a} IS DISTINCT FROM {b}"
  std::string_view json_differs;       // of JSON columns, where that is another
  std::string_view bytes_differs;      // of bytes
  std::string_view merge_collation;    // appended to an operand of any type in null_safe_differs

  // Deletes the rows of {target} d whose keys are in {keys} s: {same_key}; {row} of the target is
  // in a list of {columns}. For engines that would look through all of the target. Empty: EXISTS.
  std::string_view delete_matched;

  // A look at one cell of a live table
  std::string_view cell_bytes = "OCTET_LENGTH({column})";  // of a text, JSON or bytes
  std::string_view cell_text = "CAST({column} AS varchar(4000))";
  std::string_view cell_storage = "NULL";  // "blob", "integer", "real", where any value may stand
  bool casts_texts = false;     // CAST of a text to a type of `created` is exact, but for bytes
  std::string_view cast_whole;  // the type of 64 bits in a CAST; empty: as `created` has it

  // A column of texts is exactly a bound value: every character counts, blanks at the end too.
  // Where an index of the column's own collation would not serve that, both conditions stand.
  std::string_view text_is = "{column} = ?";

  // Types. `created` is indexed by rows::Logical.
  std::array<std::string_view, rows::kLogicalCount> created;
  std::span<const DecimalType> decimals;  // the first that holds a decimal(p,s) is created
  std::string_view created_plain_decimal;
  std::string_view created_key_text;          // text in a key column; empty: as `created`
  std::string_view text_attributes;           // behind the types of texts, JSON and uuid
  std::string_view key_text_attributes;       // in their place in a key column
  std::string_view not_null = "NOT NULL";     // behind the type of a column that must not be NULL
  std::string_view json_check;                // behind the column of a JSON; {column} is its name
  std::string_view nullable_type = "{type}";  // a column that may be NULL
  std::span<const SameType> same_types;       // beside `created` itself
  bool types_are_affinities = false;  // a declared type only prefers: a column may hold any value
  bool instants_are_text = false;     // timestamps are compared as ISO 8601 text
  bool finite_floats_only = false;    // NaN and infinities cannot be stored
  bool nul_in_text = true;            // a text may hold a NUL character, JSON its escape

  std::int64_t lookback_seconds = 300;     // default of a source of this vendor
  const BoundStatements* bound = nullptr;  // how no late commit is missed; null: it cannot be known
};

const Dialect& athena();
const Dialect& bigquery();
const Dialect& clickhouse();
const Dialect& databricks();
const Dialect& duckdb();
const Dialect& generic();  // ANSI SQL-92
const Dialect& mariadb();
const Dialect& mysql();
const Dialect& oracle();
const Dialect& postgres();
const Dialect& redshift();
const Dialect& snowflake();
const Dialect& sqlite();
const Dialect& sqlserver();
const Dialect& trino();
std::span<const Dialect* const> dialects();  // ordered by name
const Dialect* find_dialect(std::string_view name);

// Throws Error(unsupported) where the warehouse has no such type.
std::string created_type(const Dialect& dialect, const rows::Type& type, bool in_key);

}  // namespace waybill::sql

#endif

// SQL text from values and a dialect: the one place where it is put together. Identifiers go
// through quote(), values are bound.
#ifndef WAYBILL_SQL_STATEMENTS_HPP
#define WAYBILL_SQL_STATEMENTS_HPP

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "rows/value.hpp"
#include "sql/dialect.hpp"
#include "sql/names.hpp"

namespace waybill::sql {

struct Statement {
  std::string text;
  std::vector<rows::Value> parameters;  // for each ? in order
  // Of merge(): its rows affected are rows written to the target, each counted once.
  bool counted = true;
};

// As names.hpp has them, by the dialect's syntax.
std::string quote(const Dialect& dialect, std::string_view identifier,
                  NameKind kind = NameKind::column);
std::string literal(const Dialect& dialect, std::string_view text);

struct Table {
  std::string schema;  // empty: the session's own
  std::string name;
  bool operator==(const Table&) const = default;
};
// "schema.table" as users write it: split at the last point that is not inside double quotes.
Table parse_table(std::string_view text);
std::string table_text(const Table& table);  // what parse_table() reads as this one
std::string qualified(const Dialect& dialect, const Table& table);

// What a table and its columns are for: by the column's name, "" is the table.
using Comments = std::map<std::string, std::string>;

struct TableDef {
  Table table;
  rows::Schema columns;
  std::vector<std::string> key;  // names among columns; NOT NULL
  bool with_key = true;          // false: the key is added after the load by add_key
  Comments comments = {};        // for CREATE TABLE, where it takes any
};
std::string create_table(const Dialect& dialect, const TableDef& definition);
// The name a table has to have so that create_staging() makes a temporary one.
std::string staging_name(const Dialect& dialect, std::string_view name);
std::string create_staging(const Dialect& dialect,
                           const TableDef& definition);  // temporary if it can be, no key
// A staging table that several sessions fill; nullopt: there are none.
std::optional<std::string> create_shared_staging(const Dialect& dialect,
                                                 const TableDef& definition);
std::string drop_staging(const Dialect& dialect, const Table& table);  // IF EXISTS
// Of a table in its schema; nullopt: not as part of a transaction.
std::optional<std::string> rename_table(const Dialect& dialect, const Table& table,
                                        const std::string& name);
// Empty where no key is put on a table that is there.
std::string add_key(const Dialect& dialect, const TableDef& definition);
// The comment is of use where CREATE TABLE takes one.
std::string add_column(const Dialect& dialect, const Table& table, const rows::Field& column,
                       std::string_view comment = {});
// A column of a table gets a wider type. nullopt: nothing does that.
std::optional<std::string> widen_column(const Dialect& dialect, const Table& table,
                                        const rows::Field& column, bool in_key,
                                        std::string_view comment = {});
// Whether create_table() and add_column() say what columns are for: comment_on() need not then.
bool comments_in_create(const Dialect& dialect);
// As much of a description as a comment may hold; U+FFFD for characters that it may not.
std::string kept_comment(const Dialect& dialect, std::string_view text, NameKind kind);
// On the table, or on a column of it; an empty text takes the comment away. nullopt: none are kept.
std::optional<std::string> comment_on(const Dialect& dialect, const Table& table,
                                      std::string_view text);
std::optional<std::string> comment_on(const Dialect& dialect, const Table& table,
                                      const rows::Field& column, bool in_key,
                                      std::string_view text);
// Dialect::read_comments of the table.
std::optional<Statement> read_comments(const Dialect& dialect, const Table& table);
std::optional<std::string> create_schema(const Dialect& dialect, std::string_view schema);
std::optional<std::string> analyze(const Dialect& dialect, const TableDef& table);
std::string drop_table(const Dialect& dialect, const Table& table);  // IF EXISTS
std::string insert_values(const Dialect& dialect, const Table& table,
                          const std::vector<std::string>& columns,
                          std::size_t rows = 1);  // VALUES (?, ...), (?, ...)
// How many rows one insert_values() may have: by parameters, rows and bytes of a statement.
std::size_t rows_per_insert(const Dialect& dialect, const Table& table,
                            const std::vector<std::string>& columns);

// A model's rows within a window. Bounds on a dialect whose instants are text are a superset: the
// reader compares typed values itself in any case.
struct ReadSpec {
  Table table;                       // when `query` is empty
  std::string query;                 // wrapped as a derived table
  std::vector<std::string> columns;  // names in the source, selected in this order
  std::optional<std::string> tenant_column;
  std::string tenant;      // a text is compared binary
  rows::Type tenant_type;  // of the column: text, uuid or bigint (tenant.hpp)
  std::optional<std::string> cursor_column;
  rows::Type cursor_type;
  std::optional<rows::Value> from;   // inclusive; rows with a NULL cursor come along
  std::optional<rows::Value> until;  // exclusive
  std::optional<std::int64_t> limit;
  // Instead of a window: rows whose key columns hold one of these. Where texts compare by a
  // collation, others may come along.
  std::vector<std::string> key_columns;
  std::vector<std::vector<rows::Value>> keys;
  bool counts = false;  // how many in place of the rows: the sum of the numbers that come
};
Statement read(const Dialect& dialect, const ReadSpec& spec);

struct MergeSpec {
  Table target;
  Table staging;
  std::vector<std::string> columns;  // of both tables
  std::vector<std::string> key;      // of them, unique and not NULL in staging
  std::vector<std::string> json;     // of them, the JSON columns
  std::vector<std::string> bytes;    // and those of bytes
  bool insert_only = false;          // rows whose key the target has are left as they are
  bool many = false;                 // about as many rows as the target has
  bool one_pass = false;             // by MERGE: one_pass_probe() counted one
};
// Whether many rows may go in one pass; nullopt: there is no other way than the dialect's.
std::optional<Statement> one_pass_probe(const Dialect& dialect, const Table& target);
// Rows of staging whose key the target has.
Statement count_matched(const Dialect& dialect, const MergeSpec& spec);
// Statements in order. After running them: inserted = rows - matched; the sum of rows affected by
// those that are counted is inserted + updated. Rows equal in every column are not written.
std::vector<Statement> merge(const Dialect& dialect, const MergeSpec& spec);
// Whether the last of them inserts only, and the others update only.
bool merge_counts_apart(const Dialect& dialect, const MergeSpec& spec);
Statement read_rows(const Dialect& dialect, const Table& table,
                    const std::vector<std::string>& columns);
// Rows of staging whose key the target has, or has not; its columns.
enum class Found { no, yes };
Statement read_staged(const Dialect& dialect, const MergeSpec& spec, Found found);
// Rows of the target whose key staging has, and those whose key it has not.
Statement delete_matched(const Dialect& dialect, const MergeSpec& spec);
Statement delete_unmatched(const Dialect& dialect, const MergeSpec& spec);
// From one table into another of the same columns: the rows whose `match` columns are together in
// none of the tables `unless`.
struct CopySpec {
  Table into;
  Table from;
  std::vector<std::string> columns;
  std::vector<std::string> match;
  std::vector<Table> unless;
};
Statement copy_rows(const Dialect& dialect, const CopySpec& spec);
// Rows with numbers from 1 on, in the order of the key, or in any where it is empty, in a first
// column kRowNumber of `into`.
inline constexpr std::string_view kRowNumber = "_waybill_n";
Statement copy_numbered(const Dialect& dialect, const CopySpec& spec,
                        const std::vector<std::string>& key);
// Those numbered first <= n < end, without their numbers.
Statement copy_range(const Dialect& dialect, const CopySpec& spec, std::int64_t first,
                     std::int64_t end);
Statement delete_numbered(const Dialect& dialect, const Table& table, std::int64_t number);
Statement delete_rows(const Dialect& dialect, const Table& table);  // all of them
// Rows for which another one has the same key and a later value of `cursor`. The rows affected of
// those that are counted are the rows deleted.
std::vector<Statement> delete_superseded(const Dialect& dialect, const Table& table,
                                         const std::vector<std::string>& key,
                                         const std::string& cursor);
Statement count_rows(const Dialect& dialect, const Table& table);
// Rows whose key stands in the table more than once or holds a NULL: how many, which, and away
// with them.
Statement count_duplicates(const Dialect& dialect, const Table& table,
                           const std::vector<std::string>& key);
Statement read_duplicates(const Dialect& dialect, const Table& table,
                          const std::vector<std::string>& columns,
                          const std::vector<std::string>& key);
// The rows affected of those that are counted are the rows deleted.
std::vector<Statement> delete_duplicates(const Dialect& dialect, const Table& table,
                                         const std::vector<std::string>& key);
// Savepoints of one name; nullopt: there are none, or nothing is to be said.
std::optional<Statement> savepoint(const Dialect& dialect);
std::optional<Statement> rollback_to_savepoint(const Dialect& dialect);
std::optional<Statement> release_savepoint(const Dialect& dialect);
std::optional<Statement> check_constraints_now(const Dialect& dialect);
// The texts of Dialect::list_schemas and lock_control; nullopt: there is none.
std::optional<Statement> list_schemas(const Dialect& dialect);
std::optional<Statement> lock_control(const Dialect& dialect, const Table& table,
                                      std::string_view column);

}  // namespace waybill::sql

#endif

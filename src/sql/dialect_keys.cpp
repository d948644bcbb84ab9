#include "sql/dialect_keys.hpp"

#include <vector>

namespace waybill::sql {
namespace {

constexpr std::string_view kText = "text";
constexpr std::string_view kFlag = "true or false";
constexpr std::string_view kNumber = "number";
constexpr std::string_view kMergeWords =
    "on_conflict, merge_into, update_then_insert, update_from_then_insert, "
    "update_join_then_insert or delete_then_insert";

constexpr auto kRows = std::to_array<DialectRow>({
    {{"name", kText, "", "of the dialect, in messages"}, &Dialect::name},
    {{"title", kText, "", "for people"}, &Dialect::title},
    {{"has_schemas", kFlag, "", "tables stand in schemas"}, &Dialect::has_schemas},
    {{"list_schemas", kText, "", "statement that answers the names of the schemas"},
     &Dialect::list_schemas},
    {{"parameters", "question or numbered", "", "a bound value is written ? or $1"},
     &Dialect::parameters},
    {{"bind_parameters", kNumber, "", "most bound values of one statement"},
     &Dialect::bind_parameters},
    {{"statement_bytes", kNumber, "", "most bytes of one statement; 0: any"},
     &Dialect::statement_bytes},
    {{"insert_rows", kNumber, "", "most rows of one INSERT ... VALUES; 0: any"},
     &Dialect::insert_rows},
    {{"limit", kText, "n", "at the end of a SELECT that stops after n rows"}, &Dialect::limit},
    {{"limit_first", kText, "n", "in its place: right behind SELECT"}, &Dialect::limit_first},
    {{"limit_after", kText, "skip n",
      "at the end of a SELECT of n rows behind the first ones; empty: as limit is written"},
     &Dialect::limit_after},
    {{"no_table", kText, "", "behind a SELECT that reads no table"}, &Dialect::no_table},
    {{"plain_derived_tables", kFlag, "", "a query in FROM may hold WITH, ORDER BY and OPTION"},
     &Dialect::plain_derived_tables},
    {{"row_values", kFlag, "", "(a, b) IN (SELECT ...) is understood"}, &Dialect::row_values},
    {{"correlated_queries", kFlag, "", "EXISTS may refer to the row outside"},
     &Dialect::correlated_queries},
    {{"ddl_backticks", kFlag, "", "CREATE, ALTER and DROP quote names with backticks"},
     &Dialect::ddl_backticks},
    {{"primary_key", kText, "columns", "a table's key in CREATE TABLE; empty: none"},
     &Dialect::primary_key},
    {{"add_key", kText, "columns table bare index qualified_index",
      "puts a key on a table that was loaded without one; empty: nothing does"},
     &Dialect::add_key},
    {{"add_key_checks", kFlag, "", "add_key refuses at once rows that share a key"},
     &Dialect::add_key_checks},
    {{"hash_joins", kFlag, "",
      "joins tables that have no index in linear time: a staging table needs no key"},
     &Dialect::hash_joins},
    {{"keys_enforced", kFlag, "", "no row gets in whose key is there already"},
     &Dialect::keys_enforced},
    {{"add_column", kText, "column table", "adds a column to a table"}, &Dialect::add_column},
    {{"widen_column", kText, "table name type column",
      "gives a column a wider type; empty: nothing does"},
     &Dialect::widen_column},
    {{"create_schema", kText, "schema", "makes a schema if it is absent; empty: nothing does"},
     &Dialect::create_schema},
    {{"drop_table", kText, "?table table_text",
      "drops a table, if it is there; table_text is its name within '...'"},
     &Dialect::drop_table},
    {{"table_options", kText, "?columns", "behind CREATE TABLE (...); the columns of the key"},
     &Dialect::table_options},
    {{"keyless_options", kText, "", "in their place for a table without a key"},
     &Dialect::keyless_options},
    {{"temporary_table", kText, "", "begins the definition of a temporary table; empty: none"},
     &Dialect::temporary_table},
    {{"drop_temporary_table", kText, "table", "drops a temporary table, if it is there"},
     &Dialect::drop_temporary_table},
    {{"temporary_prefix", kText, "", "names of temporary tables begin so"},
     &Dialect::temporary_prefix},
    {{"temporary_tables_reopen", kFlag, "", "a statement may name a temporary table twice"},
     &Dialect::temporary_tables_reopen},
    {{"analyze", kText, "table columns", "tells the planner what keys a table was filled with"},
     &Dialect::analyze},
    {{"loads_are_checked", kFlag, "",
      "a load into a table with constraints fails where one is violated"},
     &Dialect::loads_are_checked},
    {{"transactions", kFlag, "", "several statements are committed together"},
     &Dialect::transactions},
    {{"transactional_ddl", kFlag, "", "CREATE and ALTER do not commit"},
     &Dialect::transactional_ddl},
    {{"before_write", kText, "", "statement right before begin_write"}, &Dialect::before_write},
    {{"begin_write", kText, "", "statement that begins a writing transaction"},
     &Dialect::begin_write},
    {{"before_read", kText, "", "statement right before begin_read"}, &Dialect::before_read},
    {{"begin_read", kText, "", "statement that begins a transaction of one snapshot"},
     &Dialect::begin_read},
    {{"savepoint", kText, "name", "sets a savepoint; empty: there are none"}, &Dialect::savepoint},
    {{"rollback_to_savepoint", kText, "name", "undoes what was done since a savepoint"},
     &Dialect::rollback_to_savepoint},
    {{"release_savepoint", kText, "name", "forgets a savepoint; empty: not needed"},
     &Dialect::release_savepoint},
    {{"check_constraints_now", kText, "",
      "has deferred constraints checked at once for the rest of the transaction"},
     &Dialect::check_constraints_now},
    {{"lock_control", kText, "?table column",
      "holds off other writers of Waybill's own tables until the transaction ends"},
     &Dialect::lock_control},
    {{"merge", kMergeWords, "", "how staging gets into the target"}, &Dialect::merge},
    {{"merge_condition_last", kFlag, "", "MERGE takes its condition as WHERE, as Oracle does"},
     &Dialect::merge_condition_last},
    {{"null_safe_differs", kText, "a b", "true where two values differ, NULL equal to NULL"},
     &Dialect::null_safe_differs},
    {{"json_differs", kText, "a b", "in its place for JSON columns"}, &Dialect::json_differs},
    {{"bytes_differs", kText, "a b", "in its place for columns of bytes"}, &Dialect::bytes_differs},
    {{"merge_collation", kText, "", "behind an operand of any type in null_safe_differs"},
     &Dialect::merge_collation},
    {{"delete_matched", kText, "target keys same_key row columns",
      "deletes the rows whose keys another table has; empty: by EXISTS"},
     &Dialect::delete_matched},
    {{"cell_bytes", kText, "column", "how many bytes a text, a JSON or bytes have"},
     &Dialect::cell_bytes},
    {{"cell_text", kText, "column", "any value as text"}, &Dialect::cell_text},
    {{"cell_storage", kText, "?column",
      "how a value is stored: blob, integer, real or another word"},
     &Dialect::cell_storage},
    {{"cast_whole", kText, "", "type of 64 bits in CAST; empty: as created"}, &Dialect::cast_whole},
    {{"text_is", kText, "column",
      "true where a column of texts is exactly the bound value, which each ? stands for"},
     &Dialect::text_is},
    {{"created_plain_decimal", kText, "", "type of a decimal without precision"},
     &Dialect::created_plain_decimal},
    {{"created_key_text", kText, "", "type of a text in a key; empty: as any text"},
     &Dialect::created_key_text},
    {{"text_attributes", kText, "", "behind the type of texts and JSON"},
     &Dialect::text_attributes},
    {{"key_text_attributes", kText, "", "in their place in a key"}, &Dialect::key_text_attributes},
    {{"not_null", kText, "", "behind the type of a column that must not be NULL"},
     &Dialect::not_null},
    {{"json_check", kText, "column", "behind a JSON column"}, &Dialect::json_check},
    {{"nullable_type", kText, "type", "type of a column that may be NULL"},
     &Dialect::nullable_type},
    {{"types_are_affinities", kFlag, "", "a column may hold values of any type, as in SQLite"},
     &Dialect::types_are_affinities},
    {{"instants_are_text", kFlag, "", "timestamps are compared as ISO 8601 text"},
     &Dialect::instants_are_text},
    {{"finite_floats_only", kFlag, "", "NaN and infinities cannot be stored"},
     &Dialect::finite_floats_only},
    {{"nul_in_text", kFlag, "", "a text may hold a NUL character"}, &Dialect::nul_in_text},
    {{"lookback_seconds", kNumber, "", "default of a source"}, &Dialect::lookback_seconds},
    {{"syntax/folding", "preserve, lower, upper or insensitive", "", "of names without quotes"},
     &Syntax::folding},
    {{"syntax/no_name_has", kText, "", "characters that not even a quoted name may hold"},
     &Syntax::no_name_has},
    {{"syntax/table_bytes", kNumber, "", "most bytes of a table's name; 0: any"},
     &Syntax::table_bytes},
    {{"syntax/column_bytes", kNumber, "", "most bytes of a column's name; 0: any"},
     &Syntax::column_bytes},
    {{"syntax/text_quote", "doubled, backslash or impossible", "", "how ' is written in '...'"},
     &Syntax::text_quote},
    {{"syntax/backslash_escapes", kFlag, "", "a backslash escapes in '...'"},
     &Syntax::backslash_escapes},
    {{"syntax/text_has_lines", kFlag, "", "'...' may hold a line break as it is"},
     &Syntax::text_has_lines},
    {{"syntax/double_quoted_text", kFlag, "", "\"...\" is a text, not a name"},
     &Syntax::double_quoted_text},
    {{"syntax/nested_comments", kFlag, "", "/* /* */ */ is one comment"}, &Syntax::nested_comments},
    {{"syntax/hash_comments", kFlag, "", "# begins a comment"}, &Syntax::hash_comments},
    {{"syntax/slash_comments", kFlag, "", "// begins a comment"}, &Syntax::slash_comments},
    {{"syntax/dollar_texts", kFlag, "", "$$...$$ is a text"}, &Syntax::dollar_texts},
    {{"syntax/parameter_marks", kText, "", "of ? : @ $ those that begin a parameter"},
     &Syntax::parameter_marks},
});
// And those that are no single value.
constexpr auto kLists = std::to_array<DialectKey>({
    {"created", "object", "", "type of a created column by logical type; {p} and {s} of a decimal"},
    {"decimals", "list", "",
     "types of decimals, the first that holds one is taken: {spelling, digits, scale, whole}"},
    {"same_types", "object", "",
     "how the warehouse spells a type that is there, and the spelling in created"},
    {"syntax/name_quotes", "list", "",
     "pairs of quotes around names, the first is written: \"[]\", doubled inside, or {quotes, "
     "inside: doubled, backslash or impossible, backslash_escapes}"},
});

}  // namespace

std::span<const DialectRow> dialect_rows() {
  return kRows;
}

std::span<const DialectKey> dialect_keys() {
  static const std::vector<DialectKey> keys = [] {
    std::vector<DialectKey> list;
    for (const DialectRow& row : kRows) list.push_back(row.key);
    list.insert(list.end(), kLists.begin(), kLists.end());
    return list;
  }();
  return keys;
}

}  // namespace waybill::sql

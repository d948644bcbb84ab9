#include "validate/model_rules.hpp"

#include <algorithm>
#include <array>

namespace waybill::validate {
namespace {

constexpr lint::Severity kError = lint::Severity::error;
constexpr lint::Severity kWarning = lint::Severity::warning;

constexpr auto kRules = std::to_array<lint::Rule>({
    {"WB8001", kError, "the model's source cannot be resolved",
     "A model is read through its source, and a source through its connection. Without them there "
     "is nothing to look at.",
     R"x("source_name": "shp", where the source is called shop)x",
     "correct source_name, the source's connection, or the actor's roles"},
    {"WB8002", kError, "the source cannot be reached",
     "Nothing about the model's rows can be said while its warehouse does not answer.",
     R"x({"vendor": "postgres", "options": {"host": "db1.exmaple.org", ...}})x",
     "see `waybill verify` of the connection; `--no-validate` applies the documents unchecked, "
     "this once"},
    {"WB8003", kError, "no such table",
     "The table a model reads must be there when the model is saved, not first when it runs.",
     R"x("source_table": "purchase", where the table is called purchases)x",
     "correct source_table; qualify it with its schema where it is not on the user's path"},
    {"WB8004", kError, "the warehouse refuses the query",
     "The query was described, not run: the warehouse itself did not understand it, or it is not "
     "one statement that only reads.",
     R"x("source_query": "SELECT id FORM events")x",
     "correct the SQL where the message points to; `waybill model render` shows what was sent"},
    {"WB8005", kError, "the query fails when it runs",
     "What the warehouse accepts as SQL may still fail on the rows: a division by zero, a text "
     "that is cast to a number.",
     R"x("source_query": "SELECT id, 1 / quantity AS share FROM items")x",
     "make the query work for every row of the window: guard the expression the message names"},
    {"WB8006", kWarning, "validation was not finished in time",
     "Validation is bounded in time. What it did not get to is not checked; a run would take at "
     "least as long.",
     "a query that sorts a billion rows without an index",
     "give it more seconds, a narrower window (model_validation_start_time_epoch, "
     "model_validation_end_time_epoch), or an index on the last-modified column"},
    {"WB8007", kError, "the source's user lacks a right",
     "A run reads with the same user and would fail in the same place.",
     "a user without SELECT on the model's table",
     "grant SELECT on the table, and USAGE on its schema; `waybill connection grants` prints the "
     "script"},
    {"WB8008", kWarning, "no rows to look at",
     "No value could be checked against its type: the table, the window or the tenant is empty.",
     "a tenant without rows in model_validation_id_in_provider_system",
     "name a tenant and a window that have rows, or take it as it is where the table is new"},
    {"WB8010", kError, "column not in the source",
     "Every column of a model must be in the table, or in the result of its query.",
     R"x("name_in_source": "emial")x", "correct name_in_source, or add the column to the query"},
    {"WB8011", kError, "column name that fits several of the source",
     "The name is not there as written, and several columns differ from it by case only.",
     R"x("name_in_source": "ID" where the source has "Id" and "id")x",
     "write name_in_source exactly as one of them is spelt"},
    {"WB8012", kError, "result column without a name of its own",
     "The query is put between parentheses and its columns are named: one without a name, or two "
     "of one name, cannot be.",
     R"x("source_query": "SELECT a.id, b.id FROM a JOIN b ...")x",
     "give each expression of the select list a name of its own with AS"},
    {"WB8013", kWarning, "sync broken by what the model lacks",
     "A model's columns are shipped by syncs. When its query or table no longer has one, each of "
     "them fails on its next run, and a field that is mapped from it gets nothing.",
     R"x("source_query": "SELECT id, at FROM events", where a sync maps from the column name)x",
     "keep the column in the query, or take it out of the model and of the mappings that name it"},
    {"WB8020", kError, "source type not accepted for the declared type",
     "Values of such a column cannot all be carried as the declared type without being changed.",
     R"x({"name_in_source": "price", "data_type": "integer"} for a numeric(18,4))x",
     "declare the type that the hint names, or cast the column in source_query"},
    {"WB8021", kError, "nested type",
     "Arrays, maps and structures have no logical type of their own.",
     R"x({"name_in_source": "tags", "data_type": "text"} for a text[])x",
     "cast it in source_query: to JSON and declare json, or to a text and declare text"},
    {"WB8022", kWarning, "decimal column wider than declared",
     "The source may hold digits that the declared decimal does not keep; such rows would be "
     "refused.",
     R"x("data_type": "decimal(10,2)" for a numeric(18,4))x",
     "declare the precision and scale of the source, or set on_precision_loss to truncate"},
    {"WB8030", kError, "value that is not of the declared type",
     "Such a row is refused when it is read, by name, and the others arrive.",
     "a text column declared uuid, in which one row holds 'none'",
     "correct the rows, declare text, or keep such rows out with source_query"},
    {"WB8031", kError, "value out of the declared type's range",
     "The value cannot be carried: an integer too large, a year outside 0001 to 9999, a time over "
     "a day.",
     "an infinity in a timestamp column", "declare a wider type, or correct the rows"},
    {"WB8032", kError, "value with more digits than the declared type keeps",
     "A digit cut off is a value changed.", R"x(12.345 in a column declared "decimal(10,2)")x",
     "declare more digits, or set on_precision_loss to truncate, which is counted"},
    {"WB8033", kError, "datetime with a zone",
     "A datetime is a wall clock: a value with a zone is an instant, and would be re-zoned.",
     R"x('2026-01-01T00:00:00+02:00' in a column declared "datetime")x", "declare timestamp"},
    {"WB8034", kError, "text that is not UTF-8",
     "What is not UTF-8 would arrive as other characters.", "bytes of Latin-1 in a text column",
     "declare bytes, or convert the text in source_query"},
    {"WB8035", kError, "JSON object with a key twice",
     "Readers disagree about which of the two counts.", R"x({"a": 1, "a": 2})x",
     "correct the rows, or declare text"},
    {"WB8036", kError, "NaN or infinity in a decimal", "A decimal has no such value.",
     R"x('NaN' in a numeric column declared "decimal(18,4)")x",
     "declare float, or make it NULL in source_query"},
    {"WB8037", kError, "value stored as something else",
     "Where a declared type is only a preference, a row may hold a number in a text column, or a "
     "text in a number's. It is refused, never converted.",
     "'n/a' in an INTEGER column of SQLite", "correct the rows, or cast in source_query"},
    {"WB8038", kWarning, "NaN or infinity in a float",
     "It is carried, but some warehouses cannot store it (SQLite, MySQL): there the row would be "
     "refused.",
     "'NaN' in a double precision column",
     "make it NULL in source_query if a destination needs it"},
    {"WB8039", kWarning, "NUL character in a text",
     "It is carried, but some warehouses cannot store it (PostgreSQL): there the row would be "
     "refused.",
     "a text of SQLite with a NUL in it", "take it out in source_query, or declare bytes"},
    {"WB8040", kError, "primary key is NULL",
     "A row without a key cannot be found again at the destination, and is refused.",
     "a key column with a NULL", "choose a column that is never NULL, or correct the rows"},
    {"WB8041", kError, "primary key is not unique",
     "Two rows of one key become one at the destination, and which one would be chance.",
     R"x("primary_key": ["order_id"] of a table of order lines)x",
     "add the columns that make it unique to primary_key"},
    {"WB8050", kError, "last-modified is NULL",
     "A row without it is never known to have changed: the run stops, unless the sync says "
     "otherwise.",
     "rows that were written before the column was added",
     "fill the column at the source, or set on_null_last_modified in a sync document"},
    {"WB8051", kWarning, "last-modified in the future",
     "The watermark stops at the warehouse's clock, so such a row is read again by every run until "
     "its time has come.",
     "a row dated 9999-12-31", "correct the rows, or the clock of what writes them"},
    {"WB8052", kWarning, "no index serves the last-modified column",
     "Each run asks for what changed since the last one. Without an index the warehouse reads the "
     "whole table every time.",
     "a table of ten million rows with an index on its key only",
     "create an index that begins with the last-modified column, or with the organization column "
     "and then it"},
    {"WB8060", kError, "organization column not in the source",
     "Each row's tenant is compared in Waybill's own process. A source without the column cannot "
     "be checked.",
     R"x("organization_column": "org_id", where the column is called organization_id)x",
     "correct organization_column, or add it to the query's select list"},
    {"WB8061", kError, "organization column of a type that cannot name a tenant",
     "A tenant is compared byte for byte, or as a whole number or a uuid. Other types have several "
     "spellings of one value.",
     R"x("organization_column": "created_at")x",
     "use a text, uuid or integer column, or cast it to text in source_query"},
    {"WB8062", kWarning, "organization column whose collation takes different tenants for equal",
     "Waybill compares tenants byte for byte itself, so no foreign row is delivered; but the "
     "warehouse's own comparisons, in a query or an index, do not tell these tenants apart.",
     "a column whose collation ignores case: acme is ACME there",
     "give the column an exact collation (C in PostgreSQL, utf8mb4_nopad_bin in MariaDB, BINARY in "
     "SQLite)"},
    {"WB8063", kError, "row of another tenant",
     "The query, asked for one tenant, answered with the row of another. A run would stop before "
     "anything is committed.",
     R"x("source_query": "SELECT 'acme' AS org, id FROM orders")x",
     "correct the query: it must read the organization column as it is stored"},
    {"WB8064", kWarning, "rows without a tenant",
     "Rows whose organization column is NULL or empty belong to nobody, and are never sent.",
     "rows that were written before the column was added", "fill the column at the source"},
});
static_assert(std::ranges::is_sorted(kRules, {}, &lint::Rule::code));

}  // namespace

std::span<const lint::Rule> model_rules() {
  return kRules;
}

const lint::Rule* find_model_rule(std::string_view code) {
  const auto found = std::ranges::lower_bound(kRules, code, {}, &lint::Rule::code);
  return found != kRules.end() && found->code == code ? &*found : nullptr;
}

}  // namespace waybill::validate

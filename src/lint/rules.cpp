// The table of rules. Lint takes titles and severities from it, people why and how.
#include <algorithm>
#include <array>

#include "lint/lint.hpp"

namespace waybill::lint {
namespace {

constexpr Severity kError = Severity::error;
constexpr Severity kWarning = Severity::warning;

constexpr auto kRules = std::to_array<Rule>({
    {"WB1001", kError, "not JSON",
     "A file that cannot be read says nothing. Comments and trailing commas are accepted; reading "
     "stops at the first mistake, so the rest of the file is not checked.",
     R"({"recipient": {"name": "Acme" "id_in_provider_system": "acme"}})",
     "correct the text here or just before: often a comma, a quote or a bracket is missing"},
    {"WB1002", kError, "key given twice in one object",
     "JSON readers disagree about which of the two counts, so a reviewer and Waybill could see "
     "different documents.",
     R"({"recipient": {"name": "Acme", "name": "Globex", "id_in_provider_system": "acme"}})",
     "remove one of the two"},
    {"WB1003", kError, "unknown key",
     "A misspelt key would otherwise be ignored silently and its default used. The top key of a "
     "file says its kind, and there is one document a file.",
     R"({"source": {"name": "app", "connection": "app-db", "tenency": "multi_tenant_tables"}})",
     "correct the spelling, or remove the key if this version does not have it"},
    {"WB1004", kError, "wrong JSON type",
     "A number in quotes or a text in place of a list is guesswork to read.",
     R"({"sync": {"name": "s", "model": "m", "destination": "d", "memory_mib": "64"}})",
     "write the type the message names; for no value, leave the key out instead of null"},
    {"WB1005", kError, "required key missing", "Without it the document cannot be used.",
     R"({"source": {"name": "app"}})", "add the key"},
    {"WB1006", kError, "value not among the allowed",
     "A misspelt choice, an empty name or a number out of range has no meaning to act on.",
     R"({"source": {"name": "app", "connection": "app-db", "tenancy": "multi_tenant"}})",
     "use one of the values, or a number in the range, that the message names"},
    {"WB1007", kError, "invalid UTF-8, NUL or control character in a name or text",
     "Such a name cannot be typed or seen, and databases cut, change or refuse it. Descriptions "
     "and queries may hold line breaks and tabs.",
     R"({"recipient": {"name": "Acme\u0000", "id_in_provider_system": "acme"}})",
     "save the file as UTF-8 and remove the character"},
    {"WB1008", kError, "too large (16 MiB), too deep (32) or too many columns (4,096)",
     "No warehouse takes such a table and no person reviews such a file; the limits keep a wrong "
     "or hostile file from using up memory.",
     "a file of 20 MiB", "check that this is the file you meant; split what really is that large"},

    {"WB2001", kError, "neither source_table nor source_query",
     "A model must say what is read. With both, the query is read.",
     R"({"model": {"model_name": "events", "columns": [...]}})",
     "add source_table, or source_query with one SELECT"},
    {"WB2002", kError, "columns empty or absent",
     "Only listed columns are shipped, each under its own name and type: nothing leaves the "
     "source because someone added a column there.",
     R"({"model": {"model_name": "events", "source_table": "app.event_records", "columns": []}})",
     "list the columns, each with name_in_source, name_in_destination and data_type"},
    {"WB2003", kError, "not exactly one of: one column marked is_primary_key, or primary_key",
     "Rows are matched at the destination by the declared key alone. With no key, or two ideas "
     "of it, a changed row would arrive as a second one.",
     R"("columns": [{"name_in_source": "id", ...}, {"name_in_source": "at", ...}])",
     "mark one column with \"is_primary_key\": true, or list the columns of a composite key in "
     "primary_key, by their name_in_source"},
    {"WB2004", kError, "not exactly one of: one column marked is_last_modified, or last_modified",
     "Runs read what changed since the last one by this column. With none, changes could not be "
     "found; with two, some would be missed.",
     R"("columns": [{"name_in_source": "id", "is_primary_key": true, ...}])",
     "mark one column with \"is_last_modified\": true, or name it in last_modified by its "
     "name_in_source"},
    {"WB2005", kError, "primary key column beyond position 32",
     "Some warehouses keep statistics for the first 32 columns only; a key beyond them makes "
     "every merge scan the whole table.",
     "a 33rd column with \"is_primary_key\": true",
     "move the column among the first 32 of columns"},
    {"WB2006", kError, "last-modified column beyond position 32",
     "Some warehouses keep statistics for the first 32 columns only; a last-modified column "
     "beyond them makes every incremental read a full scan.",
     "a 33rd column with \"is_last_modified\": true",
     "move the column among the first 32 of columns"},
    {"WB2007", kError, "organization_column missing for a multi-tenant source",
     "The source's tables hold the rows of many tenants. Only this column keeps one tenant's "
     "rows from another's destination.",
     R"({"model": {"model_name": "events", "source_table": "events", "columns": [...]}})",
     "add organization_column: the column of the source that holds the tenant's id"},
    {"WB2009", kError, "two documents of one kind with one name",
     "Documents refer to each other by name, in any case. Two of one name could each be meant; "
     "two models would also write one table. The same holds for two with one id.",
     R"({"model": {"model_name": "Events", ...}} beside {"model": {"model_name": "events", ...}})",
     "rename one of the two, or remove the copy"},
    {"WB2011", kError, "primary key of a type that cannot identify a row",
     "Two floats that print alike may differ, and one JSON value can be spelt in many ways: rows "
     "would be matched wrongly.",
     R"({"name_in_source": "id", "data_type": "float", "is_primary_key": true, ...})",
     "use another column as the key, or declare the column's exact type: bigint, decimal, text or "
     "uuid"},
    {"WB2012", kError, "last-modified column of a type that cannot order changes",
     "A watermark needs values that grow with each change. A date is a warning: all rows of one "
     "day tie, and are read again until the day is over. Integers and decimals that only grow "
     "are accepted through last_modified.",
     R"({"name_in_source": "version", "data_type": "text", "is_last_modified": true, ...})",
     "mark a timestamp, datetime or date column; name a growing integer, bigint or decimal column "
     "in last_modified instead"},
    {"WB2013", kError, "no such source",
     "A model that names its source must mean one that exists, even when there is only one.",
     R"({"model": {"source_name": "prodution", ...}})",
     "correct source_name or source_id, or add the source"},
    {"WB2014", kError, "source_name and source_id name different sources",
     "Whichever were believed, the other's rows were meant.",
     R"({"model": {"source_name": "production", "source_id": "<the id of staging>", ...}})",
     "remove source_id, or correct the one that is wrong"},
    {"WB2015", kError, "several sources and none named",
     "With several sources Waybill does not guess which one a model reads.",
     R"({"model": {"model_name": "events", "source_table": "events", "columns": [...]}})",
     "add source_name"},
    {"WB2016", kError, "organization column listed with a type that is not text or uuid",
     "Tenants are compared byte for byte as text with the recipient's id_in_provider_system; a "
     "number such as 7 and the text 07 must not become one tenant.",
     R"("organization_column": "org", "columns": [{"name_in_source": "org", "data_type": "integer", ...}])",
     "declare the column as text or uuid"},

    {"WB3001", kError, "unknown data_type",
     "Each column has one logical type; the destination's type follows from it.",
     R"({"name_in_source": "at", "name_in_destination": "at", "data_type": "timestmap"})",
     "use text, boolean, integer, bigint, decimal, decimal(p,s), float, bytes, date, time, "
     "timestamp, datetime, json or uuid"},
    {"WB3002", kError, "two columns with one name_in_destination",
     "Many warehouses take names that differ only by case for one name, so a table cannot have "
     "both.",
     R"({"name_in_destination": "Email", ...}, {"name_in_destination": "email", ...})",
     "rename one of the two"},
    {"WB3003", kWarning, "one name_in_source mapped twice",
     "The same values are shipped twice: usually a slip of copy and paste.",
     R"({"name_in_source": "city", "name_in_destination": "city", ...}, )"
     R"({"name_in_source": "city", "name_in_destination": "region", ...})",
     "correct name_in_source of one of the two; if you mean it, select the column under a second "
     "name in source_query"},
    {"WB3004", kError, "decimal precision or scale out of range",
     "Digits that a type cannot hold would have to be refused one row at a time.",
     R"x({"name_in_source": "price", "name_in_destination": "price", "data_type": "decimal(80,2)"})x",
     "use decimal(p,s) with p from 1 to 76 and s from 0 to p"},

    {"WB4001", kError, "reserved column name",
     "Some warehouse, or its loader, keeps this word for itself (334 words, in any case). A table "
     "with such a column could not be created there, or not be read.",
     R"({"name_in_source": "order", "name_in_destination": "order", ...})",
     "use another name_in_destination; name_in_source may stay"},
    {"WB4002", kError, "reserved column name prefix",
     "Some warehouse keeps names that start like this for itself (10 prefixes, in any case) and "
     "refuses or hides such a column.",
     R"({"name_in_source": "_file_name", "name_in_destination": "_file_name", ...})",
     "use another name_in_destination; name_in_source may stay"},
    {"WB4003", kError, "column named like its table",
     "Where a column has its table's name, some warehouses read the bare name as the whole row, "
     "so queries mean something else than they say.",
     R"({"model": {"source_table": "app.log", "columns": [{"name_in_source": "log", ...}], ...}})",
     "rename the column at the destination or set destination_table_name; in the source, select it "
     "under another name with source_query"},

    {"WB5001", kError, "template action in a query",
     "This version sends source_query to the source as it stands: a template action such as "
     "{{.LastModifiedAtEpoch}} would reach the database as text. It is not needed: Waybill adds "
     "exact bounds on the last-modified column and the tenant by itself.",
     R"("source_query": "SELECT id, at FROM events WHERE at > {{.LastModifiedAtEpoch}}")",
     "write plain SQL: remove the action and the condition around it"},

    {"WB7001", kError, "reference to a document that does not exist",
     "Nothing can be sent from, or to, what is not described.",
     R"({"sync": {"name": "s", "model": "contcts", "destination": "acme"}})",
     "correct the name, or add the document"},
    {"WB7002", kError, "two recipients with one id_in_provider_system",
     "Both would get the same tenant's rows, so one of them gets rows of another.",
     R"({"recipient": {"name": "Globex", "id_in_provider_system": "acme"}} beside Acme's)",
     "correct one of the two ids; one recipient may have several destinations"},
    {"WB7004", kError, "two recipients whose destinations are the same place",
     "Both recipients' rows would land in the same tables and mix.",
     R"({"destination": {"name": "globex", "recipient": "Globex", "connection": "acme-db"}})",
     "give each recipient a database of its own"},
    {"WB7006", kError, "tenanted model sent to a destination without a recipient",
     "A model of a multi-tenant source is read for exactly one tenant, and the destination's "
     "recipient says which.",
     R"({"destination": {"name": "all", "connection": "lake"}})",
     "add recipient to the destination, or leave the model out of enabled_models"},
});
static_assert(std::ranges::is_sorted(kRules, {}, &Rule::code));

constexpr auto kSeverities = std::to_array<std::string_view>({"error", "warning"});

}  // namespace

std::string_view to_string(Severity severity) {
  return kSeverities[static_cast<std::size_t>(severity)];
}

std::span<const Rule> rules() {
  return kRules;
}

const Rule* find_rule(std::string_view code) {
  const auto rule = std::ranges::lower_bound(kRules, code, {}, &Rule::code);
  return rule != kRules.end() && rule->code == code ? &*rule : nullptr;
}

}  // namespace waybill::lint

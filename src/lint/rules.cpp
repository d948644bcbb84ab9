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
    {"WB2002", kError, "columns empty, or absent on a table model",
     "Only listed columns are shipped, each under its own name and type: nothing leaves the "
     "source because someone added a column there. A query lists its columns itself, so a query "
     "model may leave them out.",
     R"({"model": {"model_name": "events", "source_table": "app.event_records", "columns": []}})",
     "list the columns, each with name_in_source, name_in_destination and data_type"},
    {"WB2003", kError, "not exactly one of: one column marked is_primary_key, or primary_key",
     "Rows are matched at the destination by the declared key alone. With no key, or two ideas "
     "of it, a changed row would arrive as a second one. Only change_detection none can do without "
     "a key.",
     R"("columns": [{"name_in_source": "id", ...}, {"name_in_source": "at", ...}])",
     "mark one column with \"is_primary_key\": true, or list the columns of a composite key in "
     "primary_key, by their name_in_source"},
    {"WB2004", kError, "not exactly one of: one column marked is_last_modified, or last_modified",
     "With change_detection last_modified, runs read what changed since the last one by this "
     "column. With none, changes could not be found; with two, some would be missed. A query model "
     "without columns that names none is compared with what was sent.",
     R"("columns": [{"name_in_source": "id", "is_primary_key": true, ...}])",
     "mark one column with \"is_last_modified\": true, or name it in last_modified by its "
     "name_in_source; without one, use change_detection snapshot"},
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
    {"WB2008", kWarning, "organization_column given for a schema-tenanted source",
     "Each tenant of such a source has a schema of its own, and only the recipient's is read: the "
     "column is not used, and whoever wrote it may have meant another tenancy.",
     R"("organization_column": "org" in a model of {"source": {"tenancy": "schema_tenanted", ...}})",
     "remove organization_column, or correct the source's tenancy"},
    {"WB2009", kError, "two documents of one kind with one name",
     "Documents refer to each other by name, in any case. Two of one name could each be meant; "
     "two models would also write one table. The same holds for two with one id.",
     R"({"model": {"model_name": "Events", ...}} beside {"model": {"model_name": "events", ...}})",
     "rename one of the two, or remove the copy"},
    {"WB2010", kError, "validation time not RFC 3339, or start not before end",
     "Live validation reads the window between the two times; a window that cannot be read would "
     "validate nothing.",
     R"("model_validation_start_time_epoch": "2025-01-02", "model_validation_end_time_epoch": "2025-01-01T00:00:00Z")",
     "write both like 2025-01-01T00:00:00Z, the earlier one as the start"},
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
    {"WB2017", kError, "qualified source_table on a schema-tenanted source",
     "Such a table is read in the schema of each run's recipient. A schema written here would be "
     "one tenant's, for everybody.",
     R"("source_table": "acme.events" in a model of {"source": {"tenancy": "schema_tenanted", ...}})",
     "write the table's name alone"},

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

    {"WB4004", kError, "name longer than its destination allows",
     "Warehouses limit names by bytes, and some cut a longer one without a word. Where the "
     "destination is not known, a name over 63 bytes is a warning: several stop there.",
     "a name_in_destination of 70 bytes sent to PostgreSQL, which takes 63", "use a shorter name"},
    {"WB4005", kError, "two names become one at the destination",
     "Warehouses fold the case of names, and some cut long ones. Two tables, or two columns, that "
     "end up with one name would overwrite each other.",
     R"({"destination_table_name": "Events", ...} beside {"destination_table_name": "events", ...})",
     "rename one of the two"},
    {"WB4006", kWarning, "name that needs quoting in common warehouses",
     "Waybill quotes every name, but those who query the table must quote it too, and tools that "
     "do not will fail.",
     R"({"name_in_source": "email", "name_in_destination": "e-mail", "data_type": "text"})",
     "use letters A to Z, digits and underscores, and no digit first"},

    {"WB5001", kError, "template syntax",
     "A query is a template: {{.Name}}, if, else, with, end and comments. What is not understood "
     "would reach the database as text.",
     R"("source_query": "SELECT id FROM events WHERE at > {{.LastModifiedAtEpoch")",
     "correct the action at the place the message names"},
    {"WB5002", kError, "unknown template variable",
     "A variable that does not exist has no value to put into the query.",
     R"("source_query": "SELECT id FROM events WHERE org = {{.TenantId}}")",
     "use LastModifiedAtEpoch, LastModifiedAtEpochUpperBound, IdInProviderSystem, Schema, "
     "PrimaryKeyColumnName, LastModifiedColumnName or OrganizationColumnName"},
    {"WB5003", kError, "variable that the source's tenancy or the last-modified type does not have",
     "The variable is never given a value in this model, so the query would compare with nothing: "
     "a tenant's id needs a source of many tenants, a schema a schema_tenanted one, and seconds "
     "since 1970 a last-modified column that is a time.",
     R"("source_query": "SELECT id FROM {{.Schema}}.events" over a single_tenant source)",
     "remove the variable and the condition around it, or correct the source's tenancy"},
    {"WB5004", kError, "variable placed where no safe encoding exists",
     "A value is encoded for the place it stands in: inside a text, inside a quoted name, or bare. "
     "In a comment, or glued to a word, no encoding keeps a hostile value from becoming SQL. Where "
     "the dialect is not known and only some refuse, it is a warning.",
     R"("source_query": "SELECT id FROM events -- {{.IdInProviderSystem}}")",
     "put a text between single quotes: '{{.IdInProviderSystem}}'; integers and names stand bare"},
    {"WB5005", kWarning, "incremental query that ignores LastModifiedAtEpoch",
     "Runs read only what changed, but the bound is put around the query. A source that does not "
     "push it down computes every row each time.",
     R"("source_query": "SELECT id, at FROM events")",
     "add WHERE on the last-modified column with {{.LastModifiedAtEpoch}}; ignore this if the "
     "query is cheap"},
    {"WB5006", kError, "not exactly one read-only SELECT",
     "A query of a model is run where the data lives. Anything but one statement that only reads "
     "could change it. Where the source's dialect is not known and only some refuse the query, it "
     "is a warning that names them.",
     R"("source_query": "DELETE FROM events RETURNING id")",
     "write one SELECT, WITH, VALUES or TABLE"},
    {"WB5007", kError, "multi-tenant query without its organization column",
     "Each row's tenant is compared, in Waybill's own process, before the row is staged. A result "
     "without the column cannot be checked.",
     R"("organization_column": "org", "source_query": "SELECT id, at FROM events")",
     "add the organization column to the select list; it need not be among columns"},
    {"WB5008", kWarning, "SELECT * at the top level",
     "What is read then depends on the table: a column added, renamed or dropped there changes the "
     "query without anyone seeing it here.",
     R"("source_query": "SELECT * FROM events")", "list the columns"},

    {"WB6001", kError, "sync mode that needs a key, without one",
     "Rows are found at the destination by the declared key alone. Only mode insert of a model "
     "with change_detection none can do without: it appends what each run reads.",
     R"({"sync": {"name": "s", "query": "SELECT email FROM users", "destination": "crm"}})",
     "declare the key: is_primary_key on a column, or primary_key"},
    {"WB6002", kError, "mapping from a column the model does not have",
     "Nothing could be sent to that field. A mapping names columns by their name_in_destination.",
     R"("mapping": [{"from": "e_mail", "to": "Email"}])",
     "use the name_in_destination of a column of the model"},
    {"WB6003", kError, "two mappings onto one field, or none onto one that a sink requires",
     "Only one of two values could arrive, and which one would be chance; without a field that it "
     "requires a sink takes no row at all.",
     R"("mapping": [{"from": "email", "to": "Email"}, {"from": "login", "to": "email"}])",
     "remove one of the two mappings, or map a column or a value to the field"},
    {"WB6004", kError, "schedule that cannot run",
     "A schedule that never fires looks like one that has nothing to do.",
     R"("schedule": {"cron": "0 24 * * *", "time_zone": "Europe/Berln"})",
     "write {\"every\": \"15m\"}, or {\"cron\": \"0 6 * * 1-5\", \"time_zone\": "
     "\"Europe/Berlin\"}"},
    {"WB6005", kWarning, "delete_guard is false",
     "A source that is empty by mistake would empty the destination. The guard holds back more "
     "deletes than usual and says so.",
     R"({"sync": {"mode": "mirror", "delete_guard": false, ...}})",
     "leave the guard on, with larger limits if need be; --allow-deletes lifts it for one run"},

    {"WB7001", kError, "reference to a document that does not exist",
     "Nothing can be sent from, or to, what is not described.",
     R"({"sync": {"name": "s", "model": "contcts", "destination": "acme"}})",
     "correct the name, or add the document"},
    {"WB7002", kError, "two recipients with one id_in_provider_system",
     "Both would get the same tenant's rows, so one of them gets rows of another.",
     R"({"recipient": {"name": "Globex", "id_in_provider_system": "acme"}} beside Acme's)",
     "correct one of the two ids; one recipient may have several destinations"},
    {"WB7003", kError, "secret written in clear where a reference belongs",
     "A config folder is kept in git and read by many. Secrets are named there and looked up at "
     "the last moment; they are never stored, logged or shown.",
     R"("secrets": {"password": "hunter2"})",
     "write a reference: env:NAME, file:/path or host:name; and change a secret that was "
     "committed"},
    {"WB7004", kError, "two recipients whose destinations are the same place",
     "Both recipients' rows would land in the same tables and mix.",
     R"({"destination": {"name": "globex", "recipient": "Globex", "connection": "acme-db"}})",
     "give each recipient a database or a schema of its own"},
    {"WB7005", kWarning, "recipient without products, and no default product",
     "Products say which models a tenant may get. Without any, and without one named default, this "
     "recipient gets every model.",
     R"({"recipient": {"name": "Acme", "id_in_provider_system": "acme"}} beside products)",
     "add products to the recipient, or a product named default"},
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

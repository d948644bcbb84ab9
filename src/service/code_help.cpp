#include "service/code_help.hpp"

#include <algorithm>
#include <array>

namespace waybill::service {
namespace {

constexpr auto kHelp = std::to_array<CodeHelp>({
    {"WB9001",
     "Every parameter is checked against the operation's table before anything happens, so a "
     "misspelt one is never ignored.",
     R"(waybill_call "run.list" with {"statsu": "error"})",
     "correct the parameter that `path` points to; `waybill operations list` has the schema of "
     "each operation's parameters"},
    {"WB9002", "Operations are called by name, and this one is not in the table of this version.",
     R"(waybill_call with "model.previw")",
     "correct the name; `waybill operations list` shows them all"},
    {"WB9003", "The operation reads or writes definitions, which live in a catalog.",
     R"(waybill_call "model.list" with NULL as its catalog)",
     "open a catalog with waybill_catalog_open and hand it in"},
    {"WB9004",
     "An operation answers one result, or rows, or reports progress while it runs; each way has a "
     "function of its own.",
     R"(waybill_stream "run.list")", "see `ways` of the operation in `waybill operations list`"},
    {"WB9005", "A wrong pointer is refused where that can be told, instead of crashing the host.",
     "waybill_stream_next on a stream that is NULL",
     "hand in what the function that made the handle gave you, before it is freed"},
    {"WB9006",
     "Files, locks and threads do not survive fork(): a handle used on both sides could damage the "
     "catalog.",
     "waybill_call in a child process with the parent's catalog",
     "make handles after fork(), in the process that uses them"},
    {"WB9007", "What was asked for by name or id is not in the catalog.", "waybill transfer acm",
     "correct the name: the hint has the nearest one; `waybill KIND list` shows what there is"},
    {"WB9008", "A connection with `roles` is used only by actors who hold one of them.",
     "waybill --as mallory transfer acme",
     "act with a role of the connection (--role, or the actor of waybill_catalog_open), or change "
     "the connection's roles"},
    {"WB9009", "A config with errors is never planned or applied, not even in part.",
     "waybill apply config, where a model has no primary key",
     "run `waybill lint`: it shows every finding with its fix"},
    {"WB9010", "A file or folder that was named is not there, or may not be read.",
     "waybill lint confgi",
     "check the path and its permissions; a folder must hold at least one .json or .jsonc file"},
    {"WB9011", "A file or folder could not be made; nothing that exists is ever overwritten.",
     "waybill init shop, where shop is not empty",
     "name a new or empty folder that you may write to"},
    {"WB9012",
     "A catalog handle serves one thread at a time; a second call would see half of the first.",
     "two threads that call with one waybill_catalog",
     "open a catalog handle a thread, or use waybill_start, which opens its own"},
    {"WB9013",
     "Lint knows keys that this version does not carry out yet. They are refused at apply, so that "
     "nothing a document asks for is left out in silence.",
     R"(waybill apply of {"sync": {"mode": "mirror", ...}})",
     "remove the key or value that `path` points to, or use a version that carries it out"},
    {"WB9090", "Something that must always hold did not. Nothing was committed.",
     "a defect of Waybill", "report it with the message and the version (`waybill --version`)"},
    {"WB9091", "An allocation failed. Nothing was committed, and handles stay usable.",
     "a process limited to less memory than the run needs",
     "give the process more memory, or lower memory_mib of the sync"},
    {"WB9092", "The host, or a person with Ctrl-C, asked to stop. Nothing was committed.",
     "waybill_operation_cancel during a transfer", "run again: it goes on from the last commit"},

    {"WB9101", "The database of a connection could not be opened.",
     R"({"vendor": "sqlite", "options": {"path": "gone.db"}} of a source)",
     "check the connection's options; a source's file must exist, a destination's folder too"},
    {"WB9102", "What was found under the path is no database. It was left as it is.",
     "a connection whose path is a text file", "correct the connection's path"},
    {"WB9103", "The database says of itself that it is damaged.",
     "a file that was copied while it was written to",
     "check it with the vendor's tool (SQLite: PRAGMA integrity_check) and restore a backup"},
    {"WB9104", "Another process held a lock for longer than the connection's timeouts.lock_s.",
     "a destination in which someone left a transaction open",
     "run again when the other process has finished, or raise timeouts.lock_s"},
    {"WB9105", "The disk, or the quota, of the database is full. The transaction was undone.",
     "a first transfer that is larger than the free space",
     "free space for the database and for temporary files, then run again"},
    {"WB9106", "The database, its file or its folder may not be written by this process.",
     "a destination file that belongs to another user",
     "grant the rights, or correct the connection"},
    {"WB9107", "The operating system answered a read or a write with an error.",
     "a network folder that went away",
     "check the disk or the network and the system's log, then run again"},
    {"WB9108", "The table a model reads is not in the source.",
     R"("source_table": "purchase", where the table is called purchases)",
     "correct source_table, or the database that the source's connection opens"},
    {"WB9109", "A column the model names is not in the table or in the query's result.",
     R"("name_in_source": "emial")", "correct name_in_source, or add the column to the query"},
    {"WB9110", "The database refused a statement, most often a model's query.",
     R"("source_query": "SELECT id FORM events")",
     "correct the SQL: the message and the SQLSTATE say what the database did not like"},
    {"WB9111", "A constraint of the destination table refused a row. Nothing was committed.",
     "a UNIQUE index on a column that is not the model's key",
     "correct the row in the source, or change the table's constraint"},
    {"WB9112",
     "What reads a source must not change it: one SELECT, checked before and by the database.",
     R"("source_query": "DELETE FROM events RETURNING id")",
     "write one SELECT or WITH statement that only reads"},
    {"WB9113", "The warehouse, or its driver, has no way to do this without changing values.",
     "NaN for a SQLite column", "use another type, or keep such values out with source_query"},
    {"WB9114", "A name cannot be quoted for this warehouse: too long, empty or unbalanced quotes.",
     R"("source_table": "app."events")",
     "correct the name; write schema.table, and a part that holds a point as \"a part\""},
    {"WB9115",
     "A template's value is encoded for the place it stands in; where no safe encoding exists, "
     "nothing is sent to the database.",
     "a tenant's id with a NUL character",
     "correct the value or move the variable; `waybill model render` shows the query"},

    {"WB9201", "One sync has one run at a time: two would read and commit the same rows.",
     "waybill run acme/orders while a transfer sends the same",
     "wait for the run under way; `waybill run list --status running` shows it"},
    {"WB9202",
     "A process that stood still for too long lost its lease. The newer one delivers, the older "
     "one commits nothing, so rows are never sent twice.",
     "a laptop that slept during a transfer", "nothing to do: the other run delivers the rows"},
    {"WB9203",
     "Each row's organization column is compared byte for byte with the recipient's id. A row of "
     "another tenant ends the run before anything is committed.",
     "a source whose collation takes acme and ACME for one",
     "check the collation of the organization column, and the model's query"},
    {"WB9204",
     "A destination table remembers whose rows it holds; rows of two recipients never mix.",
     "a second recipient whose destination has the same connection",
     "give each recipient a destination of its own"},
    {"WB9205",
     "The table that is there lacks the model's key or has a column of another type; values would "
     "be changed on their way.",
     "a table made by hand with price as TEXT where the model says decimal(12,2)",
     "set destination_table_name to a new table, or change the table"},
    {"WB9206",
     "A few bad rows are kept as dead letters; more than on_reject allows is no accident, and the "
     "run commits nothing.",
     "a source whose dates changed their format",
     "`waybill reject list` shows the reasons; correct the model or the source, or raise "
     "on_reject"},
    {"WB9207", "A row without a last-modified value would be read once or never again.",
     "updated_at of an imported row is NULL",
     "fill the column in the source, or set on_null_last_modified to include or skip"},
    {"WB9208", "Rows of a multi-tenant source are read for exactly one tenant.",
     "waybill preview orders without --recipient",
     "name the recipient; a destination needs `recipient` for tenanted models"},
    {"WB9209", "What is not enabled is not sent.",
     R"(waybill transfer acme, where its document says "is_enabled": false)",
     "set is_enabled, or enabled_models, in the destination's document and apply it"},
    {"WB9210",
     "Every run's counts must add up: read = inserted + updated + unchanged + skipped + invalid + "
     "rejected. Else rows were lost or doubled, and nothing is committed.",
     "a trigger on the destination table that deletes rows",
     "look for triggers on the destination table; without one, report it"},
    {"WB9211",
     "A watermark of another type cannot be compared with the column, so changes would be missed.",
     "last_modified changed from a timestamp to a bigint column", "run once with --full-refresh"},

    {"WB9301", "The catalog file could not be opened, or another file has taken its place.",
     "waybill --catalog /no/such/folder/c.db model list",
     "check the path given by --catalog or WAYBILL_CATALOG, and its folder"},
    {"WB9302", "The file is a database, but not a catalog. It was left as it is.",
     "waybill --catalog shop.db model list", "name the catalog's file, or a new one"},
    {"WB9303", "An older Waybill could misread what a newer one wrote. The file was left as it is.",
     "a catalog of a later version", "use the newer Waybill that wrote it"},
    {"WB9304", "The catalog file is damaged.", "a file that was copied while it was written to",
     "`waybill catalog check` says where; restore a backup, or apply the config folder to a new "
     "catalog"},
    {"WB9305", "The catalog, its file or its folder may not be written by this process.",
     "a catalog that belongs to another user", "grant the rights, or name another catalog"},
    {"WB9306", "The disk, or the quota, of the catalog is full.",
     "a full disk during waybill apply", "free space, then repeat the operation"},
    {"WB9307", "Another process held the catalog for longer than Waybill waits.",
     "a backup tool that locks the file",
     "repeat the operation when the other process has finished"},
    {"WB9308", "The operating system answered a read or a write of the catalog with an error.",
     "a network folder that went away",
     "check the disk or the network and the system's log, then repeat the operation"},
    {"WB9309", "What others refer to cannot be taken away.", "a connection that a source names",
     "change or remove what refers to it first"},
    {"WB9310", "Names are unique among a kind, in any case, and ids among all.",
     "a model that is given the id of another", "choose another name, or leave the id out"},
});
static_assert(std::ranges::is_sorted(kHelp, {}, &CodeHelp::code));

constexpr auto kReasons = std::to_array<RejectReason>({
    {"WB8501", "a value is not of the column's type",
     "What is not a value of the type would have to be guessed.",
     R"("soon" in a column of type date)",
     "correct the value in the source, or declare the column as text"},
    {"WB8502", "a value is out of the type's range",
     "A value too large for its type would be cut or wrap around.",
     "3000000000 in a column of type integer",
     "declare a larger type: bigint, decimal with more digits, datetime"},
    {"WB8503", "a value has more digits than the type keeps",
     "Digits are never dropped in silence.", "1.005 in a column of type decimal(12,2)",
     "declare more digits, or set on_precision_loss to truncate"},
    {"WB8504", "a time has a zone where the type has none",
     "Without its zone the time would mean another instant.",
     "2026-01-01T08:00:00+02:00 in a column of type datetime", "declare the column as timestamp"},
    {"WB8505", "a text is not valid UTF-8",
     "Each database would show or change such bytes in its own way.",
     "a Latin-1 text in a column of type text", "correct the text, or declare the column as bytes"},
    {"WB8506", "a JSON object holds a key twice",
     "Readers of JSON disagree about which of the two counts.",
     R"({"a": 1, "a": 2} in a column of type json)", "correct the value, or declare it as text"},
    {"WB8507", "a number is NaN or infinite",
     "The type, or the destination, has no such number, and NULL or 0 would be wrong.",
     "NaN for a destination in SQLite",
     "correct the value, or leave such rows out with source_query"},
    {"WB8508", "a value is stored as another kind than its column",
     "SQLite keeps any kind of value in any column; what is not of the declared kind is not "
     "converted.",
     "the text '12' in a column of type bigint", "correct the value in the source"},
    {"WB8510", "the primary key is NULL",
     "A row without a key cannot be found again at the destination.", "a row whose id is NULL",
     "fill the key in the source, or choose another primary key"},
    {"WB8511", "two rows of one run share a primary key",
     "Only one of them can stand at the destination, and which one would be chance.",
     "a query whose join repeats rows",
     "make the key unique in the table or query, or list all of its columns in primary_key"},
});
static_assert(std::ranges::is_sorted(kReasons, {}, &RejectReason::code));

}  // namespace

const CodeHelp* find_code_help(std::string_view code) {
  const auto found = std::ranges::lower_bound(kHelp, code, {}, &CodeHelp::code);
  return found != kHelp.end() && found->code == code ? &*found : nullptr;
}

std::span<const RejectReason> reject_reasons() {
  return kReasons;
}

}  // namespace waybill::service

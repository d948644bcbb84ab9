// Config documents as values, and their JSON codec. Pure: no I/O, no clock, no SQL.
#ifndef WAYBILL_MODEL_DOCUMENT_HPP
#define WAYBILL_MODEL_DOCUMENT_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "rows/type.hpp"

namespace waybill::model {

enum class Kind { connection, source, model, product, recipient, destination, sync };
std::string_view to_string(Kind kind);
std::optional<Kind> parse_kind(std::string_view text);

// What no two documents of a set share.
using KindAndName = std::pair<Kind, std::string>;  // the name folded
KindAndName kind_and_name(Kind kind, std::string_view name);
std::span<const Kind> all_kinds();  // in the order in which documents depend on each other

struct Connection {
  std::string name;
  std::string description;
  std::string vendor;                          // "sqlite"
  std::string via;                             // "auto", "native", "odbc", "adbc"; empty: auto
  std::string driver;                          // odbc: name or path; adbc: path
  std::string dsn;                             // odbc: data source with the options
  std::map<std::string, std::string> options;  // sqlite: path; numbers as texts
  std::map<std::string, std::string> secrets;  // references: env:NAME, file:/path
  std::string ssl_mode;                        // empty: the default for such a place
  std::map<std::string, std::string> ssl;      // root_cert, cert, key: files
  std::vector<std::string> roles;              // empty: any actor may use it
  std::string host;                            // of no document: a source of the host program
  std::int64_t connect_s = 15;                 // timeouts
  std::int64_t statement_s = 0;
  std::int64_t lock_s = 30;
};

enum class Tenancy { single_tenant, multi_tenant_tables, schema_tenanted };

struct Source {
  std::string name;
  std::string description;
  std::string connection;
  std::string host;  // in place of a connection: what the host program registers
  Tenancy tenancy = Tenancy::single_tenant;
  std::optional<std::int64_t> lookback_seconds;  // absent: the dialect's
  // The database's own clock sets every last-modified value, not before its transaction began.
  bool last_modified_set_by_database = false;
};

enum class PrecisionLoss { refuse, truncate };
// How a run finds what changed: by the last-modified column, by the hashes of what was sent, or not
// at all.
enum class ChangeDetection { last_modified, snapshot, none };

struct Column {
  std::string name_in_source;
  std::string name_in_destination;
  rows::Type type;
  bool is_primary_key = false;
  bool is_last_modified = false;
  std::string description;
  PrecisionLoss on_precision_loss = PrecisionLoss::refuse;
};

struct Model {
  std::string name;
  std::string description;
  std::vector<Column> columns;
  std::string source_table;  // optionally schema-qualified
  std::string source_query;  // instead of source_table
  std::string source_name;
  std::string source_id;
  std::string organization_column;
  std::string destination_table_name;
  bool is_append_only = false;
  ChangeDetection change_detection = ChangeDetection::last_modified;
  std::string soft_delete_column;        // name in the source; empty: none
  std::int64_t lookback_value = 0;       // of a cursor that is a number
  std::vector<std::string> primary_key;  // names in the source, beside a marked column
  std::string last_modified;             // name in the source, beside a marked column

  std::string table() const;  // destination_table_name, else name
  // Position of the column read from this name: exact, else the one match in any ASCII case.
  std::optional<std::size_t> find_column(std::string_view name_in_source) const;
  // Positions in `columns` of the key: the marked column, else those of `primary_key`, in order.
  std::vector<std::size_t> key_columns() const;
  // Name in the source of the last-modified column: the marked one's, else `last_modified`.
  std::string cursor_name() const;
};

// A unit test of a model: rows in the place of the source's, and what is to come of them.
struct Test {
  std::string name;
  std::string tenant;  // empty: none
  std::string from;    // RFC 3339; empty: no bound
  std::string until;
  base::Json given;                  // {table: [{column: value}]}
  std::optional<base::Json> expect;  // [{column: value}]; absent: findings
  std::vector<std::string> expect_findings;
  base::Place place;  // of the test in its document
};

struct Product {
  std::string name;
  std::string description;
  std::vector<std::string> models;
};

struct Recipient {
  std::string name;
  std::string description;
  std::string id_in_provider_system;
  std::string schema;  // of a schema_tenanted source; the id where the document has none
  std::vector<std::string> products;
};

// What is told of a sync's runs.
struct AlertRules {
  bool failed = false;
  bool partial = false;
  bool full_run = false;
  bool zero_rows = false;
  std::optional<std::int64_t> longer_than_s;
  std::optional<double> row_count_factor;
  std::int64_t last_runs = 10;  // that row_count_factor compares with
  std::optional<std::int64_t> overdue_s;
};

struct Destination {
  std::string name;
  std::string description;
  std::string connection;             // empty: a sink
  std::string sink;                   // "csv", "jsonl"
  base::Json config;                  // of the sink
  std::string schema;                 // empty: the session's own
  std::string control_schema;         // of Waybill's own tables; empty: beside the rows
  std::string recipient;              // empty: none
  std::vector<std::string> products;  // in place of the recipient's
  std::vector<std::string> enabled_models = {"*"};
  std::int64_t max_concurrent_transfers = 4;  // models sent at once
  std::int64_t load_connections = 1;          // that write the rows of one run
  bool is_enabled = true;
  AlertRules alerts;  // of its syncs that have none of their own

  bool enables(std::string_view model) const;  // case-insensitive
};

enum class Mode { upsert, insert, update, remove, mirror };
std::string_view to_string(Mode mode);
enum class NullCursor { error, include, skip };
enum class OnExisting { dead_letter, skip, error };
enum class OnUnmatched { skip, dead_letter, error };
enum class OnDuplicateKey { invalid, last_by_cursor };
// What a run tells apart of the rows it wrote: inserted and updated ones, or neither.
enum class Counting { exact, total };
enum class RejectPayload { full, keys, none };
enum class Retry { next_run, manual };

struct RejectPolicy {
  std::int64_t max_rows = 1000;
  double max_ratio = 0.1;  // of at least 100 rows read
  Retry retry = Retry::next_run;
  RejectPayload payload = RejectPayload::full;
};

// More deletes than max_rows, and more than this share, are withheld.
struct DeleteGuard {
  std::int64_t max_rows = 10;
  double max_ratio = 0.1;
};

// One field that is sent: a column of the model, or the same value in every row.
struct Mapping {
  std::string from;  // name_in_destination of a column; empty: `value`
  base::Json value;
  std::string to;
};

struct Sync {
  std::string name;
  std::string description;
  std::string model;
  std::string query;                     // in place of a model
  std::string source;                    // that the query reads; empty: the only one
  std::vector<std::string> primary_key;  // of the query
  std::string destination;
  std::string object;  // empty: the model's table(), of a query the sync's name
  Mode mode = Mode::upsert;
  std::vector<Mapping> mapping;  // empty: every column, to its name_in_destination
  OnExisting on_existing = OnExisting::dead_letter;
  OnUnmatched on_unmatched = OnUnmatched::skip;
  OnDuplicateKey on_duplicate_key = OnDuplicateKey::invalid;
  std::optional<DeleteGuard> delete_guard = DeleteGuard{};  // absent: as many as it finds
  bool backfill_added_columns = false;
  Counting counts = Counting::exact;
  std::optional<std::int64_t> max_rows;             // a run that reads more fails
  std::optional<std::int64_t> statement_timeout_s;  // in place of the connections'
  std::map<std::string, std::string> tags;
  bool paused = false;
  NullCursor on_null_last_modified = NullCursor::error;
  RejectPolicy on_reject;
  std::int64_t memory_mib = 64;      // 8..4096
  std::optional<AlertRules> alerts;  // in place of the destination's
};

// The keys a kind of document has: what lint checks, a JSON Schema is made from and a run obeys.
// A long_text may hold line breaks and tabs; a map's values are texts, numbers, true or false; a
// free_object's are any JSON; one_of is a value of one of its children's types.
enum class KeyType {
  text,
  long_text,
  text_list,
  text_or_list,
  integer,
  number,
  boolean,
  object,
  object_list,
  map,
  free_object,
  any,
  one_of
};
std::string_view to_string(KeyType type);  // for people: "a list of texts"

// Whether a run obeys a key. Lint checks every key; what no run obeys yet cannot be applied, unless
// it says the default.
enum class Obeyed { yes, no };

struct Key {
  std::string_view name;
  KeyType type = KeyType::text;
  bool required = false;
  std::span<const std::string_view> allowed = {};  // of a text or boolean; empty: any
  std::string_view default_text = {};              // for people: "64"
  std::string_view help = {};
  std::span<const Key> children = {};  // of object, object_list and one_of
  // Of a number its value; of a text, and of each text of a list, its length (1: not empty).
  std::optional<double> minimum = {};
  std::optional<double> maximum = {};
  // Of the keys with this word in one object exactly one is given.
  std::string_view exactly_one = {};
  std::string_view only_with = {};  // a key beside it without which this one says nothing
  Obeyed obeyed = Obeyed::yes;
  std::span<const std::string_view> obeyed_values = {};  // of `allowed`; empty: all
};
std::span<const Key> keys_of(Kind kind);
// The options of a vendor's connection. nullopt: any option, handed to the driver as it is.
std::optional<std::span<const Key>> options_of(std::string_view vendor);
const Key* find_key(std::span<const Key> keys, std::string_view name);
bool within_bounds(const Key& key, double value);

// One config file's content. `body` is the object below the kind's key, made uniform: it always
// holds the name (first, if the file left it out) and never the id.
struct Document {
  Kind kind = Kind::model;
  std::string name;  // of the object; for a model without model_name the file's
  std::string id;    // empty: not assigned
  base::Json body;
};

// The name key of a kind: "model_name", "product_name", else "name".
std::string_view name_key(Kind kind);

// What a file's JSON holds. `file_stem` names a model without a name; `bare_is_model` accepts a
// bare object as a model. nullopt: not one object with one known top key (lint says why).
struct DocumentName {
  Kind kind = Kind::model;
  std::string name;
  std::string id;
};
std::optional<DocumentName> name_document(const base::Json& json, std::string_view file_stem,
                                          bool bare_is_model);
// The whole document, as long as it has a name by name_document.
std::optional<Document> read_document(base::Json json, std::string_view file_stem,
                                      bool bare_is_model);
base::Json write_document(const Document& document);

// A key or value of a document that no run obeys.
struct Unobeyed {
  std::string pointer;  // below the body
  std::string what;     // `mode "mirror"`
};
std::vector<Unobeyed> unobeyed(const Document& document);

// Bodies -> values. What lint would refuse is not reported here: a wrong or unknown key keeps its
// default.
Connection read_connection(const Document& document);
Source read_source(const Document& document);
Model read_model(const Document& document);
std::vector<Test> read_tests(const Document& model);
Product read_product(const Document& document);
Recipient read_recipient(const Document& document);
Destination read_destination(const Document& document);
Sync read_sync(const Document& document);

}  // namespace waybill::model

#endif

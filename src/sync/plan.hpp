// What a run will do, from what is wanted and what is there: a pure function, so that it can be
// printed, tested and hashed.
#ifndef WAYBILL_SYNC_PLAN_HPP
#define WAYBILL_SYNC_PLAN_HPP

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "sql/statements.hpp"
#include "sync/bound.hpp"
#include "sync/control.hpp"
#include "sync/job.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// Comments that are there, by the column's name; "" is the table. nullopt: not to be touched.
using PresentComments = std::map<std::string, std::optional<std::string>>;

// What was found at both ends.
struct Present {
  std::vector<std::string> source_columns;  // of the table or the query's result
  std::vector<rows::Type> source_types;     // the logical type nearest to each column's own
  std::vector<std::string> source_type_names;
  std::vector<std::vector<std::string>> source_keys;  // indexed, unique, without NULL
  const sql::Dialect* source_dialect = nullptr;
  base::Micros source_now = 0;  // sampled before the read's snapshot opens
  std::optional<Bound> bound;   // likewise; absent: lookback
  const sql::Dialect* destination_dialect = nullptr;
  bool schema_missing = false;                // the job names one that the destination lacks
  bool control_schema_missing = false;        // likewise, where it is another one
  std::optional<warehouse::TableInfo> table;  // at the destination
  PresentComments comments;                   // where the model's descriptions changed
  std::optional<warehouse::TableInfo> ledger;
  std::optional<std::string> table_owner;  // tenant on record
  std::optional<Commit> last_commit;
  bool same_database = false;  // source and destination share one
};

enum class Load {
  create,  // the table is new: rows go straight in, the key is built after them
  append,  // straight into the table: nothing is there to compare with
  staged   // rows go to a temporary table, then one merge
};

// A field with the same value in every row.
struct Constant {
  rows::Field field;
  rows::Value value;
};

struct Plan {
  std::string full_reason;     // why everything is read; empty: incremental
  std::string query_template;  // of a query model; `read` holds its SQL for this run
  sql::ReadSpec read;
  bool reads_by_key = false;        // the source knows that `key` is unique and never NULL
  std::string whole_query;          // the query's SQL for a read without a window
  bool only_retried = false;        // the rows of dead letters that wait, and no others
  rows::Schema read_schema;         // the columns that are sent, then the extra ones
  std::size_t sent_columns = 0;     // leading fields that go to the destination
  std::vector<Constant> constants;  // and what goes there behind them
  std::vector<std::size_t> key;     // positions of the key; empty: rows have none
  // Positions of the last-modified column, of the organization column and of the mark of rows that
  // are deleted in the source.
  std::optional<std::size_t> cursor;  // absent: everything is read
  std::optional<std::size_t> tenant;
  std::optional<std::size_t> soft_delete;
  rows::Value tenant_value;    // what it holds in every row, of the column's type
  std::vector<bool> truncate;  // per field of read_schema
  // Typed bounds the reader applies itself, row by row.
  std::optional<rows::Value> from;
  std::optional<rows::Value> until;
  // The watermark never passes this (B); absent for cursors that are no times.
  std::optional<rows::Value> bound;
  std::optional<rows::Value> watermark;  // before the run
  bool moves_watermark = true;
  std::string guarantee;
  base::Json state;           // what the next run has to know of this one
  std::string guarantee_why;  // why it is not "bounded"; empty where it is, and of "none"

  Load load = Load::staged;
  bool in_units = false;  // rows go to the new table, or to staging, by several sessions
  sql::TableDef target;
  std::vector<rows::Field> add_columns;
  std::vector<std::string> key_names;  // at the destination

  // The hashes of what was sent before (ledger.hpp).
  bool uses_ledger = false;
  bool narrows = false;         // rows that were sent as they are now stay away from the merge
  bool forgets = false;         // what the ledger holds is no longer so
  bool makes_ledger = false;    // it is not there, or of another shape
  bool drops_ledger = false;    // of another shape
  bool finds_vanished = false;  // rows that were sent and did not come now are deleted
  sql::TableDef ledger;

  std::vector<std::string> ddl;  // to come, in order

  // About as many rows are merged as the target has.
  bool merges_many() const { return load == Load::staged && !full_reason.empty() && !narrows; }
};

// Throws Error when the two cannot fit: a column the source lacks, a table of another shape or
// of another tenant, a watermark of another type.
Plan make_plan(const Job& job, const Present& present);

// Has rows go by way of a staging table after all: the table refused them.
void stage_rows(const Job& job, const Present& present, Plan& plan);

// "direct" or "staged", "direct in units" or "staged in units".
std::string_view load_text(const Plan& plan);

// Identifies what the plan would do: model, table, columns, window kind.
std::string plan_hash(const Plan& plan);

rows::Schema key_columns(const Plan& plan);

}  // namespace waybill::sync

#endif

// What a run will do, from what is wanted and what is there: a pure function, so that it can be
// printed, tested and hashed.
#ifndef WAYBILL_SYNC_PLAN_HPP
#define WAYBILL_SYNC_PLAN_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "rows/batch.hpp"
#include "sql/statements.hpp"
#include "sync/bound.hpp"
#include "sync/control.hpp"
#include "sync/job.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// What was found at both ends.
struct Present {
  std::vector<std::string> source_columns;  // of the table or the query's result
  std::vector<rows::Type> source_types;     // the logical type nearest to each column's own
  std::vector<std::string> source_type_names;
  const sql::Dialect* source_dialect = nullptr;
  base::Micros source_now = 0;  // sampled before the read's snapshot opens
  std::optional<Bound> bound;   // likewise; absent: lookback
  const sql::Dialect* destination_dialect = nullptr;
  std::optional<warehouse::TableInfo> table;  // at the destination
  std::optional<std::string> table_owner;     // tenant on record
  std::optional<Commit> last_commit;
  bool same_database = false;  // source and destination share one
};

enum class Load {
  direct,  // the table is new: rows go straight in, the key is built after them
  staged   // rows go to a temporary table, then one merge
};

struct Plan {
  std::string full_reason;     // why everything is read; empty: incremental
  std::string query_template;  // of a query model; `read` holds its SQL for this run
  sql::ReadSpec read;
  rows::Schema read_schema;           // the model's columns, then the extra ones
  std::size_t model_columns = 0;      // leading fields that go to the destination
  std::vector<std::size_t> key;       // positions of the key
  std::size_t cursor = 0;             // position of the last-modified column
  std::optional<std::size_t> tenant;  // position of the organization column
  rows::Value tenant_value;           // what it holds in every row, of the column's type
  std::vector<bool> truncate;         // per field of read_schema
  // Typed bounds the reader applies itself, row by row.
  std::optional<rows::Value> from;
  std::optional<rows::Value> until;
  // The watermark never passes this (B); absent for cursors that are no times.
  std::optional<rows::Value> bound;
  std::optional<rows::Value> watermark;  // before the run
  bool moves_watermark = true;
  std::string guarantee;
  std::string guarantee_why;  // why it is not "bounded"; empty where it is, and of "none"

  Load load = Load::staged;
  sql::TableDef target;
  std::vector<rows::Field> add_columns;
  std::vector<std::string> key_names;  // at the destination

  std::vector<std::string> ddl;  // to come, in order
};

// Throws Error when the two cannot fit: a column the source lacks, a table of another shape or
// of another tenant, a watermark of another type.
Plan make_plan(const Job& job, const Present& present);

// Identifies what the plan would do: model, table, columns, window kind.
std::string plan_hash(const Plan& plan);

// Whether a value of a cursor's type lies before another of the same type.
bool cursor_less(const rows::Value& a, const rows::Value& b);

}  // namespace waybill::sync

#endif

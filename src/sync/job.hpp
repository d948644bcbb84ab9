// What one run is asked to do, as values: everything resolved, nothing left to look up.
#ifndef WAYBILL_SYNC_JOB_HPP
#define WAYBILL_SYNC_JOB_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"
#include "model/document.hpp"
#include "rows/host_source.hpp"
#include "sql/shadow.hpp"
#include "sql/statements.hpp"

namespace waybill::sync {

// State in the destination belongs to (catalog, sync, tenant): two catalogs or tenants never
// share a watermark.
struct StateKey {
  std::string catalog_id;
  std::string sync_id;
  std::string tenant;  // empty: not tenanted
  std::string text() const;
};

// A dead letter that waits for its row to be delivered.
struct Retried {
  std::string id;
  base::Json key;           // as DeadLetter::key
  bool read = true;         // its row is read by its key, where the run does not read everything
  std::string code = {};    // of one without a key
  base::Json payload = {};  // the row itself, of one without a key
};

struct Job {
  std::string run_id;
  StateKey state;
  std::string sync_name;
  model::Model model;
  model::Mode mode = model::Mode::upsert;
  std::vector<model::Mapping> mapping;  // empty: every column, to its name_in_destination
  std::string schema;                   // at the destination; empty: the session's own
  std::string control_schema;           // of Waybill's own tables; empty: beside the rows
  std::string table;
  bool to_sink = false;   // `table` is the object of a sink
  bool tenanted = false;  // read only rows of state.tenant, checked row by row
  std::int64_t lookback_seconds = 0;
  bool cursor_set_by_database = false;  // model::Source's last_modified_set_by_database
  model::NullCursor on_null_cursor = model::NullCursor::error;
  model::OnExisting on_existing = model::OnExisting::dead_letter;
  model::OnUnmatched on_unmatched = model::OnUnmatched::skip;
  model::OnDuplicateKey on_duplicate_key = model::OnDuplicateKey::invalid;
  std::optional<model::DeleteGuard> delete_guard = model::DeleteGuard{};
  bool allow_deletes = false;  // this run passes the guard
  bool backfill_added_columns = false;
  model::Counting counts = model::Counting::exact;
  model::RejectPolicy on_reject;
  std::optional<std::int64_t> max_rows;  // a run that reads more fails
  std::vector<Retried> retried;
  bool only_retried = false;  // reads their rows and no others
  // Rows in the place of every table that the model's query names; absent: the tables themselves.
  std::optional<std::vector<sql::GivenRows>> given;
  std::string tenant_schema;  // of a source with one for each tenant, in which the table stands
  std::int64_t memory_mib = 64;
  std::int64_t load_connections = 1;  // that write all of a table's rows, where they can at once
  bool compares_in_memory = true;     // what was sent, where it fits; else the destination does
  bool full_refresh = false;          // ignore the watermark
  std::optional<base::Micros> from;   // an explicit window never moves the watermark
  std::optional<base::Micros> until;  // exclusive
};

// Where Waybill's own tables stand.
const std::string& control_schema(const Job& job);
// What a table is known by among them.
std::string owned_name(const Job& job);

// Whether a run reads what changed since the one before it, by the last-modified column.
bool reads_changes(const Job& job);

// Whether its report tells rows that were inserted or updated in one number.
bool counts_in_total(const Job& job);
// What a source may leave out of a read; of no window where single rows are asked for by their key.
rows::ReadHints hints_of(const Job& job, const sql::ReadSpec& spec);

// Share of the memory budget for the destination's pages; the rest is batches in flight.
std::int64_t destination_cache_mib(const Job& job);
std::size_t batch_bytes(const Job& job);
// So many rows of the ledger are held in memory, in half of the budget.
std::int64_t sent_rows_in_memory(const Job& job);

}  // namespace waybill::sync

#endif

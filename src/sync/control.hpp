// Waybill's own tables in the destination, beside the rows: whose run it is (epoch), what was
// committed (watermark), who owns a table, what was refused. Everything a crash must not separate
// from the rows stands here, not in the catalog.
#ifndef WAYBILL_SYNC_CONTROL_HPP
#define WAYBILL_SYNC_CONTROL_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "sync/job.hpp"
#include "sync/report.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

struct Commit {
  std::string run_id;
  std::int64_t epoch = 0;
  std::optional<std::string> watermark;  // exact text
  std::string watermark_type;            // logical type's text
  base::Json state;                      // what the next run has to know (Plan::state)
  base::Json report;
};

// A refused row that has not reached the catalog yet.
struct OutboxItem {
  std::string run_id;
  DeadLetter letter;
  base::Micros at = 0;
};

class Control {
 public:
  Control(warehouse::Session& destination, const Job& job);
  // With all tables in the session's own schema.
  Control(warehouse::Session& destination, const StateKey& state);

  // Reads; absent tables answer nothing.
  std::optional<Commit> last_commit();
  std::optional<Commit> find_commit(const std::string& run_id);
  std::optional<std::string> owner(const std::string& table);  // tenant; "" is the single one
  std::vector<OutboxItem> outbox(std::size_t limit);

  // Own transaction: makes the tables when absent and takes the next epoch. From here on no
  // earlier run of this state can commit.
  std::int64_t begin_run(const std::string& run_id, const std::string& plan_hash, base::Micros now);
  // Own transaction.
  void clear_outbox(const std::vector<OutboxItem>& items);

  // Inside the run's transaction.
  void check_epoch(std::int64_t epoch);  // Error(fenced)
  void claim_table(const std::string& table, const std::string& run_id);
  void write_rejects(const std::string& run_id, const std::vector<DeadLetter>& letters,
                     base::Micros now);
  void write_commit(const Commit& commit, const std::string& table, base::Micros now);

  // Units: parts of a run's rows, each put into `table` by a transaction of its own.
  // Own transaction: the table is going to be there, whatever becomes of the run.
  void expect_units(const std::string& table, const std::string& run_id);
  // Inside a unit's transaction, before its rows. Error(fenced) where another run has taken the
  // table away; Error(constraint_violated) where the unit is there already.
  void write_unit(const std::string& table, std::int64_t unit, std::int64_t rows);
  bool has_unit(const std::string& table, std::int64_t unit);
  void forget_units(const std::string& table);  // inside the run's transaction, or one of its own
  std::vector<std::string> tables_of_units();   // of this state, whichever run made them

  // Own transaction: forgets watermark and ledger, so that the next run is a first one.
  void reset(const sql::Table& ledger);

 private:
  sql::Table table(std::string_view name) const;
  std::string at(std::string_view table) const;  // as SQL names it

  bool present();
  void hold_others_off();
  void make_tables();
  Error taken_over() const;
  std::optional<Commit> read_commit(const std::string& where,
                                    const std::vector<rows::Value>& parameters);

  warehouse::Session& session_;
  StateKey state_;
  std::string schema_;
  std::string rows_schema_;  // of what readers of the rows look at
  bool present_ = false;
};

// Whether the job's state is on record beside its rows, whatever its control_schema says.
bool has_state_beside_rows(const Job& job, warehouse::Session& destination);

}  // namespace waybill::sync

#endif

// What staged rows do to the table and the ledger, by the mode of the sync. All of it inside the
// transaction that is open.
#ifndef WAYBILL_SYNC_MERGE_HPP
#define WAYBILL_SYNC_MERGE_HPP

#include <cstdint>
#include <string>

#include "sink/sink.hpp"
#include "sync/check.hpp"
#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "sync/report.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

struct Merged {
  Counts counts;  // of the rows that were staged; `read` is not set
  Vanished vanished;
  std::string withheld_why;
  sink::Receipt receipt;  // of a sink
  void add(const Merged& part);
};

// What came from the source.
struct Arrived {
  std::int64_t rows = 0;
  bool keys_known = true;      // each of them has a key that can be told
  bool keys_distinct = false;  // none of those that go comes twice
};

class Merger {
 public:
  Merger(const Job& job, const Plan& plan, warehouse::Session& destination,
         DeadLetters& dead_letters);

  // From the table `staged` to the target.
  sql::MergeSpec spec(const sql::Table& staged) const;
  // `rows` of them stand in the table `staged`; it may be changed.
  Merged merge(const sql::Table& staged, std::int64_t rows);
  // Rows of the keys in `keys` are deleted, unless the guard forbids it. `rows`: how many keys.
  void remove_marked(const sql::Table& keys, std::int64_t rows, Merged& merged);
  // As many as merged.vanished says.
  void remove_vanished(const sql::Table& keys, const Arrived& arrived, Merged& merged);
  // Of the keys in `keys`, `rows` of them, those whose rows a sink is to delete: the others leave
  // the table. How many; 0 also where the guard forbids it.
  std::int64_t to_delete_at_sink(const sql::Table& keys, std::int64_t rows, const Arrived& arrived,
                                 Merged& merged);
  // Rows whose key was sent before leave the staged ones; how many.
  std::int64_t set_aside_sent(const sql::Table& staged);
  // Whether the guard lets so many rows that were sent be deleted; else it is said why not.
  bool may_remove(const Arrived& arrived, Merged& merged);
  // What the ledger knows of rows with their hashes, and of keys that are gone.
  void remember(const sql::Table& staged);
  void forget(const sql::Table& keys);

 private:
  sql::MergeSpec keys(const sql::Table& target, const sql::Table& staged) const;
  std::int64_t count(const sql::Statement& statement);
  // Many rows go in one pass where the destination can.
  void choose_pass(sql::MergeSpec& spec);
  void letters_of(const sql::MergeSpec& spec, sql::Found found, std::string_view code,
                  std::string_view message);
  std::int64_t set_aside_unmatched(const sql::Table& staged);
  void set_aside_existing(const sql::Table& staged, Counts& counts);
  Merged remove(const sql::Table& staged, std::int64_t rows);
  // Why so many deletes are withheld; empty: they are not.
  std::string guarded(std::int64_t deletes, std::int64_t of, std::string_view what) const;

  const Job& job_;
  const Plan& plan_;
  warehouse::Session& session_;
  DeadLetters& dead_letters_;
};

}  // namespace waybill::sync

#endif

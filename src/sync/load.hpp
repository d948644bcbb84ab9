// Getting checked rows into the destination table: straight into a new one, or by way of a
// temporary staging table and one merge. Everything visible happens in one transaction.
#ifndef WAYBILL_SYNC_LOAD_HPP
#define WAYBILL_SYNC_LOAD_HPP

#include <cstdint>
#include <optional>

#include "rows/batch.hpp"
#include "sync/check.hpp"
#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "sync/transaction.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

struct LoadCounts {
  std::int64_t inserted = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t invalid = 0;  // rows that share a key with another row of the run
};

class Loader {
 public:
  Loader(const Job& job, const Plan& plan, warehouse::Session& destination,
         DeadLetters& dead_letters);

  void prepare();  // the table rows go to first
  void add(const rows::Batch& batch);
  // After this the rows are in the table, inside the transaction that commit() ends.
  LoadCounts merge();
  void commit();
  void abandon();  // rolls back what is open

 private:
  std::int64_t make_keys_unique(const sql::TableDef& table);

  const Job& job_;
  const Plan& plan_;
  warehouse::Session& session_;
  DeadLetters& dead_letters_;
  sql::TableDef landing_;  // where add() puts rows
  std::optional<Transaction> transaction_;
  std::int64_t added_ = 0;
};

}  // namespace waybill::sync

#endif

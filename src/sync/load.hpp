// Getting checked rows into the destination table: straight into it, or by way of a temporary
// staging table and one merge. Everything visible happens in one transaction.
#ifndef WAYBILL_SYNC_LOAD_HPP
#define WAYBILL_SYNC_LOAD_HPP

#include <cstdint>
#include <optional>
#include <string>

#include "rows/batch.hpp"
#include "sync/check.hpp"
#include "sync/deliver.hpp"
#include "sync/job.hpp"
#include "sync/merge.hpp"
#include "sync/plan.hpp"
#include "sync/queue.hpp"
#include "sync/sent.hpp"
#include "sync/transaction.hpp"
#include "sync/units.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

class Loader {
 public:
  // With a delivery the rows go there; the session has the ledger and Waybill's own tables.
  // With `sent` only rows that are not as they were sent are added. With `others` a plan in units
  // is carried out in units.
  Loader(const Job& job, const Plan& plan, warehouse::Session& destination,
         DeadLetters& dead_letters, Delivery* delivery, const SentRows* sent,
         const OpenSession& others = {}, const base::CancelToken& cancel = {});

  void prepare();  // the tables rows go to first
  void add(Parcel& parcel);
  // After this the rows are in the table, inside the transaction that commit() ends.
  Merged merge(const Arrived& arrived);
  // For a comparison: takes repeated keys out of the staged rows, and what they then are.
  std::int64_t make_unique();
  std::int64_t added() const { return added_; }
  sql::MergeSpec merge_spec() const { return merger_.spec(landing_.table); }
  void commit();
  void abandon();  // rolls back what is open
  void discard();  // drops what prepare() made

 private:
  void load_in_units();
  void change_table(bool is_there);
  void add_rows(rows::Batch& batch);
  void add_halves(const rows::Batch& batch);
  std::int64_t make_keys_unique(const sql::TableDef& table);
  std::int64_t make_gone_unique();
  std::int64_t letters_of_repeated(const sql::Statement& rows, const rows::Schema& columns,
                                   rows::Batch& keys);
  void begin();
  void make_ledger();
  sql::TableDef scratch(std::string_view name, const rows::Schema& columns) const;
  void create(const sql::TableDef& table);
  sql::TableDef changed_rows(std::int64_t& rows, Merged& merged);
  void find_vanished(Merged& merged);
  void deliver(const sql::TableDef& staged, std::int64_t rows, const Arrived& arrived,
               Merged& merged);

  const Job& job_;
  const Plan& plan_;
  warehouse::Session& session_;
  DeadLetters& dead_letters_;
  sql::TableDef landing_;  // where add() puts rows
  sql::TableDef gone_;     // and keys of rows marked as deleted
  sql::TableDef seen_;     // and keys of rows that are there, but do not go
  sql::TableDef vanished_;
  Merger merger_;
  Delivery* delivery_;
  const SentRows* sent_;
  OpenSession others_;
  base::CancelToken cancel_;
  std::optional<Units> units_;
  std::optional<Transaction> transaction_;
  std::unique_ptr<warehouse::Appender> appender_;  // where rows go straight into the table
  std::int64_t added_ = 0;
  std::int64_t gone_rows_ = 0;
  std::int64_t rejected_ = 0;  // by the destination, one by one
};

}  // namespace waybill::sync

#endif

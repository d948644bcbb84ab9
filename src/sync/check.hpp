// Row checks between reading and staging: tenant, window, key, values. What may not go is taken
// out of the batch and kept as a dead letter; what may never be there ends the run.
#ifndef WAYBILL_SYNC_CHECK_HPP
#define WAYBILL_SYNC_CHECK_HPP

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "sync/queue.hpp"
#include "sync/report.hpp"
#include "sync/settle.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// Collects dead letters within the limits of the sync's policy.
class DeadLetters {
 public:
  explicit DeadLetters(const Job& job);
  // Throws Error(too_many_rejects) once more rows than allowed have been added.
  void add(std::string_view code, std::string message, base::Json key, base::Json payload);
  // The ratio can only be judged when everything was read.
  void check_ratio(std::int64_t rows_read) const;
  const std::vector<DeadLetter>& letters() const { return letters_; }
  // Forgets the letters behind the first `count`.
  void shorten(std::size_t count);
  // Of a run that only tries rows again which were refused before: their number says nothing, and
  // what has no key is known by the letter it has.
  void begin_retry(const std::vector<Retried>& retried);

 private:
  std::string content_of(const DeadLetter& letter) const;

  const Job& job_;
  std::mutex mutex_;  // of add(): reader and loader find refused rows at the same time
  std::vector<DeadLetter> letters_;
  bool limited_ = true;
  std::unordered_map<std::string, std::size_t> seen_;  // equal refusals within the run
  std::unordered_map<std::string, std::vector<std::string>> known_ids_;  // of equal refusals before
};

// Every row's organization value, byte for byte. Error(foreign_tenant) at the first other one.
void check_tenant(const Job& job, const Plan& plan, const rows::Batch& batch);

base::Json key_json(const Plan& plan, const rows::Batch& batch, std::int64_t row);
base::Json payload_json(const Job& job, const Plan& plan, const rows::Batch& batch,
                        std::int64_t row);

// Rows of the run's window; those outside it whose dead letters are tried again; the latter where
// there is no window; rows as their dead letters kept them.
enum class Pass { window, retried, only_retried, kept };

class RowChecks {
 public:
  RowChecks(const Job& job, const Plan& plan, const sql::Dialect& destination,
            DeadLetters& dead_letters, Settling& settling);

  // Leaves in `parcel.rows` the rows and columns that go to the destination, and says which others
  // there are.
  void apply(Parcel& parcel, const std::vector<warehouse::CellMisfit>& misfits, Pass pass);

  const Counts& counts() const { return counts_; }  // read, skipped, invalid, rejected
  const std::optional<rows::Value>& greatest() const { return greatest_; }
  // Rows came whose key cannot be told.
  bool keys_unreadable() const { return keys_unreadable_; }

 private:
  bool in_window(const rows::Column& cursor, std::int64_t row) const;
  bool in_window(const rows::Value& at) const;  // of a decimal
  bool is_deleted(const rows::Batch& batch, std::int64_t row) const;
  void refuse(const rows::Batch& batch, std::int64_t row, std::size_t column, rows::Misfit misfit);
  void add_key(rows::Batch& keys, const rows::Batch& batch, std::int64_t row) const;

  const Job& job_;
  const Plan& plan_;
  DeadLetters& dead_letters_;
  Settling& settling_;
  // Columns of whose type the destination does not keep every value.
  struct Limited {
    std::size_t column = 0;
    rows::Misfit (*check)(const rows::Column& column, std::int64_t row) = nullptr;
  };
  std::vector<Limited> limited_;
  Counts counts_;
  std::optional<rows::Value> greatest_;  // last-modified value seen
  bool keys_unreadable_ = false;
  rows::Schema key_schema_;
  std::vector<std::uint8_t> keep_;
};

}  // namespace waybill::sync

#endif

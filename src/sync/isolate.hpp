// Finding the rows that a destination refuses, when a merge of many fails for one of them: halves
// are tried until the culprits are alone.
#ifndef WAYBILL_SYNC_ISOLATE_HPP
#define WAYBILL_SYNC_ISOLATE_HPP

#include <cstdint>
#include <functional>

#include "base/error.hpp"
#include "sync/merge.hpp"

namespace waybill::sync {

// Whether an error is about rows, so that others may go.
bool is_about_rows(const Error& error);
// Why a dead letter was refused, without row data.
std::string refusal_text(const Error& error);

struct Isolation {
  const Job& job;
  const Plan& plan;
  warehouse::Session& session;
  DeadLetters& dead_letters;
  Merger& merger;
  sql::TableDef staged;    // `rows` of them, that failed together
  sql::TableDef numbered;  // a table to be made, with kRowNumber before the columns of `staged`
  sql::TableDef part;      // a table to be made, with the columns of `staged`
  std::int64_t rows = 0;
  std::function<void()> begin;     // opens the transaction and does what precedes the merge
  std::function<void()> rollback;  // of it
};

// Merges what can be merged, in a transaction that is open when it returns; the culprits are dead
// letters.
Merged merge_without_culprits(const Isolation& isolation);

}  // namespace waybill::sync

#endif

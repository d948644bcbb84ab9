// The bound B of a run's watermark, sampled before the read's snapshot opens: with guarantee
// "bounded", whatever is committed after that snapshot has a last-modified value of B or later, so
// a watermark that stays at or before B misses no late commit.
#ifndef WAYBILL_SYNC_BOUND_HPP
#define WAYBILL_SYNC_BOUND_HPP

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"
#include "rows/type.hpp"
#include "sync/job.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

struct BoundOptions {
  std::string unfit;              // why it is not even tried; empty: it is
  sql::Table table;               // that is read
  std::string column;             // its last-modified column, as the source spells it
  base::Json previous;            // what the last commit's bound_state() was; null: there is none
  base::Micros wait = 1'500'000;  // at most, for transactions of unknown start
  base::Micros max_age = 3600LL * 1'000'000;  // held back for longer: lookback
};

struct Bound {
  base::Micros at = 0;    // B; without a guarantee the source's clock
  std::string guarantee;  // "bounded" or "lookback"
  std::string why;        // not bounded; empty: it is
  // The watermark of the last commit was bounded: nothing before it is read again.
  bool follows_bounded = false;
  base::Json previous;  // as in BoundOptions
  base::Json kept;      // for the next sample: clock, bound, transactions that did not end in time
};

// Outside a transaction, since each of its questions must see the server anew. Waits for up to
// BoundOptions::wait; the caller opens the read's snapshot afterwards.
Bound sample_bound(warehouse::Session& source, const BoundOptions& options);

// What `job` needs of it: `columns` are those of what is read, `previous` is of the last commit.
BoundOptions bound_options(const Job& job, const std::vector<std::string>& columns,
                           base::Json previous);

// What a run may claim that carries the watermark on from `watermark` (of the cursor's type):
// one that an earlier run left by lookback may lie past B, and stays there until B has reached it.
struct Claim {
  std::string guarantee;
  std::string why;
};
Claim claim(const Bound& bound, std::optional<base::Micros> watermark);

// For the run's commit record, and the next sample. `moved`: the run moves the watermark.
base::Json bound_state(const Bound& bound, const Claim& claim, bool moved);

}  // namespace waybill::sync

#endif

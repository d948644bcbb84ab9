// What a run answers: counts that add up, its bounds, what it refused.
#ifndef WAYBILL_SYNC_REPORT_HPP
#define WAYBILL_SYNC_REPORT_HPP

#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "sink/sink.hpp"

namespace waybill::sync {

// read = the sum of all others, none of which is less than nothing: checked in every run.
struct Counts {
  std::int64_t read = 0;
  std::int64_t inserted = 0;
  std::int64_t updated = 0;
  std::int64_t upserted = 0;  // in place of those two, where they are not told apart
  std::int64_t unchanged = 0;
  std::int64_t unmatched = 0;  // modes update and delete: the destination lacks the key
  std::int64_t deleted = 0;    // mode delete, and rows that are marked as deleted
  std::int64_t withheld = 0;   // those, where the guard forbade it
  std::int64_t skipped = 0;    // by policy: no last-modified value, sent before, another's key
  std::int64_t invalid = 0;    // no key, or a key that another row of the run has
  std::int64_t rejected = 0;   // a value that cannot be carried, or that the destination refused
  bool total = false;          // they are not
  bool add_up() const {
    // What a driver says of the rows it wrote may be wrong: then some other count is below zero.
    for (const std::int64_t part : {inserted, updated, upserted, unchanged, unmatched, deleted,
                                    withheld, skipped, invalid, rejected}) {
      if (part < 0) return false;
    }
    return read == inserted + updated + upserted + unchanged + unmatched + deleted + withheld +
                       skipped + invalid + rejected;
  }
};

// Mode mirror: rows that were sent before and are gone from the source.
// vanished = deleted + withheld + already_gone, checked in every run.
struct Vanished {
  std::int64_t vanished = 0;
  std::int64_t deleted = 0;
  std::int64_t withheld = 0;      // by the guard
  std::int64_t already_gone = 0;  // from the destination as well
  bool add_up() const { return already_gone >= 0 && vanished == deleted + withheld + already_gone; }
};

// A row that was not delivered, and why.
struct DeadLetter {
  std::string id;
  std::string code;  // WB85xx
  std::string message;
  base::Json key;
  base::Json payload;
};

// What became of dead letters of earlier runs; others wait on.
struct Settled {
  std::vector<std::string> resolved;  // their rows were delivered
  std::vector<std::string> replaced;  // refused again, as they are now
  std::vector<std::string> gone;      // from the source
};

struct Phase {
  std::string_view name;
  double seconds = 0;
};

struct Report {
  Counts counts;
  std::optional<Vanished> vanished;  // mode mirror
  std::string withheld_why;          // empty: no delete was withheld
  std::string mode;
  std::string delivery;                    // "exactly_once", "effectively_once"
  std::string guarantee;                   // "bounded", "lookback", "snapshot", "none"
  std::string guarantee_why;               // why not "bounded", where it could be
  std::string full_reason;                 // empty: incremental
  std::string load;                        // "direct", "staged"
  std::optional<std::string> window_from;  // exact text; absent: unbounded
  std::optional<std::string> window_until;
  std::optional<std::string> watermark_before;
  std::optional<std::string> watermark_after;
  std::vector<std::string> ddl;
  std::vector<sink::Part> parts;  // what a sink holds of the run
  Settled settled;
  std::vector<Phase> phases;
  std::int64_t batches = 0;
  std::int64_t bytes = 0;             // of column data staged
  std::int64_t truncated_values = 0;  // by on_precision_loss: truncate
};

base::Json to_json(const Counts& counts);
base::Json to_json(const Vanished& vanished);
base::Json to_json(const Report& report);

struct Progress {
  std::string_view phase;  // "plan", "read", "merge", "commit"
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  double seconds = 0;
};
using ProgressFn = std::function<void(const Progress&)>;

}  // namespace waybill::sync

#endif

// The one interface to a destination that is no warehouse: a file, an application. It cannot take
// part in a transaction: rows arrive at least once, and what arrives again has the id it had.
#ifndef WAYBILL_SINK_SINK_HPP
#define WAYBILL_SINK_SINK_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "rows/batch.hpp"
#include "sink/content_id.hpp"
#include "sink/rate_limit.hpp"

namespace waybill::sink {

// What a row is to do at the other end.
enum class Operation { insert, update, upsert, remove };
std::string_view to_string(Operation operation);  // "insert", "update", "upsert", "delete"

// What one run sends, and where.
struct Target {
  std::string owner;   // of the run's state: catalog, sync and tenant; the same in every run
  std::string run_id;  // another in every run
  std::string object;
  std::string mode;  // of the sync: "upsert", "mirror", ...
  // Where the run starts from, such as the watermark before it: what is repeated because the last
  // run was not recorded starts from the same and has the same ids; a later run has others, though
  // it may bring the same rows.
  std::string since;
  rows::Schema schema;
  std::vector<std::size_t> key;  // positions in schema
  bool deletes = false;          // rows may come that say delete; no part of an id
};

// A row that the other end did not take. What it says nothing about is taken.
enum class Verdict {
  rejected,  // and never will be: a dead letter
  retry      // not now
};
struct RowResult {
  std::int64_t row = 0;  // within the batch
  Verdict verdict = Verdict::rejected;
  std::string reason;  // without row data
};

// What can be told apart at the other end: a file, a request.
struct Part {
  std::string id;
  std::string place;  // a path, a URL
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
};
struct Receipt {
  std::vector<Part> parts;
};

// What the other end cannot do just now; `after`: when it wants to be asked again, 0: it does not
// say. Error(sink_unavailable).
class NotNow : public Error {
 public:
  NotNow(std::string message, std::chrono::milliseconds after)
      : Error(codes::sink_unavailable, std::move(message)), after_(after) {}
  std::chrono::milliseconds after() const { return after_; }

 private:
  std::chrono::milliseconds after_;
};

// How a sink wants its rows.
struct Terms {
  std::int64_t batch_rows = 0;  // most rows of one put; 0: as they come
  RateLimit* rate = nullptr;    // of all runs together
};

// One run. Used by one thread at a time. A failed call throws Error; the run is then to be aborted.
class Run {
 public:
  Run() = default;
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  virtual ~Run() = default;  // as abort(), unless it was finished

  // Rows of Target::schema, or with `remove` of the key's columns alone, found by name. `id` is of
  // exactly these rows with this operation.
  virtual std::vector<RowResult> put(const rows::Batch& batch, Operation operation,
                                     const ContentId& id) = 0;
  // When it returns, all of it has arrived and stays through a power cut. When it throws, none or a
  // part of it may have: the next run sends it again.
  virtual Receipt finish() = 0;
  // Leaves as little as it can of what was put.
  virtual void abort() noexcept = 0;
};

class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;

  virtual std::string_view name() const = 0;  // "csv"
  virtual Terms terms() const { return {}; }
  // Throws Error(sink_mismatch) where it does not take what a run is about to send.
  virtual void check(const Target& /*target*/) const {}
  // A run must not outlive its sink. Also clears away what dead runs of the same owner left behind:
  // the caller sees to it that none of them is alive.
  virtual std::unique_ptr<Run> begin(const Target& target) = 0;
};

}  // namespace waybill::sink

#endif

// Rows on their way to one run of a sink: in the sizes it takes, no faster than it may be, and once
// more where it asks for that.
#ifndef WAYBILL_SINK_SENDER_HPP
#define WAYBILL_SINK_SENDER_HPP

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "sink/sink.hpp"

namespace waybill::sink {

// Returns after that time; throws when the run is cancelled.
using Wait = std::function<void(std::chrono::nanoseconds)>;

// Calls that fail with NotNow are made again, after the time that it asks for or a longer one each
// time. What it throws then is as it came: Error(sink_unavailable).
class Patience {
 public:
  static constexpr int kMostCalls = 8;
  static constexpr std::chrono::minutes kLongestWait{5};

  explicit Patience(Wait wait) : wait_(std::move(wait)) {}
  void call(const std::function<void()>& work) const;
  void wait(std::chrono::nanoseconds time) const { wait_(time); }

 private:
  Wait wait_;
};

class Sender {
 public:
  // A row that did not go, in the batch that it was in; also one that was asked for again too
  // often.
  using Refused = std::function<void(const rows::Batch& batch, const RowResult& result)>;
  static constexpr int kMostCallsOfRow = 4;

  Sender(Run& run, const Target& target, const Terms& terms, const Patience& patience,
         Operation operation, Refused refused);

  void add(const rows::Batch& batch);
  std::int64_t end();  // how many rows went

 private:
  void send(const rows::Batch& batch);

  Run& run_;
  const Target& target_;
  const Terms terms_;
  const Patience& patience_;
  const Operation operation_;
  const Refused refused_;
  rows::Batch waiting_;  // fewer rows than a call takes
  std::int64_t sent_ = 0;
};

}  // namespace waybill::sink

#endif

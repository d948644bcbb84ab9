#include "sink/sender.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/backoff.hpp"
#include "base/error.hpp"

namespace waybill::sink {
namespace {

constexpr std::chrono::milliseconds kFirstPause{100};

}  // namespace

void Patience::call(const std::function<void()>& work) const {
  for (int call = 1;; ++call) {
    std::chrono::milliseconds time{};
    try {
      return work();
    } catch (const NotNow& error) {
      if (error.after() > kLongestWait || call == kMostCalls) throw;
      time = error.after().count() > 0 ? error.after() : base::backoff(call, kFirstPause);
    }
    wait_(time);
  }
}

Sender::Sender(Run& run, const Target& target, const Terms& terms, const Patience& patience,
               Operation operation, Refused refused)
    : run_(run),
      target_(target),
      terms_(terms),
      patience_(patience),
      operation_(operation),
      refused_(std::move(refused)) {}

void Sender::add(const rows::Batch& batch) {
  const std::int64_t most = terms_.batch_rows;
  if (most == 0) {
    send(batch);
    return;
  }
  if (waiting_.schema != batch.schema) waiting_ = rows::Batch(batch.schema);
  for (std::int64_t row = 0; row < batch.length;) {
    const std::int64_t end = std::min(batch.length, row + most - waiting_.length);
    rows::append_rows(waiting_, batch, row, end);
    row = end;
    if (waiting_.length < most) break;
    send(waiting_);
    waiting_.clear();
  }
}

std::int64_t Sender::end() {
  if (waiting_.length > 0) send(waiting_);
  waiting_.clear();
  return sent_;
}

void Sender::send(const rows::Batch& batch) {
  rows::Batch again;
  const rows::Batch* now = &batch;
  for (int call = 1;; ++call) {
    const ContentId id = content_id(target_, *now, operation_);
    std::vector<RowResult> results;
    patience_.call([&] {
      if (terms_.rate != nullptr) {
        patience_.wait(terms_.rate->take_turn(now->length, RateLimit::Clock::now()));
      }
      results = run_.put(*now, operation_, id);
    });
    sent_ += now->length - static_cast<std::int64_t>(results.size());
    rows::Batch next(batch.schema);
    for (const RowResult& result : results) {
      if (result.verdict == Verdict::retry && call < kMostCallsOfRow) {
        rows::append_rows(next, *now, result.row, result.row + 1);
      } else {
        refused_(*now, result);
      }
    }
    if (next.length == 0) return;
    again = std::move(next);
    now = &again;
    patience_.wait(base::backoff(call, kFirstPause));
  }
}

}  // namespace waybill::sink

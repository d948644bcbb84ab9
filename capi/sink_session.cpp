#include "capi/sink_session.hpp"

#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "capi/error.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "rows/arrow.hpp"

void waybill_row_results::begin(std::int64_t rows) {
  const std::lock_guard lock(mutex_);
  open_ = true;
  rows_ = rows;
  given_.clear();
  untrue_.clear();
}

std::vector<waybill::sink::RowResult> waybill_row_results::end() {
  const std::lock_guard lock(mutex_);
  open_ = false;
  if (!untrue_.empty()) throw waybill::Error(waybill::codes::sink_broken, untrue_);
  std::vector<waybill::sink::RowResult> results;
  for (auto& [row, result] : given_) results.push_back(std::move(result));
  return results;
}

void waybill_row_results::add(std::int64_t row, waybill::sink::Verdict verdict,
                              std::string_view reason) {
  constexpr std::size_t kLongestReason = 1000;
  const std::lock_guard lock(mutex_);
  if (!open_) {
    throw waybill::Error(waybill::codes::bad_handle,
                         "these results are of a call that has returned")
        .with_hint("answer for rows before write returns");
  }
  const bool is_there = row >= 0 && row < rows_;
  const bool is_new =
      is_there &&
      given_
          .emplace(row, waybill::sink::RowResult{row, verdict,
                                                 waybill::base::one_line(reason, kLongestReason)})
          .second;
  if (is_new) return;
  std::string what = is_there
                         ? fmt::format("row {} was answered for twice", row)
                         : fmt::format("row {} of a batch of {} rows was answered for", row, rows_);
  if (untrue_.empty()) untrue_ = what;
  throw waybill::Error(waybill::codes::bad_parameter, std::move(what))
      .with_hint("rows of a batch are numbered from 0");
}

namespace waybill::capi {
namespace {

Error broken(std::string_view name, std::string_view what) {
  return Error(codes::sink_broken, fmt::format("sink '{}': {}", name, what))
      .with_hint("correct the sink; `sink.check` shows what it does wrong");
}

// Ours, and given back unless the host moved it.
template <class Struct>
struct Lent {
  Struct value{};
  Lent() = default;
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  ~Lent() {
    if (value.release != nullptr) value.release(&value);
  }
};

// What the host's function throws is the host's.
template <class Call>
waybill_status called(std::string_view name, std::string_view function, Call&& call) {
  waybill_status status = WAYBILL_OK;
  if (caught([&] { status = call(); }) != nullptr) {
    throw broken(name, fmt::format("{} threw an exception", function))
        .with_hint("a function of a sink must catch what it throws, and answer an error");
  }
  return status;
}

}  // namespace

SinkSession::SinkSession(std::shared_ptr<const SinkFunctions> functions, std::string config,
                         const sink::Target& target, const base::CancelToken& cancel)
    : functions_(std::move(functions)),
      config_(std::move(config)),
      object_(target.object),
      mode_(target.mode),
      run_id_(target.run_id),
      cancel_{cancel} {
  for (const std::size_t position : target.key) key_.push_back(target.schema.at(position).name);
  for (const std::string& name : key_) key_texts_.push_back(name.c_str());
  run_.struct_size = sizeof run_;
  run_.config_json = config_.c_str();
  run_.config_size = config_.size();
  run_.object = object_.c_str();
  run_.mode = mode_.c_str();
  run_.key = key_texts_.data();
  run_.key_count = key_texts_.size();
  run_.run_id = run_id_.c_str();
  run_.cancel = &cancel_;
}

void SinkSession::settle(waybill_status status, waybill_error* error,
                         std::string_view function) const {
  const OwnedByUs owned(error);
  if (status == WAYBILL_OK) {
    if (error == nullptr) return;
    throw broken(functions_->name, fmt::format("{} answered WAYBILL_OK, and an error: {}", function,
                                               waybill_error_message(error)));
  }
  throw_host_error(kOfSink, status, error,
                   fmt::format("sink '{}', {}", functions_->name, function));
}

void SinkSession::open() {
  session_ = functions_->user_data.get();
  waybill_error* error = nullptr;
  if (functions_->open != nullptr) {
    session_ = nullptr;
    const waybill_status status = called(functions_->name, "open", [&] {
      return functions_->open(functions_->user_data.get(), &run_, &session_, &error);
    });
    settle(status, error, "open");
  }
  is_open_ = true;
}

std::vector<sink::RowResult> SinkSession::write(rows::Batch batch, const std::string& operation,
                                                const std::string& id) {
  const waybill_sink_batch what{sizeof what, &run_, operation.c_str(), id.c_str()};
  results_.begin(batch.length);
  Lent<ArrowSchema> schema;
  Lent<ArrowArray> rows;
  rows::export_schema(batch.schema, &schema.value);
  rows::export_batch(std::move(batch), &rows.value);
  waybill_error* error = nullptr;
  waybill_status status = WAYBILL_OK;
  std::vector<sink::RowResult> answered;
  const std::exception_ptr thrown = caught([&] {
    status = called(functions_->name, "write", [&] {
      return functions_->write(session_, &what, &rows.value, &schema.value, &results_, &error);
    });
  });
  const std::exception_ptr untrue = caught([&] { answered = results_.end(); });
  if (thrown != nullptr) std::rethrow_exception(thrown);
  settle(status, error, "write");
  if (untrue != nullptr) std::rethrow_exception(untrue);
  return answered;
}

void SinkSession::finish() {
  if (functions_->finish == nullptr) return;
  waybill_error* error = nullptr;
  const waybill_status status =
      called(functions_->name, "finish", [&] { return functions_->finish(session_, &error); });
  settle(status, error, "finish");
}

void SinkSession::close() {
  const std::shared_ptr<const SinkFunctions> functions = std::exchange(functions_, nullptr);
  if (functions == nullptr || !std::exchange(is_open_, false)) return;
  if (functions->close != nullptr) functions->close(session_);
}

}  // namespace waybill::capi

using namespace waybill::capi;

extern "C" {

int32_t waybill_cancelled(const waybill_cancel* cancel, uint32_t wait_ms) {
  if (cancel == nullptr) return 0;
  if (wait_ms > 0) guard(nullptr, [&] { cancel->token.sleep(std::chrono::milliseconds(wait_ms)); });
  return cancel->token.cancelled() ? 1 : 0;
}

waybill_status waybill_row_reject(waybill_row_results* results, int64_t row, const char* reason) {
  return guard(nullptr, [&] {
    require(results, "results");
    results->add(row, waybill::sink::Verdict::rejected, reason == nullptr ? "" : reason);
  });
}

waybill_status waybill_row_retry(waybill_row_results* results, int64_t row, const char* reason) {
  return guard(nullptr, [&] {
    require(results, "results");
    results->add(row, waybill::sink::Verdict::retry, reason == nullptr ? "" : reason);
  });
}

}  // extern "C"

// One session of a host's sink: what its functions are given, and what they answer.
#ifndef WAYBILL_CAPI_SINK_SESSION_HPP
#define WAYBILL_CAPI_SINK_SESSION_HPP

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.hpp"
#include "capi/callback.hpp"
#include "sink/sink.hpp"
#include "waybill/waybill.h"

struct waybill_cancel {
  waybill::base::CancelToken token;
};

// Answers are taken while a call of write runs, from any thread.
struct waybill_row_results {
 public:
  void begin(std::int64_t rows);
  // Throws Error where they cannot be true: of the call that ends now.
  std::vector<waybill::sink::RowResult> end();
  void add(std::int64_t row, waybill::sink::Verdict verdict, std::string_view reason);

 private:
  std::mutex mutex_;
  bool open_ = false;
  std::int64_t rows_ = 0;
  std::map<std::int64_t, waybill::sink::RowResult> given_;
  std::string untrue_;  // the first that cannot be true
};

namespace waybill::capi {

// What a host registered.
struct SinkFunctions {
  std::string name;
  UserData user_data;
  waybill_sink_open_fn open = nullptr;
  waybill_sink_write_fn write = nullptr;
  waybill_sink_finish_fn finish = nullptr;
  waybill_sink_close_fn close = nullptr;
};

// Its functions are called on one thread, but for close() where nothing was opened. It keeps the
// host's functions until it is closed.
class SinkSession {
 public:
  SinkSession(std::shared_ptr<const SinkFunctions> functions, std::string config,
              const sink::Target& target, const base::CancelToken& cancel);
  SinkSession(const SinkSession&) = delete;
  SinkSession& operator=(const SinkSession&) = delete;

  void open();
  std::vector<sink::RowResult> write(rows::Batch batch, const std::string& operation,
                                     const std::string& id);
  void finish();
  void close();

 private:
  void settle(waybill_status status, waybill_error* error, std::string_view function) const;

  std::shared_ptr<const SinkFunctions> functions_;
  const std::string config_;
  const std::string object_;
  const std::string mode_;
  const std::string run_id_;
  std::vector<std::string> key_;
  std::vector<const char*> key_texts_;
  waybill_cancel cancel_;
  waybill_row_results results_;
  waybill_sink_run run_{};
  void* session_ = nullptr;
  bool is_open_ = false;
};

}  // namespace waybill::capi

#endif

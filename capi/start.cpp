// waybill_start and waybill_operation_*: an operation on a thread and a catalog connection of its
// own.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "base/cancel.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "capi/buffer.hpp"
#include "capi/callback.hpp"
#include "capi/catalog.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/request.hpp"
#include "capi/signals.hpp"
#include "service/operation.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {
namespace {

struct Progress {
  waybill_progress_fn report = nullptr;
  UserData user_data;
};

}  // namespace

class OperationState {
 public:
  OperationState(Request request, Progress progress)
      : request_(std::move(request)), progress_(std::move(progress)) {}

  static void start(const std::shared_ptr<OperationState>& self) {
    const SignalsBlocked blocked;
    self->thread_ = std::thread([self] { self->work(); });
  }

  bool done() const {
    const std::lock_guard lock(mutex_);
    return done_;
  }

  const std::string& wait() const {
    if (on_own_thread()) {
      throw Error(codes::wrong_call, "an operation cannot wait for itself")
          .with_hint("wait from another thread than the one that calls back");
    }
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return done_; });
    if (failure_ != nullptr) std::rethrow_exception(failure_);
    return result_;
  }

  void cancel() const { cancel_.cancel(); }

  void finish() {
    cancel();
    if (on_own_thread()) {
      thread_.detach();
    } else {
      thread_.join();
    }
  }

 private:
  bool on_own_thread() const { return std::this_thread::get_id() == thread_.get_id(); }

  // Everything the host lent is given back before the end can be seen.
  void work() {
    std::exception_ptr failure = caught([this] { run(); });
    progress_.reset();
    const std::lock_guard lock(mutex_);
    failure_ = std::move(failure);
    done_ = true;
    ended_.notify_all();
  }

  void run() {
    cancel_.throw_if_cancelled();
    std::shared_ptr<service::CatalogHandle> handle;
    if (request_.catalog != nullptr) handle = request_.catalog->handle->reopen();
    service::Call call = request_.call(handle.get());
    call.cancel = cancel_;
    if (progress_->report != nullptr) {
      call.progress = [this](const base::Json& event) {
        const std::string text = base::write_json(event);
        return progress_->report(progress_->user_data.get(), text.c_str(), text.size()) == 0;
      };
    }
    result_ = base::write_json(service::run(*request_.operation, call));
  }

  const Request request_;
  std::optional<Progress> progress_;
  const base::CancelToken cancel_;
  std::thread thread_;

  mutable std::mutex mutex_;
  mutable std::condition_variable ended_;
  bool done_ = false;
  std::exception_ptr failure_;
  std::string result_;
};

}  // namespace waybill::capi

using namespace waybill::capi;

extern "C" {

waybill_status waybill_start(waybill_operation** out, waybill_context* context,
                             waybill_catalog* catalog, const char* operation, const char* params,
                             size_t size, waybill_progress_fn progress, void* user_data,
                             waybill_destroy_fn destroy, waybill_error** err) {
  UserData owned(user_data, destroy);
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out, "out");
    Request request = read_request(context, catalog, operation, params, size);
    auto started = std::make_unique<waybill_operation>();
    started->state =
        std::make_shared<OperationState>(std::move(request), Progress{progress, std::move(owned)});
    OperationState::start(started->state);
    *out = started.release();
  });
}

waybill_status waybill_operation_poll(waybill_operation* operation, int32_t* done,
                                      waybill_error** err) {
  if (done != nullptr) *done = 0;
  return guard(err, [&] {
    require(done, "done");
    *done = state_of(operation)->done() ? 1 : 0;
  });
}

waybill_status waybill_operation_wait(waybill_operation* operation, waybill_buf* result,
                                      waybill_error** err) {
  if (result != nullptr) *result = {};
  return guard(err, [&] {
    require(result, "result");
    *result = make_buffer(state_of(operation)->wait());
  });
}

void waybill_operation_cancel(waybill_operation* operation) {
  if (standing(operation) != Standing::live) return;
  guard(nullptr, [&] { operation->state->cancel(); });
}

void waybill_operation_free(waybill_operation* operation) {
  if (standing(operation) == Standing::live) {
    guard(nullptr, [&] { operation->state->finish(); });
  }
  free_handle(operation);
}

}  // extern "C"

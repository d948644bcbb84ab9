// waybill_stream: rows of an operation as an Arrow C stream that depends on no handle.
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <exception>
#include <memory>
#include <utility>

#include "base/error.hpp"
#include "capi/catalog.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/request.hpp"
#include "rows/arrow.hpp"
#include "rows/batch.hpp"
#include "service/operation.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {
namespace {

// By status. Consumers that know only Arrow branch on these.
constexpr std::array<int, 15> kErrno{0,      EINVAL,    EINVAL, ENOENT, EEXIST,
                                     EACCES, EINVAL,    EINVAL, EAGAIN, EIO,
                                     EBUSY,  ECANCELED, ENOMEM, EIO,    EPERM};

class Stream {
 public:
  explicit Stream(Request request)
      : request_(std::move(request)),
        call_(
            request_.call(request_.catalog == nullptr ? nullptr : request_.catalog->handle.get())) {
    const CatalogUse use(request_.catalog);
    source_ = service::open_stream(*request_.operation, call_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { waybill_error_free(error_); }

  bool inherited() const { return process_ != ::getpid(); }
  const waybill_error* error() const { return error_; }
  void cancel() const { call_.cancel.cancel(); }

  int get_schema(ArrowSchema* out) {
    return attempt(out, [&] { rows::export_schema(source_->schema(), out); });
  }

  // A source that failed is not read again: its error stays.
  int get_next(ArrowArray* out) {
    return attempt(out, [&] {
      if (failure_ == nullptr) failure_ = caught([&] { read(out); });
      if (failure_ != nullptr) std::rethrow_exception(failure_);
    });
  }

 private:
  // An empty `out` is the end.
  void read(ArrowArray* out) {
    rows::Batch batch;
    if (ended_ || !source_->next(batch)) {
      ended_ = true;
    } else {
      rows::export_batch(std::move(batch), out);
    }
  }

  template <class Out, class Body>
  int attempt(Out* out, Body&& body) {
    if (out != nullptr) *out = {};
    waybill_error_free(std::exchange(error_, nullptr));
    const std::exception_ptr thrown = caught([&] {
      require(out, "out");
      if (inherited()) throw_forked("stream");
      body();
    });
    if (thrown == nullptr) return 0;
    error_ = make_error(thrown);
    return kErrno.at(static_cast<std::size_t>(waybill_error_status(error_)));
  }

  const ::pid_t process_ = ::getpid();
  const Request request_;
  service::Call call_;
  std::unique_ptr<service::RowSource> source_;
  std::exception_ptr failure_;
  waybill_error* error_ = nullptr;
  bool ended_ = false;
};

Stream& stream_of(const ArrowArrayStream* stream) {
  return *static_cast<Stream*>(stream->private_data);
}

void release(ArrowArrayStream* stream) {
  if (!stream_of(stream).inherited()) delete &stream_of(stream);
  *stream = {};
}

}  // namespace
}  // namespace waybill::capi

using namespace waybill::capi;

extern "C" {

waybill_status waybill_stream(waybill_context* context, waybill_catalog* catalog,
                              const char* operation, const char* params, size_t size,
                              struct ArrowArrayStream* out, waybill_error** err) {
  if (out != nullptr) *out = {};
  return guard(err, [&] {
    require(out, "out");
    auto stream = std::make_unique<Stream>(read_request(context, catalog, operation, params, size));
    out->get_schema = [](ArrowArrayStream* self, ArrowSchema* schema) {
      return stream_of(self).get_schema(schema);
    };
    out->get_next = [](ArrowArrayStream* self, ArrowArray* array) {
      return stream_of(self).get_next(array);
    };
    out->get_last_error = [](ArrowArrayStream* self) -> const char* {
      const waybill_error* const error = stream_of(self).error();
      return error == nullptr ? nullptr : waybill_error_message(error);
    };
    out->release = release;
    out->private_data = stream.release();
  });
}

void waybill_stream_cancel(const struct ArrowArrayStream* stream) {
  if (stream == nullptr || stream->release != release || stream_of(stream).inherited()) return;
  guard(nullptr, [&] { stream_of(stream).cancel(); });
}

const waybill_error* waybill_error_from_stream(const struct ArrowArrayStream* stream) {
  if (stream == nullptr || stream->release != release) return nullptr;
  return stream_of(stream).error();
}

}  // extern "C"

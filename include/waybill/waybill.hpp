// Waybill for C++17 and later: RAII over waybill.h, header only. Every failure is an exception of
// type waybill::Error; parameters and results are JSON text, so that a host keeps the JSON library
// it has.
//
//   waybill::Catalog catalog("waybill.db");
//   catalog.call("config.apply", R"({"paths": ["config"]})");
//   auto transfer = catalog.start("destination.transfer", R"({"destination": "acme"})",
//                                 [](std::string_view event) { return true; });
//   std::string report = transfer.wait();
//
// The threads and lifetimes of waybill.h hold here too. A function object given to a context or an
// operation may be called from any thread. It may throw: the exception never crosses the C
// functions, but is kept and thrown again by the wrapper's function that ran meanwhile (a call, or
// an operation's wait). A progress function that throws cancels its operation; a clock that throws
// is answered for by the system's; a secret resolver that throws answers no secret.
#ifndef WAYBILL_WAYBILL_HPP
#define WAYBILL_WAYBILL_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "waybill/waybill.h"

// The names are waybill::Error and so on. The inline namespace keeps them apart, for the linker,
// from the names of the library's own code.
namespace waybill {
inline namespace host {

class Error : public std::exception {
 public:
  // Copies `error`, which stays the caller's.
  Error(waybill_status status, const waybill_error* error)
      : parts_(std::make_shared<const Parts>(Parts{
            status, waybill_error_native_code(error), waybill_error_retryable(error) != 0,
            waybill_error_code(error), waybill_error_class(error), waybill_error_message(error),
            waybill_error_hint(error), waybill_error_path(error), waybill_error_sqlstate(error),
            waybill_error_blame(error), waybill_error_json(error)})) {}

  const char* what() const noexcept override { return parts_->message.c_str(); }
  waybill_status status() const noexcept { return parts_->status; }  // WAYBILL_E_...
  const std::string& code() const noexcept { return parts_->code; }  // "WB9101"
  const std::string& error_class() const noexcept { return parts_->error_class; }
  const std::string& message() const noexcept { return parts_->message; }
  const std::string& hint() const noexcept { return parts_->hint; }
  const std::string& path() const noexcept { return parts_->path; }  // JSON pointer
  const std::string& sqlstate() const noexcept { return parts_->sqlstate; }
  std::int32_t native_code() const noexcept { return parts_->native_code; }
  bool retryable() const noexcept { return parts_->retryable; }
  const std::string& blame() const noexcept { return parts_->blame; }
  const std::string& json() const noexcept { return parts_->json; }

 private:
  struct Parts {
    waybill_status status;
    std::int32_t native_code;
    bool retryable;
    std::string code, error_class, message, hint, path, sqlstate, blame, json;
  };
  std::shared_ptr<const Parts> parts_;  // shared: copying an exception must not throw
};

namespace detail {

struct FreeError {
  void operator()(waybill_error* error) const { waybill_error_free(error); }
};
struct FreeContext {
  void operator()(waybill_context* context) const { waybill_context_free(context); }
};
struct FreeCatalog {
  void operator()(waybill_catalog* catalog) const { waybill_catalog_free(catalog); }
};
struct FreeOperation {
  void operator()(waybill_operation* operation) const { waybill_operation_free(operation); }
};

// Takes over `error`.
inline void check(waybill_status status, waybill_error* error) {
  const std::unique_ptr<waybill_error, FreeError> owned(error);
  if (status != WAYBILL_OK) throw Error(status, error);
}

// The first exception of a host's function objects, until the wrapper can throw it again.
class Kept {
 public:
  void keep() noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (thrown_ == nullptr) thrown_ = std::current_exception();
  }
  void rethrow() {
    std::exception_ptr thrown;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      thrown_.swap(thrown);
    }
    if (thrown != nullptr) std::rethrow_exception(thrown);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr thrown_;
};

// What the C functions carry as user_data for a function object.
template <class Function>
struct Callback {
  Function function;
  std::shared_ptr<Kept> kept;

  static void destroy(void* user_data) { delete static_cast<Callback*>(user_data); }
};

inline std::string take(waybill_buf& buffer) {
  struct Disposer {
    waybill_buf& buffer;
    ~Disposer() { waybill_buf_dispose(&buffer); }
  } disposer{buffer};
  return std::string(buffer.ptr, buffer.size);
}

}  // namespace detail

inline const char* version() {
  return waybill_version();
}
inline const char* features_json() {
  return waybill_features_json();
}

enum class LogLevel : std::int32_t {
  debug = WAYBILL_LOG_DEBUG,
  info = WAYBILL_LOG_INFO,
  warning = WAYBILL_LOG_WARNING,
  error = WAYBILL_LOG_ERROR
};
using Log = std::function<void(LogLevel, std::string_view event, std::string_view fields_json)>;
using Clock = std::function<std::int64_t()>;  // microseconds since 1970-01-01T00:00:00Z
// The secret a connection names as "host:NAME"; nothing: there is none.
using SecretResolver = std::function<std::optional<std::string>(std::string_view name)>;
// The JSON of one event of an alert; true: it was taken.
using Alert = std::function<bool(std::string_view event_json)>;
using Progress = std::function<bool(std::string_view event_json)>;  // false cancels

// Rows as an Arrow C stream. Movable; outlives what it came from.
class Stream {
 public:
  Stream() = default;  // empty: nothing but assigning and get() may be done with it
  explicit Stream(const ArrowArrayStream& owned) : stream_(owned) {}
  Stream(Stream&& other) noexcept : stream_(std::exchange(other.stream_, ArrowArrayStream{})) {}
  Stream& operator=(Stream&& other) noexcept {
    std::swap(stream_, other.stream_);
    return *this;
  }
  ~Stream() {
    if (stream_.release != nullptr) stream_.release(&stream_);
  }

  // The caller releases what these fill.
  void schema(ArrowSchema* out) {
    if (stream_.get_schema(&stream_, out) != 0) fail();
  }
  // False at the end of the rows.
  bool next(ArrowArray* out) {
    if (stream_.get_next(&stream_, out) != 0) fail();
    return out->release != nullptr;
  }

  // From any thread, while the stream is neither moved nor destroyed: next() ends with
  // WAYBILL_E_CANCELLED.
  void cancel() const noexcept { waybill_stream_cancel(&stream_); }

  ArrowArrayStream* get() { return &stream_; }
  // Hands the stream over, for a library that imports one.
  ArrowArrayStream release() { return std::exchange(stream_, ArrowArrayStream{}); }

 private:
  [[noreturn]] void fail() const {
    const waybill_error* const error = waybill_error_from_stream(&stream_);
    throw Error(waybill_error_status(error), error);
  }

  ArrowArrayStream stream_{};
};

// An operation on a thread of its own. Destroying one that still runs cancels it and waits.
class Operation {
 public:
  bool done() {
    std::int32_t answer = 0;
    waybill_error* error = nullptr;
    detail::check(waybill_operation_poll(operation_.get(), &answer, &error), error);
    return answer != 0;
  }

  // The result. May be called again.
  std::string wait() {
    waybill_buf result{};
    waybill_error* error = nullptr;
    const waybill_status status = waybill_operation_wait(operation_.get(), &result, &error);
    return finish(status, result, error);
  }

  void cancel() noexcept { waybill_operation_cancel(operation_.get()); }  // from any thread
  waybill_operation* get() const noexcept { return operation_.get(); }

 private:
  friend class Context;
  friend class Catalog;
  using Kept = std::shared_ptr<detail::Kept>;

  Operation(const Kept& of_context, waybill_context* context, waybill_catalog* catalog,
            const std::string& name, std::string_view params, Progress progress)
      : of_context_(of_context), of_progress_(std::make_shared<detail::Kept>()) {
    using Callback = detail::Callback<Progress>;
    const bool listens = progress != nullptr;
    auto callback = std::make_unique<Callback>(Callback{std::move(progress), of_progress_});
    const auto report = [](void* user_data, const char* event, std::size_t size) -> std::int32_t {
      auto& self = *static_cast<Callback*>(user_data);
      try {
        return self.function(std::string_view(event, size)) ? 0 : 1;
      } catch (...) {
        self.kept->keep();
        return 1;
      }
    };
    waybill_operation* out = nullptr;
    waybill_error* error = nullptr;
    const waybill_status status =
        waybill_start(&out, context, catalog, name.c_str(), params.data(), params.size(),
                      listens ? static_cast<waybill_progress_fn>(report) : nullptr,
                      callback.release(), Callback::destroy, &error);
    operation_.reset(out);
    detail::check(status, error);
  }

  std::string finish(waybill_status status, waybill_buf& result, waybill_error* error) {
    std::unique_ptr<waybill_error, detail::FreeError> owned(error);
    std::string text = status == WAYBILL_OK ? detail::take(result) : std::string();
    of_progress_->rethrow();
    of_context_->rethrow();
    detail::check(status, owned.release());
    return text;
  }

  Kept of_context_;
  Kept of_progress_;
  std::unique_ptr<waybill_operation, detail::FreeOperation> operation_;
};

// Thrown by a sink to say how a call failed: the status, what failed and what to do, without
// secrets or row data. WAYBILL_E_TRANSIENT is tried again, after `retry_after` where that is above
// 0.
class SinkError : public std::runtime_error {
 public:
  explicit SinkError(const std::string& message, waybill_status status = WAYBILL_E_IO,
                     std::string hint = {},
                     std::chrono::milliseconds retry_after = std::chrono::milliseconds(0))
      : std::runtime_error(message),
        status_(status),
        hint_(std::move(hint)),
        retry_after_(retry_after) {}

  waybill_status status() const noexcept { return status_; }
  const std::string& hint() const noexcept { return hint_; }
  std::chrono::milliseconds retry_after() const noexcept { return retry_after_; }

 private:
  waybill_status status_;
  std::string hint_;
  std::chrono::milliseconds retry_after_;
};

// One run on its way to a sink. Good from open() until its session is destroyed.
class SinkRun {
 public:
  explicit SinkRun(const waybill_sink_run* run) : run_(run) {}

  std::string_view config_json() const { return {run_->config_json, run_->config_size}; }
  std::string_view object() const { return run_->object; }  // "" where the sink is only tried
  std::string_view mode() const { return run_->mode; }      // of the sync
  std::vector<std::string_view> key() const { return {run_->key, run_->key + run_->key_count}; }
  std::string_view run_id() const { return run_->run_id; }
  bool cancelled() const { return waybill_cancelled(run_->cancel, 0) != 0; }
  // Waits so long, or until the run is cancelled: then true. From any thread.
  bool wait(std::chrono::milliseconds time) const {
    return waybill_cancelled(run_->cancel, static_cast<std::uint32_t>(time.count())) != 0;
  }

 private:
  const waybill_sink_run* run_;
};

// Rows for a sink, as waybill_sink_write_fn says; they are the sink's during the call, or moved out
// of it. What is neither rejected nor asked for again was taken.
class SinkBatch {
 public:
  SinkBatch(const waybill_sink_batch* batch, ArrowArray* rows, ArrowSchema* schema,
            waybill_row_results* results)
      : batch_(batch), rows_(rows), schema_(schema), results_(results) {}

  SinkRun run() const { return SinkRun(batch_->run); }
  std::string_view operation() const { return batch_->operation; }
  std::string_view id() const { return batch_->id; }  // an idempotency key
  ArrowArray& rows() const { return *rows_; }
  ArrowSchema& schema() const { return *schema_; }

  // A dead letter, with the reason. Throws std::out_of_range for a row, from 0 on, that is not
  // there or has its answer.
  void reject(std::int64_t row, const std::string& reason) {
    answered(waybill_row_reject(results_, row, reason.c_str()));
  }
  // Sent again a few times; a dead letter after that.
  void retry(std::int64_t row, const std::string& reason) {
    answered(waybill_row_retry(results_, row, reason.c_str()));
  }

 private:
  static void answered(waybill_status status) {
    if (status != WAYBILL_OK) throw std::out_of_range("no such row, or it was answered for");
  }

  const waybill_sink_batch* batch_;
  ArrowArray* rows_;
  ArrowSchema* schema_;
  waybill_row_results* results_;
};

// One run of a sink. Destroyed at its end; without a finish() that returned it was aborted. What a
// destructor of it throws ends the program, as it does anywhere.
class SinkSession {
 public:
  SinkSession() = default;
  SinkSession(const SinkSession&) = delete;
  SinkSession& operator=(const SinkSession&) = delete;
  virtual ~SinkSession() = default;

  virtual void write(SinkBatch& batch) = 0;
  // When it returns, all that was written has arrived.
  virtual void finish() {}
};

// A destination of the host's own. What its functions throw ends the run, or has it tried again: a
// SinkError as it says; anything else is thrown again by the call that ran it.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;

  // From several threads at once.
  virtual std::unique_ptr<SinkSession> open(const SinkRun& run) = 0;
};

namespace detail {

// The functions of a C sink over a C++ one.
struct SinkFunctions {
  std::shared_ptr<Sink> sink;
  std::shared_ptr<Kept> kept;

  struct Session {
    const SinkFunctions* of;
    std::unique_ptr<SinkSession> session;
  };

  template <class Work>
  waybill_status guard(waybill_error** err, Work&& work) const noexcept {
    try {
      work();
      return WAYBILL_OK;
    } catch (const SinkError& error) {
      return waybill_error_set(err, error.status(), error.what(), error.hint().c_str(),
                               static_cast<std::int64_t>(error.retry_after().count()));
    } catch (...) {
      kept->keep();
      return waybill_error_set(err, WAYBILL_E_IO, "it threw an exception that is no SinkError",
                               nullptr, 0);
    }
  }

  static waybill_status open(void* self, const waybill_sink_run* run, void** session,
                             waybill_error** err) {
    const auto* const functions = static_cast<const SinkFunctions*>(self);
    return functions->guard(err, [&] {
      auto made = std::make_unique<Session>(Session{functions, nullptr});
      made->session = functions->sink->open(SinkRun(run));
      if (made->session == nullptr) throw std::logic_error("a sink opened no session");
      *session = made.release();
    });
  }
  static waybill_status write(void* session, const waybill_sink_batch* batch, ArrowArray* rows,
                              ArrowSchema* schema, waybill_row_results* results,
                              waybill_error** err) {
    auto* const self = static_cast<Session*>(session);
    return self->of->guard(err, [&] {
      SinkBatch given(batch, rows, schema, results);
      self->session->write(given);
    });
  }
  static waybill_status finish(void* session, waybill_error** err) {
    auto* const self = static_cast<Session*>(session);
    return self->of->guard(err, [&] { self->session->finish(); });
  }
  static void close(void* session) { delete static_cast<Session*>(session); }
  static void destroy(void* self) { delete static_cast<SinkFunctions*>(self); }
};

}  // namespace detail

// What calls share: a log hook, a clock, a secret resolver, who is told of alerts, and sinks.
// Copies are the same context; any thread may use it.
class Context {
 public:
  Context() : kept_(std::make_shared<detail::Kept>()) {
    waybill_context* out = nullptr;
    waybill_error* error = nullptr;
    detail::check(waybill_context_new(&out, &error), error);
    context_.reset(out, detail::FreeContext{});
  }

  // An empty function takes the hook away.
  void set_log(Log log, LogLevel min_level = LogLevel::info) {
    using Callback = detail::Callback<Log>;
    const bool listens = log != nullptr;
    auto callback = std::make_unique<Callback>(Callback{std::move(log), kept_});
    const auto hook = [](void* user_data, std::int32_t level, const char* event,
                         const char* fields_json) {
      auto& self = *static_cast<Callback*>(user_data);
      try {
        self.function(static_cast<LogLevel>(level), event, fields_json);
      } catch (...) {
        self.kept->keep();
      }
    };
    waybill_error* error = nullptr;
    const waybill_status status = waybill_context_set_log(
        get(), listens ? static_cast<waybill_log_fn>(hook) : nullptr,
        static_cast<std::int32_t>(min_level), callback.release(), Callback::destroy, &error);
    detail::check(status, error);
  }

  // An empty function restores the system's clock.
  void set_clock(Clock clock) {
    using Callback = detail::Callback<Clock>;
    const bool ticks = clock != nullptr;
    auto callback = std::make_unique<Callback>(Callback{std::move(clock), kept_});
    const auto hook = [](void* user_data) -> std::int64_t {
      auto& self = *static_cast<Callback*>(user_data);
      try {
        return self.function();
      } catch (...) {
        self.kept->keep();
        using std::chrono::duration_cast;
        return duration_cast<std::chrono::microseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
      }
    };
    waybill_error* error = nullptr;
    const waybill_status status =
        waybill_context_set_clock(get(), ticks ? static_cast<waybill_clock_fn>(hook) : nullptr,
                                  callback.release(), Callback::destroy, &error);
    detail::check(status, error);
  }

  // An empty function takes the resolver away. What it answers is wiped when it has been copied.
  void set_secret_resolver(SecretResolver resolver) {
    using Callback = detail::Callback<SecretResolver>;
    const bool answers = resolver != nullptr;
    auto callback = std::make_unique<Callback>(Callback{std::move(resolver), kept_});
    const auto hook = [](void* user_data, const char* name, char* value, std::size_t capacity,
                         std::size_t* size) -> std::int32_t {
      auto& self = *static_cast<Callback*>(user_data);
      try {
        std::optional<std::string> secret = self.function(name);
        if (!secret) return 1;
        const bool fits = secret->size() <= capacity;
        if (fits) *size = secret->copy(value, capacity);
        volatile char* const bytes = secret->data();
        for (std::size_t i = 0; i < secret->size(); ++i) bytes[i] = 0;
        return fits ? 0 : 1;
      } catch (...) {
        self.kept->keep();
        return 1;
      }
    };
    waybill_error* error = nullptr;
    const waybill_status status = waybill_context_set_secret_resolver(
        get(), answers ? static_cast<waybill_secret_fn>(hook) : nullptr, callback.release(),
        Callback::destroy, &error);
    detail::check(status, error);
  }

  // Who is told of alerts: the JSON of one event; true when it was taken. An empty function takes
  // it away.
  void set_alert(Alert alert) {
    using Callback = detail::Callback<Alert>;
    const bool listens = alert != nullptr;
    auto callback = std::make_unique<Callback>(Callback{std::move(alert), kept_});
    const auto hook = [](void* user_data, const char* event, std::size_t size) -> std::int32_t {
      auto& self = *static_cast<Callback*>(user_data);
      try {
        return self.function(std::string_view(event, size)) ? 0 : 1;
      } catch (...) {
        self.kept->keep();
        return 1;
      }
    };
    waybill_error* error = nullptr;
    const waybill_status status =
        waybill_context_set_alert(get(), listens ? static_cast<waybill_alert_fn>(hook) : nullptr,
                                  callback.release(), Callback::destroy, &error);
    detail::check(status, error);
  }

  // Makes a sink known by its name. `describe_json`: what it takes, as docs/sinks.md says; empty:
  // anything. Operations that begin later find it.
  void register_sink(const std::string& name, std::shared_ptr<Sink> sink,
                     std::string_view describe_json = {}) {
    using Functions = detail::SinkFunctions;
    waybill_sink given{};
    given.struct_size = sizeof given;
    given.name = name.c_str();
    if (!describe_json.empty()) given.describe_json = describe_json.data();
    given.describe_size = describe_json.size();
    given.user_data = new Functions{std::move(sink), kept_};
    given.destroy = Functions::destroy;
    given.open = Functions::open;
    given.write = Functions::write;
    given.finish = Functions::finish;
    given.close = Functions::close;
    waybill_error* error = nullptr;
    const waybill_status status = waybill_register_sink(get(), &given, &error);
    detail::check(status, error);
  }
  // Takes a sink away. Runs that are under way go on with it.
  void unregister_sink(const std::string& name) {
    waybill_error* error = nullptr;
    const waybill_status status = waybill_unregister_sink(get(), name.c_str(), &error);
    detail::check(status, error);
  }

  // Rows of this program, read by what names `source` as its host. `describe` is the JSON of its
  // tables (waybill_source); `open` fills the stream with the rows of one, or throws. An empty
  // function takes the source away.
  using OpenTable = std::function<void(const waybill_source_request&, ArrowArrayStream*)>;
  void register_source(const std::string& name, std::string_view describe, OpenTable open) {
    using Callback = detail::Callback<OpenTable>;
    waybill_source source{};
    source.struct_size = sizeof source;
    source.name = name.c_str();
    source.describe_json = describe.data();
    source.describe_size = describe.size();
    if (open != nullptr) {
      source.open = [](void* user_data, const waybill_source_request* request,
                       ArrowArrayStream* out, waybill_error**) -> waybill_status {
        auto& self = *static_cast<Callback*>(user_data);
        try {
          self.function(*request, out);
          return WAYBILL_OK;
        } catch (...) {
          self.kept->keep();
          return WAYBILL_E_IO;
        }
      };
    }
    source.user_data = std::make_unique<Callback>(Callback{std::move(open), kept_}).release();
    source.destroy = Callback::destroy;
    waybill_error* error = nullptr;
    const waybill_status status = waybill_register_source(get(), &source, &error);
    detail::check(status, error);
  }

  // Operations that need no catalog.
  std::string call(const std::string& operation, std::string_view params = "{}") const {
    return call_with(nullptr, operation, params);
  }
  Operation start(const std::string& operation, std::string_view params = "{}",
                  Progress progress = nullptr) const {
    return Operation(kept_, get(), nullptr, operation, params, std::move(progress));
  }

  Stream stream(const std::string& operation, std::string_view params = "{}") const {
    return stream_with(nullptr, operation, params);
  }

  waybill_context* get() const noexcept { return context_.get(); }

 private:
  friend class Catalog;

  Stream stream_with(waybill_catalog* catalog, const std::string& operation,
                     std::string_view params) const {
    ArrowArrayStream out{};
    waybill_error* error = nullptr;
    const waybill_status status = waybill_stream(get(), catalog, operation.c_str(), params.data(),
                                                 params.size(), &out, &error);
    std::unique_ptr<waybill_error, detail::FreeError> owned(error);
    Stream rows(out);
    kept_->rethrow();
    detail::check(status, owned.release());
    return rows;
  }

  std::string call_with(waybill_catalog* catalog, const std::string& operation,
                        std::string_view params) const {
    waybill_buf result{};
    waybill_error* error = nullptr;
    const waybill_status status = waybill_call(get(), catalog, operation.c_str(), params.data(),
                                               params.size(), &result, &error);
    std::unique_ptr<waybill_error, detail::FreeError> owned(error);
    std::string text = status == WAYBILL_OK ? detail::take(result) : std::string();
    kept_->rethrow();
    detail::check(status, owned.release());
    return text;
  }

  std::shared_ptr<detail::Kept> kept_;
  std::shared_ptr<waybill_context> context_;
};

// Who acts through a catalog.
struct Actor {
  std::string name;
  std::vector<std::string> roles;
};

// An opened catalog file, created when it was absent. Movable; one thread at a time.
class Catalog {
 public:
  explicit Catalog(const std::string& path, const Actor& actor = {})
      : Catalog(Context(), path, actor) {}

  Catalog(Context context, const std::string& path, const Actor& actor = {})
      : context_(std::move(context)) {
    std::vector<const char*> roles;
    for (const std::string& role : actor.roles) roles.push_back(role.c_str());
    waybill_catalog_options options{};
    options.struct_size = sizeof options;
    options.actor = actor.name.c_str();
    options.roles = roles.data();
    options.role_count = roles.size();
    waybill_catalog* out = nullptr;
    waybill_error* error = nullptr;
    const waybill_status status =
        waybill_catalog_open(&out, context_.get(), path.c_str(), &options, &error);
    std::unique_ptr<waybill_error, detail::FreeError> owned(error);
    catalog_.reset(out);
    context_.kept_->rethrow();
    detail::check(status, owned.release());
  }

  std::string call(const std::string& operation, std::string_view params = "{}") {
    return context_.call_with(get(), operation, params);
  }

  // On a thread and a connection of its own: this catalog stays free for other calls.
  Operation start(const std::string& operation, std::string_view params = "{}",
                  Progress progress = nullptr) {
    return Operation(context_.kept_, context_.get(), get(), operation, params, std::move(progress));
  }

  Stream stream(const std::string& operation, std::string_view params = "{}") {
    return context_.stream_with(get(), operation, params);
  }

  waybill_catalog* get() const noexcept { return catalog_.get(); }

 private:
  Context context_;
  std::unique_ptr<waybill_catalog, detail::FreeCatalog> catalog_;
};

// An operation that needs neither catalog nor context.
inline std::string call(const std::string& operation, std::string_view params = "{}") {
  return Context().call(operation, params);
}

}  // namespace host
}  // namespace waybill

#endif

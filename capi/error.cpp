#include "capi/error.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "base/json.hpp"
#include "base/text.hpp"
#include "capi/guard.hpp"
#include "service/operation.hpp"
#include "sink/sink.hpp"

// Texts point into the owner derived from this, or to literals.
struct waybill_error {
  waybill_status status;
  bool retryable;
  int native_code;
  const char* code;
  const char* error_class;
  const char* message;
  const char* hint;
  const char* path;
  const char* sqlstate;
  const char* blame;
  const char* json;
  std::int64_t retry_after_ms;  // of one that a host made
};

namespace waybill::capi {
namespace {

// The statuses are the classes in their order, from 1.
constexpr waybill_status status_of(ErrorClass error_class) {
  return static_cast<waybill_status>(error_class) + 1;
}
static_assert(status_of(ErrorClass::usage) == WAYBILL_E_USAGE);
static_assert(status_of(ErrorClass::config) == WAYBILL_E_CONFIG);
static_assert(status_of(ErrorClass::not_found) == WAYBILL_E_NOT_FOUND);
static_assert(status_of(ErrorClass::conflict) == WAYBILL_E_CONFLICT);
static_assert(status_of(ErrorClass::permission) == WAYBILL_E_PERMISSION);
static_assert(status_of(ErrorClass::schema) == WAYBILL_E_SCHEMA);
static_assert(status_of(ErrorClass::data) == WAYBILL_E_DATA);
static_assert(status_of(ErrorClass::transient) == WAYBILL_E_TRANSIENT);
static_assert(status_of(ErrorClass::io) == WAYBILL_E_IO);
static_assert(status_of(ErrorClass::busy) == WAYBILL_E_BUSY);
static_assert(status_of(ErrorClass::cancelled) == WAYBILL_E_CANCELLED);
static_assert(status_of(ErrorClass::memory) == WAYBILL_E_MEMORY);
static_assert(status_of(ErrorClass::internal) == WAYBILL_E_INTERNAL);

struct OwnedError : waybill_error {
  // Codes and words are literals of the library; the rest is copied.
  explicit OwnedError(const Error& error)
      : waybill_error{},
        message_text(error.message()),
        hint_text(error.hint()),
        path_text(error.path()),
        sqlstate_text(error.sqlstate()),
        json_text(base::write_json(service::error_json(error))) {
    const Code& made_of = error.code();
    status = made_of.id == codes::forked.id ? WAYBILL_E_FORKED : status_of(made_of.error_class);
    retryable = made_of.retryable;
    native_code = error.native_code();
    code = made_of.id.data();
    error_class = to_string(made_of.error_class).data();
    message = message_text.c_str();
    hint = hint_text.c_str();
    path = path_text.c_str();
    sqlstate = sqlstate_text.c_str();
    blame = to_string(error.blame()).data();
    json = json_text.c_str();
  }

  std::string message_text;
  std::string hint_text;
  std::string path_text;
  std::string sqlstate_text;
  std::string json_text;
};

#define WAYBILL_NO_MEMORY_MESSAGE "out of memory"
#define WAYBILL_NO_MEMORY_HINT "free memory, then try again"
constexpr waybill_error kOutOfMemory{
    .status = WAYBILL_E_MEMORY,
    .retryable = codes::out_of_memory.retryable,
    .native_code = 0,
    .code = codes::out_of_memory.id.data(),
    .error_class = "memory",
    .message = WAYBILL_NO_MEMORY_MESSAGE,
    .hint = WAYBILL_NO_MEMORY_HINT,
    .path = "",
    .sqlstate = "",
    .blame = "host",
    .json =
        R"({"code":"WB9091","class":"memory","title":"out of memory","message":")" WAYBILL_NO_MEMORY_MESSAGE
        R"(","hint":")" WAYBILL_NO_MEMORY_HINT
        R"(","path":"","sqlstate":"","native_code":0,"retryable":true,"blame":"host"})"};
#undef WAYBILL_NO_MEMORY_MESSAGE
#undef WAYBILL_NO_MEMORY_HINT

}  // namespace

waybill_error* new_error(const Error& error) {
  return new OwnedError(error);
}

const HostCodes kOfSink{
    codes::sink_misconfigured, codes::sink_mismatch, codes::sink_denied, codes::sink_unavailable,
    codes::sink_failed,        codes::sink_broken,   Blame::destination, ""};
const HostCodes kOfSource{codes::connect_failed,
                          codes::no_such_table,
                          codes::denied_by_database,
                          codes::unreachable,
                          codes::connect_failed,
                          codes::connect_failed,
                          Blame::source,
                          "ask whoever runs the host program"};

// nullptr: it is no status of a failure.
const Code* code_of(waybill_status status, const HostCodes& as) {
  switch (status) {
    case WAYBILL_E_USAGE:
    case WAYBILL_E_CONFIG:
      return &as.misconfigured;
    case WAYBILL_E_NOT_FOUND:
    case WAYBILL_E_SCHEMA:
      return &as.mismatch;
    case WAYBILL_E_PERMISSION:
      return &as.denied;
    case WAYBILL_E_TRANSIENT:
    case WAYBILL_E_BUSY:
      return &as.unavailable;
    case WAYBILL_E_CANCELLED:
      return &codes::cancelled;
    case WAYBILL_E_MEMORY:
      return &codes::out_of_memory;
    default:
      return status > WAYBILL_OK && status <= WAYBILL_E_FORKED ? &as.failed : nullptr;
  }
}

std::string given_text(const char* text) {
  constexpr std::size_t kLongestText = 1000;
  return text == nullptr ? "" : base::one_line(text, kLongestText);
}

void throw_host_error(const HostCodes& as, waybill_status status, const waybill_error* error,
                      const std::string& where) {
  const Code* const code = code_of(status, as);
  if (code == nullptr) {
    throw Error(as.broken, fmt::format("{}: it answered {}, which is no status", where, status))
        .with_hint("answer one of WAYBILL_OK and WAYBILL_E_...")
        .with_blame(as.blame);
  }
  const std::string said = error == nullptr ? "" : waybill_error_message(error);
  std::string message = fmt::format("{}: {}", where, said.empty() ? code->title : said);
  const std::string hint = waybill_error_hint(error);
  if (code->id == codes::sink_unavailable.id) {
    sink::NotNow now(std::move(message),
                     std::chrono::milliseconds(error == nullptr ? 0 : error->retry_after_ms));
    now.set_hint(hint.empty() ? "run again later" : hint);
    now.set_blame(as.blame);
    throw now;
  }
  throw Error(*code, std::move(message))
      .with_hint(hint.empty() ? std::string(as.hint) : hint)
      .with_blame(as.blame);
}

// Nothing writes through a waybill_error*: the accessors read, and freeing knows this one.
waybill_error* out_of_memory() noexcept {
  return const_cast<waybill_error*>(&kOutOfMemory);
}

}  // namespace waybill::capi

extern "C" {

waybill_status waybill_error_status(const waybill_error* error) {
  return error == nullptr ? WAYBILL_OK : error->status;
}

const char* waybill_error_code(const waybill_error* error) {
  return error == nullptr ? "" : error->code;
}

const char* waybill_error_class(const waybill_error* error) {
  return error == nullptr ? "" : error->error_class;
}

const char* waybill_error_message(const waybill_error* error) {
  return error == nullptr ? "" : error->message;
}

const char* waybill_error_hint(const waybill_error* error) {
  return error == nullptr ? "" : error->hint;
}

const char* waybill_error_path(const waybill_error* error) {
  return error == nullptr ? "" : error->path;
}

const char* waybill_error_sqlstate(const waybill_error* error) {
  return error == nullptr ? "" : error->sqlstate;
}

int32_t waybill_error_native_code(const waybill_error* error) {
  return error == nullptr ? 0 : error->native_code;
}

int32_t waybill_error_retryable(const waybill_error* error) {
  return error != nullptr && error->retryable ? 1 : 0;
}

const char* waybill_error_blame(const waybill_error* error) {
  return error == nullptr ? "" : error->blame;
}

const char* waybill_error_json(const waybill_error* error) {
  return error == nullptr ? "" : error->json;
}

waybill_status waybill_error_set(waybill_error** err, waybill_status status, const char* message,
                                 const char* hint, int64_t retry_after_ms) {
  using namespace waybill::capi;
  const waybill_status answer = code_of(status, kOfSink) == nullptr ? WAYBILL_E_IO : status;
  if (err == nullptr) return answer;
  waybill_error_free(std::exchange(*err, nullptr));
  const std::exception_ptr failure = caught([&] {
    const waybill::Code& code = *code_of(answer, kOfSink);
    waybill_error* const made = new_error(
        waybill::Error(code, message == nullptr ? std::string(code.title) : given_text(message))
            .with_hint(given_text(hint)));
    made->retry_after_ms = retry_after_ms > 0 ? retry_after_ms : 0;
    *err = made;
  });
  if (failure != nullptr) *err = out_of_memory();
  return answer;
}

void waybill_error_free(waybill_error* error) {
  if (error == nullptr || error == &waybill::capi::kOutOfMemory) return;
  delete static_cast<waybill::capi::OwnedError*>(error);
}

}  // extern "C"

#include "capi/error.hpp"

#include <memory>
#include <string>

#include "base/json.hpp"
#include "service/operation.hpp"

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

void waybill_error_free(waybill_error* error) {
  if (error == nullptr || error == &waybill::capi::kOutOfMemory) return;
  delete static_cast<waybill::capi::OwnedError*>(error);
}

}  // extern "C"

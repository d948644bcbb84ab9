// What ends an operation: one exception type, waybill::Error, with a code from codes.inc.
#ifndef WAYBILL_BASE_ERROR_HPP
#define WAYBILL_BASE_ERROR_HPP

#include <exception>
#include <span>
#include <string>
#include <string_view>

namespace waybill {

enum class ErrorClass {
  usage,
  config,
  not_found,
  conflict,
  permission,
  schema,
  data,
  transient,
  io,
  busy,
  cancelled,
  memory,
  internal
};

// Whose side has to act.
enum class Blame { host, source, destination, waybill };

std::string_view to_string(ErrorClass value);
std::string_view to_string(Blame value);

struct Code {
  std::string_view id;  // "WB9001"
  ErrorClass error_class;
  bool retryable;
  std::string_view title;
};

namespace codes {
#define WAYBILL_CODE(name, id, error_class, retryable, title) \
  inline constexpr Code name{id, ErrorClass::error_class, retryable, title};
#include "base/codes.inc"
#undef WAYBILL_CODE
}  // namespace codes

// Every code of codes.inc, ordered by id.
std::span<const Code> all_codes();

// The message says what failed and where, the hint what to do. Neither ever holds a secret or row
// data. The path is a JSON pointer into the parameters or document at fault, or empty.
class Error : public std::exception {
 public:
  Error(const Code& code, std::string message);

  Error&& with_hint(std::string hint) &&;
  Error&& with_path(std::string json_pointer) &&;
  Error&& with_blame(Blame blame) &&;
  Error&& with_sqlstate(std::string sqlstate) &&;
  Error&& with_native(int native_code) &&;

  const char* what() const noexcept override { return message_.c_str(); }
  const Code& code() const { return *code_; }
  const std::string& message() const { return message_; }
  const std::string& hint() const { return hint_; }
  const std::string& path() const { return path_; }
  const std::string& sqlstate() const { return sqlstate_; }
  int native_code() const { return native_code_; }
  bool retryable() const { return code_->retryable; }
  Blame blame() const { return blame_; }
  void set_blame(Blame blame) { blame_ = blame; }
  void set_hint(std::string hint) { hint_ = std::move(hint); }

 private:
  const Code* code_;
  std::string message_;
  std::string hint_;
  std::string path_;
  std::string sqlstate_;
  int native_code_ = 0;
  Blame blame_ = Blame::host;
};

}  // namespace waybill

#endif

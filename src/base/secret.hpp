// Secrets: read late from where a reference points, never printed, wiped when done with.
#ifndef WAYBILL_BASE_SECRET_HPP
#define WAYBILL_BASE_SECRET_HPP

#include <string>
#include <string_view>

namespace waybill::base {

// Holds the value until it is destroyed, then overwrites it. Cannot be copied, printed or compared.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value);  // wipes what it is given
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  // For the call that needs it. NUL-terminated; empty when there is none.
  const char* reveal() const { return value_.c_str(); }
  bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

void wipe(std::string& text) noexcept;

// "env:NAME" is a variable of this process's environment; "file:/path" is a file's first line,
// which only its owner may read. Throws Error(secret_unresolved): the message names the reference
// and never the value. `what` names the secret in messages: "connection 'shop': secret 'password'".
Secret resolve_secret(std::string_view reference, std::string_view what);

}  // namespace waybill::base

#endif

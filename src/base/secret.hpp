// Secrets: read late from where a reference points, never printed, wiped when done with.
#ifndef WAYBILL_BASE_SECRET_HPP
#define WAYBILL_BASE_SECRET_HPP

#include <functional>
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

// Answers the value of the host program's secret of this name; throws Error(secret_unresolved).
using HostSecrets = std::function<Secret(std::string_view name)>;

// "env:NAME" is a variable of this process's environment; "file:/path" is a file's first line,
// which only its owner may read; "host:name" is asked of `host`, where there is one. Throws
// Error(secret_unresolved): the message names the reference and never the value. `what` names the
// secret in messages: "connection 'shop': secret 'password'".
Secret resolve_secret(std::string_view reference, std::string_view what,
                      const HostSecrets& host = nullptr);

}  // namespace waybill::base

#endif

// One line of what was found when a connection was tried: an answer, never an exception.
#ifndef WAYBILL_VALIDATE_CHECK_HPP
#define WAYBILL_VALIDATE_CHECK_HPP

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace waybill::validate {

enum class CheckStatus { passed, failed, warning, skipped };
std::string_view to_string(CheckStatus status);

struct Check {
  std::string name;  // "Verifying connection"
  CheckStatus status = CheckStatus::passed;
  std::string message;  // what was found; empty: nothing to say
  std::string hint;     // what to do
  std::string sqlstate;
  std::int64_t ms = 0;
  const Code* code = nullptr;  // of the error behind a failure; not shown
};

// What no finding can tell of: the call is cancelled, or there is no memory.
bool ends_the_call(const Error& error);

// A check by that name, made by `work`, which an error leaves at `on_error`, and how long it took.
// What ends the call is thrown.
Check timed(std::string name, const std::function<void(Check&)>& work,
            CheckStatus on_error = CheckStatus::failed);

bool ok(const std::vector<Check>& checks);  // none failed

}  // namespace waybill::validate

#endif

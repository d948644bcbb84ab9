#include "validate/check.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace waybill::validate {

std::string_view to_string(CheckStatus status) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"passed", "failed", "warning", "skipped"});
  return kNames[static_cast<std::size_t>(status)];
}

bool ends_the_call(const Error& error) {
  return error.code().id == codes::cancelled.id || error.code().id == codes::out_of_memory.id;
}

Check timed(std::string name, const std::function<void(Check&)>& work, CheckStatus on_error) {
  Check check;
  check.name = std::move(name);
  const auto began = std::chrono::steady_clock::now();
  try {
    work(check);
  } catch (const Error& error) {
    if (ends_the_call(error)) throw;
    check.status = on_error;
    check.message = error.message();
    check.hint = error.hint();
    check.sqlstate = error.sqlstate();
    check.code = &error.code();
  }
  check.ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                 std::chrono::steady_clock::now() - began)
                 .count();
  return check;
}

bool ok(const std::vector<Check>& checks) {
  return std::ranges::none_of(
      checks, [](const Check& check) { return check.status == CheckStatus::failed; });
}

}  // namespace waybill::validate

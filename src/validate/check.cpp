#include "validate/check.hpp"

#include <algorithm>
#include <array>

namespace waybill::validate {

std::string_view to_string(CheckStatus status) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"passed", "failed", "warning", "skipped"});
  return kNames[static_cast<std::size_t>(status)];
}

bool ends_the_call(const Error& error) {
  return error.code().id == codes::cancelled.id || error.code().id == codes::out_of_memory.id;
}

bool ok(const std::vector<Check>& checks) {
  return std::ranges::none_of(
      checks, [](const Check& check) { return check.status == CheckStatus::failed; });
}

}  // namespace waybill::validate

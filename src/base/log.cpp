// Names of the log levels.
#include "base/log.hpp"

#include <array>
#include <cstddef>

namespace waybill::base {

std::string_view to_string(LogLevel level) {
  constexpr std::array<std::string_view, 4> kNames{"debug", "info", "warning", "error"};
  return kNames.at(static_cast<std::size_t>(level));
}

}  // namespace waybill::base

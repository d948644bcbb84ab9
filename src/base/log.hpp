// Structured log events, handed to the host's hook. Never holds secrets or row data.
#ifndef WAYBILL_BASE_LOG_HPP
#define WAYBILL_BASE_LOG_HPP

#include <functional>
#include <string_view>

#include "base/json.hpp"

namespace waybill::base {

enum class LogLevel { debug, info, warning, error };
std::string_view to_string(LogLevel level);

// Called from any thread. Empty: nobody listens.
using LogSink = std::function<void(LogLevel, std::string_view event, const Json& fields)>;

}  // namespace waybill::base

#endif

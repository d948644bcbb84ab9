// A program that is told of alerts: never through a shell, the event's JSON on its standard input.
#ifndef WAYBILL_CLI_ALERT_COMMAND_HPP
#define WAYBILL_CLI_ALERT_COMMAND_HPP

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace waybill::cli {

// Its words from WAYBILL_ALERT_COMMAND, a JSON list of texts; none where it is unset or empty.
// Throws std::runtime_error for anything else.
std::vector<std::string> alert_command_of_environment();

// True: it ended with 0 within the time. What it writes goes to standard error; what has not ended
// by then is killed, with all it started.
bool run_alert_command(const std::vector<std::string>& words, std::string_view input,
                       std::chrono::milliseconds time);

}  // namespace waybill::cli

#endif

// Results of operations as text for people.
#ifndef WAYBILL_CLI_SHOW_HPP
#define WAYBILL_CLI_SHOW_HPP

#include <boost/json/fwd.hpp>
#include <string>

#include "screen.hpp"

namespace waybill::cli {

std::string show(const std::string& operation, const boost::json::value& result,
                 const Screen& screen);

// One line and a hint, from an error's JSON.
std::string show_error(const boost::json::value& error, const Screen& screen);

// A line, with its end, of what a scheduler did; empty for other events.
std::string show_schedule_event(const boost::json::value& event);

// The live line of a run, from an event's JSON.
std::string show_event(const boost::json::value& event);

}  // namespace waybill::cli

#endif

// Runs as text for people: what became of them, and what is said while they go on.
#ifndef WAYBILL_CLI_SHOW_RUNS_HPP
#define WAYBILL_CLI_SHOW_RUNS_HPP

#include <boost/json/fwd.hpp>
#include <string>

#include "screen.hpp"

namespace waybill::cli {

std::string show_runs(const boost::json::array& runs, const Screen& screen);

// What a run would do.
std::string show_plan(const boost::json::value& plan);
std::string show_comparison(const boost::json::value& compared);

// A line, with its end, of what a scheduler did; empty for other events.
std::string show_schedule_event(const boost::json::value& event);

// The live line of a run, from an event's JSON.
std::string show_event(const boost::json::value& event);

}  // namespace waybill::cli

#endif

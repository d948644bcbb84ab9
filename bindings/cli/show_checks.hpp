// What was found wrong, and what is in order, as text for people.
#ifndef WAYBILL_CLI_SHOW_CHECKS_HPP
#define WAYBILL_CLI_SHOW_CHECKS_HPP

#include <boost/json/fwd.hpp>
#include <string>

#include "screen.hpp"

namespace waybill::cli {

// Of lint's rules and of a live model's.
std::string show_findings(const boost::json::value& result, const Screen& screen);
// Of a connection or a destination.
std::string show_checks(const boost::json::value& result, const Screen& screen);
std::string show_doctor(const boost::json::value& result, const Screen& screen);
// Of models looked at where they are.
std::string show_validation(const boost::json::value& result, const Screen& screen);

}  // namespace waybill::cli

#endif

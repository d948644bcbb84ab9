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

}  // namespace waybill::cli

#endif

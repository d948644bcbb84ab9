// What became of the unit tests of models: for people, and as JUnit's XML for CI.
#ifndef WAYBILL_CLI_SHOW_TESTS_HPP
#define WAYBILL_CLI_SHOW_TESTS_HPP

#include <boost/json/fwd.hpp>
#include <string>

#include "screen.hpp"

namespace waybill::cli {

std::string show_tests(const boost::json::value& result, const Screen& screen);

// One suite a model.
std::string junit_xml(const boost::json::value& result);

}  // namespace waybill::cli

#endif

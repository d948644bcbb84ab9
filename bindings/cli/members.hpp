// Members of a result that may lack them: absent is empty.
#ifndef WAYBILL_CLI_MEMBERS_HPP
#define WAYBILL_CLI_MEMBERS_HPP

#include <boost/json/fwd.hpp>
#include <string>

namespace waybill::cli {

// As a person reads it: a text without quotes, null as nothing.
std::string plain(const boost::json::value& value);
const boost::json::value* member(const boost::json::value& value, const char* key);
std::string text_at(const boost::json::value& value, const char* key);
bool flag_at(const boost::json::value& value, const char* key);
long long number_at(const boost::json::value& value, const char* key);

}  // namespace waybill::cli

#endif

// Where a connection leads, as its options say it: one rule for every way there.
#ifndef WAYBILL_WAREHOUSE_PLACE_HPP
#define WAYBILL_WAREHOUSE_PLACE_HPP

#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse {

// An empty option is none.
std::string option(const std::map<std::string, std::string>& options, const std::string& name,
                   const std::string& otherwise = {});

// A data source or a connection string says what the options leave open.
bool says_place_elsewhere(const ConnectSpec& spec);

// Loopback, a socket or a file.
bool is_local(const ConnectSpec& spec);

// The TLS mode of the connection in libpq's words: where nothing is said, "disable" where it is
// local and "verify-full" anywhere else.
std::string tls_mode(const ConnectSpec& spec);

// The authorities that are trusted: those that are named, else for a verifying mode the machine's.
std::string root_cert(const ConnectSpec& spec, const std::string& mode);

// What a connection cannot be: "connection 'x': why".
Error refused(const ConnectSpec& spec, std::string_view why, std::string hint);

}  // namespace waybill::warehouse

#endif

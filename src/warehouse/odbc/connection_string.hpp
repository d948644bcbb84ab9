// ODBC connection strings: put together, taken apart, and what a user's own may not hold.
#ifndef WAYBILL_WAREHOUSE_ODBC_CONNECTION_STRING_HPP
#define WAYBILL_WAREHOUSE_ODBC_CONNECTION_STRING_HPP

#include <string>
#include <string_view>
#include <vector>

#include "base/secret.hpp"
#include "warehouse/odbc/driver.hpp"

namespace waybill::warehouse::odbc {

struct Pair {
  std::string key;
  std::string value;
};

// Throws Error(connect_failed) for a text that is no list of key=value.
std::vector<Pair> parse_connection_string(std::string_view text, std::string_view connection);

// Of a user's own. Throws Error(connect_failed) for keys that hold secrets, that would write files,
// or that are the session's business.
void refuse_keys(const std::vector<Pair>& pairs, std::string_view connection,
                 std::string_view where = "options.connection_string");

// Whether a value needs no braces.
bool is_plain(std::string_view value);

class ConnectionString {
 public:
  ConnectionString(const Driver& driver, std::string_view connection);
  ConnectionString(const ConnectionString&) = delete;
  ConnectionString& operator=(const ConnectionString&) = delete;
  ~ConnectionString();  // wipes

  // The last value of a key counts; keys in any case. Throws Error(connect_failed) for a value that
  // the driver cannot carry: the message names the key and never the value.
  void set(std::string_view key, std::string_view value);
  void set_secret(std::string_view key, const base::Secret& secret);
  // Each value that is more than letters and digits between braces, with the closing one doubled:
  // nothing in it is read otherwise. A secret always.
  std::string text() const;

 private:
  void put(std::string_view key, std::string written);
  void check(std::string_view key, std::string_view value) const;

  const Driver& driver_;
  std::string connection_;
  std::vector<Pair> pairs_;  // values as they are written
};

}  // namespace waybill::warehouse::odbc

#endif

// Warehouses that are reached by whatever ODBC driver the user names: what their vendors' drivers
// call the options of a connection, as data. None of the drivers is known here beyond that.
#ifndef WAYBILL_WAREHOUSE_ODBC_VENDORS_HPP
#define WAYBILL_WAREHOUSE_ODBC_VENDORS_HPP

#include <span>
#include <string>
#include <string_view>

#include "warehouse/odbc/connection_string.hpp"
#include "warehouse/odbc/driver.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse::odbc {

// One mode of ssl_mode, and the attributes that ask for it: "A=b;C=d".
struct TlsWords {
  std::string_view mode;
  std::string_view attributes;
};

struct Vendor {
  std::string_view name;
  std::string_view usual_driver;  // as its installer registers it
  // What `options` calls it, and what the driver does; empty: place() tells it.
  std::span<const Attribute> options;
  std::span<const Attribute> always;
  // Sets what takes more than one option, or a part of one.
  void (*place)(ConnectionString&, const ConnectSpec&) = nullptr;
  std::span<const TlsWords> tls;  // empty: the driver speaks nothing but TLS, and checks it
  std::string_view root_cert;     // attribute of the authorities' file; empty: there is none
  std::string_view session;       // the statement that sets the session's time zone to UTC
  std::string_view now;           // as in Manners
  std::string_view about;
};

// Null: none of these.
const Vendor* find_vendor(std::string_view name);

// Throws Error(connect_failed) for an option or a mode that its drivers cannot be told.
void fill_vendor(ConnectionString& text, const Vendor& vendor, const ConnectSpec& spec);

inline constexpr std::string_view kSaidElsewhere = "the place of options.connection_string";
// Where it is, for messages; of one without a dsn.
std::string place_of(const Vendor& vendor, const ConnectSpec& spec);

}  // namespace waybill::warehouse::odbc

#endif

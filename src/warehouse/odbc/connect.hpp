// Where a connection goes, by which driver and with which proof of the server: its connection
// string.
#ifndef WAYBILL_WAREHOUSE_ODBC_CONNECT_HPP
#define WAYBILL_WAREHOUSE_ODBC_CONNECT_HPP

#include <string>

#include "warehouse/odbc/connection_string.hpp"
#include "warehouse/odbc/handles.hpp"
#include "warehouse/odbc/manners.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse::odbc {

struct Selected {
  const Driver* driver = nullptr;
  std::string name;  // registered, or a path; empty with a data source
  std::string dsn;
};

// The driver that is named, or the best one that is installed for the vendor. Throws
// Error(connect_failed): none, with those there are.
Selected select_driver(const Environment& environment, const ConnectSpec& spec,
                       const Manners& manners);

// "127.0.0.1:5432", for messages.
std::string target_of(const ConnectSpec& spec, const Manners& manners);

// Everything but the secrets. Throws Error(connect_failed): a mode of TLS that the driver cannot
// keep, options that do not go together.
void fill(ConnectionString& text, const Selected& selected, const ConnectSpec& spec,
          const Manners& manners, Access access);
// Last, from where their references point.
void fill_secrets(ConnectionString& text, const ConnectSpec& spec, const Driver& driver);

}  // namespace waybill::warehouse::odbc

#endif

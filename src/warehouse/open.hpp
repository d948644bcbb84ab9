// Opening a session by vendor.
#ifndef WAYBILL_WAREHOUSE_OPEN_HPP
#define WAYBILL_WAREHOUSE_OPEN_HPP

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse {

struct ConnectSpec {
  std::string name;  // for messages
  std::string vendor;
  std::string via;     // "native", "odbc", "adbc"; empty or "auto": the fastest there is, and not
                       // native where a driver, a data source or a connection string is named
  std::string driver;  // odbc: a registered name or a path; adbc: a path; empty: by the vendor
  std::string dsn;     // odbc: a data source that holds the options
  // Of vendor generic: what a file of the user's own says.
  std::shared_ptr<const sql::Dialect> dialect;
  std::shared_ptr<rows::HostSource> host;  // in place of everything else: rows of the host program
  // sqlite: path, absolute. postgres: host, port, database, user, schema.
  std::map<std::string, std::string> options;
  std::map<std::string, std::string> secrets;  // references by name, followed when it is opened
  base::HostSecrets host_secrets;              // for references "host:name"; may be empty
  std::string ssl_mode;                        // empty: the default for such a place
  std::map<std::string, std::string> ssl;      // root_cert, cert, key: files, absolute
  std::int64_t connect_s = 15;                 // 0: as long as it takes
  std::int64_t statement_s = 0;                // 0: a statement may take any time
  std::int64_t lock_s = 30;                    // how long to wait for another's lock
  std::int64_t cache_mib = 16;                 // memory the session may use for pages
};

// Read-only sessions cannot write, whatever they are asked; a read-write one creates the database
// when it is absent (sqlite). Throws Error(connect_failed, ...).
std::unique_ptr<Session> open_session(const ConnectSpec& spec, Access access);

// A vendor that can be opened, and by which way. Ordered by vendor, the fastest way first.
struct Way {
  std::string_view vendor;
  std::string_view via;
  std::unique_ptr<Session> (*open)(const ConnectSpec&, Access);
  bool when_asked = false;  // only where `via` names it
};
std::span<const Way> ways();
// Whether a connection asks for this way, or leaves it open.
bool fits(const Way& way, const ConnectSpec& spec);

}  // namespace waybill::warehouse

#endif

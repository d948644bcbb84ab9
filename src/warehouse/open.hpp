// Opening a session by vendor.
#ifndef WAYBILL_WAREHOUSE_OPEN_HPP
#define WAYBILL_WAREHOUSE_OPEN_HPP

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "warehouse/session.hpp"

namespace waybill::warehouse {

struct ConnectSpec {
  std::string name;  // for messages
  std::string vendor;
  // sqlite: path, absolute. postgres: host, port, database, user, schema.
  std::map<std::string, std::string> options;
  std::map<std::string, std::string> secrets;  // references by name, followed when it is opened
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

std::vector<std::string_view> vendors();  // that can be opened

}  // namespace waybill::warehouse

#endif

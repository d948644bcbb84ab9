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
  std::map<std::string, std::string> options;  // sqlite: path, absolute
  std::int64_t lock_s = 30;                    // how long to wait for another's lock
  std::int64_t cache_mib = 16;                 // memory the session may use for pages
};

// Read-only sessions cannot write, whatever they are asked; a read-write one creates the database
// when it is absent (sqlite). Throws Error(connect_failed, ...).
std::unique_ptr<Session> open_session(const ConnectSpec& spec, Access access);

std::vector<std::string_view> vendors();  // that can be opened

}  // namespace waybill::warehouse

#endif

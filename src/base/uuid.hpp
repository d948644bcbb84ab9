// UUIDs from the kernel's random source.
#ifndef WAYBILL_BASE_UUID_HPP
#define WAYBILL_BASE_UUID_HPP

#include <string>
#include <string_view>

#include "base/time.hpp"

namespace waybill::base {

// Version 7 (RFC 9562): begins with the millisecond of `unix_micros`, so later ids sort later.
std::string new_uuid(Micros unix_micros);
// 36 characters, hex digits in any case, hyphens at 8, 13, 18, 23.
bool is_uuid(std::string_view text);

}  // namespace waybill::base

#endif

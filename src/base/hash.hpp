// 128-bit content hash (XXH3), as 32 hex digits. Not cryptographic.
#ifndef WAYBILL_BASE_HASH_HPP
#define WAYBILL_BASE_HASH_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace waybill::base {

std::array<std::uint8_t, 16> hash128(std::string_view bytes);
std::string content_hash(std::string_view bytes);

}  // namespace waybill::base

#endif

// 128-bit content hash (XXH3), as 32 hex digits. Not cryptographic.
#ifndef WAYBILL_BASE_HASH_HPP
#define WAYBILL_BASE_HASH_HPP

#include <string>
#include <string_view>

namespace waybill::base {

std::string content_hash(std::string_view bytes);

}  // namespace waybill::base

#endif

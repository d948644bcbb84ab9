// XXH3-128 in its canonical (big endian) spelling.
#include "base/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

#include "base/text.hpp"

namespace waybill::base {

std::array<std::uint8_t, 16> hash128(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  std::array<std::uint8_t, 16> hash;
  static_assert(sizeof canonical.digest == sizeof hash);
  std::memcpy(hash.data(), canonical.digest, sizeof hash);
  return hash;
}

std::string content_hash(std::string_view bytes) {
  const std::array<std::uint8_t, 16> hash = hash128(bytes);
  return to_hex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

}  // namespace waybill::base

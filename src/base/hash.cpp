// XXH3-128 in its canonical (big endian) spelling.
#include "base/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/text.hpp"

namespace waybill::base {

std::string content_hash(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return to_hex({reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest});
}

}  // namespace waybill::base

// UUID version 7 with its sub-millisecond part in rand_a (RFC 9562, 6.2, method 3).
#include "base/uuid.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>

#include "base/error.hpp"
#include "base/text.hpp"

namespace waybill::base {
namespace {

void fill_random(std::uint8_t* out, std::size_t count) {
  while (count != 0) {
    const ssize_t got = ::getrandom(out, count, 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      throw Error(codes::internal, "the kernel's random source cannot be read")
          .with_hint("allow the getrandom system call");
    }
    out += got;
    count -= static_cast<std::size_t>(got);
  }
}

constexpr bool is_hyphen_place(std::size_t at) {
  return at == 8 || at == 13 || at == 18 || at == 23;
}

}  // namespace

std::string new_uuid(Micros unix_micros) {
  const auto micros = static_cast<std::uint64_t>(std::max<Micros>(unix_micros, 0));
  const std::uint64_t millis = micros / 1000;
  const std::uint64_t fraction = micros % 1000 * 4096 / 1000;
  std::array<std::uint8_t, 16> bytes;
  for (std::size_t i = 0; i < 6; ++i) {
    bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  }
  bytes[6] = static_cast<std::uint8_t>(0x70 | fraction >> 8);
  bytes[7] = static_cast<std::uint8_t>(fraction);
  fill_random(bytes.data() + 8, 8);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);

  std::string text = to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, 1, '-');
  return text;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (is_hyphen_place(i) ? c != '-' : !hex) return false;
  }
  return true;
}

}  // namespace waybill::base

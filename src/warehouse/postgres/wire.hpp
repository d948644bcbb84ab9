// Numbers in network order.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_WIRE_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_WIRE_HPP

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace waybill::warehouse::postgres {

template <std::integral Number>
Number from_network(Number number) {
  using Unsigned = std::make_unsigned_t<Number>;
  if constexpr (std::endian::native == std::endian::big || sizeof(Number) == 1) {
    return number;
  } else if constexpr (sizeof(Number) == 2) {
    return static_cast<Number>(__builtin_bswap16(static_cast<Unsigned>(number)));
  } else if constexpr (sizeof(Number) == 4) {
    return static_cast<Number>(__builtin_bswap32(static_cast<Unsigned>(number)));
  } else {
    return static_cast<Number>(__builtin_bswap64(static_cast<Unsigned>(number)));
  }
}

// The bytes are there: the caller has checked the length.
template <std::integral Number>
Number read_number(const char* bytes) {
  Number number;
  std::memcpy(&number, bytes, sizeof number);
  return from_network(number);
}

template <std::integral Number>
void append_number(std::string& out, Number number) {
  number = from_network(number);
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  out.append(bytes, sizeof number);
}

}  // namespace waybill::warehouse::postgres

#endif

// Integers of 128 and 256 bits: little endian two's complement, as decimals have them.
#ifndef WAYBILL_WAREHOUSE_ADBC_WIDE_HPP
#define WAYBILL_WAREHOUSE_ADBC_WIDE_HPP

#include <array>
#include <cstdint>

#include "rows/codec.hpp"

namespace waybill::warehouse::adbc {

constexpr rows::Decimal256 widen(std::int64_t value) {
  const std::uint64_t sign = value < 0 ? ~std::uint64_t{0} : 0;
  return {static_cast<std::uint64_t>(value), sign, sign, sign};
}
constexpr rows::Decimal256 widen_unsigned(std::int64_t bits) {
  return {static_cast<std::uint64_t>(bits), 0, 0, 0};
}
constexpr rows::Decimal256 widen128(const std::array<std::uint64_t, 2>& value, bool is_signed) {
  const std::uint64_t sign = is_signed && (value[1] >> 63) != 0 ? ~std::uint64_t{0} : 0;
  return {value[0], value[1], sign, sign};
}
// False: it does not fit.
constexpr bool narrow(const rows::Decimal256& wide, std::int64_t& out) {
  out = static_cast<std::int64_t>(wide[0]);
  return widen(out) == wide;
}

}  // namespace waybill::warehouse::adbc

#endif

// What a column's type modifier (pg_attribute.atttypmod) bounds, by PostgreSQL's own encoding.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_MODIFIER_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_MODIFIER_HPP

#include <algorithm>

namespace waybill::warehouse::postgres {

enum class Limit { none, length, places, fraction };

// -1: no bound.
inline int limit_of(Limit limit, int modifier) {
  constexpr int kHeader = 4;  // lengths and numeric count it in
  switch (limit) {
    case Limit::length:
      return modifier < kHeader ? -1 : modifier - kHeader;
    case Limit::places: {
      if (modifier < kHeader) return -1;
      // The low eleven bits, signed: from version 15 on a scale may be below 0.
      const int places = ((modifier - kHeader) & 0x7ff) ^ 0x400;
      return std::max(0, places - 0x400);
    }
    case Limit::fraction:
      return modifier < 0 || modifier > 5 ? -1 : modifier;
    case Limit::none:
      break;
  }
  return -1;
}

}  // namespace waybill::warehouse::postgres

#endif

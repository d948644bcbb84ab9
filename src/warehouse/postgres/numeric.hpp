// PostgreSQL's numeric on the wire: groups of four decimal digits.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_NUMERIC_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_NUMERIC_HPP

#include <string>
#include <string_view>

#include "rows/codec.hpp"

namespace waybill::warehouse::postgres {

// Plain digits with all the places the value has: "-0.50". not_finite for NaN and infinities.
rows::Misfit numeric_to_text(std::string_view wire, std::string& out);
// precision_loss leaves the value cut toward zero, as rows::parse_decimal does.
rows::Misfit numeric_to_decimal(std::string_view wire, int precision, int scale,
                                std::string& scratch, rows::Decimal256& out);
// Canonical decimal text (rows::canonical_decimal) as wire bytes, its fraction digits kept.
void append_numeric(std::string& out, std::string_view text);

}  // namespace waybill::warehouse::postgres

#endif

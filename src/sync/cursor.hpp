// Values of a last-modified column: times, and numbers that only grow.
#ifndef WAYBILL_SYNC_CURSOR_HPP
#define WAYBILL_SYNC_CURSOR_HPP

#include <cstdint>

#include "rows/value.hpp"

namespace waybill::sync {

// Whether a column of this type can tell what changed.
bool is_cursor(const rows::Type& type);

// Whether one lies before another of the same type; decimals digit by digit.
bool cursor_less(const rows::Value& a, const rows::Value& b);

// A number less so many; the least there is where it would be less than that.
rows::Value cursor_minus(const rows::Value& number, std::int64_t less);

}  // namespace waybill::sync

#endif

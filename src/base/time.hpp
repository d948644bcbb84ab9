// Instants as microseconds since 1970-01-01T00:00:00Z, and the clock a context uses.
#ifndef WAYBILL_BASE_TIME_HPP
#define WAYBILL_BASE_TIME_HPP

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace waybill::base {

using Micros = std::int64_t;

// Answers the present instant. A host may replace it (tests); it must be callable from any thread.
using Clock = std::function<Micros()>;

Micros system_now();

// "2026-11-20T12:34:56.000000Z": always six fraction digits, so that the texts sort as instants.
// Instants outside the years 0001 to 9999 are written as the nearest one inside.
std::string format_instant(Micros instant);
// RFC 3339 with an offset or Z, up to six fraction digits, years 0001 to 9999, no leap second.
// nullopt when it is not.
std::optional<Micros> parse_instant(std::string_view text);

}  // namespace waybill::base

#endif

// The names of time zones a schedule may use.
#ifndef WAYBILL_LINT_TIME_ZONES_HPP
#define WAYBILL_LINT_TIME_ZONES_HPP

#include <span>
#include <string_view>

namespace waybill::lint {

std::span<const std::string_view> time_zones();  // ordered
bool is_time_zone(std::string_view name);        // spelt exactly so

}  // namespace waybill::lint

#endif

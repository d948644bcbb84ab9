// The machine's time zone database.
#ifndef WAYBILL_SERVICE_TIME_ZONES_HPP
#define WAYBILL_SERVICE_TIME_ZONES_HPP

#include <string>

#include "model/time_zone.hpp"

namespace waybill::service {

// UTC needs no database. Throws Error(unreadable_file, not_found).
model::TimeZone load_time_zone(const std::string& name);

}  // namespace waybill::service

#endif

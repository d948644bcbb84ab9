// What differs between two JSON values, as a list for people and programs.
#ifndef WAYBILL_SERVICE_JSON_DIFF_HPP
#define WAYBILL_SERVICE_JSON_DIFF_HPP

#include "base/json.hpp"

namespace waybill::service {

// [{pointer, before, after}], deepest differing members; null stands for an absent member.
base::Json json_diff(const base::Json& before, const base::Json& after);

}  // namespace waybill::service

#endif

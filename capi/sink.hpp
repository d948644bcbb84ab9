// Sinks of the host: its functions behind the interface that runs use.
#ifndef WAYBILL_CAPI_SINK_HPP
#define WAYBILL_CAPI_SINK_HPP

#include <memory>
#include <string>

#include "capi/callback.hpp"
#include "sink/registered.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {

// Checks name, functions and description. Throws Error(bad_parameter).
std::shared_ptr<const sink::Registered> make_sink(const waybill_sink& sink, UserData user_data);

}  // namespace waybill::capi

#endif

// The sinks that a call can reach.
#ifndef WAYBILL_SERVICE_SINKS_HPP
#define WAYBILL_SERVICE_SINKS_HPP

#include <memory>

#include "model/document.hpp"
#include "service/operation.hpp"
#include "sink/registered.hpp"

namespace waybill::service {

// Those of the host program, as they are now.
sink::Registry registered_sinks(const Environment& environment);

// The sink of a destination. Throws Error(bad_parameter) with the place in the destination where
// its sink or config is wrong.
std::unique_ptr<sink::Sink> open_sink(const Call& call, const model::Destination& destination);

}  // namespace waybill::service

#endif

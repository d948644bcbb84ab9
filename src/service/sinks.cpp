#include "service/sinks.hpp"

#include "sink/open.hpp"

namespace waybill::service {

sink::Registry registered_sinks(const Environment& environment) {
  return environment.sinks ? environment.sinks() : sink::Registry();
}

std::unique_ptr<sink::Sink> open_sink(const Call& call, const model::Destination& destination) {
  return sink::open_sink(destination.sink, destination.config, registered_sinks(call.environment),
                         call.cancel);
}

}  // namespace waybill::service

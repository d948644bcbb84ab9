// The sinks Waybill brings, by the name a destination gives.
#ifndef WAYBILL_SINK_OPEN_HPP
#define WAYBILL_SINK_OPEN_HPP

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "sink/files.hpp"
#include "sink/sink.hpp"

namespace waybill::sink {

// Ordered.
std::span<const std::string_view> names();

// A member of a destination's `config`.
struct ConfigKey {
  std::string_view sink;  // empty: of every one
  std::string_view name;
  bool required = false;
  std::string_view help;
};
std::span<const ConfigKey> config_keys();

// Throws Error(bad_parameter) with the place in the destination where its sink or config is wrong:
// what nobody obeys is not passed over.
std::unique_ptr<Sink> open_sink(const std::string& name, const base::Json& config,
                                const Files& files = system_files());

}  // namespace waybill::sink

#endif

// Sinks by the name a destination gives: those Waybill brings, and the host program's.
#ifndef WAYBILL_SINK_OPEN_HPP
#define WAYBILL_SINK_OPEN_HPP

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/cancel.hpp"
#include "base/json.hpp"
#include "sink/files.hpp"
#include "sink/registered.hpp"
#include "sink/sink.hpp"

namespace waybill::sink {

// Those Waybill brings, ordered.
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
// One of the host program's before one of those.
std::unique_ptr<Sink> open_sink(const std::string& name, const base::Json& config,
                                const Registry& registered, const base::CancelToken& cancel);
// Throws Error(bad_parameter) where there is none of that name.
void check_name(std::string_view name, const Registry& registered);

}  // namespace waybill::sink

#endif

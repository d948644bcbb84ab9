// Sinks of the host program, by the names it registered them under.
#ifndef WAYBILL_SINK_REGISTERED_HPP
#define WAYBILL_SINK_REGISTERED_HPP

#include <map>
#include <memory>
#include <string>

#include "base/cancel.hpp"
#include "base/json.hpp"
#include "sink/description.hpp"
#include "sink/sink.hpp"

namespace waybill::sink {

class Registered {
 public:
  Registered() = default;
  Registered(const Registered&) = delete;
  Registered& operator=(const Registered&) = delete;
  virtual ~Registered() = default;

  virtual const Description& description() const = 0;
  // With the `config` of a destination. What is opened keeps this alive, and its calls end when
  // `cancel` is raised.
  virtual std::unique_ptr<Sink> open(const base::Json& config,
                                     const base::CancelToken& cancel) const = 0;
  // Whether the sink could work with that config: it is opened and closed, and sent nothing.
  virtual void try_out(const base::Json& config, const base::CancelToken& cancel) const = 0;
};

using Registry = std::map<std::string, std::shared_ptr<const Registered>, std::less<>>;

}  // namespace waybill::sink

#endif

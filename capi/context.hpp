// What a context holds: the host's log hook, clock, secret resolver, who is told of alerts, and
// sinks, which may be replaced while calls run.
#ifndef WAYBILL_CAPI_CONTEXT_HPP
#define WAYBILL_CAPI_CONTEXT_HPP

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "base/time.hpp"
#include "capi/callback.hpp"
#include "rows/host_source.hpp"
#include "service/operation.hpp"
#include "sink/registered.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {

struct LogHook {
  UserData user_data;
  waybill_log_fn log = nullptr;
  base::LogLevel min_level = base::LogLevel::debug;
};

struct ClockHook {
  UserData user_data;
  waybill_clock_fn clock = nullptr;
};

struct SecretHook {
  UserData user_data;
  waybill_secret_fn secret = nullptr;
};

struct AlertHook {
  UserData user_data;
  waybill_alert_fn alert = nullptr;
};

// Locked inside. A hook that was replaced lives until the last call of it has returned; neither it
// nor its destroy function runs under the lock.
class ContextState {
 public:
  void set_log(std::shared_ptr<const LogHook> hook);
  void set_clock(std::shared_ptr<const ClockHook> hook);
  void set_secrets(std::shared_ptr<const SecretHook> hook);
  void set_alert(std::shared_ptr<const AlertHook> hook);
  // nullptr takes the one of this name away.
  void set_source(const std::string& name, std::shared_ptr<rows::HostSource> source);
  std::shared_ptr<rows::HostSource> source(std::string_view name) const;

  void log(base::LogLevel level, std::string_view event, const base::Json& fields) const;
  base::Micros now() const;
  // Throws Error(secret_unresolved).
  base::Secret secret(std::string_view name) const;
  bool has_alert() const;
  bool alert(const std::string& event) const;  // false: nobody took it
  // Throws Error(sink_taken), and Error(not_found).
  void add_sink(const std::string& name, std::shared_ptr<const sink::Registered> sink);
  void remove_sink(const std::string& name);
  sink::Registry sinks() const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const LogHook> log_;
  std::shared_ptr<const ClockHook> clock_;
  std::shared_ptr<const SecretHook> secrets_;
  std::shared_ptr<const AlertHook> alert_;
  sink::Registry sinks_;
  std::map<std::string, std::shared_ptr<rows::HostSource>, std::less<>> sources_;
};

// Follows the context's later changes and keeps its state alive. NULL: no hook. Throws
// Error(bad_handle) or Error(forked).
service::Environment environment_of(const waybill_context* context);

}  // namespace waybill::capi

#endif

#include "capi/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "sink/open.hpp"

namespace waybill::capi {
namespace {

constexpr std::size_t kLongestSecret = 64 * 1024;

// What the host writes to; wiped on every path.
struct Room {
  std::string bytes = std::string(kLongestSecret, '\0');
  ~Room() { waybill::base::wipe(bytes); }
};

}  // namespace

void ContextState::set_log(std::shared_ptr<const LogHook> hook) {
  const std::lock_guard lock(mutex_);
  log_.swap(hook);
}  // the parameter, now the old hook, is released after the lock

void ContextState::set_clock(std::shared_ptr<const ClockHook> hook) {
  const std::lock_guard lock(mutex_);
  clock_.swap(hook);
}

void ContextState::set_secrets(std::shared_ptr<const SecretHook> hook) {
  const std::lock_guard lock(mutex_);
  secrets_.swap(hook);
}

void ContextState::set_alert(std::shared_ptr<const AlertHook> hook) {
  const std::lock_guard lock(mutex_);
  alert_.swap(hook);
}

void ContextState::set_source(const std::string& name, std::shared_ptr<rows::HostSource> source) {
  const std::lock_guard lock(mutex_);
  sources_[name].swap(source);
}

std::shared_ptr<rows::HostSource> ContextState::source(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  const auto found = sources_.find(name);
  return found == sources_.end() ? nullptr : found->second;
}

bool ContextState::has_alert() const {
  const std::lock_guard lock(mutex_);
  return alert_ != nullptr;
}

bool ContextState::alert(const std::string& event) const {
  std::shared_ptr<const AlertHook> hook;
  {
    const std::lock_guard lock(mutex_);
    hook = alert_;
  }
  return hook != nullptr && hook->alert(hook->user_data.get(), event.c_str(), event.size()) == 0;
}

void ContextState::add_sink(const std::string& name, std::shared_ptr<const sink::Registered> sink) {
  const auto built_in = sink::names();
  const std::lock_guard lock(mutex_);
  if (std::ranges::find(built_in, name) != built_in.end() ||
      !sinks_.emplace(name, std::move(sink)).second) {
    throw Error(codes::sink_taken, fmt::format("there is a sink '{}' already", name))
        .with_hint("choose another name, or unregister the other sink first");
  }
}

void ContextState::remove_sink(const std::string& name) {
  std::shared_ptr<const sink::Registered> removed;  // goes after the lock
  const std::lock_guard lock(mutex_);
  const auto found = sinks_.find(name);
  if (found == sinks_.end()) {
    throw Error(codes::not_found,
                fmt::format("no sink '{}' is registered", base::one_line(name, 64)))
        .with_hint("sink.list shows which are");
  }
  removed = std::move(found->second);
  sinks_.erase(found);
}

sink::Registry ContextState::sinks() const {
  const std::lock_guard lock(mutex_);
  return sinks_;
}

void ContextState::log(base::LogLevel level, std::string_view event,
                       const base::Json& fields) const {
  std::shared_ptr<const LogHook> hook;
  {
    const std::lock_guard lock(mutex_);
    hook = log_;
  }
  if (hook == nullptr || level < hook->min_level) return;
  hook->log(hook->user_data.get(), static_cast<std::int32_t>(level), std::string(event).c_str(),
            base::write_json(fields).c_str());
}

base::Micros ContextState::now() const {
  std::shared_ptr<const ClockHook> hook;
  {
    const std::lock_guard lock(mutex_);
    hook = clock_;
  }
  return hook == nullptr ? base::system_now() : hook->clock(hook->user_data.get());
}

base::Secret ContextState::secret(std::string_view name) const {
  std::shared_ptr<const SecretHook> hook;
  {
    const std::lock_guard lock(mutex_);
    hook = secrets_;
  }
  if (hook == nullptr) {
    throw Error(codes::secret_unresolved,
                fmt::format("'host:{}' is a secret of the host program, which answers none", name))
        .with_hint("write env:NAME or file:/path, or let the host set a secret resolver");
  }
  const auto refuse = [&](std::string_view why, std::string hint) {
    return Error(codes::secret_unresolved,
                 fmt::format("the host program's answer to secret '{}' {}", name, why))
        .with_hint(std::move(hint));
  };
  Room room;
  std::size_t size = 0;
  const std::int32_t answer = hook->secret(hook->user_data.get(), std::string(name).c_str(),
                                           room.bytes.data(), room.bytes.size(), &size);
  if (answer != 0) {
    throw Error(codes::secret_unresolved, fmt::format("the host program has no secret '{}'", name))
        .with_hint("ask whoever runs the host program for the names it knows");
  }
  if (size > room.bytes.size()) {
    throw refuse("is too long", fmt::format("at most {} bytes", kLongestSecret));
  }
  const std::string_view value = std::string_view(room.bytes).substr(0, size);
  if (value.find('\0') != std::string_view::npos) {
    throw refuse("holds a NUL", "a secret is a text without one");
  }
  return base::Secret(std::string(value));
}

service::Environment environment_of(const waybill_context* context) {
  if (context == nullptr) return {};
  const std::shared_ptr<ContextState> state = state_of(context);
  service::Environment environment{
      .clock = [state] { return state->now(); },
      .log = [state](base::LogLevel level, std::string_view event,
                     const base::Json& fields) { state->log(level, event, fields); },
      .host_secrets = [state](std::string_view name) { return state->secret(name); },
      .alert = {},
      .sinks = [state] { return state->sinks(); },
      .host_sources = [state](std::string_view name) { return state->source(name); }};
  // Whether there is somebody to tell is asked when the call begins.
  if (state->has_alert()) {
    environment.alert = [state](const std::string& event) { return state->alert(event); };
  }
  return environment;
}

namespace {

static_assert(static_cast<int>(base::LogLevel::debug) == WAYBILL_LOG_DEBUG);
static_assert(static_cast<int>(base::LogLevel::info) == WAYBILL_LOG_INFO);
static_assert(static_cast<int>(base::LogLevel::warning) == WAYBILL_LOG_WARNING);
static_assert(static_cast<int>(base::LogLevel::error) == WAYBILL_LOG_ERROR);

base::LogLevel level_of(std::int32_t level) {
  if (level < WAYBILL_LOG_DEBUG || level > WAYBILL_LOG_ERROR) {
    throw Error(codes::bad_parameter, fmt::format("min_level cannot be {}", level))
        .with_hint("one of WAYBILL_LOG_DEBUG, _INFO, _WARNING, _ERROR (0 to 3)");
  }
  return static_cast<base::LogLevel>(level);
}

}  // namespace
}  // namespace waybill::capi

using namespace waybill::capi;

extern "C" {

waybill_status waybill_context_new(waybill_context** out, waybill_error** err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out, "out");
    auto context = std::make_unique<waybill_context>();
    context->state = std::make_shared<ContextState>();
    *out = context.release();
  });
}

void waybill_context_free(waybill_context* context) {
  free_handle(context);
}

waybill_status waybill_context_set_log(waybill_context* context, waybill_log_fn log,
                                       int32_t min_level, void* user_data,
                                       waybill_destroy_fn destroy, waybill_error** err) {
  UserData owned(user_data, destroy);
  return guard(err, [&] {
    ContextState& state = *state_of(context);
    if (log == nullptr) return state.set_log(nullptr);
    const waybill::base::LogLevel level = level_of(min_level);
    state.set_log(std::make_shared<LogHook>(LogHook{std::move(owned), log, level}));
  });
}

waybill_status waybill_context_set_clock(waybill_context* context, waybill_clock_fn clock,
                                         void* user_data, waybill_destroy_fn destroy,
                                         waybill_error** err) {
  UserData owned(user_data, destroy);
  return guard(err, [&] {
    ContextState& state = *state_of(context);
    if (clock == nullptr) return state.set_clock(nullptr);
    state.set_clock(std::make_shared<ClockHook>(ClockHook{std::move(owned), clock}));
  });
}

waybill_status waybill_context_set_secret_resolver(waybill_context* context,
                                                   waybill_secret_fn secret, void* user_data,
                                                   waybill_destroy_fn destroy,
                                                   waybill_error** err) {
  UserData owned(user_data, destroy);
  return guard(err, [&] {
    ContextState& state = *state_of(context);
    if (secret == nullptr) return state.set_secrets(nullptr);
    state.set_secrets(std::make_shared<SecretHook>(SecretHook{std::move(owned), secret}));
  });
}

waybill_status waybill_context_set_alert(waybill_context* context, waybill_alert_fn alert,
                                         void* user_data, waybill_destroy_fn destroy,
                                         waybill_error** err) {
  UserData owned(user_data, destroy);
  return guard(err, [&] {
    ContextState& state = *state_of(context);
    if (alert == nullptr) return state.set_alert(nullptr);
    state.set_alert(std::make_shared<AlertHook>(AlertHook{std::move(owned), alert}));
  });
}

}  // extern "C"

#include "capi/context.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/error.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"

namespace waybill::capi {

void ContextState::set_log(std::shared_ptr<const LogHook> hook) {
  const std::lock_guard lock(mutex_);
  log_.swap(hook);
}  // the parameter, now the old hook, is released after the lock

void ContextState::set_clock(std::shared_ptr<const ClockHook> hook) {
  const std::lock_guard lock(mutex_);
  clock_.swap(hook);
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

service::Environment environment_of(const waybill_context* context) {
  if (context == nullptr) return {};
  const std::shared_ptr<ContextState> state = state_of(context);
  return {.clock = [state] { return state->now(); },
          .log = [state](base::LogLevel level, std::string_view event,
                         const base::Json& fields) { state->log(level, event, fields); }};
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

}  // extern "C"

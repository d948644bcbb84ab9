#include "capi/host_source.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "capi/context.hpp"
#include "capi/error.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/options.hpp"

namespace waybill::capi {

CallbackSource::CallbackSource(std::string name, std::vector<rows::HostTable> tables,
                               UserData user_data, waybill_source_open_fn opens)
    : name_(std::move(name)),
      tables_(std::move(tables)),
      user_data_(std::move(user_data)),
      open_(opens) {}

void CallbackSource::open(const std::string& table, const rows::ReadHints& hints,
                          ArrowArrayStream* out) {
  const waybill_source_request request{sizeof(waybill_source_request), table.c_str(),
                                       hints.tenant.c_str(), hints.from ? 1 : 0,
                                       hints.from.value_or(0)};
  waybill_error* error = nullptr;
  const waybill_status status = open_(user_data_.get(), &request, out, &error);
  const OwnedByUs owned(error);
  if (status == WAYBILL_OK) return;
  throw_host_error(kOfSource, status, error,
                   fmt::format("host source '{}' does not open its table '{}'", name_, table));
}

}  // namespace waybill::capi

using namespace waybill::capi;

extern "C" {

waybill_status waybill_register_source(waybill_context* context, const waybill_source* source,
                                       waybill_error** err) {
  constexpr std::size_t kFirst = WAYBILL_FIRST_SIZE(waybill_source, open);
  UserData owned = user_data_of(source, kFirst);
  return guard(err, [&] {
    require(source, "source");
    const waybill_source known = known_options(*source, kFirst, "waybill_source");
    ContextState& state = *state_of(context);
    require(known.name, "source->name");
    const std::string name = known.name;
    if (known.open == nullptr) return state.set_source(name, nullptr);
    require(known.describe_json, "source->describe_json");
    state.set_source(
        name, std::make_shared<CallbackSource>(
                  name, waybill::rows::read_host_tables({known.describe_json, known.describe_size}),
                  std::move(owned), known.open));
  });
}

}  // extern "C"

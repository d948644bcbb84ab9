#include "capi/host_source.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "capi/context.hpp"
#include "capi/guard.hpp"
#include "capi/handles.hpp"

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
  if (open_(user_data_.get(), &request, out) == 0) return;
  throw Error(codes::connect_failed,
              fmt::format("host source '{}' does not open its table '{}'", name_, table))
      .with_hint("ask whoever runs the host program")
      .with_blame(Blame::source);
}

}  // namespace waybill::capi

using namespace waybill::capi;

extern "C" {

waybill_status waybill_register_source(waybill_context* context, const waybill_source* source,
                                       waybill_error** err) {
  const bool whole = source != nullptr && source->struct_size >= sizeof(waybill_source);
  UserData owned(whole ? source->user_data : nullptr, whole ? source->destroy : nullptr);
  return guard(err, [&] {
    require(source, "source");
    if (!whole) {
      throw waybill::Error(waybill::codes::bad_parameter, "source.struct_size is too small")
          .with_hint("set it to sizeof(waybill_source)");
    }
    ContextState& state = *state_of(context);
    require(source->name, "source.name");
    const std::string name = source->name;
    if (source->open == nullptr) return state.set_source(name, nullptr);
    require(source->describe_json, "source.describe_json");
    state.set_source(name, std::make_shared<CallbackSource>(
                               name, waybill::rows::read_host_tables(source->describe_json),
                               std::move(owned), source->open));
  });
}

}  // extern "C"

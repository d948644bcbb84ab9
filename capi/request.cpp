#include "capi/request.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "capi/context.hpp"
#include "capi/handles.hpp"

namespace waybill::capi {
namespace {

constexpr std::size_t kLongestName = 64;

const service::Operation& named_operation(const char* name) {
  require(name, "operation");
  if (const auto* operation = service::find_operation(name)) return *operation;
  const std::string_view wanted(name);
  std::vector<std::string_view> known;
  for (const service::Operation& operation : service::operations()) known.push_back(operation.name);
  const bool showable =
      wanted.size() <= kLongestName && base::is_utf8(wanted) && !base::has_control(wanted);
  const auto nearest = showable ? base::nearest(wanted, known) : std::nullopt;
  throw Error(codes::unknown_operation, showable ? fmt::format("there is no operation '{}'", wanted)
                                                 : "there is no operation of that name")
      .with_hint(nearest ? fmt::format("did you mean {}?", *nearest)
                         : "operations.list answers what there is");
}

base::Json read_params(const char* params, std::size_t size) {
  if (size == 0) return base::Json::object();
  require(params, "params");
  return base::parse_json_or_throw({params, size}, "params");
}

}  // namespace

service::Call Request::call(const service::CatalogHandle* handle) const {
  return {.environment = environment,
          .catalog = handle == nullptr ? nullptr : handle->catalog(),
          .actor = catalog == nullptr ? service::Actor{} : catalog->actor,
          .params = params,
          .cancel = {},
          .progress = {}};
}

Request read_request(const waybill_context* context, const waybill_catalog* catalog,
                     const char* operation, const char* params, std::size_t size) {
  Request request;
  request.operation = &named_operation(operation);
  request.environment = environment_of(context);
  request.catalog = catalog_of(catalog);
  request.params = read_params(params, size);
  return request;
}

}  // namespace waybill::capi

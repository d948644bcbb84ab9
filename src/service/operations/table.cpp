// The operation table: every group's rows, ordered by name.
#include <fmt/format.h>

#include <algorithm>

#include "service/operation.hpp"
#include "service/operations/rows.hpp"
#include "service/params.hpp"

namespace waybill::service {

using base::Json;

namespace {

std::vector<Operation> all_rows() {
  std::vector<Operation> all;
  for (const auto group :
       {alert_rows(), catalog_rows(), config_rows(), connection_rows(), destination_rows(),
        dialect_rows(), metrics_rows(), model_rows(), product_rows(), recipient_rows(),
        reject_rows(), run_rows(), schedule_rows(), sink_rows(), source_rows(), sync_rows(),
        system_rows(), version_rows()}) {
    all.insert(all.end(), group.begin(), group.end());
  }
  std::ranges::sort(all, {}, &Operation::name);
  return all;
}

void check_needs(const Operation& operation, const Call& call) {
  if (operation.needs == Needs::catalog && call.catalog == nullptr) {
    throw Error(codes::needs_catalog, fmt::format("{} needs a catalog", operation.name))
        .with_hint("open one and pass its handle");
  }
}

}  // namespace

std::span<const Operation> operations() {
  static const std::vector<Operation> table = all_rows();
  return table;
}

const Operation* find_operation(std::string_view name) {
  const auto found = std::ranges::lower_bound(operations(), name, {}, &Operation::name);
  return found != operations().end() && found->name == name ? &*found : nullptr;
}

std::string_view to_string(Needs needs) {
  static constexpr std::string_view kNames[] = {"nothing", "catalog_if_there", "catalog"};
  return kNames[static_cast<std::size_t>(needs)];
}

Json describe(const Operation& operation) {
  Json ways = Json::array();
  if (operation.run != nullptr) {
    ways.push("call");
    ways.push("start");
  }
  if (operation.stream != nullptr) ways.push("stream");
  Json positional = Json::array();
  for (const Param& param : operation.params) {
    if (param.positional) positional.push(param.name);
  }
  Json types = Json::object();
  for (const Param& param : operation.params) types.set(param.name, to_string(param.type));
  return Json::object({{"name", operation.name},
                       {"help", operation.help},
                       {"example", fmt::format("waybill {}", operation.example)},
                       {"needs", to_string(operation.needs)},
                       {"changes", operation.changes},
                       {"lasting", operation.lasting},
                       {"ways", std::move(ways)},
                       {"positional", std::move(positional)},
                       {"parameter_types", std::move(types)},
                       {"parameters", param_schema(operation.params)},
                       {"result", result_schema(operation.result)}});
}

Json run(const Operation& operation, Call& call) {
  check_params(operation, call.params);
  check_needs(operation, call);
  if (operation.run == nullptr) {
    throw Error(codes::wrong_call, fmt::format("{} answers rows and nothing else", operation.name))
        .with_hint("use waybill_stream");
  }
  return operation.run(call);
}

std::unique_ptr<RowSource> open_stream(const Operation& operation, Call& call) {
  check_params(operation, call.params);
  check_needs(operation, call);
  if (operation.stream == nullptr) {
    throw Error(codes::wrong_call, fmt::format("{} answers no rows", operation.name))
        .with_hint("use waybill_call, or waybill_start for what takes time");
  }
  return operation.stream(call);
}

Json error_json(const Error& error) {
  return Json::object({{"code", error.code().id},
                       {"class", to_string(error.code().error_class)},
                       {"title", error.code().title},
                       {"message", error.message()},
                       {"hint", error.hint()},
                       {"path", error.path()},
                       {"sqlstate", error.sqlstate()},
                       {"native_code", static_cast<std::int64_t>(error.native_code())},
                       {"retryable", error.retryable()},
                       {"blame", to_string(error.blame())}});
}

}  // namespace waybill::service

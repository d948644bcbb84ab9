// Care of the catalog file: checked, copied, upgraded, made smaller.
#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "service/handlers.hpp"
#include "service/params.hpp"

namespace waybill::service {

using base::Json;

namespace {

constexpr base::Micros kDay = base::Micros{86'400} * 1'000'000;
constexpr std::int64_t kMostDays = 36'500;

Json problems_json(const catalog::CheckResult& result) {
  Json problems = Json::array();
  for (const std::string& problem : result.problems) problems.push(problem);
  return problems;
}

// Before when something may go; nullopt: never.
std::optional<base::Micros> days_ago(const Call& call, std::string_view param) {
  if (call.params.find(param) == nullptr) return std::nullopt;
  return call.environment.clock() - kDay * integer_param(call.params, param, 1, 1, kMostDays);
}

}  // namespace

Json catalog_check(Call& call) {
  const catalog::CheckResult result = call.catalog->check();
  return Json::object({{"ok", result.ok},
                       {"problems", problems_json(result)},
                       {"schema_version", result.schema_version}});
}

Json catalog_backup(Call& call) {
  const std::string path = text_param(call.params, "path");
  call.catalog->backup(path, flag_param(call.params, "force"));
  std::error_code error;
  const auto bytes = std::filesystem::file_size(path, error);
  return Json::object({{"path", path},
                       {"bytes", error ? std::int64_t{0} : static_cast<std::int64_t>(bytes)},
                       {"schema_version", call.catalog->schema_version()}});
}

Json catalog_upgrade(Call& call) {
  const catalog::UpgradeResult result = catalog::Catalog::upgrade(
      text_param(call.params, "path"), call.environment.clock, text_param(call.params, "backup"));
  return Json::object({{"from", result.from},
                       {"to", result.to},
                       {"ok", result.check.ok},
                       {"problems", problems_json(result.check)}});
}

Json catalog_vacuum(Call& call) {
  catalog::Retention retention;
  retention.runs = days_ago(call, "runs_days");
  retention.run_events = days_ago(call, "run_events_days");
  retention.rejects = days_ago(call, "rejects_days");
  retention.versions = days_ago(call, "versions_days");
  const catalog::VacuumResult result = call.catalog->vacuum(retention);
  return Json::object({{"runs", result.runs},
                       {"run_events", result.run_events},
                       {"rejects", result.rejects},
                       {"versions", result.versions},
                       {"bytes_before", result.bytes_before},
                       {"bytes_after", result.bytes_after}});
}

}  // namespace waybill::service

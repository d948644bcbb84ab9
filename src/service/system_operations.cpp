// What needs no definitions: the table itself, the codes, this build.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "lint/lint.hpp"
#include "service/code_help.hpp"
#include "service/handlers.hpp"
#include "service/params.hpp"
#include "sql/dialect.hpp"
#include "validate/model_rules.hpp"
#include "warehouse/open.hpp"
#include "waybill/version.h"

namespace waybill::service {

using base::Json;

namespace {

Json rule_json(const lint::Rule& rule) {
  return Json::object({{"code", rule.code},
                       {"severity", to_string(rule.severity)},
                       {"title", rule.title},
                       {"why", rule.why},
                       {"example", rule.example},
                       {"fix", rule.fix}});
}

Json code_json(const Code& code) {
  Json json = Json::object({{"code", code.id},
                            {"class", to_string(code.error_class)},
                            {"title", code.title},
                            {"retryable", code.retryable}});
  if (const CodeHelp* help = find_code_help(code.id)) {
    json.set("why", help->why).set("example", help->example).set("fix", help->fix);
  }
  return json;
}

Json reason_json(const RejectReason& reason) {
  return Json::object({{"code", reason.code},
                       {"class", to_string(ErrorClass::data)},
                       {"title", reason.title},
                       {"why", reason.why},
                       {"example", reason.example},
                       {"fix", reason.fix}});
}

// Every code there is, in order.
std::vector<Json> all_explained() {
  std::vector<Json> items;
  for (const lint::Rule& rule : lint::rules()) items.push_back(rule_json(rule));
  for (const lint::Rule& rule : validate::model_rules()) items.push_back(rule_json(rule));
  for (const RejectReason& reason : reject_reasons()) items.push_back(reason_json(reason));
  for (const Code& code : all_codes()) items.push_back(code_json(code));
  return items;
}

Json page_of_all(Json items) {
  return Json::object({{"items", std::move(items)}, {"next", nullptr}});
}

}  // namespace

Json operations_list(Call&) {
  Json items = Json::array();
  for (const Operation& operation : operations()) items.push(describe(operation));
  return page_of_all(std::move(items));
}

Json rules_list(Call&) {
  return page_of_all(all_explained());
}

Json rules_explain(Call& call) {
  const std::string wanted = base::ascii_upper(text_param(call.params, "code"));
  const std::vector<Json> items = all_explained();
  std::vector<std::string_view> known;
  for (const Json& item : items) {
    known.push_back(item.find("code")->as_string());
    if (known.back() == wanted) return item;
  }
  const auto nearest = base::nearest(wanted, known);
  throw Error(codes::not_found, fmt::format("there is no code '{}'", wanted))
      .with_hint(nearest ? fmt::format("did you mean {}? waybill rules list shows all", *nearest)
                         : "waybill rules list shows all")
      .with_path("/code");
}

Json system_features(Call&) {
  Json warehouses = Json::array();
  std::string_view last;
  for (const warehouse::Way& way : warehouse::ways()) {
    if (way.vendor != last) warehouses.push(way.vendor);
    last = way.vendor;
  }
  Json dialects = Json::array();
  for (const sql::Dialect* dialect : sql::dialects()) dialects.push(dialect->name);
  return Json::object({{"version", WAYBILL_VERSION_STRING},
                       {"warehouses", std::move(warehouses)},
                       {"dialects", std::move(dialects)}});
}

}  // namespace waybill::service

#include "validate/model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "validate/model_rules.hpp"
#include "validate/model_steps.hpp"

namespace waybill::validate {
namespace {

struct Meaning {
  std::string_view error;  // code of the warehouse's failure
  std::string_view code;   // of the finding
};
constexpr auto kMeanings = std::to_array<Meaning>({
    {codes::connect_failed.id, "WB8002"},
    {codes::connection_lost.id, "WB8002"},
    {codes::database_busy.id, "WB8002"},
    {codes::database_corrupt.id, "WB8002"},
    {codes::database_io.id, "WB8002"},
    {codes::denied_by_database.id, "WB8007"},
    {codes::forbidden.id, "WB8001"},
    {codes::no_such_table.id, "WB8003"},
    {codes::not_a_database.id, "WB8002"},
    {codes::not_found.id, "WB8001"},
    {codes::secret_unresolved.id, "WB8002"},
    {codes::unreachable.id, "WB8002"},
});

}  // namespace

ModelFinding finding(std::string_view code, std::string message, std::string hint) {
  const lint::Rule* rule = find_model_rule(code);
  ModelFinding item;
  item.code = code;
  item.message = std::move(message);
  item.hint = std::move(hint);
  if (rule != nullptr) {
    item.severity = rule->severity;
    if (item.hint.empty()) item.hint = rule->fix;
  }
  return item;
}

ModelFinding finding_of(const Error& error, std::string_view refused) {
  const auto meaning = std::ranges::find(kMeanings, error.code().id, &Meaning::error);
  return finding(meaning == kMeanings.end() ? refused : meaning->code, error.message(),
                 error.hint());
}

std::size_t ModelReport::errors() const {
  return static_cast<std::size_t>(
      std::ranges::count(findings, lint::Severity::error, &ModelFinding::severity));
}

void Look::add(ModelFinding item, std::size_t column, std::string_view key) {
  item.column = model.columns[column].name_in_source;
  item.pointer = check.model.columns.empty()
                     ? "/source_query"
                     : fmt::format("/columns/{}{}{}", column, key.empty() ? "" : "/", key);
  add(std::move(item));
}

std::string Look::position(std::string_view name) const {
  const auto column = model.find_column(name);
  return column && !check.model.columns.empty() ? fmt::format("/columns/{}", *column)
                                                : std::string();
}

void out_of_time(Look& look, std::string_view what) {
  if (!look.out_of_time) {
    look.add(finding("WB8006", fmt::format("{} took longer than the {} s that validation has", what,
                                           look.check.seconds)));
  }
  look.out_of_time = true;
}

ModelReport validate_model(warehouse::Session& source, const ModelCheck& check) {
  const TimeLimit limit(source, std::chrono::seconds(check.seconds));
  Look look{source, check, limit, check.model};
  if (!check.query) {
    look.report.skipped.push_back(
        {"query",
         "the query is for one tenant, and there is none to ask for: add a recipient, or "
         "set model_validation_id_in_provider_system"});
    return std::move(look.report);
  }
  if (look_at_source(look)) {
    check_columns(look);
    check_tenant_column(look);
    check_index(look);
    check_sample(look);
  }
  return std::move(look.report);
}

base::Json to_json(const ModelFinding& item) {
  return base::Json::object({{"code", item.code},
                             {"severity", to_string(item.severity)},
                             {"column", item.column},
                             {"pointer", item.pointer},
                             {"message", item.message},
                             {"hint", item.hint}});
}

}  // namespace waybill::validate

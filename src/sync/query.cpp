#include "sync/query.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace waybill::sync {
namespace {

constexpr std::int64_t kSecond = 1'000'000;  // in microseconds
constexpr std::int64_t kDay = 86'400;        // in seconds

// Seconds since 1970 of a bound, not later than it. nullopt: it is no time.
std::optional<std::int64_t> floor_seconds(const rows::Value& bound) {
  if (!std::holds_alternative<std::int64_t>(bound.data)) return std::nullopt;
  const auto value = std::get<std::int64_t>(bound.data);
  switch (bound.type.logical) {
    case rows::Logical::timestamp:
    case rows::Logical::datetime:
      return value / kSecond - (value % kSecond < 0 ? 1 : 0);
    case rows::Logical::date:
      return value * kDay;
    default:
      return std::nullopt;
  }
}

std::optional<std::int64_t> ceil_seconds(const rows::Value& bound) {
  const auto floor = floor_seconds(bound);
  if (!floor || bound.type.logical == rows::Logical::date) return floor;
  return *floor + (std::get<std::int64_t>(bound.data) % kSecond != 0 ? 1 : 0);
}

}  // namespace

sql::TemplateValues template_names(const model::Model& model) {
  sql::TemplateValues values;
  if (const std::vector<std::size_t> key = model.key_columns(); key.size() == 1) {
    values.primary_key_column_name = model.columns[key.front()].name_in_source;
  } else if (model.columns.empty() && model.primary_key.size() == 1) {
    values.primary_key_column_name = model.primary_key.front();
  }
  if (std::string cursor = model.cursor_name(); !cursor.empty()) {
    values.last_modified_column_name = std::move(cursor);
  }
  if (!model.organization_column.empty()) {
    values.organization_column_name = model.organization_column;
  }
  return values;
}

std::string render_template(const std::string& query, const sql::Syntax& syntax,
                            const sql::TemplateValues& values) {
  std::vector<sql::TemplateProblem> problems;
  const sql::Template parsed = sql::Template::parse(query, problems);
  if (problems.empty()) problems = parsed.misplaced(syntax);
  if (!problems.empty()) {
    throw Error(codes::template_refused,
                fmt::format("{}: {}", problems.front().code, problems.front().message))
        .with_hint(problems.front().hint);
  }
  return parsed.render(syntax, values);
}

std::string query_for(const Job& job, const sql::Syntax& syntax,
                      const std::optional<rows::Value>& from,
                      const std::optional<rows::Value>& until) {
  sql::TemplateValues values = template_names(job.model);
  values.last_modified_at_epoch = from ? floor_seconds(*from) : 0;
  if (until) values.last_modified_at_epoch_upper_bound = ceil_seconds(*until);
  const bool in_schema = !job.tenant_schema.empty();
  if (job.tenanted || in_schema) values.id_in_provider_system = job.state.tenant;
  if (in_schema) values.schema = job.tenant_schema;
  std::string query = render_template(job.model.source_query, syntax, values);
  return job.given ? sql::shadow_tables(syntax, query, *job.given) : query;
}

}  // namespace waybill::sync

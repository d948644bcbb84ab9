// Query templates: what they use, and where values may not stand.
#include "sql/template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "sql/template_nodes.hpp"
#include "sql/template_place.hpp"

namespace waybill::sql {
namespace {

constexpr auto kVariables = std::to_array<VariableInfo>({
    {Variable::last_modified_at_epoch, "LastModifiedAtEpoch", VariableType::integer,
     "seconds since 1970: rows modified from this one on are read; 0 on the first run"},
    {Variable::last_modified_at_epoch_upper_bound, "LastModifiedAtEpochUpperBound",
     VariableType::integer,
     "seconds since 1970: rows modified before this one are read; absent without such a bound"},
    {Variable::id_in_provider_system, "IdInProviderSystem", VariableType::text,
     "the tenant, as the recipient's id_in_provider_system has it"},
    {Variable::schema, "Schema", VariableType::identifier, "the recipient's schema"},
    {Variable::primary_key_column_name, "PrimaryKeyColumnName", VariableType::identifier,
     "the primary key column's name in the source"},
    {Variable::last_modified_column_name, "LastModifiedColumnName", VariableType::identifier,
     "the last-modified column's name in the source"},
    {Variable::organization_column_name, "OrganizationColumnName", VariableType::identifier,
     "the organization column's name in the source"},
});
static_assert(std::ranges::is_sorted(kVariables, {}, &VariableInfo::variable));
static_assert([] {
  for (std::size_t i = 0; i < kVariables.size(); ++i) {
    if (static_cast<std::size_t>(kVariables[i].variable) != i) return false;
  }
  return true;
}());

void find_first(const std::vector<TemplateNode>& nodes, Variable variable,
                std::optional<std::size_t>& first) {
  const auto note = [&](std::size_t at) { first = std::min(first.value_or(at), at); };
  for (const TemplateNode& node : nodes) {
    if (node.value == variable) note(node.at);
    for (const TemplateArm& arm : node.arms) {
      if (arm.condition == variable) note(arm.at);
      find_first(arm.body, variable, first);
    }
    find_first(node.otherwise, variable, first);
  }
}

}  // namespace

std::span<const VariableInfo> template_variables() {
  return kVariables;
}
const VariableInfo& info(Variable variable) {
  return kVariables[static_cast<std::size_t>(variable)];
}
std::string written(Variable variable) {
  return fmt::format(".{}", info(variable).name);
}

std::string place_in_query(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto lines = std::ranges::count(before, '\n');
  const std::string_view line = before.substr(before.rfind('\n') + 1);
  return fmt::format("line {}, character {} of the query", lines + 1, base::code_points(line) + 1);
}

Template Template::parse(std::string_view text, std::vector<TemplateProblem>& problems) {
  std::vector<TemplateProblem> found;
  auto parsed = std::make_shared<Parsed>();
  parsed->nodes = parse_template(text, found);
  std::ranges::stable_sort(found, {}, &TemplateProblem::at);
  Template result;
  if (found.empty()) parsed->text = text;
  result.parsed_ = std::move(parsed);
  std::ranges::move(found, std::back_inserter(problems));
  return result;
}

bool Template::uses(Variable variable) const {
  return first_use(variable).has_value();
}

std::optional<std::size_t> Template::first_use(Variable variable) const {
  std::optional<std::size_t> first;
  if (parsed_) find_first(parsed_->nodes, variable, first);
  return first;
}

std::vector<TemplateProblem> Template::misplaced(const Syntax& syntax) const {
  std::vector<TemplateProblem> problems;
  if (!parsed_) return problems;
  std::set<std::size_t> seen;
  for (const TemplatePath& path : all_paths(parsed_->nodes)) {
    for (Slot& slot : place(syntax, path, {}).slots) {
      const TemplatePiece& piece = path[slot.piece];
      if (slot.refusal.empty() || !seen.insert(piece.at).second) continue;
      problems.push_back({"WB5004", piece.at,
                          fmt::format("{} {}", written(*piece.value), slot.refusal),
                          std::move(slot.hint)});
    }
  }
  std::ranges::sort(problems, {}, &TemplateProblem::at);
  return problems;
}

std::vector<std::string> Template::samples(const Syntax& syntax) const {
  std::vector<std::string> samples;
  if (!parsed_) return samples;
  for (const TemplatePath& path : all_paths(parsed_->nodes)) {
    Placed placed = place(syntax, path, {});
    for (const Slot& slot : placed.slots) {
      // A placeholder that stands wrong is one letter.
      if (!slot.refusal.empty())
        std::fill(placed.sql.begin() + static_cast<std::ptrdiff_t>(slot.begin),
                  placed.sql.begin() + static_cast<std::ptrdiff_t>(slot.end), ' ');
    }
    if (std::ranges::find(samples, placed.sql) == samples.end()) {
      samples.push_back(std::move(placed.sql));
    }
  }
  return samples;
}

std::string Template::render(const Syntax& syntax, const TemplateValues& values) const {
  if (!parsed_) return {};
  return render_template(syntax, parsed_->text, parsed_->nodes, values);
}

}  // namespace waybill::sql

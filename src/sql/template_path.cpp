// The paths through a template's conditions.
#include <algorithm>
#include <array>
#include <utility>

#include "sql/template_nodes.hpp"

namespace waybill::sql {
namespace {

constexpr std::size_t kVariables = 7;

void take(const std::vector<TemplateNode>& nodes, const std::function<bool(Variable)>& is_true,
          TemplatePath& path) {
  for (const TemplateNode& node : nodes) {
    if (node.value) {
      path.push_back({{}, node.value, node.at});
    } else if (node.arms.empty()) {
      path.push_back({node.text, {}, 0});
    } else {
      const auto arm = std::ranges::find_if(
          node.arms, [&](const TemplateArm& each) { return is_true(each.condition); });
      take(arm != node.arms.end() ? arm->body : node.otherwise, is_true, path);
    }
  }
}

}  // namespace

TemplatePath take_path(const std::vector<TemplateNode>& nodes,
                       const std::function<bool(Variable)>& is_true) {
  TemplatePath path;
  take(nodes, is_true, path);
  return path;
}

// A variable is chosen when a condition first asks for it: true, and once everything after it has
// been seen, false.
std::vector<TemplatePath> all_paths(const std::vector<TemplateNode>& nodes) {
  std::vector<TemplatePath> paths;
  std::vector<std::pair<Variable, bool>> chosen;
  while (true) {
    std::array<bool, kVariables> asked{};
    std::vector<std::pair<Variable, bool>> order;
    paths.push_back(take_path(nodes, [&](Variable variable) {
      const auto before = std::ranges::find(chosen, variable, &std::pair<Variable, bool>::first);
      const bool value = before == chosen.end() || before->second;
      bool& seen = asked[static_cast<std::size_t>(variable)];
      if (!seen) order.emplace_back(variable, value);
      seen = true;
      return value;
    }));
    while (!order.empty() && !order.back().second) order.pop_back();
    if (order.empty()) return paths;
    order.back().second = false;
    chosen = std::move(order);
  }
}

}  // namespace waybill::sql

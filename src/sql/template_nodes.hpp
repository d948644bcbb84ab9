// A parsed query template, and one path of values through it. Internal to src/sql/template*.cpp.
#ifndef WAYBILL_SQL_TEMPLATE_NODES_HPP
#define WAYBILL_SQL_TEMPLATE_NODES_HPP

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/template.hpp"

namespace waybill::sql {

struct TemplateArm;

// A text, a value ({{.X}}, or {{.}} within with), or the arms of an if or with.
struct TemplateNode {
  std::string text;
  std::optional<Variable> value;
  std::size_t at = 0;  // of the value's point in the template
  std::vector<TemplateArm> arms;
  std::vector<TemplateNode> otherwise;
};
struct TemplateArm {
  Variable condition = Variable::schema;
  std::size_t at = 0;  // of the condition's point
  std::vector<TemplateNode> body;
};

struct Template::Parsed {
  std::string text;
  std::vector<TemplateNode> nodes;
};

std::vector<TemplateNode> parse_template(std::string_view text,
                                         std::vector<TemplateProblem>& problems);

const VariableInfo& info(Variable variable);
// `.IdInProviderSystem`
std::string written(Variable variable);

std::string render_template(const Syntax& syntax, std::string_view text,
                            const std::vector<TemplateNode>& nodes, const TemplateValues& values);

// What one choice of conditions leaves of a template.
struct TemplatePiece {
  std::string_view text;
  std::optional<Variable> value;
  std::size_t at = 0;
};
using TemplatePath = std::vector<TemplatePiece>;
TemplatePath take_path(const std::vector<TemplateNode>& nodes,
                       const std::function<bool(Variable)>& is_true);
// Every path that some choice of true and false leads to: at most 2 to the number of variables.
std::vector<TemplatePath> all_paths(const std::vector<TemplateNode>& nodes);

}  // namespace waybill::sql

#endif

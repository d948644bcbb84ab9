// Query templates: a subset of Go's text/template over a fixed set of variables, whose values are
// encoded for the place in the SQL where they stand. A value can never become SQL. What an operator
// makes of a text is the query's own business: in LIKE '{{.IdInProviderSystem}}', % still matches
// anything.
#ifndef WAYBILL_SQL_TEMPLATE_HPP
#define WAYBILL_SQL_TEMPLATE_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/syntax.hpp"

namespace waybill::sql {

enum class Variable {
  last_modified_at_epoch,              // integer seconds: the read's lower bound, rounded down
  last_modified_at_epoch_upper_bound,  // integer seconds, exclusive: the upper bound, rounded up
  id_in_provider_system,               // text: the tenant
  schema,                              // identifiers
  primary_key_column_name,
  last_modified_column_name,
  organization_column_name
};
enum class VariableType { integer, text, identifier };
struct VariableInfo {
  Variable variable;
  std::string_view name;  // as written after the point
  VariableType type;
  std::string_view help;
};
std::span<const VariableInfo> template_variables();

struct TemplateProblem {
  std::string_view code;  // "WB5001", "WB5002", "WB5004"
  std::size_t at = 0;     // byte in the template
  std::string message;    // one line
  std::string hint;
};

// Values by variable; absent, empty and zero are false in conditions, as in Go.
struct TemplateValues {
  std::optional<std::int64_t> last_modified_at_epoch;
  std::optional<std::int64_t> last_modified_at_epoch_upper_bound;
  std::optional<std::string> id_in_provider_system;
  std::optional<std::string> schema;
  std::optional<std::string> primary_key_column_name;
  std::optional<std::string> last_modified_column_name;
  std::optional<std::string> organization_column_name;
};

// "line 3, character 14 of the query"
std::string place_in_query(std::string_view text, std::size_t at);

class Template {
 public:
  // A text without {{ is a template too; 1 MiB at most. On problems (WB5001, WB5002), which are
  // added in the order of their places, the template is empty.
  static Template parse(std::string_view text, std::vector<TemplateProblem>& problems);

  bool uses(Variable variable) const;                             // anywhere, conditions included
  std::optional<std::size_t> first_use(Variable variable) const;  // its byte

  // WB5004 for each variable that stands where its type has no safe encoding, on any path that
  // values can lead to.
  std::vector<TemplateProblem> misplaced(const Syntax& syntax) const;
  // The SQL of each path that values can lead to, with harmless values, without repeats: what the
  // gate judges. A variable that is misplaced stands as a blank.
  std::vector<std::string> samples(const Syntax& syntax) const;

  // Throws Error(template_refused) when a value has no safe encoding where it stands, as a NUL
  // in a text, or a name longer than the vendor takes.
  std::string render(const Syntax& syntax, const TemplateValues& values) const;

 private:
  struct Parsed;
  std::shared_ptr<const Parsed> parsed_;
};

}  // namespace waybill::sql

#endif

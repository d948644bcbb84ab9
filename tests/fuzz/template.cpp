// Any bytes as a query template, and any as a tenant's id: no value changes how the SQL around it
// reads. An input is the vendor's letter, the id, a NUL, the template.
#include "sql/template.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "fuzz/check.hpp"
#include "sql/lexer.hpp"

using namespace waybill;
using fuzz::require;

namespace {

std::string render(const sql::Template& parsed, const sql::Syntax& syntax, std::string_view id) {
  sql::TemplateValues values;
  values.last_modified_at_epoch = 1767225600;
  values.last_modified_at_epoch_upper_bound = 1767229200;
  values.id_in_provider_system = std::string(id);
  values.schema = "app";
  values.primary_key_column_name = "id";
  values.last_modified_column_name = "updated_at";
  values.organization_column_name = "tenant";
  return parsed.render(syntax, values);
}

std::vector<sql::TokenKind> kinds(const sql::Syntax& syntax, std::string_view sql) {
  std::vector<sql::TokenKind> result;
  for (const sql::Token& token : sql::lex(syntax, sql)) result.push_back(token.kind);
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input = fuzz::text_of(data, size);
  const sql::Syntax& syntax = fuzz::take_syntax(input);
  const std::size_t nul = std::min(input.find('\0'), input.size());
  const std::string_view id = input.substr(0, nul);
  const std::string_view text = input.substr(std::min(nul + 1, input.size()));

  std::vector<sql::TemplateProblem> problems;
  const sql::Template parsed = sql::Template::parse(text, problems);
  for (const sql::TemplateProblem& problem : problems) {
    require(problem.at <= text.size() && !problem.message.empty(), "a problem has a place");
  }
  if (!problems.empty()) return 0;
  for (const sql::TemplateProblem& problem : parsed.misplaced(syntax)) {
    require(problem.at <= text.size() && !problem.message.empty(), "a misplaced value has a place");
    require(problem.code == "WB5004", "a misplaced value is WB5004");
  }
  parsed.samples(syntax);
  if (id.empty()) return 0;
  try {
    const std::string plain = render(parsed, syntax, "x");
    const std::string hostile = render(parsed, syntax, id);
    require(kinds(syntax, plain) == kinds(syntax, hostile), "a value changes no token around it");
  } catch (const Error& error) {
    require(error.code().id == codes::template_refused.id, "a value is encoded or refused");
  }
  return 0;
}

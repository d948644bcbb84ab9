// What Go's templates have and query templates do not, and what to write in its place.
#include "sql/template_action.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace waybill::sql {
namespace {

struct Unsupported {
  std::string_view word;
  bool opens = false;  // needs an {{end}}
  std::string_view hint;
};
constexpr std::string_view kCompareInSql =
    "a template only asks whether a value is there; compare in the SQL";
constexpr std::string_view kWriteInSql = "write the expression in the SQL around {{.X}}";
constexpr std::string_view kNest = "put one {{if}} into the other, or use {{else if .X}}";
constexpr std::string_view kOneFile = "a query is one text; write the part out";
constexpr std::string_view kNoLoops = "no variable is a list; write the SQL out";
constexpr auto kUnsupported = std::to_array<Unsupported>({
    {"and", false, kNest},
    {"block", true, kOneFile},
    {"break", false, kNoLoops},
    {"call", false, kWriteInSql},
    {"continue", false, kNoLoops},
    {"define", true, kOneFile},
    {"eq", false, kCompareInSql},
    {"false", false, kCompareInSql},
    {"ge", false, kCompareInSql},
    {"gt", false, kCompareInSql},
    {"html", false, kWriteInSql},
    {"index", false, kWriteInSql},
    {"js", false, kWriteInSql},
    {"le", false, kCompareInSql},
    {"len", false, kWriteInSql},
    {"lt", false, kCompareInSql},
    {"ne", false, kCompareInSql},
    {"nil", false, kCompareInSql},
    {"not", false, "write {{if .X}}{{else}}...{{end}}"},
    {"or", false, kNest},
    {"print", false, kWriteInSql},
    {"printf", false, kWriteInSql},
    {"println", false, kWriteInSql},
    {"range", true, kNoLoops},
    {"slice", false, kWriteInSql},
    {"template", false, kOneFile},
    {"true", false, kCompareInSql},
    {"urlquery", false, kWriteInSql},
});
static_assert(std::ranges::is_sorted(kUnsupported, {}, &Unsupported::word));

constexpr std::string_view kConstructs =
    "a template has {{.X}}, {{if .X}}, {{else if .X}}, {{with .X}}, {{.}} within with, {{else}}, "
    "{{end}} and {{/* comments */}}";

const Unsupported* find_unsupported(std::string_view word) {
  const auto found = std::ranges::lower_bound(kUnsupported, word, {}, &Unsupported::word);
  return found != kUnsupported.end() && found->word == word ? &*found : nullptr;
}

TemplateProblem problem(const ActionToken& token, std::string message, std::string_view hint) {
  return {"WB5001", token.at, std::move(message), std::string(hint)};
}

TemplateProblem refuse_word(const ActionToken& token) {
  if (const Unsupported* construct = find_unsupported(token.text)) {
    return problem(token, fmt::format("\"{}\" is not supported in a query template", token.text),
                   construct->hint);
  }
  std::vector<std::string_view> names = {"if", "else", "end", "with"};
  const std::size_t keywords = names.size();
  for (const VariableInfo& variable : template_variables()) names.push_back(variable.name);
  const auto close = base::nearest(token.text, names);
  const bool is_keyword = close && std::ranges::find(names, *close) - names.begin() <
                                       static_cast<std::ptrdiff_t>(keywords);
  return problem(
      token,
      fmt::format("\"{}\" is no construct of a query template", shown_in_message(token.text)),
      close ? fmt::format("did you mean {{{{{}{}}}}}?", is_keyword ? "" : ".", *close)
            : std::string(kConstructs));
}

// By their first character.
struct Sign {
  char first;
  std::string_view message;
  std::string_view hint;
};
constexpr std::string_view kNoVariables = "variables ($x) are not supported in a query template";
constexpr std::string_view kNoAssignments = "assignments are not supported in a query template";
constexpr std::string_view kNoParentheses = "parentheses are not supported in a query template";
constexpr std::string_view kNoTexts = "a query template holds no texts";
constexpr std::string_view kTextInSql = "write the text in the SQL";
constexpr std::string_view kEach = "write {{.X}} in each place";
constexpr auto kSigns = std::to_array<Sign>({
    {'"', kNoTexts, kTextInSql},
    {'\'', kNoTexts, kTextInSql},
    {'`', kNoTexts, kTextInSql},
    {'|', "pipelines are not supported in a query template", kWriteInSql},
    {'(', kNoParentheses, kWriteInSql},
    {')', kNoParentheses, kWriteInSql},
    {'$', kNoVariables, "write the value's name, as {{.IdInProviderSystem}}"},
    {':', kNoAssignments, kEach},
    {'=', kNoAssignments, kEach},
    {'-', "\"-\" is neither a trim marker nor a value",
     "a trim marker stands beside the braces, with a blank on its other side: {{- .X -}}"},
    {'/', "a comment must begin directly behind {{",
     "write {{/* ... */}}, or with trim markers {{- /* ... */ -}}"},
});

}  // namespace

bool opens_block(std::string_view word) {
  const Unsupported* construct = find_unsupported(word);
  return construct != nullptr && construct->opens;
}

TemplateProblem refusal_of(const ActionToken& token) {
  if (token.part == ActionPart::word) return refuse_word(token);
  const char first = token.text.empty() ? '.' : token.text[0];
  const auto sign = std::ranges::find(kSigns, first, &Sign::first);
  if (sign != kSigns.end()) return problem(token, std::string(sign->message), sign->hint);
  if (first >= '0' && first <= '9') {
    return problem(token, "a query template holds no numbers", "write the number in the SQL");
  }
  return problem(token,
                 fmt::format("\"{}\" cannot stand within {{{{ }}}}", shown_in_message(token.text)),
                 kConstructs);
}

std::string shown_in_message(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string out;
  for (const char c : text.substr(0, base::utf8_prefix(text.substr(0, kMost)))) {
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  return out.size() < text.size() ? out + "..." : out;
}

}  // namespace waybill::sql

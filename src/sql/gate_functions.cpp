// Functions that a query of a model must not call.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/gate_rules.hpp"

namespace waybill::sql {
namespace {

struct Reason {
  Effect effect;
  std::string_view which;
};
constexpr auto kReasons = std::to_array<Reason>({
    {Effect::writes, "which writes"},
    {Effect::reads_files, "which reads files or secrets of the server"},
    {Effect::writes_files, "which writes files of the server"},
    {Effect::connects, "which reaches other servers"},
    {Effect::runs_programs, "which runs programs"},
    {Effect::runs_text, "which runs a text as SQL"},
    {Effect::loads_code, "which loads code"},
    {Effect::changes_settings, "which changes settings"},
    {Effect::sleeps, "which waits"},
    {Effect::locks, "which takes locks"},
    {Effect::advances_sequence, "which advances a sequence"},
    {Effect::stops_sessions, "which stops other sessions"},
    {Effect::administers, "which administers the server"},
});
constexpr bool by_effect() {
  for (std::size_t i = 0; i < kReasons.size(); ++i) {
    if (static_cast<std::size_t>(kReasons[i].effect) != i) return false;
  }
  return true;
}
static_assert(by_effect());

const DeniedFunction* find_denied(const Syntax& syntax, std::string_view name) {
  const auto& denied = syntax.denied_functions;
  const auto found = std::ranges::find_if(denied, [&](const DeniedFunction& one) {
    return one.name.ends_with('*') ? name.starts_with(one.name.substr(0, one.name.size() - 1))
                                   : name == one.name;
  });
  if (found == denied.end() || std::ranges::binary_search(syntax.allowed_functions, name)) {
    return nullptr;
  }
  return &*found;
}

// Not a name with columns: of a WITH, or AS name (column, ...).
bool is_called(const Parts& parts, std::size_t i) {
  return parts.sign(i + 1, '(') && !parts.is(i - 1, "as") && !parts.at(i).names_query;
}

}  // namespace

std::optional<Refusal> refuse_function(const Parts& parts, std::size_t i) {
  if (!parts.is_name(i)) return std::nullopt;
  const bool package = parts.syntax().calls_unwritten && parts.sign(i + 1, '.');
  if (!package && !parts.sign(i + 1, '(') && !parts.is(i + 1, "uescape")) return std::nullopt;
  const Token& token = parts.at(i).token;
  if (token.kind == TokenKind::quoted_name && !package) {
    const std::string_view text = parts.text(i);
    if (parts.is(i + 1, "uescape") ? parts.sign(i + 3, '(')
                                   : text.find('\\') != std::string_view::npos) {
      return Refusal{token.begin, "calls a function by a name with escapes in it",
                     "write the function's name as it is"};
    }
  }
  if (parts.text(i).size() > 200) return std::nullopt;
  const std::string name = base::ascii_lower(parts.name(i));
  const DeniedFunction* denied = find_denied(parts.syntax(), name);
  if (denied == nullptr || (!package && !is_called(parts, i))) return std::nullopt;
  return Refusal{
      token.begin,
      fmt::format("calls {}, {}", name, kReasons[static_cast<std::size_t>(denied->effect)].which),
      "a query of a model only reads tables: remove the call"};
}

}  // namespace waybill::sql

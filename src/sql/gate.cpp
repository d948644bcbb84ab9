// The read-only gate on statements and clauses, and what it guards: a query that is wrapped.
#include "sql/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/gate_rules.hpp"
#include "sql/parts.hpp"

namespace waybill::sql {
namespace {

constexpr std::string_view kOneSelect = "write one SELECT or WITH statement";

std::optional<Refusal> refuse_start(const Parts& parts) {
  std::size_t first = 0;
  for (; parts.sign(first, '('); ++first) {
    const std::size_t next = parts.after(first);
    const bool goes_on = next < parts.end_of_level(first) &&
                         !parts.is_any(next, {"union", "except", "intersect", "minus", "order",
                                              "limit", "offset", "fetch", "settings"});
    if (goes_on) {
      return Refusal{parts.at(next).token.begin,
                     fmt::format("goes on after its parenthesis with {}", shown_part(parts, next)),
                     std::string(kOneSelect)};
    }
  }
  const std::size_t main = parts.main_statement(first);
  if (main == parts.size()) {
    return Refusal{parts.at(std::min(first, parts.size() - 1)).token.begin, "has no SELECT",
                   std::string(kOneSelect)};
  }
  const bool starts = parts.is(main, "select") ||
                      (parts.is(main, "values") && !parts.sign(main + 1, '.')) ||
                      (parts.is(main, "table") && parts.is_name(main + 1)) ||
                      (parts.syntax().from_first && parts.is(main, "from"));
  if (starts) return std::nullopt;
  return Refusal{parts.at(main).token.begin,
                 fmt::format("starts with {}, not with SELECT", shown_part(parts, main)),
                 std::string(kOneSelect)};
}

}  // namespace

std::optional<Refusal> refuse_query(Parts& parts, std::string_view query) {
  const std::vector<Token> tokens = lex(parts.syntax(), query);
  if (auto refusal = refuse_text(parts.syntax(), query, tokens)) return refusal;
  if (auto refusal = parts.fill(tokens)) return refusal;
  if (auto refusal = refuse_data_changes(parts)) return refusal;
  if (auto refusal = refuse_start(parts)) return refusal;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (auto refusal = refuse_clause(parts, i)) return refusal;
    if (auto refusal = refuse_function(parts, i)) return refusal;
  }
  if (auto refusal = refuse_parameters(parts)) return refusal;
  return refuse_files(parts);
}

std::optional<Refusal> refuse_unless_read_only(const Syntax& syntax, std::string_view query) {
  Parts parts(syntax, query);
  return refuse_query(parts, query);
}

std::string_view single_query(const Syntax& syntax, std::string_view query) {
  Parts parts(syntax, query);
  if (const auto refusal = refuse_query(parts, query)) {
    const auto end = query.begin() + static_cast<std::ptrdiff_t>(refusal->at);
    throw Error(codes::not_read_only, fmt::format("the query {} (line {})", refusal->message,
                                                  1 + std::count(query.begin(), end, '\n')))
        .with_hint(refusal->hint);
  }
  return query.substr(0, parts.at(parts.size() - 1).token.end);
}

}  // namespace waybill::sql

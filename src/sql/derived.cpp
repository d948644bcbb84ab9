#include "sql/derived.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "sql/gate.hpp"
#include "sql/parts.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {
namespace {

constexpr std::string_view kQuery = "_waybill_query";

[[noreturn]] void refuse(const Dialect& dialect, std::string_view what, std::string hint) {
  throw Error(codes::unsupported, fmt::format("the query has {} at its end, which {} does not take "
                                              "in a query within another",
                                              what, dialect.title))
      .with_hint(std::move(hint));
}

// https://learn.microsoft.com/sql/t-sql/queries/select-order-by-clause-transact-sql: in a derived
// table only together with TOP, OFFSET or FOR XML.
void refuse_end(const Dialect& dialect, const Parts& parts, std::size_t main) {
  bool ordered = false;
  bool bounded = parts.is(main + 1, "top") ||
                 (parts.is_any(main + 1, {"distinct", "all"}) && parts.is(main + 2, "top"));
  for (std::size_t at = main; at < parts.size(); at = parts.after(at)) {
    if (parts.is_any(at, {"union", "except", "intersect"})) bounded = false;
    if (parts.are(at, {"order", "by"})) ordered = true;
    if (ordered && parts.is_any(at, {"offset", "for"})) bounded = true;
    if (parts.is(at, "option") && parts.sign(at + 1, '(')) {
      refuse(dialect, "OPTION", "remove it");
    }
  }
  if (ordered && !bounded) {
    refuse(dialect, "ORDER BY",
           "remove it: rows are delivered by key, in no order; or bound it by TOP or OFFSET");
  }
}

}  // namespace

DerivedTable derived_table(const Dialect& dialect, std::string_view query) {
  const std::string_view text = single_query(*dialect.syntax, query);
  const auto wrapped = [](std::string_view body) { return fmt::format("(\n{}\n) m", body); };
  if (dialect.plain_derived_tables) return {{}, wrapped(text)};
  Parts parts(*dialect.syntax, text);
  parts.fill(lex(*dialect.syntax, text));
  const bool with = parts.is(0, "with");
  const std::size_t main = with ? parts.after_with(0) : 0;
  refuse_end(dialect, parts, main);
  if (!with) return {{}, wrapped(text)};
  // Its common table expressions move to the front, and the query becomes the last of them.
  const std::string name = quote(dialect, kQuery);
  return {fmt::format("{},\n{} AS (\n{}\n)\n", text.substr(0, parts.at(main - 1).token.end), name,
                      text.substr(parts.at(main).token.begin)),
          fmt::format("{} m", name)};
}

}  // namespace waybill::sql

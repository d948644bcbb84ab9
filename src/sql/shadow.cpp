#include "sql/shadow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/gate.hpp"
#include "sql/lexer.hpp"
#include "sql/read_tables.hpp"

namespace waybill::sql {

std::string select_values(const Dialect& dialect, const rows::Schema& columns,
                          const std::vector<std::vector<rows::Value>>& rows) {
  const auto refuse = [&](std::string_view what) {
    return Error(codes::unsupported, fmt::format("{} takes no given rows{}", dialect.title, what))
        .with_hint("run the test without --live");
  };
  if (!dialect.casts_texts) throw refuse("");
  const auto cell = [&](const rows::Field& field, const rows::Value& value) {
    if (field.type.logical == rows::Logical::bytes && !value.is_null()) throw refuse(" of bytes");
    return fmt::format("CAST({} AS {})",
                       value.is_null() ? "NULL" : literal(dialect, rows::value_text(value)),
                       created_type(dialect, field.type, false));
  };
  std::vector<std::string> selects;
  const std::vector<rows::Value> nothing(columns.size());
  const auto add = [&](const std::vector<rows::Value>& row) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      // A UNION has the names of its first SELECT.
      cells.push_back(cell(columns[i], row[i]) +
                      (selects.empty() ? " AS " + quote(dialect, columns[i].name) : ""));
    }
    selects.push_back("SELECT " + base::join(cells, ", "));
  };
  for (const auto& row : rows) add(row);
  if (rows.empty()) {
    add(nothing);
    selects.front() += " WHERE 1 = 0";
  }
  return base::join(selects, "\nUNION ALL ");
}

std::string shadow_tables(const Syntax& syntax, std::string_view query,
                          const std::vector<GivenRows>& given) {
  const std::string_view text = single_query(syntax, query);
  Parts parts(syntax, text);
  parts.fill(lex(syntax, text));
  std::string shadowed;
  std::size_t copied = 0;
  std::vector<std::string> with;
  std::map<std::string, Table, std::less<>> named;  // as they are spelled
  for (const TablePlace& place : places_of_tables(parts)) {
    const auto found = std::ranges::find_if(
        given, [&](const GivenRows& rows) { return may_be_same(rows.table, place.table); });
    if (found == given.end()) {
      throw Error(codes::not_found,
                  fmt::format("the query reads '{}', which is not given", shown_table(place.table)))
          .with_hint("give it rows, or an empty list where it is the model's own table");
    }
    const std::string_view name = parts.text(place.end - 1);
    shadowed += text.substr(copied, parts.at(place.begin).token.begin - copied);
    shadowed += name;
    copied = parts.at(place.end - 1).token.end;
    const auto [known, is_new] = named.emplace(name, place.table);
    if (!is_new) {
      if (may_be_same(known->second, place.table)) continue;
      throw Error(codes::unsupported,
                  fmt::format("the query reads '{}' and '{}', which would be one table",
                              shown_table(known->second), shown_table(place.table)))
          .with_hint("run the test without --live");
    }
    with.push_back(fmt::format("{} AS (\n{}\n)", name, found->select));
  }
  shadowed += text.substr(copied);
  if (with.empty()) return shadowed;
  const std::string front = base::join(with, ",\n");
  if (!parts.is(0, "with")) return fmt::format("WITH {}\n{}", front, shadowed);
  const bool recursive = parts.is(1, "recursive") && !parts.is(2, "as");
  const std::size_t behind = parts.at(recursive ? 1 : 0).token.end;
  return fmt::format("WITH{} {},\n{}", recursive ? " RECURSIVE" : "", front,
                     shadowed.substr(behind));
}

}  // namespace waybill::sql

#include "sql/read_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "sql/lexer.hpp"

namespace waybill::sql {
namespace {

bool is_sign(const Parts& parts, std::size_t i, std::string_view any) {
  return i < parts.size() && parts.at(i).token.kind == TokenKind::symbol &&
         any.find(parts.text(i)) != std::string_view::npos;
}

std::vector<std::string> names_of_with(const Parts& parts) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts.is(i, "with") || (i > 0 && !parts.sign(i - 1, '('))) continue;
    const std::size_t end = std::min(parts.after_with(i), parts.end_of_level(i));
    for (std::size_t at = i + 1; at < end; at = parts.after(at)) {
      const bool begins = parts.sign(at - 1, ',') || parts.is_any(at - 1, {"with", "recursive"});
      if (begins && parts.is_name(at) && (parts.is(at + 1, "as") || parts.at(at).names_query)) {
        names.push_back(parts.name(at));
      }
    }
  }
  return names;
}

}  // namespace

std::vector<std::size_t> table_places(const Parts& parts) {
  struct Level {
    bool query = false;
    bool in_from = false;
    bool values = false;  // FROM VALUES (1, 'a'), (2, 'b')
  };
  std::vector<std::size_t> places;
  std::vector<Level> levels(1);
  bool target = false;  // the next part stands where a table does
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_target = target;
    const bool begins = i == 0 || parts.sign(i - 1, '(');
    target = false;
    if (is_target && !(begins && parts.is_any(i, {"select", "with", "from"}))) places.push_back(i);
    Level& level = levels.back();
    if (is_sign(parts, i, "([{")) {
      target = is_target && parts.sign(i, '(');
      levels.push_back({target, target, false});
    } else if (is_sign(parts, i, ")]}")) {
      levels.pop_back();
    } else if (parts.is(i, "select")) {
      level = {true, false, false};
    } else if (begins && parts.is(i, "values")) {
      level = {true, false, true};
    } else if (begins && parts.is(i, "table") && parts.is_name(i + 1)) {
      level = {true, true, false};
      target = true;
    } else if (parts.is(i, "from")) {
      const bool first = parts.syntax().from_first && begins;
      if ((level.query || first) && !parts.is(i - 1, "distinct") && !parts.sign(i - 1, '.')) {
        level = {true, true, false};
        target = true;
      }
    } else if (parts.is_any(i, {"where", "group", "having", "order", "limit", "union", "except",
                                "intersect", "window", "qualify", "prewhere", "settings"})) {
      level.in_from = false;
    } else if (is_target && parts.is(i, "values")) {
      level.values = true;
    } else if (level.in_from &&
               (parts.is_any(i, {"join", "only", "lateral"}) ||
                (parts.sign(i, ',') && !(level.values && parts.sign(i + 1, '('))))) {
      target = true;
    }
  }
  return places;
}

std::vector<TablePlace> places_of_tables(const Parts& parts) {
  const std::vector<std::string> own = names_of_with(parts);
  std::vector<TablePlace> places;
  for (const std::size_t begin : table_places(parts)) {
    if (!parts.is_name(begin) || parts.is_any(begin, {"only", "lateral", "values"})) continue;
    TablePlace place{begin, parts.end_of_path(begin), {}};
    if (parts.sign(place.end, '(')) continue;
    Table& table = place.table;
    for (std::size_t at = begin; at + 1 < place.end; at += 2) {
      table.schema += fmt::format("{}{}", table.schema.empty() ? "" : ".", parts.name(at));
    }
    table.name = parts.name(place.end - 1);
    const bool is_own = table.schema.empty() && std::ranges::any_of(own, [&](const auto& name) {
                          return base::ascii_iequals(name, table.name);
                        });
    if (!is_own) places.push_back(std::move(place));
  }
  return places;
}

std::vector<Table> tables_read(const Syntax& syntax, std::string_view query) {
  Parts parts(syntax, query);
  parts.fill(lex(syntax, query));
  std::vector<Table> tables;
  for (TablePlace& place : places_of_tables(parts)) {
    if (std::ranges::find(tables, place.table) == tables.end()) {
      tables.push_back(std::move(place.table));
    }
  }
  return tables;
}

std::string shown_table(const Table& table) {
  return fmt::format("{}{}{}", table.schema, table.schema.empty() ? "" : ".", table.name);
}

bool may_be_same(const Table& a, const Table& b) {
  return base::ascii_iequals(a.name, b.name) &&
         (a.schema.empty() || b.schema.empty() || base::ascii_iequals(a.schema, b.schema));
}

}  // namespace waybill::sql

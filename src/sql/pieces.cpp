// Small pieces that several statements are made of.
#include "sql/pieces.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace waybill::sql {

std::string fill(std::string_view pattern, Places places) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    const std::string_view rest = pattern.substr(i);
    const auto* place = std::ranges::find_if(places, [&](const auto& each) {
      return rest.size() > each.first.size() + 1 && rest[0] == '{' &&
             rest.substr(1).starts_with(each.first) && rest[each.first.size() + 1] == '}';
    });
    if (place == places.end()) {
      out += pattern[i++];
    } else {
      out += place->second;
      i += place->first.size() + 2;
    }
  }
  return out;
}

std::string column_list(const Dialect& dialect, const std::vector<std::string>& names,
                        std::string_view prefix) {
  std::vector<std::string> parts;
  parts.reserve(names.size());
  for (const std::string& name : names) {
    parts.push_back(fmt::format("{}{}", prefix, quote(dialect, name)));
  }
  return base::join(parts, ", ");
}

std::string equal_keys(const Dialect& dialect, const std::vector<std::string>& key,
                       std::string_view left, std::string_view right) {
  std::vector<std::string> parts;
  for (const std::string& name : key) {
    const std::string column = quote(dialect, name);
    parts.push_back(fmt::format("{}{} = {}{}", left, column, right, column));
  }
  return base::join(parts, " AND ");
}

std::string row_of(const Dialect& dialect, const std::vector<std::string>& names,
                   std::string_view prefix) {
  const std::string list = column_list(dialect, names, prefix);
  return names.size() == 1 ? list : fmt::format("({})", list);
}

std::string row_prefix(const Dialect& dialect, const Table& table) {
  return fmt::format("{}.", quote(dialect, table.name, NameKind::table));
}

std::string key_in(const Dialect& dialect, const std::vector<std::string>& key,
                   std::string_view prefix, const Table& other, std::string_view alias,
                   Found found) {
  const std::string_view no = found == Found::yes ? "" : "NOT ";
  if (dialect.correlated_queries) {
    return fmt::format("{}EXISTS (SELECT 1 FROM {} {} WHERE {})", no, qualified(dialect, other),
                       alias, equal_keys(dialect, key, fmt::format("{}.", alias), prefix));
  }
  return fmt::format("{} {}IN (SELECT {} FROM {})", row_of(dialect, key, prefix), no,
                     column_list(dialect, key), qualified(dialect, other));
}

std::vector<Statement> beside(const Dialect& dialect, std::string_view name,
                              std::string_view select, Statement statement) {
  const Table table{"", std::string(name)};
  const auto uncounted = [](std::string text) {
    return Statement{.text = std::move(text), .parameters = {}, .counted = false};
  };
  const std::string create =
      fmt::format("{} {}{}{} AS\n{}", dialect.temporary_table, qualified(dialect, table),
                  dialect.table_options.empty() ? "" : " ", dialect.table_options, select);
  return {uncounted(drop_staging(dialect, table)), uncounted(create), std::move(statement),
          uncounted(drop_staging(dialect, table))};
}

std::vector<std::string> without(const std::vector<std::string>& names,
                                 const std::vector<std::string>& removed) {
  std::vector<std::string> left;
  std::ranges::copy_if(names, std::back_inserter(left), [&](const std::string& name) {
    return std::ranges::find(removed, name) == removed.end();
  });
  return left;
}

}  // namespace waybill::sql

// Small pieces that several statements are made of.
#include "sql/pieces.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {

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

std::vector<std::string> without(const std::vector<std::string>& names,
                                 const std::vector<std::string>& removed) {
  std::vector<std::string> left;
  std::ranges::copy_if(names, std::back_inserter(left), [&](const std::string& name) {
    return std::ranges::find(removed, name) == removed.end();
  });
  return left;
}

}  // namespace waybill::sql

// A model's `columns` as the rules see them: what can be used of each, and where it stands.
#ifndef WAYBILL_LINT_COLUMNS_HPP
#define WAYBILL_LINT_COLUMNS_HPP

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/check.hpp"
#include "rows/type.hpp"

namespace waybill::lint {

struct ColumnView {
  std::size_t index = 0;  // in `columns`
  const base::Json* object = nullptr;
  const std::string* source = nullptr;       // nullptr: missing, empty or no text
  const std::string* destination = nullptr;  // the same
  std::optional<rows::Type> type;            // absent: missing or unknown
};

struct ColumnsView {
  std::string pointer;
  std::string_view file;
  std::vector<ColumnView> items;
  bool complete = true;  // every item is an object with a usable name_in_source

  Spot spot(const ColumnView& column, std::string_view key) const;
  // Exact, else the one match in any ASCII case, as Model::find_column.
  const ColumnView* find(std::string_view name_in_source) const;
  std::vector<std::string_view> source_names() const;

  // By name_in_source: the first position, and by the name in lower case the one position, or none
  // of several.
  std::unordered_map<std::string_view, std::size_t> by_source;
  std::unordered_map<std::string, std::optional<std::size_t>> by_source_in_any_case;
};

// nullopt: no list, or an empty one.
std::optional<ColumnsView> view_columns(const Doc& model);

}  // namespace waybill::lint

#endif

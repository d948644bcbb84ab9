// What a model and a destination answer about themselves.
#include <algorithm>

#include "base/text.hpp"
#include "model/document.hpp"

namespace waybill::model {

std::string Model::table() const {
  return destination_table_name.empty() ? name : destination_table_name;
}

std::optional<std::size_t> Model::find_column(std::string_view name_in_source) const {
  std::optional<std::size_t> any_case;
  std::size_t matches = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name_in_source == name_in_source) return i;
    if (!base::ascii_iequals(columns[i].name_in_source, name_in_source)) continue;
    any_case = i;
    ++matches;
  }
  return matches == 1 ? any_case : std::nullopt;
}

std::vector<std::size_t> Model::key_columns() const {
  const auto marked = std::ranges::find(columns, true, &Column::is_primary_key);
  if (marked != columns.end()) return {static_cast<std::size_t>(marked - columns.begin())};
  std::vector<std::size_t> result;
  for (const std::string& key : primary_key) {
    if (const std::optional<std::size_t> position = find_column(key)) result.push_back(*position);
  }
  return result;
}

std::string Model::cursor_name() const {
  const auto marked = std::ranges::find(columns, true, &Column::is_last_modified);
  return marked != columns.end() ? marked->name_in_source : last_modified;
}

bool Destination::enables(std::string_view model) const {
  const std::string wanted = base::fold_name(model);
  return std::ranges::any_of(enabled_models, [&](const std::string& enabled) {
    return enabled == "*" || base::fold_name(enabled) == wanted;
  });
}

}  // namespace waybill::model

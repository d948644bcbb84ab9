// Which parts of each column the rules can use.
#include "lint/columns.hpp"

#include "base/text.hpp"

namespace waybill::lint {

Spot ColumnsView::spot(const ColumnView& column, std::string_view key) const {
  const std::string at = base::pointer_join(pointer, column.index);
  const base::Json* value = column.object->find(key);
  if (value == nullptr) return {file, column.object->place(), at};
  return {file, value->place(), base::pointer_join(at, key)};
}

const ColumnView* ColumnsView::find(std::string_view name_in_source) const {
  const auto exact = by_source.find(name_in_source);
  if (exact != by_source.end()) return &items[exact->second];
  const auto any_case = by_source_in_any_case.find(base::ascii_lower(name_in_source));
  if (any_case == by_source_in_any_case.end() || !any_case->second) return nullptr;
  return &items[*any_case->second];
}

std::vector<std::string_view> ColumnsView::source_names() const {
  std::vector<std::string_view> names;
  for (const ColumnView& column : items) {
    if (column.source != nullptr) names.push_back(*column.source);
  }
  return names;
}

std::optional<ColumnsView> view_columns(const Doc& model) {
  const base::Json* columns = model.body->find("columns");
  if (columns == nullptr || !columns->is_array() || columns->as_array().empty()) {
    return std::nullopt;
  }
  ColumnsView view;
  view.pointer = base::pointer_join(model.pointer, "columns");
  if (model.in_files()) view.file = *model.file;
  const base::Json::Array& items = columns->as_array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].is_object()) {
      view.complete = false;
      continue;
    }
    ColumnView column{i, &items[i], text_at(items[i], "name_in_source"),
                      text_at(items[i], "name_in_destination"), std::nullopt};
    if (const std::string* type = text_at(items[i], "data_type")) {
      const rows::ParsedType parsed = rows::parse_type(*type);
      if (!parsed.problem) column.type = parsed.type;
    }
    if (column.source == nullptr) {
      view.complete = false;
    } else {
      view.by_source.emplace(*column.source, view.items.size());
      const auto [other, is_new] =
          view.by_source_in_any_case.emplace(base::ascii_lower(*column.source), view.items.size());
      if (!is_new) other->second.reset();
    }
    view.items.push_back(column);
  }
  return view;
}

}  // namespace waybill::lint

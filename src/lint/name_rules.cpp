// Types, reserved words and clashes of names.
#include "lint/name_rules.hpp"

#include <fmt/format.h>

#include <array>
#include <unordered_map>

#include "base/text.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

std::string_view last_part(std::string_view table) {
  const std::size_t dot = table.rfind('.');
  return dot == std::string_view::npos ? table : table.substr(dot + 1);
}

void check_reserved(Findings& findings, const ColumnsView& columns, const ColumnView& column) {
  const std::string& name = *column.destination;
  const Spot at = columns.spot(column, "name_in_destination");
  if (is_reserved_column_name(name)) {
    findings.add(
        "WB4001", at, fmt::format("{} is a reserved column name", shown(name)),
        fmt::format("use another name_in_destination, such as {}", shown(name + "_value")));
  }
  if (const std::optional<std::string_view> prefix = reserved_column_prefix(name)) {
    findings.add("WB4002", at,
                 fmt::format("{} starts with the reserved prefix {}", shown(name), shown(*prefix)),
                 fmt::format("use another name_in_destination, such as {}",
                             shown("source_" + name.substr(name.find_first_not_of('_')))));
  }
}

// The tables whose names a model's columns must not have, and what helps when one has.
struct Table {
  const std::string* name;
  std::string_view what;
  std::string_view fix_of_destination_name;
  std::string_view fix_of_source_name;
};

std::array<Table, 2> tables_of(const Doc& model) {
  const std::string* destination = text_at(*model.body, "destination_table_name");
  if (destination == nullptr && !model.name.empty()) destination = &model.name;
  return {
      Table{text_at(*model.body, "source_table"), "source table", "rename the column",
            "select it under another name in source_query"},
      Table{destination, "destination table", "rename the column, or set destination_table_name",
            "set destination_table_name, or select it under another name in source_query"}};
}

void check_table_names(Findings& findings, std::span<const Table> tables, std::string_view key,
                       const std::string& name, bool of_source, const Spot& at) {
  for (const Table& table : tables) {
    if (table.name == nullptr || !is_table_name(name, *table.name)) continue;
    findings.add("WB4003", at,
                 fmt::format("{} {} is also the name of the {} {}", key, shown(name), table.what,
                             shown(*table.name)),
                 std::string(of_source ? table.fix_of_source_name : table.fix_of_destination_name));
    return;
  }
}

}  // namespace

bool is_table_name(std::string_view column, std::string_view table) {
  const std::string name = base::fold_name(column);
  return name == base::fold_name(table) || name == base::fold_name(last_part(table));
}

void check_column_types(Findings& findings, const ColumnsView& columns) {
  for (const ColumnView& column : columns.items) {
    const std::string* text = text_at(*column.object, "data_type");
    if (text == nullptr || column.type) continue;
    const rows::ParsedType parsed = rows::parse_type(*text);
    const Spot at = columns.spot(column, "data_type");
    if (parsed.problem == rows::TypeProblem::bad_precision) {
      findings.add("WB3004", at, fmt::format("data_type {}: {}", shown(*text), parsed.reason));
    } else {
      findings.add("WB3001", at, fmt::format("unknown data_type {}", shown(*text)),
                   did_you_mean(*text, rows::type_spellings()));
    }
  }
}

void check_column_names(Findings& findings, const Doc& model, const ColumnsView& columns) {
  const std::array<Table, 2> tables = tables_of(model);
  std::unordered_map<std::string, const ColumnView*> destinations;
  std::unordered_map<std::string_view, const ColumnView*> sources;
  for (const ColumnView& column : columns.items) {
    if (column.destination != nullptr) {
      check_reserved(findings, columns, column);
      check_table_names(findings, tables, "name_in_destination", *column.destination, false,
                        columns.spot(column, "name_in_destination"));
      const auto [first, is_new] =
          destinations.emplace(base::fold_name(*column.destination), &column);
      if (!is_new) {
        findings.add("WB3002", columns.spot(column, "name_in_destination"),
                     fmt::format("name_in_destination {} is taken by column {} of the list, {}",
                                 shown(*column.destination), first->second->index + 1,
                                 shown(*first->second->destination)));
      }
    }
    if (column.source != nullptr) {
      check_table_names(findings, tables, "name_in_source", *column.source, true,
                        columns.spot(column, "name_in_source"));
      const auto [first, is_new] = sources.emplace(*column.source, &column);
      if (!is_new) {
        findings.add("WB3003", columns.spot(column, "name_in_source"),
                     fmt::format("name_in_source {} is mapped already, by column {} of the list",
                                 shown(*column.source), first->second->index + 1));
      }
    }
  }
}

}  // namespace waybill::lint

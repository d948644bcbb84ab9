// Types, reserved words and clashes of names.
#include "lint/name_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

bool is_plain(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  };
  return !name.empty() && is_letter(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

// The tables whose names a model's columns must not have, and what helps when one has.
struct Table {
  const std::string* name;
  std::string_view what;
  std::string_view fix_of_destination_name;
  std::string_view fix_of_source_name;
};

std::array<Table, 2> tables_of(const Doc& model) {
  return {Table{text_at(*model.body, "source_table"), "source table", "rename the column",
                "select it under another name in source_query"},
          Table{table_of(model).name, "destination table",
                "rename the column, or set destination_table_name",
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

void check_created_name(Findings& findings, std::string_view name, std::string_view key,
                        const Spot& at) {
  if (is_reserved_column_name(name)) {
    findings.add("WB4001", at, fmt::format("{} is a reserved column name", shown(name)),
                 fmt::format("use another {}, such as {}", key == "to" ? "name" : key,
                             shown(std::string(name) + "_value")));
  }
  if (const std::optional<std::string_view> prefix = reserved_column_prefix(name)) {
    const std::size_t rest = name.find_first_not_of('_');
    const std::string_view tail = rest == std::string_view::npos ? "" : name.substr(rest);
    findings.add("WB4002", at,
                 fmt::format("{} starts with the reserved prefix {}", shown(name), shown(*prefix)),
                 fmt::format("use another {}, such as {}", key == "to" ? "name" : key,
                             shown(fmt::format("source_{}", tail))));
  }
  check_plain_name(findings, name, key, at);
}

void check_plain_name(Findings& findings, std::string_view name, std::string_view key,
                      const Spot& at) {
  if (is_plain(name)) return;
  findings.add("WB4006", at,
               fmt::format("{} {} must be quoted in the SQL of most warehouses", key, shown(name)));
}

NamedTable table_of(const Doc& model) {
  if (const std::string* name = text_at(*model.body, "destination_table_name")) {
    return {name, "destination_table_name"};
  }
  return {model.name.empty() ? nullptr : &model.name, "model_name"};
}

void check_table_name(Findings& findings, const Doc& model) {
  const NamedTable table = table_of(model);
  if (table.name != nullptr) {
    check_plain_name(findings, *table.name, table.key, spot(model, table.key));
  }
}

std::string_view last_part(std::string_view table) {
  const std::size_t dot = table.rfind('.');
  return dot == std::string_view::npos ? table : table.substr(dot + 1);
}

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
      check_created_name(findings, *column.destination, "name_in_destination",
                         columns.spot(column, "name_in_destination"));
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

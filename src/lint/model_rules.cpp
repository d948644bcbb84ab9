// The rules over one model: what it reads, its key, its last-modified and its tenant column.
#include "lint/model_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/time.hpp"
#include "lint/columns.hpp"
#include "lint/name_rules.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using rows::Logical;

constexpr std::size_t kMaxColumns = 4096;
constexpr std::size_t kFirstColumns = 32;
constexpr std::size_t kMostHints = 20;  // each compares with every column

constexpr std::array kNoIdentity{Logical::floating, Logical::json};
constexpr std::array kMarkedCursors{Logical::timestamp, Logical::datetime, Logical::date};
constexpr std::array kNamedCursors{Logical::timestamp, Logical::datetime, Logical::date,
                                   Logical::integer,   Logical::bigint,   Logical::decimal};
constexpr std::array kTenantTypes{Logical::text, Logical::uuid};

bool is_one_of(const ColumnView& column, std::span<const Logical> types) {
  return column.type && std::ranges::find(types, column.type->logical) != types.end();
}

std::string title(const ColumnView& column) {
  return column.source != nullptr ? fmt::format("column {}", shown(*column.source))
                                  : fmt::format("column {} of the list", column.index + 1);
}

// Two ways to say which column: a mark on one, or a key of the model that names it.
struct Role {
  std::string_view code;
  std::string_view mark;
  std::string_view key;
  std::string_view position_code;
  std::string_view what;
};
constexpr Role kKeyRole{"WB2003", "is_primary_key", "primary_key", "WB2005", "the primary key"};
constexpr Role kCursorRole{"WB2004", "is_last_modified", "last_modified", "WB2006",
                           "the last-modified column"};

struct Marked {
  std::vector<const ColumnView*> columns;
  bool unclear = false;  // a mark that is not true or false
};

Marked marked(const ColumnsView& columns, std::string_view mark) {
  Marked result;
  for (const ColumnView& column : columns.items) {
    const Json* value = column.object->find(mark);
    if (value == nullptr) continue;
    if (!value->is_bool()) {
      result.unclear = true;
    } else if (value->as_bool()) {
      result.columns.push_back(&column);
    }
  }
  return result;
}

// A column named by a key of the model, and where.
struct NamedColumn {
  const ColumnView* column;
  Spot at;
};

void check_position(Findings& findings, const Role& role, const ColumnView& column,
                    const Spot& at) {
  if (column.index < kFirstColumns) return;
  findings.add(role.position_code, at,
               fmt::format("{} is {}, but stands at position {}, beyond {}", title(column),
                           role.what, column.index + 1, kFirstColumns));
}

// How many columns of a role a model must have.
enum class Need { one, at_most_one, any };

class RoleCheck {
 public:
  RoleCheck(Findings& findings, const Doc& model, const ColumnsView& columns, const Role& role,
            Need need)
      : findings_(findings),
        model_(model),
        columns_(columns),
        role_(role),
        need_(need),
        marked_(lint::marked(columns, role.mark)) {}

  const std::vector<const ColumnView*>& marked_columns() const { return marked_.columns; }
  const std::vector<NamedColumn>& named_columns() const { return named_; }

  void run() {
    const Json* value = model_.body->find(role_.key);
    const bool is_given = value != nullptr && !(value->is_array() && value->as_array().empty());
    check_marks();
    if (is_given) {
      check_names(*value);
    } else if (need_ == Need::one && marked_.columns.empty() && !marked_.unclear &&
               columns_.complete) {
      findings_.add(
          role_.code, spot(model_, role_.key),
          fmt::format("no column is marked {}, and {} names none", role_.mark, role_.key));
    }
    if (need_ != Need::any && is_given && !marked_.columns.empty()) {
      findings_.add(role_.code, spot(model_, role_.key),
                    fmt::format("{} is marked {}, and {} is given too",
                                title(*marked_.columns.front()), role_.mark, role_.key),
                    fmt::format("remove the mark or {}", role_.key));
    }
  }

 private:
  void check_marks() {
    for (std::size_t i = 0; i < marked_.columns.size(); ++i) {
      const ColumnView& column = *marked_.columns[i];
      const Spot at = columns_.spot(column, role_.mark);
      if (i > 0 && need_ != Need::any) {
        findings_.add(role_.code, at,
                      fmt::format("{} is marked {}, and so is {}", title(column), role_.mark,
                                  title(*marked_.columns.front())),
                      role_.code == kKeyRole.code
                          ? "mark one only; for a key of several columns name them in primary_key "
                            "instead"
                          : "mark one only");
      }
      check_position(findings_, role_, column, at);
    }
  }

  void check_names(const Json& value) {
    const Spot at = spot(model_, role_.key);
    if (value.is_string()) check_name(value.as_string(), at);
    if (!value.is_array()) return;
    for (std::size_t i = 0; i < value.as_array().size(); ++i) {
      const Json& item = value.as_array()[i];
      if (!item.is_string()) continue;
      check_name(item.as_string(), {at.file, item.place(), base::pointer_join(at.pointer, i)});
    }
  }

  void check_name(const std::string& name, const Spot& at) {
    if (name.empty()) return;
    const ColumnView* column = columns_.find(name);
    if (column == nullptr) {
      if (!columns_.complete || need_ == Need::any) return;
      findings_.add(role_.code, at,
                    fmt::format("{} names {}, which is no name_in_source among columns", role_.key,
                                shown(name)),
                    column_hint(name));
      return;
    }
    if (!seen_.insert(column).second) {
      if (need_ == Need::any) return;
      findings_.add(role_.code, at,
                    fmt::format("{} names {} twice", role_.key, shown(*column->source)),
                    "remove one of the two");
      return;
    }
    named_.push_back({column, at});
    check_position(findings_, role_, *column, at);
  }

  std::string column_hint(const std::string& name) {
    if (++hints_ > kMostHints) return "";
    for (const ColumnView& column : columns_.items) {
      if (column.source == nullptr || column.destination == nullptr) continue;
      if (*column.destination != name) continue;
      return fmt::format("write {}, the name_in_source of that column", shown(*column.source));
    }
    return did_you_mean(name, columns_.source_names());
  }

  Findings& findings_;
  const Doc& model_;
  const ColumnsView& columns_;
  const Role& role_;
  Need need_;
  Marked marked_;
  std::vector<NamedColumn> named_;
  std::unordered_set<const ColumnView*> seen_;
  std::size_t hints_ = 0;
};

void check_key(Findings& findings, const Doc& model, const ColumnsView& columns) {
  const bool may_lack =
      change_detection(model) != "last_modified" && change_detection(model) != "snapshot";
  RoleCheck role(findings, model, columns, kKeyRole, may_lack ? Need::at_most_one : Need::one);
  role.run();
  std::vector<const ColumnView*> keys = role.marked_columns();
  for (const NamedColumn& named : role.named_columns()) {
    if (std::ranges::find(keys, named.column) == keys.end()) keys.push_back(named.column);
  }
  for (const ColumnView* column : keys) {
    if (!is_one_of(*column, kNoIdentity)) continue;
    findings.add("WB2011", columns.spot(*column, "data_type"),
                 fmt::format("{} is part of the primary key, but its type is {}", title(*column),
                             rows::to_string(*column->type)));
  }
}

void check_cursor_type(Findings& findings, const ColumnView& column, const Spot& at, bool named) {
  if (!column.type) return;
  const std::string type = rows::to_string(*column.type);
  if (column.type->logical == Logical::date) {
    findings.add(
        "WB2012", at,
        fmt::format("{} is the last-modified column, and all rows of one date tie", title(column)),
        "use a timestamp if the source has one; with a date, each run reads the whole "
        "last day again",
        Severity::warning);
    return;
  }
  const std::span<const Logical> allowed =
      named ? std::span<const Logical>(kNamedCursors) : std::span<const Logical>(kMarkedCursors);
  if (is_one_of(column, allowed)) return;
  const bool could_be_named = is_one_of(column, kNamedCursors);
  findings.add(
      "WB2012", at,
      fmt::format("{} is the last-modified column, but its type is {}", title(column), type),
      could_be_named && column.source != nullptr
          ? fmt::format("if it only ever grows, write \"last_modified\": {} in the model "
                        "instead of the mark",
                        shown(*column.source))
          : "");
}

void check_cursor(Findings& findings, const Doc& model, const ColumnsView& columns) {
  RoleCheck role(findings, model, columns, kCursorRole,
                 change_detection(model) == "last_modified" ? Need::one : Need::any);
  role.run();
  for (const ColumnView* column : role.marked_columns()) {
    check_cursor_type(findings, *column, columns.spot(*column, "data_type"), false);
  }
  for (const NamedColumn& named : role.named_columns()) {
    const auto& marked = role.marked_columns();
    if (std::ranges::find(marked, named.column) != marked.end()) continue;
    check_cursor_type(findings, *named.column, named.at, true);
  }
}

void check_tenant_column(Findings& findings, const Doc& model, const ColumnsView& columns) {
  const std::string* name = text_at(*model.body, "organization_column");
  if (name == nullptr) return;
  const ColumnView* column = columns.find(*name);
  if (column == nullptr || !column->type || is_one_of(*column, kTenantTypes)) return;
  findings.add("WB2016", columns.spot(*column, "data_type"),
               fmt::format("{} is the organization column, but its type is {}", title(*column),
                           rows::to_string(*column->type)));
}

void check_what_is_read(Findings& findings, const Doc& model) {
  if (model.body->find("source_table") != nullptr || is_query_model(model)) return;
  findings.add("WB2001", spot(model), "neither source_table nor source_query is given");
}

constexpr std::string_view kStart = "model_validation_start_time_epoch";
constexpr std::string_view kEnd = "model_validation_end_time_epoch";

std::optional<base::Micros> check_time(Findings& findings, const Doc& model, std::string_view key) {
  const std::string* text = text_at(*model.body, key);
  if (text == nullptr) return std::nullopt;
  const std::optional<base::Micros> time = base::parse_instant(*text);
  if (!time) {
    findings.add("WB2010", spot(model, key),
                 fmt::format("{} {} is no RFC 3339 time", key, shown(*text)),
                 "write it like 2026-01-31T00:00:00Z");
  }
  return time;
}

void check_validation_window(Findings& findings, const Doc& model) {
  const std::optional<base::Micros> start = check_time(findings, model, kStart);
  const std::optional<base::Micros> end = check_time(findings, model, kEnd);
  if (!start || !end || *start < *end) return;
  findings.add("WB2010", spot(model, kStart), fmt::format("{} is not before {}", kStart, kEnd),
               "the start is inclusive, the end exclusive: move one of the two");
}

}  // namespace

std::string_view change_detection(const Doc& model) {
  const Json* value = model.body->find("change_detection");
  if (value == nullptr) return "last_modified";
  constexpr auto kWords = std::to_array<std::string_view>({"last_modified", "snapshot", "none"});
  if (!value->is_string()) return "";
  const auto word = std::ranges::find(kWords, value->as_string());
  return word == kWords.end() ? "" : *word;
}

bool is_query_model(const Doc& model) {
  return model.body->find("source_query") != nullptr;
}

bool names_a_key(const Doc& model) {
  const Json* value = model.body->find(kKeyRole.key);
  return value != nullptr && !(value->is_array() && value->as_array().empty());
}

void check_named_key(Findings& findings, const Doc& model) {
  const Json* value = model.body->find(kKeyRole.key);
  if (value == nullptr || !value->is_array()) return;
  const Spot at = spot(model, kKeyRole.key);
  std::unordered_set<std::string> seen;
  for (std::size_t i = 0; i < value->as_array().size(); ++i) {
    const Json& item = value->as_array()[i];
    if (!item.is_string() || seen.insert(item.as_string()).second) continue;
    findings.add(kKeyRole.code, {at.file, item.place(), base::pointer_join(at.pointer, i)},
                 fmt::format("{} names {} twice", kKeyRole.key, shown(item.as_string())),
                 "remove one of the two");
  }
}

namespace {

// A query model without `columns`: its result's columns are not at hand.
void check_without_columns(Findings& findings, const Doc& model) {
  const std::string_view detection = change_detection(model);
  if (names_a_key(model)) {
    check_named_key(findings, model);
  } else if (detection != "none" && !detection.empty()) {
    findings.add(kKeyRole.code, spot(model, kKeyRole.key), "primary_key names no column",
                 "name the columns of the query's result that identify a row in primary_key");
  }
  // Without a last-modified column such a model is compared with what was sent, unless it says
  // otherwise.
  if (model.body->find("change_detection") == nullptr || detection != "last_modified") return;
  if (model.body->find(kCursorRole.key) != nullptr) return;
  findings.add(kCursorRole.code, spot(model, "change_detection"),
               "change_detection is last_modified, but last_modified names no column",
               "name the column of the query's result in last_modified, or use change_detection "
               "snapshot");
}

}  // namespace

void check_model(Findings& findings, const Doc& model) {
  check_what_is_read(findings, model);
  const Json* given = model.body->find("columns");
  check_validation_window(findings, model);
  if (given == nullptr && is_query_model(model)) {
    check_without_columns(findings, model);
  } else if (given == nullptr || (given->is_array() && given->as_array().empty())) {
    findings.add("WB2002", spot(model, "columns"),
                 given == nullptr ? "columns is missing" : "columns is empty");
  }
  if (given != nullptr && given->is_array() && given->as_array().size() > kMaxColumns) {
    findings.add("WB1008", spot(model, "columns"),
                 fmt::format("{} columns are more than {}", given->as_array().size(), kMaxColumns),
                 "ship fewer columns, or several models");
  }
  check_table_name(findings, model);
  const std::optional<ColumnsView> columns = view_columns(model);
  if (!columns) return;
  check_key(findings, model, *columns);
  check_cursor(findings, model, *columns);
  check_tenant_column(findings, model, *columns);
  check_column_types(findings, *columns);
  check_column_names(findings, model, *columns);
}

}  // namespace waybill::lint

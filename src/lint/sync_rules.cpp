// The rules over syncs: their mapping, their key, what they may delete.
#include "lint/sync_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "lint/columns.hpp"
#include "lint/model_rules.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Kind;

void check_targets(Findings& findings, const Doc& sync) {
  std::unordered_set<std::string> seen;
  for (const MappedField& field : mapped_fields(sync, "to")) {
    if (seen.insert(base::fold_name(*field.name)).second) continue;
    findings.add("WB6003", field.at, fmt::format("field {} is mapped already", shown(*field.name)));
  }
}

void check_guard(Findings& findings, const Doc& sync) {
  const Json* guard = sync.body->find("delete_guard");
  if (guard == nullptr || !guard->is_bool() || guard->as_bool()) return;
  findings.add("WB6005", spot(sync, "delete_guard"),
               "delete_guard is false: a run may delete every row it once sent");
}

// "" when it is none of the modes.
std::string_view mode_of(const Doc& sync) {
  const Json* mode = sync.body->find("mode");
  if (mode == nullptr) return "upsert";
  return mode->is_string() ? std::string_view(mode->as_string()) : "";
}

bool has_key(const Doc& model) {
  if (names_a_key(model)) return true;
  const std::optional<ColumnsView> columns = view_columns(model);
  return columns && std::ranges::any_of(columns->items, [](const ColumnView& column) {
           const Json* mark = column.object->find("is_primary_key");
           return mark != nullptr && (!mark->is_bool() || mark->as_bool());
         });
}

void check_query_key(const References& on, const Doc& sync) {
  if (!sync.in_files() || names_a_key(sync)) return;
  on.findings.add("WB6001", spot(sync, "primary_key"), "the query of the sync has no primary_key",
                  "name the columns of the result that identify a row in primary_key");
}

// Keys and names of the models that syncs send, each found out once.
class SentModels {
 public:
  explicit SentModels(const References& on) : on_(on) {}

  bool has_key(const Doc& model) {
    const auto [entry, is_new] = keyed_.try_emplace(&model, false);
    if (is_new) entry->second = lint::has_key(model);
    return entry->second;
  }

  // The folded names that a mapping may be from; nullptr: not known.
  const std::unordered_set<std::string>* names(const Doc& model) {
    const auto [entry, is_new] = names_.try_emplace(&model);
    if (is_new) entry->second = read_names(model);
    return entry->second ? &*entry->second : nullptr;
  }

 private:
  std::optional<std::unordered_set<std::string>> read_names(const Doc& model) const {
    std::unordered_set<std::string> names;
    if (model.body->find("columns") == nullptr) {
      const auto query = on_.query_columns.find(&model);
      if (query == on_.query_columns.end()) return std::nullopt;
      for (const std::string& name : query->second) names.insert(base::fold_name(name));
      return names;
    }
    const std::optional<ColumnsView> columns = view_columns(model);
    if (!columns) return std::nullopt;
    for (const ColumnView& column : columns->items) {
      if (column.destination == nullptr) return std::nullopt;
      names.insert(base::fold_name(*column.destination));
    }
    return names;
  }

  const References& on_;
  std::unordered_map<const Doc*, bool> keyed_;
  std::unordered_map<const Doc*, std::optional<std::unordered_set<std::string>>> names_;
};

void check_model_key(const References& on, SentModels& models, const Doc& sync, const Doc& model) {
  const std::string_view mode = mode_of(sync);
  if (mode.empty() || models.has_key(model)) return;
  if (mode == "insert" && change_detection(model) == "none") return;
  const Doc* place = first_in_files({&sync, &model});
  if (place == nullptr) return;
  const Spot at = place == &sync ? spot(sync, "mode") : spot(model);
  if (mode == "insert") {
    on.findings.add("WB6001", at,
                    fmt::format("sync {} inserts rows of model {}, which has no key and watches "
                                "for changes",
                                shown(sync.name), shown(model.name)),
                    "give the model a key, or change_detection none: then each run inserts what "
                    "it reads");
    return;
  }
  on.findings.add("WB6001", at,
                  fmt::format("mode {} of sync {} needs a key, and model {} has none", shown(mode),
                              shown(sync.name), shown(model.name)),
                  "give the model a key, or send it with mode insert and change_detection none");
}

std::string name_hint(const References& on, const Doc& model, const std::string& name) {
  const Json* given = model.body->find("columns");
  std::size_t cost = given != nullptr && given->is_array() ? given->as_array().size() : 0;
  if (const auto query = on.query_columns.find(&model); query != on.query_columns.end()) {
    cost += query->second.size();
  }
  if (cost > on.comparisons_left) return "";
  on.comparisons_left -= cost;
  std::vector<std::string_view> names;
  const std::optional<ColumnsView> columns = view_columns(model);
  if (!columns) {
    const auto query = on.query_columns.find(&model);
    if (query == on.query_columns.end()) return "";
    names.assign(query->second.begin(), query->second.end());
    return did_you_mean(name, names);
  }
  if (const ColumnView* column = columns->find(name);
      column != nullptr && column->destination != nullptr) {
    return fmt::format("write {}, the name_in_destination of that column",
                       shown(*column->destination));
  }
  for (const ColumnView& column : columns->items) {
    if (column.destination != nullptr) names.push_back(*column.destination);
  }
  return did_you_mean(name, names);
}

void check_mapping(const References& on, SentModels& models, const Doc& sync, const Doc& model) {
  const std::vector<MappedField> fields = mapped_fields(sync, "from");
  if (fields.empty()) return;
  const std::unordered_set<std::string>* names = models.names(model);
  if (names == nullptr) {
    if (sync.in_files()) {
      on.unchecked.add("WB6002", "the columns of a query's result are not known");
    }
    return;
  }
  for (const MappedField& field : fields) {
    if (names->contains(base::fold_name(*field.name))) continue;
    const std::string message =
        has_query(sync) ? fmt::format("the query has no column {}", shown(*field.name))
                        : fmt::format("model {} has no column {}, which sync {} maps",
                                      shown(model.name), shown(*field.name), shown(sync.name));
    if (sync.in_files()) {
      on.findings.add("WB6002", field.at, message, name_hint(on, model, *field.name));
    } else if (model.in_files()) {
      on.findings.add(
          "WB6002", spot(model, "columns"), message,
          fmt::format("keep the column, or change the mapping of sync {}", shown(sync.name)));
    }
  }
}

}  // namespace

std::vector<MappedField> mapped_fields(const Doc& sync, std::string_view key) {
  std::vector<MappedField> fields;
  const Json* mapping = sync.body->find("mapping");
  if (mapping == nullptr || !mapping->is_array()) return fields;
  const std::string pointer = base::pointer_join(sync.pointer, "mapping");
  for (std::size_t i = 0; i < mapping->as_array().size(); ++i) {
    const Json& item = mapping->as_array()[i];
    const std::string* name = item.is_object() ? text_at(item, key) : nullptr;
    if (name == nullptr) continue;
    const std::string_view file = sync.in_files() ? std::string_view(*sync.file) : "";
    fields.push_back(
        {name,
         {file, item.find(key)->place(), base::pointer_join(base::pointer_join(pointer, i), key)}});
  }
  return fields;
}

void check_sync(Findings& findings, const Doc& sync) {
  if (has_query(sync)) check_named_key(findings, sync);
  check_targets(findings, sync);
  check_schedule(findings, sync);
  check_guard(findings, sync);
}

void check_sync_models(const References& on) {
  SentModels models(on);
  for (const Doc& sync : on.registry.all(Kind::sync)) {
    if (has_query(sync)) {
      check_query_key(on, sync);
      check_mapping(on, models, sync, sync);
      continue;
    }
    const std::string* name = text_at(*sync.body, "model");
    if (name == nullptr) continue;
    if (const Doc* model = on.registry.by_name(Kind::model, *name)) {
      check_model_key(on, models, sync, *model);
      check_mapping(on, models, sync, *model);
    } else if (sync.in_files() && on.registry.all(Kind::model).empty()) {
      on.unchecked.add_no(Kind::model, "WB6001");
      if (!mapped_fields(sync, "from").empty()) on.unchecked.add_no(Kind::model, "WB6002");
    }
  }
}

}  // namespace waybill::lint

// The names of tables and columns at the destinations they are sent to: WB4001 to WB4006.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "lint/columns.hpp"
#include "lint/identifiers.hpp"
#include "lint/name_rules.hpp"
#include "lint/references.hpp"
#include "lint/show.hpp"
#include "lint/sync_rules.hpp"

namespace waybill::lint {
namespace {

using model::Kind;

constexpr std::size_t kUsualBytes = 63;  // what nearly every warehouse takes

// The warehouses a model is sent to: one destination of each vendor.
struct Targets {
  std::vector<std::pair<const sql::Syntax*, const Doc*>> known;
  bool has_unknown = false;  // a warehouse whose vendor is not known
  bool has_sink = false;

  void add(const Delivery& delivery) {
    if (delivery.is_sink) {
      has_sink = true;
    } else if (delivery.syntax == nullptr) {
      has_unknown = true;
    } else if (std::ranges::find(known, delivery.syntax,
                                 &std::pair<const sql::Syntax*, const Doc*>::first) ==
               known.end()) {
      known.emplace_back(delivery.syntax, delivery.destination);
    }
  }
  bool may_be_anything() const { return has_unknown || (known.empty() && !has_sink); }
};
using TargetsOf = std::unordered_map<const Doc*, Targets>;

TargetsOf targets_of_models(const References& on) {
  TargetsOf targets;
  std::set<std::tuple<const ModelSet*, const sql::Syntax*, bool>> seen;
  for (const Delivery& delivery : on.deliveries.all()) {
    if (!seen.emplace(delivery.set, delivery.syntax, delivery.is_sink).second) continue;
    for (const Doc* model : delivery.set->models) targets[model].add(delivery);
  }
  for (const Doc& sync : on.registry.all(Kind::sync)) {
    const Doc* model = sent_model(on.registry, sync);
    const Delivery* delivery = on.deliveries.of_sync(sync);
    if (model == nullptr || sync.body->find("mapping") != nullptr) continue;
    if (delivery != nullptr) {
      targets[model].add(*delivery);
    } else {
      targets[model].has_unknown = true;
    }
  }
  return targets;
}

void check_length(const References& on, const Targets& targets, NameOf of, std::string_view name,
                  std::string_view key, const Spot& at) {
  bool is_refused = false;
  for (const auto& [syntax, destination] : targets.known) {
    const std::size_t limit = limit_of(*syntax, of);
    if (limit == 0 || name.size() <= limit) continue;
    is_refused = true;
    on.findings.add(
        "WB4004", at,
        fmt::format("{} {} has {} bytes; destination {} ({}) takes {}", key, shown(name),
                    name.size(), shown(destination->name), syntax->title, limit),
        fmt::format("use a name of at most {} bytes", limit));
  }
  if (is_refused || !targets.may_be_anything() || name.size() <= kUsualBytes) return;
  on.findings.add("WB4004", at,
                  fmt::format("{} {} has {} bytes; some warehouses take {}", key, shown(name),
                              name.size(), kUsualBytes),
                  fmt::format("use a name of at most {} bytes", kUsualBytes), Severity::warning);
}

struct SentName {
  std::string_view text;
  Spot at;
};

void check_cut_columns(const References& on, const Targets& targets, std::string_view key,
                       std::span<const SentName> columns) {
  for (const auto& [syntax, destination] : targets.known) {
    const std::size_t limit = syntax->column_bytes;
    const auto is_cut = [&](const SentName& name) { return name.text.size() > limit; };
    if (!syntax->truncates_names || limit == 0 || std::ranges::none_of(columns, is_cut)) continue;
    std::unordered_map<std::string, const SentName*> first;
    for (const SentName& name : columns) {
      const auto [other, is_new] =
          first.emplace(base::fold_name(kept_name(syntax, NameOf::column, name.text)), &name);
      if (is_new || base::fold_name(other->second->text) == base::fold_name(name.text)) continue;
      on.findings.add("WB4005", name.at,
                      fmt::format("{} {} and {} become one name at destination {}: {} cuts names "
                                  "to {} bytes",
                                  key, shown(name.text), shown(other->second->text),
                                  shown(destination->name), syntax->title, limit));
    }
  }
}

void check_columns(const References& on, const Targets& targets, std::string_view key,
                   std::span<const SentName> columns) {
  for (const SentName& name : columns) {
    check_length(on, targets, NameOf::column, name.text, key, name.at);
  }
  check_cut_columns(on, targets, key, columns);
}

void check_model_names(const References& on, const TargetsOf& all, const Doc& model) {
  const auto found = all.find(&model);
  const Targets targets = found != all.end() ? found->second : Targets{};
  const NamedTable table = table_of(model);
  if (table.name != nullptr && model.kind == Kind::model) {
    check_length(on, targets, NameOf::table, *table.name, table.key, spot(model, table.key));
  }
  std::vector<SentName> names;
  if (const std::optional<ColumnsView> columns = view_columns(model)) {
    for (const ColumnView& column : columns->items) {
      if (column.destination == nullptr) continue;
      names.push_back({*column.destination, columns->spot(column, "name_in_destination")});
    }
    check_columns(on, targets, "name_in_destination", names);
    return;
  }
  const auto query = on.query_columns.find(&model);
  if (query == on.query_columns.end()) return;
  const Spot at = spot(model, model.kind == Kind::sync ? "query" : "source_query");
  for (const std::string& name : query->second) names.push_back({name, at});
  check_columns(on, targets, "column", names);
}

// WB4003: the object of a sync without a mapping against its model's columns, each model's names
// folded once.
class ColumnNames {
 public:
  bool contain(const Doc& model, std::string_view object) {
    const auto [entry, is_new] = names_.try_emplace(&model);
    if (is_new) {
      if (const std::optional<ColumnsView> columns = view_columns(model)) {
        for (const ColumnView& column : columns->items) {
          if (column.destination != nullptr) {
            entry->second.insert(base::fold_name(*column.destination));
          }
        }
      }
    }
    return entry->second.contains(base::fold_name(object)) ||
           entry->second.contains(base::fold_name(last_part(object)));
  }

 private:
  std::unordered_map<const Doc*, std::unordered_set<std::string>> names_;
};

void check_fields(const References& on, const Doc& sync, const Doc* model,
                  std::span<const MappedField> fields) {
  const std::string* object = text_at(*sync.body, "object");
  if (object == nullptr && model != nullptr && model->kind == Kind::model) {
    object = table_of(*model).name;
  }
  for (const MappedField& field : fields) {
    check_created_name(on.findings, *field.name, "to", field.at);
    if (object == nullptr || !is_table_name(*field.name, *object)) continue;
    on.findings.add("WB4003", field.at,
                    fmt::format("to {} is also the name of the destination table {}",
                                shown(*field.name), shown(*object)),
                    "map to a column of another name, or set object");
  }
}

void check_sync_names(const References& on, ColumnNames& columns, const Doc& sync) {
  const Delivery* delivery = on.deliveries.of_sync(sync);
  const bool is_sink = delivery != nullptr && delivery->is_sink;
  const Doc* model = sent_model(on.registry, sync);
  const std::string* object = text_at(*sync.body, "object");
  const std::vector<MappedField> fields = mapped_fields(sync, "to");
  const bool is_mapped = sync.body->find("mapping") != nullptr;
  if (is_sink) return;
  if (object != nullptr && model != nullptr && !is_mapped && columns.contain(*model, *object)) {
    on.findings.add("WB4003", spot(sync, "object"),
                    fmt::format("object {} is also the name of a column of model {}",
                                shown(*object), shown(model->name)),
                    "send it to a table of another name, or rename the column in the model");
  }
  Targets targets;
  if (delivery != nullptr) {
    targets.add(*delivery);
    check_fields(on, sync, model, fields);
    if (object != nullptr) check_plain_name(on.findings, *object, "object", spot(sync, "object"));
  } else if (!fields.empty() && on.registry.all(Kind::destination).empty()) {
    on.unchecked.add_no(Kind::destination, "WB4001");
  }
  if (object != nullptr) {
    check_length(on, targets, NameOf::table, *object, "object", spot(sync, "object"));
  }
  std::vector<SentName> names;
  for (const MappedField& field : fields) names.push_back({*field.name, field.at});
  check_columns(on, targets, "to", names);
}

void check_schemas(const References& on, const Delivery& delivery) {
  if (!delivery.destination->in_files() || delivery.syntax == nullptr) return;
  Targets targets;
  targets.add(delivery);
  for (const std::string_view key : {"schema", "control_schema"}) {
    if (const std::string* name = text_at(*delivery.destination->body, key)) {
      check_length(on, targets, NameOf::table, *name, key, spot(*delivery.destination, key));
    }
  }
}

}  // namespace

void check_sent_names(const References& on) {
  const TargetsOf targets = targets_of_models(on);
  for (const Doc& model : on.registry.all(Kind::model)) {
    if (model.in_files()) check_model_names(on, targets, model);
  }
  ColumnNames columns;
  for (const Doc& sync : on.registry.all(Kind::sync)) {
    if (!sync.in_files()) continue;
    check_sync_names(on, columns, sync);
    if (has_query(sync)) check_model_names(on, targets, sync);
  }
  for (const Delivery& delivery : on.deliveries.all()) check_schemas(on, delivery);
}

}  // namespace waybill::lint

// Required fields of a described sink, beside what a sync maps to them.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>

#include "lint/columns.hpp"
#include "lint/name_rules.hpp"
#include "lint/references.hpp"
#include "lint/show.hpp"
#include "lint/sync_rules.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Kind;

const KnownSink* sink_of(const References& on, const Doc& sync) {
  const std::string* place = text_at(*sync.body, "destination");
  const Doc* destination =
      place == nullptr ? nullptr : on.registry.by_name(Kind::destination, *place);
  const std::string* name = destination == nullptr ? nullptr : text_at(*destination->body, "sink");
  if (name == nullptr) return nullptr;
  const auto found = std::ranges::find(on.sinks, *name, &KnownSink::name);
  return found == on.sinks.end() ? nullptr : &*found;
}

std::string object_of(const Doc& sync, const Doc* model) {
  if (const std::string* object = text_at(*sync.body, "object")) return *object;
  if (model == nullptr || model->kind != Kind::model) return sync.name;
  const NamedTable table = table_of(*model);
  return table.name == nullptr ? model->name : *table.name;
}

// What the sync sends, by its mapping or by the model's columns; nullopt: not known.
std::optional<std::unordered_set<std::string>> sent_fields(const Doc& sync, const Doc* model) {
  std::unordered_set<std::string> fields;
  if (const Json* mapping = sync.body->find("mapping"); mapping != nullptr) {
    const std::vector<MappedField> mapped = mapped_fields(sync, "to");
    if (!mapping->is_array() || mapped.size() != mapping->as_array().size()) return std::nullopt;
    for (const MappedField& field : mapped) fields.insert(*field.name);
    return fields;
  }
  if (model == nullptr || model->body->find("columns") == nullptr) return std::nullopt;
  const std::optional<ColumnsView> columns = view_columns(*model);
  if (!columns) return std::nullopt;
  for (const ColumnView& column : columns->items) {
    if (column.destination == nullptr) return std::nullopt;
    fields.insert(*column.destination);
  }
  return fields;
}

}  // namespace

void check_sink_fields(const References& on) {
  for (const Doc& sync : on.registry.all(Kind::sync)) {
    const KnownSink* sink = sync.in_files() ? sink_of(on, sync) : nullptr;
    const std::string* mode = text_at(*sync.body, "mode");
    if (sink == nullptr || (mode != nullptr && *mode == "delete")) continue;
    const Doc* model = sent_model(on.registry, sync);
    const auto object =
        std::ranges::find(sink->objects, object_of(sync, model), &KnownSink::Object::name);
    if (object == sink->objects.end()) continue;
    const auto sent = sent_fields(sync, model);
    if (!sent) continue;
    for (const std::string& field : object->required) {
      if (sent->contains(field)) continue;
      on.findings.add("WB6003", spot(sync, "mapping"),
                      fmt::format("field {} of object {} is required by sink {}, and not mapped",
                                  shown(field), shown(object->name), shown(sink->name)),
                      fmt::format("map a column or a value to {}", shown(field)));
    }
  }
}

}  // namespace waybill::lint

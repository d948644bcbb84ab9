// The rules that keep one tenant's rows from another's tables.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "lint/references.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Kind;

// The catalog's first: then a clash stands at the file's document.
std::vector<const Doc*> known_first(const std::vector<Doc>& documents) {
  std::vector<const Doc*> result;
  for (const Doc& doc : documents) {
    if (!doc.in_files()) result.push_back(&doc);
  }
  for (const Doc& doc : documents) {
    if (doc.in_files()) result.push_back(&doc);
  }
  return result;
}

// Without empty and `.` parts, and `..` taken back. A relative path stays relative.
std::string normal_path(std::string_view path) {
  std::vector<std::string> parts;
  const bool is_absolute = path.starts_with('/');
  for (const std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    const bool goes_up = part == "..";
    if (goes_up && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!goes_up || !is_absolute) {
      parts.emplace_back(part);
    }
  }
  return (is_absolute ? "/" : "") + base::join(parts, "/");
}

// Equal texts: the same database, as far as can be told without opening it.
std::string database_of(const Registry& registry, const std::string& connection) {
  const Doc* doc = registry.by_name(Kind::connection, connection);
  const std::string* vendor = doc != nullptr ? text_at(*doc->body, "vendor") : nullptr;
  const Json* options = doc != nullptr ? doc->body->find("options") : nullptr;
  const std::string* path = options != nullptr ? text_at(*options, "path") : nullptr;
  if (vendor == nullptr || path == nullptr) return "name " + base::fold_name(connection);
  return fmt::format("path {} {}", *vendor, normal_path(*path));
}

void check_tenant_ids(const References& on) {
  std::unordered_map<std::string_view, const Doc*> first;
  for (const Doc* recipient : known_first(on.registry.all(Kind::recipient))) {
    const std::string* id = text_at(*recipient->body, "id_in_provider_system");
    if (id == nullptr) continue;
    const auto [other, is_new] = first.emplace(*id, recipient);
    if (is_new || !recipient->in_files()) continue;
    on.findings.add("WB7002", spot(*recipient, "id_in_provider_system"),
                    fmt::format("recipient {} has the id_in_provider_system {} too",
                                shown(other->second->name), shown(*id)));
  }
}

void check_places(const References& on) {
  struct First {
    const Doc* destination;
    std::string recipient;
  };
  std::unordered_map<std::string, First> first;
  std::unordered_set<std::string> recipients;
  for (const Doc* destination : known_first(on.registry.all(Kind::destination))) {
    const std::string* connection = text_at(*destination->body, "connection");
    const std::string* recipient = text_at(*destination->body, "recipient");
    if (connection == nullptr || recipient == nullptr) continue;
    const std::string folded = base::fold_name(*recipient);
    recipients.insert(folded);
    const auto [other, is_new] =
        first.emplace(database_of(on.registry, *connection), First{destination, folded});
    if (is_new || other->second.recipient == folded || !destination->in_files()) continue;
    on.findings.add("WB7004", spot(*destination, "connection"),
                    fmt::format("destination {} of recipient {} is the same database",
                                shown(other->second.destination->name),
                                shown(*text_at(*other->second.destination->body, "recipient"))));
  }
  if (recipients.size() > 1 && first.size() > 1 && on.registry.all(Kind::connection).empty()) {
    on.unchecked.add_no(Kind::connection, "WB7004");
  }
}

bool sends_every_model(const Doc& destination) {
  const Json* enabled = destination.body->find("enabled_models");
  if (enabled == nullptr) return true;
  if (!enabled->is_array()) return false;
  return std::ranges::any_of(enabled->as_array(), [](const Json& item) {
    return item.is_string() && item.as_string() == "*";
  });
}

std::vector<const Doc*> enabled_models(const Registry& registry, const Doc& destination) {
  std::vector<const Doc*> result;
  if (sends_every_model(destination)) {
    for (const Doc& model : registry.all(Kind::model)) result.push_back(&model);
    return result;
  }
  const Json* enabled = destination.body->find("enabled_models");
  if (!enabled->is_array()) return result;
  for (const Json& item : enabled->as_array()) {
    const Doc* model = item.is_string() ? registry.by_name(Kind::model, item.as_string()) : nullptr;
    if (model != nullptr) result.push_back(model);
  }
  return result;
}

std::string missing_recipient(const Doc& destination, std::span<const Doc* const> models) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string_view> names;
  for (const Doc* model : models.first(std::min(kNamed, models.size())))
    names.push_back(model->name);
  const std::size_t more = models.size() - names.size();
  return fmt::format("destination {} has no recipient, but is sent the tenanted model{} {}{}",
                     shown(destination.name), models.size() == 1 ? "" : "s",
                     shown_list(names, more == 0 ? " and " : ", "),
                     more == 0 ? "" : fmt::format(" and {} more", more));
}

// Models that are read for one tenant, of those that can be told.
using Tenanted = std::unordered_set<const Doc*>;

void check_destination(const References& on, const Tenanted& tenanted, const Doc& destination) {
  std::vector<const Doc*> models = enabled_models(on.registry, destination);
  std::erase_if(models, [&](const Doc* model) { return !tenanted.contains(model); });
  if (models.empty()) return;
  if (destination.in_files()) {
    on.findings.add("WB7006", spot(destination), missing_recipient(destination, models));
    return;
  }
  for (const Doc* model : models) {
    const Doc* place = first_in_files({model, source_of(on.registry, *model)});
    if (place == nullptr) continue;
    on.findings.add("WB7006", spot(*place, place == model ? "model_name" : "tenancy"),
                    missing_recipient(destination, std::span(&model, 1)));
    return;
  }
}

void check_sync(const References& on, const Tenanted& tenanted, const Doc& sync) {
  const std::string* model_name = text_at(*sync.body, "model");
  const std::string* destination_name = text_at(*sync.body, "destination");
  if (model_name == nullptr || destination_name == nullptr) return;
  const Doc* model = on.registry.by_name(Kind::model, *model_name);
  const Doc* destination = on.registry.by_name(Kind::destination, *destination_name);
  if (model == nullptr || destination == nullptr || !tenanted.contains(model)) return;
  if (destination->body->find("recipient") != nullptr) return;
  const std::vector<const Doc*> enabled = enabled_models(on.registry, *destination);
  if (std::ranges::find(enabled, model) != enabled.end()) return;  // found at the destination
  const Doc* place = first_in_files({&sync, destination, model});
  if (place == nullptr) return;
  on.findings.add("WB7006", place == &sync ? spot(sync, "model") : spot(*place),
                  missing_recipient(*destination, std::span(&model, 1)));
}

}  // namespace

void check_recipients(const References& on) {
  check_tenant_ids(on);
  check_places(on);
}

void check_tenanted_models(const References& on) {
  Tenanted tenanted;
  const std::vector<Doc>& models = on.registry.all(Kind::model);
  for (const Doc& model : models) {
    if (is_tenanted(on.registry, model)) tenanted.insert(&model);
  }
  const bool is_certain = std::ranges::all_of(models, [&](const Doc& model) {
    return tenanted.contains(&model) || !on.registry.all(Kind::source).empty();
  });
  for (const Doc& destination : on.registry.all(Kind::destination)) {
    if (destination.body->find("recipient") != nullptr) continue;
    check_destination(on, tenanted, destination);
    if (!destination.in_files()) continue;
    if (models.empty()) on.unchecked.add_no(Kind::model, "WB7006");
    if (!is_certain) on.unchecked.add_no(Kind::source, "WB7006");
  }
  for (const Doc& sync : on.registry.all(Kind::sync)) check_sync(on, tenanted, sync);
}

}  // namespace waybill::lint

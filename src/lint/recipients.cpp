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

bool names_products(const Doc& doc) {
  const Json* products = doc.body->find("products");
  return products != nullptr && !(products->is_array() && products->as_array().empty());
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

// Recipients all of whose destinations say their own products.
std::unordered_set<std::string> served_by_destinations(const Registry& registry) {
  std::unordered_map<std::string, bool> by_recipient;
  for (const Doc& destination : registry.all(Kind::destination)) {
    const std::string* recipient = text_at(*destination.body, "recipient");
    if (recipient == nullptr) continue;
    const bool says = names_products(destination);
    by_recipient.try_emplace(base::fold_name(*recipient), true).first->second &= says;
  }
  std::unordered_set<std::string> result;
  for (const auto& [name, all_say] : by_recipient) {
    if (all_say) result.insert(name);
  }
  return result;
}

void check_products(const References& on) {
  if (on.registry.all(Kind::product).empty()) return;
  if (on.registry.by_name(Kind::product, "default") != nullptr) return;
  const std::unordered_set<std::string> served = served_by_destinations(on.registry);
  for (const Doc& recipient : on.registry.all(Kind::recipient)) {
    if (!recipient.in_files() || names_products(recipient)) continue;
    if (served.contains(base::fold_name(recipient.name))) continue;
    on.findings.add("WB7005", spot(recipient, "products"),
                    fmt::format("recipient {} has no products, and none is named default: it gets "
                                "every model",
                                shown(recipient.name)));
  }
}

std::string missing_recipient(const Doc& destination, std::span<const Doc* const> models) {
  constexpr std::size_t kNamed = 3;
  if (models.size() == 1 && models.front()->kind == Kind::sync) {
    return fmt::format(
        "destination {} has no recipient, but is sent rows of a source that holds "
        "many tenants",
        shown(destination.name));
  }
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

// Of one model set: those that are read for one tenant, and the place in a file that says so of
// the first that has one.
struct TenantedModels {
  std::vector<const Doc*> models;
  const Doc* model = nullptr;
  const Doc* place = nullptr;
};

TenantedModels tenanted_models(const References& on, const Tenanted& tenanted,
                               const ModelSet& set) {
  TenantedModels result;
  for (const Doc* model : set.models) {
    if (!tenanted.contains(model)) continue;
    result.models.push_back(model);
    if (result.place != nullptr) continue;
    result.model = model;
    result.place = first_in_files({model, source_of(on.registry, *model)});
  }
  return result;
}

void check_destination(const References& on, const TenantedModels& sent, const Doc& destination) {
  if (sent.models.empty()) return;
  if (destination.in_files()) {
    on.findings.add("WB7006", spot(destination), missing_recipient(destination, sent.models));
  } else if (sent.place != nullptr) {
    on.findings.add("WB7006",
                    spot(*sent.place, sent.place == sent.model ? "model_name" : "tenancy"),
                    missing_recipient(destination, std::span(&sent.model, 1)));
  }
}

// What a sync sends that the destination's transfers do not.
void check_sync(const References& on, const Tenanted& tenanted, const Doc& sync) {
  const Delivery* delivery = on.deliveries.of_sync(sync);
  if (delivery == nullptr || delivery->destination->body->find("recipient") != nullptr) return;
  const std::string* name = text_at(*sync.body, "model");
  const Doc* model = name != nullptr ? on.registry.by_name(Kind::model, *name) : nullptr;
  if (has_query(sync)) {
    if (!is_tenanted(on.registry, sync)) return;
    model = &sync;
  } else if (model == nullptr || !tenanted.contains(model) ||
             delivery->set->members.contains(model)) {
    return;
  }
  const Doc* place = first_in_files({&sync, delivery->destination, model});
  if (place == nullptr) return;
  on.findings.add(
      "WB7006",
      place == &sync ? spot(sync, model == &sync ? "destination" : "model") : spot(*place),
      missing_recipient(*delivery->destination, std::span(&model, 1)));
}

}  // namespace

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

void check_recipients(const References& on) {
  check_tenant_ids(on);
  check_products(on);
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
  std::unordered_map<const ModelSet*, TenantedModels> sent;
  for (const Delivery& delivery : on.deliveries.all()) {
    const Doc& destination = *delivery.destination;
    if (destination.body->find("recipient") != nullptr) continue;
    const auto [entry, is_new] = sent.try_emplace(delivery.set);
    if (is_new) entry->second = tenanted_models(on, tenanted, *delivery.set);
    check_destination(on, entry->second, destination);
    if (!destination.in_files()) continue;
    if (models.empty()) on.unchecked.add_no(Kind::model, "WB7006");
    if (!is_certain) on.unchecked.add_no(Kind::source, "WB7006");
    if (!delivery.set->certain) on.unchecked.add("WB7006", "a product is not among the documents");
  }
  for (const Doc& sync : on.registry.all(Kind::sync)) check_sync(on, tenanted, sync);
}

}  // namespace waybill::lint

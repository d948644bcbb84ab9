// What a transfer to a destination sends: the models of its products, of those it enables.
#include "lint/deliveries.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Kind;

constexpr std::string_view kDefaultProduct = "default";

std::vector<std::string> texts(const Doc& doc, std::string_view key) {
  std::vector<std::string> result;
  const Json* value = doc.body->find(key);
  if (value == nullptr || !value->is_array()) return result;
  for (const Json& item : value->as_array()) {
    if (item.is_string() && !item.as_string().empty()) result.push_back(item.as_string());
  }
  return result;
}

// The names of the products a destination gets; none: every model.
std::vector<std::string> products_of(const Registry& registry, const Doc& destination) {
  std::vector<std::string> names = texts(destination, "products");
  const std::string* recipient = text_at(*destination.body, "recipient");
  if (names.empty() && recipient != nullptr) {
    const Doc* doc = registry.by_name(Kind::recipient, *recipient);
    if (doc != nullptr) names = texts(*doc, "products");
  }
  if (names.empty() && registry.by_name(Kind::product, kDefaultProduct) != nullptr) {
    names.emplace_back(kDefaultProduct);
  }
  for (std::string& name : names) name = base::fold_name(name);
  std::ranges::sort(names);
  return names;
}

void add(ModelSet& set, const Doc* model) {
  if (model != nullptr && set.members.insert(model).second) set.models.push_back(model);
}

// `enabled` has the folded names of the models; nullptr: all.
void fill(ModelSet& set, const Registry& registry, const std::vector<std::string>& products,
          const std::unordered_set<std::string>* enabled) {
  const auto is_enabled = [&](std::string_view name) {
    return enabled == nullptr || enabled->contains(base::fold_name(name));
  };
  if (products.empty()) {
    if (enabled == nullptr) {
      for (const Doc& model : registry.all(Kind::model)) add(set, &model);
      return;
    }
    for (const std::string& name : *enabled) add(set, registry.by_name(Kind::model, name));
    return;
  }
  for (const std::string& name : products) {
    const Doc* product = registry.by_name(Kind::product, name);
    if (product == nullptr) {
      set.certain = false;
      continue;
    }
    for (const std::string& model : texts(*product, "models")) {
      if (is_enabled(model)) add(set, registry.by_name(Kind::model, model));
    }
  }
}

}  // namespace

const sql::Syntax* syntax_of_connection(const Registry& registry, const std::string& name) {
  const Doc* connection = registry.by_name(Kind::connection, name);
  const std::string* vendor =
      connection != nullptr ? text_at(*connection->body, "vendor") : nullptr;
  return vendor != nullptr ? sql::find_syntax(*vendor) : nullptr;
}

Deliveries::Deliveries(const Registry& registry) : registry_(registry) {
  for (const Doc& destination : registry.all(Kind::destination)) {
    Delivery delivery{&destination, &set_of(destination), nullptr,
                      destination.body->find("sink") != nullptr};
    if (const std::string* connection = text_at(*destination.body, "connection")) {
      delivery.syntax = syntax_of_connection(registry, *connection);
    }
    index_.emplace(&destination, all_.size());
    all_.push_back(delivery);
  }
}

const ModelSet& Deliveries::set_of(const Doc& destination) {
  const std::vector<std::string> products = products_of(registry_, destination);
  const Json* given = destination.body->find("enabled_models");
  std::vector<std::string> enabled = texts(destination, "enabled_models");
  const bool every =
      given == nullptr || std::ranges::find(enabled, std::string("*")) != enabled.end();
  std::string key = base::join(products, "\n");
  if (!every) {
    for (std::string& name : enabled) name = base::fold_name(name);
    std::ranges::sort(enabled);
    key += "\n\n" + base::join(enabled, "\n");
  }
  key += every ? "\n*" : "\n.";
  const auto [entry, is_new] = sets_.try_emplace(std::move(key));
  if (is_new) {
    const std::unordered_set<std::string> names(enabled.begin(), enabled.end());
    fill(entry->second, registry_, products, every ? nullptr : &names);
  }
  return entry->second;
}

const Delivery* Deliveries::of(const Doc* destination) const {
  const auto found = index_.find(destination);
  return found == index_.end() ? nullptr : &all_[found->second];
}

const Delivery* Deliveries::of_sync(const Doc& sync) const {
  const std::string* name = text_at(*sync.body, "destination");
  return name != nullptr ? of(registry_.by_name(Kind::destination, *name)) : nullptr;
}

}  // namespace waybill::lint

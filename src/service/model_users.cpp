#include "service/model_users.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;

namespace {

constexpr std::string_view kDefaultProduct = "default";

std::string text_at(const Json& object, std::string_view key) {
  const Json* const value = object.find(key);
  return value != nullptr && value->is_string() ? value->as_string() : std::string();
}

std::vector<ModelUser::Mapping> mapping_of(const Document& sync) {
  std::vector<ModelUser::Mapping> found;
  const Json* const mapping = sync.body.find("mapping");
  if (mapping == nullptr || !mapping->is_array()) return found;
  for (const Json& item : mapping->as_array()) {
    if (!item.is_object()) continue;
    if (std::string from = text_at(item, "from"); !from.empty()) {
      found.push_back({std::move(from), text_at(item, "to")});
    }
  }
  return found;
}

// Whether the products a destination gets hold the model. A product that is not there holds
// nothing: lint says so.
bool gets(const Documents& documents, const model::Destination& destination,
          const std::string& model) {
  std::vector<std::string> names = destination.products;
  if (names.empty() && !destination.recipient.empty()) {
    if (const auto recipient = documents.find(Kind::recipient, destination.recipient)) {
      names = model::read_recipient(*recipient).products;
    }
  }
  if (names.empty() && documents.find(Kind::product, kDefaultProduct)) {
    names.emplace_back(kDefaultProduct);
  }
  if (names.empty()) return true;
  return std::ranges::any_of(names, [&](const std::string& name) {
    const auto product = documents.find(Kind::product, name);
    return product && std::ranges::any_of(
                          model::read_product(*product).models,
                          [&](const std::string& held) { return base::same_name(held, model); });
  });
}

}  // namespace

std::vector<ModelUser> users_of_model(const Documents& documents, const std::string& model) {
  std::vector<ModelUser> users;
  std::vector<std::string> replaced;  // destinations with a sync document for the model
  for (const Document& document : documents.all(Kind::sync)) {
    const model::Sync sync = model::read_sync(document);
    if (!base::same_name(sync.model, model)) continue;
    users.push_back({document.name, false, mapping_of(document)});
    replaced.push_back(sync.destination);
  }
  for (const Document& document : documents.all(Kind::destination)) {
    const model::Destination destination = model::read_destination(document);
    const bool has_own = std::ranges::any_of(
        replaced, [&](const std::string& name) { return base::same_name(name, document.name); });
    if (has_own || !destination.enables(model) || !gets(documents, destination, model)) continue;
    users.push_back({fmt::format("{}/{}", document.name, model), true, {}});
  }
  return users;
}

}  // namespace waybill::service

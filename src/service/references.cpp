#include "service/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.hpp"
#include "model/references.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;
using model::Reference;

namespace {

constexpr std::string_view kDefaultProduct = "default";
constexpr std::string_view kEvery = "*";  // no name, in enabled_models

bool names(const Json& value, const std::string& name) {
  if (value.is_string())
    return value.as_string() != kEvery && base::same_name(value.as_string(), name);
  return value.is_array() &&
         std::ranges::any_of(value.as_array(), [&](const Json& item) { return names(item, name); });
}

void put_name(Json& value, const std::string& from, const std::string& to) {
  if (value.is_array()) {
    for (Json& item : value.as_array()) put_name(item, from, to);
  } else if (names(value, from)) {
    value = Json(to);
  }
}

bool is_absent(const Json& body, std::string_view key) {
  const Json* value = body.find(key);
  return value == nullptr || value->is_null() ||
         (value->is_string() && value->as_string().empty()) ||
         (value->is_array() && value->as_array().empty());
}

void add_readers_of(catalog::Catalog& catalog, const catalog::Object& source,
                    std::vector<User>& users) {
  constexpr std::string_view kOnly = "reads the only source";
  const bool is_only = catalog.all(Kind::source).size() == 1;
  for (const catalog::Object& model : catalog.all(Kind::model)) {
    const Json* id = model.body.find("source_id");
    if (!is_absent(model.body, "source_name")) continue;  // a reference
    if (!is_absent(model.body, "source_id")) {
      if (id->is_string() && base::ascii_iequals(id->as_string(), source.id)) {
        users.push_back({Kind::model, model.name, "source_id"});
      }
    } else if (is_only) {
      users.push_back({Kind::model, model.name, std::string(kOnly)});
    }
  }
  for (const catalog::Object& sync : catalog.all(Kind::sync)) {
    if (!is_only || is_absent(sync.body, "query") || !is_absent(sync.body, "source")) continue;
    users.push_back({Kind::sync, sync.name, std::string(kOnly)});
  }
}

void add_takers_of_default(catalog::Catalog& catalog, std::vector<User>& users) {
  for (const catalog::Object& recipient : catalog.all(Kind::recipient)) {
    if (!is_absent(recipient.body, "products")) continue;
    users.push_back({Kind::recipient, recipient.name, "gets the default product"});
  }
  for (const catalog::Object& destination : catalog.all(Kind::destination)) {
    if (!is_absent(destination.body, "products") || !is_absent(destination.body, "recipient")) {
      continue;
    }
    users.push_back({Kind::destination, destination.name, "gets the default product"});
  }
}

}  // namespace

Document document_of(catalog::Object object) {
  return {object.kind, std::move(object.name), std::move(object.id), std::move(object.body)};
}

std::vector<User> naming(catalog::Catalog& catalog, Kind kind, const std::string& name) {
  std::vector<User> users;
  for (const Reference& reference : model::kReferences) {
    if (reference.to != kind) continue;
    for (const catalog::Object& other : catalog.all(reference.from)) {
      const Json* value = other.body.find(reference.key);
      if (value == nullptr || !names(*value, name)) continue;
      users.push_back({reference.from, other.name, std::string(reference.key)});
    }
  }
  return users;
}

std::vector<User> users_of(catalog::Catalog& catalog, const catalog::Object& object) {
  std::vector<User> users = naming(catalog, object.kind, object.name);
  if (object.kind == Kind::source) add_readers_of(catalog, object, users);
  if (object.kind == Kind::product && base::same_name(object.name, kDefaultProduct)) {
    add_takers_of_default(catalog, users);
  }
  return users;
}

Document renamed(Document document, const std::string& name) {
  document.body.set(model::name_key(document.kind), name);
  document.name = name;
  return document;
}

std::vector<Document> followers(catalog::Catalog& catalog, const catalog::Object& object,
                                const std::string& name) {
  std::vector<Document> documents;
  for (const Kind kind : model::all_kinds()) {
    for (catalog::Object& other : catalog.all(kind)) {
      Json body = other.body;
      for (const Reference& reference : model::kReferences) {
        if (reference.from != kind || reference.to != object.kind) continue;
        if (Json* value = body.find(reference.key)) put_name(*value, object.name, name);
      }
      if (body == other.body) continue;
      other.body = std::move(body);
      documents.push_back(document_of(std::move(other)));
    }
  }
  return documents;
}

std::string users_text(const std::vector<User>& users) {
  constexpr std::size_t kShown = 10;
  const std::size_t shown = std::min(users.size(), kShown);
  std::vector<std::string> texts;
  for (const User& user : std::span(users).first(shown)) {
    texts.push_back(fmt::format("{} '{}' ({})", to_string(user.kind), user.name, user.by));
  }
  return base::join(texts, ", ") +
         (shown < users.size() ? fmt::format(" and {} more", users.size() - shown) : "");
}

}  // namespace waybill::service

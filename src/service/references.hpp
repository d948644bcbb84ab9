// Who names an object of the catalog, or relies on it without naming it; and their documents when
// its name changes.
#ifndef WAYBILL_SERVICE_REFERENCES_HPP
#define WAYBILL_SERVICE_REFERENCES_HPP

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "model/document.hpp"

namespace waybill::service {

struct User {
  model::Kind kind = model::Kind::model;
  std::string name;
  std::string by;  // the key that names it, else in words what relies on it
};

// Those that name an object of this kind and name by a key, whether it is there or not.
std::vector<User> naming(catalog::Catalog& catalog, model::Kind kind, const std::string& name);
// Those that name it by a key, then those that need it without doing so: models and queries of the
// only source, whoever gets the product `default` for want of another.
std::vector<User> users_of(catalog::Catalog& catalog, const catalog::Object& object);

// `document` under another name.
model::Document renamed(model::Document document, const std::string& name);
// The documents that name `object`, as they name it when it is called `name`.
std::vector<model::Document> followers(catalog::Catalog& catalog, const catalog::Object& object,
                                       const std::string& name);

// "sync 'nightly' (model), product 'core' (models) and 3 more"
std::string users_text(const std::vector<User>& users);

model::Document document_of(catalog::Object object);

}  // namespace waybill::service

#endif

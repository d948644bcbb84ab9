// Rows of the operation table: product.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr Param kValidate[] = {
    {"name", ParamType::text, "name of the product", true, true},
    {"recipient", ParamType::text,
     "whose rows are looked at; absent: as the model says, else the first recipient's"},
    {"sample_rows", ParamType::integer, "rows looked at, 1 to 100000", false, false, {}, "1000"},
    {"seconds", ParamType::integer, "time for each model, 1 to 3600", false, false, {}, "30"},
    {"show_values", ParamType::boolean, "show offending values, not only what they look like"}};

const Operation kRows[] = {
    {"product.create", "Put a product into the catalog", "product create core.json", Needs::catalog,
     kChanges, false, kCreate, kSavedObject, object_create<Kind::product>},
    {"product.delete", "Delete a product that nothing uses", "product delete core", Needs::catalog,
     kChanges, false, kDelete, kDeletedObject, object_delete<Kind::product>},
    {"product.rename", "Rename a product, and follow it wherever it is named",
     "product rename core standard", Needs::catalog, kChanges, false, kRename, kRenamedObject,
     object_rename<Kind::product>},
    {"product.update", "Change a product: the whole document, but for its name",
     "product update core.json", Needs::catalog, kChanges, false, kUpdate, kSavedObject,
     object_update<Kind::product>},
    {"product.get", "Show a product", "product get core", Needs::catalog, false, false, kName,
     kObject, object_get<Kind::product>},
    {"product.list", "List products", "product list", Needs::catalog, false, false, kList, kListed,
     object_list<Kind::product>},
    {"product.validate", "Check a product's models against their warehouse",
     "product validate core", Needs::catalog, false, false, kValidate, kValidated,
     product_validate},
};

}  // namespace

std::span<const Operation> product_rows() {
  return kRows;
}

}  // namespace waybill::service

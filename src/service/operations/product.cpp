// Rows of the operation table: product.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

const Operation kRows[] = {
    {"product.get", "Show a product", "product get core", Needs::catalog, false, false, kName,
     kObject, object_get<Kind::product>},
    {"product.list", "List products", "product list", Needs::catalog, false, false, kList, kListed,
     object_list<Kind::product>},
};

}  // namespace

std::span<const Operation> product_rows() {
  return kRows;
}

}  // namespace waybill::service

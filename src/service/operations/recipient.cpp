// Rows of the operation table: recipient.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

const Operation kRows[] = {
    {"recipient.get", "Show a recipient", "recipient get Acme", Needs::catalog, false, false, kName,
     kObject, object_get<Kind::recipient>},
    {"recipient.list", "List recipients", "recipient list", Needs::catalog, false, false, kList,
     kListed, object_list<Kind::recipient>},
};

}  // namespace

std::span<const Operation> recipient_rows() {
  return kRows;
}

}  // namespace waybill::service

// Rows of the operation table: recipient.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

const Operation kRows[] = {
    {"recipient.create", "Put a recipient into the catalog",
     "recipient create config/recipients/acme.json", Needs::catalog, kChanges, false, kCreate,
     kSavedObject, object_create<Kind::recipient>},
    {"recipient.delete", "Delete a recipient that nothing uses", "recipient delete Acme",
     Needs::catalog, kChanges, false, kDelete, kDeletedObject, object_delete<Kind::recipient>},
    {"recipient.rename", "Rename a recipient, and follow it wherever it is named",
     "recipient rename Acme Acme-Inc", Needs::catalog, kChanges, false, kRename, kRenamedObject,
     object_rename<Kind::recipient>},
    {"recipient.update", "Change a recipient: the whole document, but for its name",
     "recipient update config/recipients/acme.json", Needs::catalog, kChanges, false, kUpdate,
     kSavedObject, object_update<Kind::recipient>},
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

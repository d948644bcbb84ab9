// Rows of the operation table: source.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

const Operation kRows[] = {
    {"source.create", "Put a source into the catalog", "source create config/sources/shop.json",
     Needs::catalog, kChanges, false, kCreate, kSavedObject, object_create<Kind::source>},
    {"source.delete", "Delete a source that nothing uses", "source delete shop", Needs::catalog,
     kChanges, false, kDelete, kDeletedObject, object_delete<Kind::source>},
    {"source.rename", "Rename a source, and follow it wherever it is named",
     "source rename shop web-shop", Needs::catalog, kChanges, false, kRename, kRenamedObject,
     object_rename<Kind::source>},
    {"source.update", "Change a source: the whole document, but for its name",
     "source update config/sources/shop.json", Needs::catalog, kChanges, false, kUpdate,
     kSavedObject, object_update<Kind::source>},
    {"source.get", "Show a source", "source get shop", Needs::catalog, false, false, kName, kObject,
     object_get<Kind::source>},
    {"source.list", "List sources", "source list", Needs::catalog, false, false, kList, kListed,
     object_list<Kind::source>},
};

}  // namespace

std::span<const Operation> source_rows() {
  return kRows;
}

}  // namespace waybill::service

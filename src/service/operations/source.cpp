// Rows of the operation table: source.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

const Operation kRows[] = {
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

// Rows of the operation table: catalog.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr ResultKey kChecked[] = {{"ok", "boolean", "no problem found"},
                                  {"problems", "array", "what was found"},
                                  {"schema_version", "integer", "of the catalog file"}};

const Operation kRows[] = {
    {"catalog.check",
     "Check the catalog file for damage",
     "catalog check",
     Needs::catalog,
     false,
     false,
     {},
     kChecked,
     catalog_check},
};

}  // namespace

std::span<const Operation> catalog_rows() {
  return kRows;
}

}  // namespace waybill::service

// Rows of the operation table: alert.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

namespace {

constexpr ResultKey kChecked[] = {{"firing", "integer", "rules that hold now"},
                                  {"told", "integer", "events that were taken by whoever is told"},
                                  {"untold", "integer", "events that still have to be"}};

const Operation kRows[] = {
    {"alert.check",
     "Look for syncs that are overdue, and tell what is still to be told",
     "alert check",
     Needs::catalog,
     kChanges,
     false,
     {},
     kChecked,
     alert_check},
    {"alert.list",
     "List rules of alerts that hold now",
     "alert list",
     Needs::catalog,
     false,
     false,
     {},
     kListed,
     alert_list},
};

}  // namespace

std::span<const Operation> alert_rows() {
  return kRows;
}

}  // namespace waybill::service

// What the runs of each sync came to, added up in the transaction in which they end.
#ifndef WAYBILL_CATALOG_TOTALS_HPP
#define WAYBILL_CATALOG_TOTALS_HPP

#include <optional>
#include <string>

#include "catalog/catalog.hpp"
#include "catalog/sqlite_db.hpp"

namespace waybill::catalog {

// Once a run, when it is over. `report` as it is stored.
void add_to_totals(Database& database, const Run& run, base::Micros ended_at,
                   const std::optional<std::string>& report);

}  // namespace waybill::catalog

#endif

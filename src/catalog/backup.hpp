// A catalog copied while it is in use.
#ifndef WAYBILL_CATALOG_BACKUP_HPP
#define WAYBILL_CATALOG_BACKUP_HPP

#include <span>
#include <string>

#include "catalog/migrate.hpp"
#include "catalog/sqlite_db.hpp"

namespace waybill::catalog {

// See Catalog::backup. The copy is of the schema version that `steps` lead to.
void backup(Database& database, const std::string& path, bool overwrite,
            std::span<const Migration> steps);

}  // namespace waybill::catalog

#endif

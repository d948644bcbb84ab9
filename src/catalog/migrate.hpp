// The catalog's schema versions and the way from one to the next.
#ifndef WAYBILL_CATALOG_MIGRATE_HPP
#define WAYBILL_CATALOG_MIGRATE_HPP

#include <cstdint>
#include <span>
#include <string_view>

#include "base/time.hpp"
#include "catalog/sqlite_db.hpp"

namespace waybill::catalog {

inline constexpr std::int64_t application_id = 0x57424C43;  // "WBLC"

struct Migration {
  std::int64_t version;  // of the schema after it: 1, 2, ...
  std::string_view sql;
};

// Of this build, from src/catalog/schema/*.sql.
std::span<const Migration> migrations();
std::int64_t newest_version(std::span<const Migration> steps);

// What a SQLite file says about itself.
struct Identity {
  std::int64_t application = 0;
  std::int64_t version = 0;
  bool has_tables = false;
};
Identity read_identity(Database& database);
// Throws Error(catalog_foreign, catalog_newer, catalog_damaged) unless the file is empty or a
// catalog that `steps` can bring up to date.
void require_catalog(const Database& database, const Identity& identity,
                     std::span<const Migration> steps);

// Creates or upgrades in one transaction; other processes may be doing the same.
void migrate(Database& database, std::span<const Migration> steps, base::Micros now);

}  // namespace waybill::catalog

#endif

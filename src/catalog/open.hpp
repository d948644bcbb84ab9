// From a path to a connection that is a catalog of the newest schema version.
#ifndef WAYBILL_CATALOG_OPEN_HPP
#define WAYBILL_CATALOG_OPEN_HPP

#include <chrono>
#include <span>
#include <string>

#include "base/time.hpp"
#include "catalog/migrate.hpp"
#include "catalog/sqlite_db.hpp"

namespace waybill::catalog {

struct OpenOptions {
  std::span<const Migration> steps = migrations();
  std::chrono::milliseconds patience = std::chrono::seconds(30);  // with other processes
  bool upgrades = true;       // an older catalog stays as it is otherwise
  const char* vfs = nullptr;  // null: SQLite's default one
};

// `path` must be absolute.
Database open_database(const std::string& path, base::Micros now, const OpenOptions& options = {});

}  // namespace waybill::catalog

#endif

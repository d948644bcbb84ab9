// What a Catalog handle holds, and what its parts share.
#ifndef WAYBILL_CATALOG_STORE_HPP
#define WAYBILL_CATALOG_STORE_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"
#include "catalog/catalog.hpp"
#include "catalog/sqlite_db.hpp"

namespace waybill::catalog {

struct Catalog::Impl {
  Database database;
  base::Clock clock;
  std::string id;
  std::int64_t schema_version = 0;
};

// An absolute path without dots. Throws Error(catalog_unopened).
std::string absolute_path(const std::string& path);

// JSON as the catalog stores it. Throws Error(bad_parameter) for a value nested too deeply to be
// read again.
std::string write_stored(const base::Json& value, std::string_view what);
// Throws Error(catalog_damaged).
base::Json read_stored(const Database& database, std::string_view text, std::string_view what);
bool is_readable(std::string_view text);

// A value the catalog itself wrote, and that this version does not know.
[[noreturn]] void unknown_value(const Database& database, std::string_view what);

// "WHERE a AND b" with its parameters.
struct Conditions {
  std::string sql;
  std::vector<Parameter> parameters;

  void add(std::string_view condition, std::vector<Parameter> values);
};

}  // namespace waybill::catalog

#endif

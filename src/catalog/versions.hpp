// The history of objects: every save and removal, kept for good.
#ifndef WAYBILL_CATALOG_VERSIONS_HPP
#define WAYBILL_CATALOG_VERSIONS_HPP

#include <cstdint>
#include <string_view>

#include "catalog/catalog.hpp"
#include "catalog/sqlite_db.hpp"

namespace waybill::catalog {

// Records what `object` is from its updated_at on; answers the version's number.
std::int64_t add_version(Database& database, const Object& object, Action action,
                         const Author& author);

model::Kind read_kind(const Database& database, std::string_view text);

}  // namespace waybill::catalog

#endif

// SQLite result codes as errors of the catalog: one table.
#ifndef WAYBILL_CATALOG_SQLITE_ERROR_HPP
#define WAYBILL_CATALOG_SQLITE_ERROR_HPP

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace waybill::catalog {

// A path as it may stand in a one-line message.
std::string shown(std::string_view path);

Error sqlite_error(std::string_view path, int extended_code, int system_errno,
                   std::string_view detail);

bool is_busy(const Error& error);
bool is_damage(const Error& error);

}  // namespace waybill::catalog

#endif

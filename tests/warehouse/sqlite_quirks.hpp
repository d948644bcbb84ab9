// What the conformance suite must know of SQLite, whatever driver reaches it.
#ifndef WAYBILL_TESTS_WAREHOUSE_SQLITE_QUIRKS_HPP
#define WAYBILL_TESTS_WAREHOUSE_SQLITE_QUIRKS_HPP

#include <functional>
#include <memory>
#include <string_view>

#include "conformance.hpp"

namespace waybill::tests {

Quirks sqlite_quirks(std::string_view name, std::function<std::unique_ptr<Place>()> fresh);

}  // namespace waybill::tests

#endif

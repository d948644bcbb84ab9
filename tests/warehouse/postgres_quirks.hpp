// What PostgreSQL is known by in the conformance suite, whichever way it is reached.
#ifndef WAYBILL_TESTS_WAREHOUSE_POSTGRES_QUIRKS_HPP
#define WAYBILL_TESTS_WAREHOUSE_POSTGRES_QUIRKS_HPP

#include <functional>
#include <memory>
#include <string_view>

#include "conformance.hpp"

namespace waybill::tests {

Quirks postgres_quirks(std::string_view name, std::function<std::unique_ptr<Place>()> fresh);

}  // namespace waybill::tests

#endif

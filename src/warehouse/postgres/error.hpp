// What PostgreSQL and libpq say, as Waybill's errors.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_ERROR_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_ERROR_HPP

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse::postgres {

// A statement's failure. `message` is the primary one: the detail may hold row data.
Error make_error(std::string_view sqlstate, std::string_view message, std::string_view connection);
Error cancelled_error(std::string_view connection);
Error lost_error(std::string_view message, std::string_view connection);

// Why there is no connection: which field of the connection is probably wrong.
Error connect_error(std::string_view message, const ConnectSpec& spec, std::string_view target,
                    bool needs_password);

}  // namespace waybill::warehouse::postgres

#endif

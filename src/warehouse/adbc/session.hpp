// A session through an ADBC driver.
#ifndef WAYBILL_WAREHOUSE_ADBC_SESSION_HPP
#define WAYBILL_WAREHOUSE_ADBC_SESSION_HPP

#include <memory>

#include "warehouse/open.hpp"

namespace waybill::warehouse::adbc {

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access);

}  // namespace waybill::warehouse::adbc

#endif

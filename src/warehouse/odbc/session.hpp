// A session over an ODBC driver.
#ifndef WAYBILL_WAREHOUSE_ODBC_SESSION_HPP
#define WAYBILL_WAREHOUSE_ODBC_SESSION_HPP

#include <memory>

#include "warehouse/open.hpp"

namespace waybill::warehouse::odbc {

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access);

}  // namespace waybill::warehouse::odbc

#endif

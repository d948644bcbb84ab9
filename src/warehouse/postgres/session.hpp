// A session on a PostgreSQL server, over its own client library.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_SESSION_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_SESSION_HPP

#include <memory>

#include "warehouse/open.hpp"

namespace waybill::warehouse::postgres {

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access);

}  // namespace waybill::warehouse::postgres

#endif

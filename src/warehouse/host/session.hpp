// A session on the host program's rows: SQL runs in a private database, into which a table is
// carried when a statement first names it.
#ifndef WAYBILL_WAREHOUSE_HOST_SESSION_HPP
#define WAYBILL_WAREHOUSE_HOST_SESSION_HPP

#include <memory>

#include "warehouse/open.hpp"

namespace waybill::warehouse::host {

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access);

}  // namespace waybill::warehouse::host

#endif

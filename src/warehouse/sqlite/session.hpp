// A session on a SQLite file, over SQLite's own C interface.
#ifndef WAYBILL_WAREHOUSE_SQLITE_SESSION_HPP
#define WAYBILL_WAREHOUSE_SQLITE_SESSION_HPP

#include <memory>

#include "warehouse/open.hpp"

namespace waybill::warehouse::sqlite {

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access);

}  // namespace waybill::warehouse::sqlite

#endif

// What was last loaded into, while nothing else has happened: looked up once for many batches.
#ifndef WAYBILL_WAREHOUSE_ADBC_LANDING_HPP
#define WAYBILL_WAREHOUSE_ADBC_LANDING_HPP

#include <cstdint>
#include <vector>

#include "sql/statements.hpp"
#include "warehouse/adbc/connection.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::adbc {

struct Landing {
  sql::Table asked;
  FoundTable found;
  std::vector<TableColumn> columns;
  bool constrained = true;
  std::int64_t rows = 0;  // that it held after the last load
};

}  // namespace waybill::warehouse::adbc

#endif

// The rows of find_manners(), each in its own file.
#ifndef WAYBILL_WAREHOUSE_ADBC_MANNERS_ROWS_HPP
#define WAYBILL_WAREHOUSE_ADBC_MANNERS_ROWS_HPP

#include "warehouse/adbc/manners.hpp"

namespace waybill::warehouse::adbc {

const Manners& duckdb_manners();
const Manners& postgres_manners();

}  // namespace waybill::warehouse::adbc

#endif

// The rows of find_manners(), each in its own file, and what they share.
#ifndef WAYBILL_WAREHOUSE_ODBC_MANNERS_ROWS_HPP
#define WAYBILL_WAREHOUSE_ODBC_MANNERS_ROWS_HPP

#include <string>
#include <vector>

#include "warehouse/odbc/manners.hpp"

namespace waybill::warehouse::odbc {

const Manners& postgres_manners();

// A unique index; `why_not` says why it cannot serve as a key.
void add_key(TableInfo& info, const std::string& name, const std::string& why_not,
             std::vector<std::string> columns);

}  // namespace waybill::warehouse::odbc

#endif

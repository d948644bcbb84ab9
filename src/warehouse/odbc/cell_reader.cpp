#include "warehouse/odbc/cell_reader.hpp"

#include <array>

namespace waybill::warehouse::odbc {

SQLSMALLINT c_type(Carrier carrier) {
  constexpr std::array<SQLSMALLINT, 7> kTypes{SQL_C_CHAR,          SQL_C_BINARY, SQL_C_SBIGINT,
                                              SQL_C_DOUBLE,        SQL_C_BIT,    SQL_C_TYPE_DATE,
                                              SQL_C_TYPE_TIMESTAMP};
  return kTypes[static_cast<std::size_t>(carrier)];
}

bool varies(Carrier carrier) {
  return carrier == Carrier::chars || carrier == Carrier::bytes;
}

}  // namespace waybill::warehouse::odbc

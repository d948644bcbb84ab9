// How each family of drivers is read.
#ifndef WAYBILL_WAREHOUSE_ODBC_READ_MANNER_HPP
#define WAYBILL_WAREHOUSE_ODBC_READ_MANNER_HPP

#include "warehouse/odbc/cell_reader.hpp"
#include "warehouse/odbc/driver.hpp"
#include "warehouse/odbc/handles.hpp"

namespace waybill::warehouse::odbc {

struct ReadManner {
  Family family;
  SQLULEN cursor;
  Carrier texts;  // that carries any type's text
  // Rowsets are bound (Rowsets), else every cell comes by SQLGetData. Not asked of one that packs.
  bool binds = false;
};
const ReadManner& read_manner_of(const Driver& driver);

// Statement attributes to be set before the statement is prepared.
void prepare_for_reading(StatementHandle& statement);

}  // namespace waybill::warehouse::odbc

#endif

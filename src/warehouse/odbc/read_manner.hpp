// How each family of drivers is read: its cursor, and how it hands over a cell too long for its
// buffer.
#ifndef WAYBILL_WAREHOUSE_ODBC_READ_MANNER_HPP
#define WAYBILL_WAREHOUSE_ODBC_READ_MANNER_HPP

#include "warehouse/odbc/cell_reader.hpp"
#include "warehouse/odbc/driver.hpp"
#include "warehouse/odbc/handles.hpp"

namespace waybill::warehouse::odbc {

// How a cell that is longer than its buffer is had whole.
enum class LongCells {
  scroll,   // back to its row, a rowset of one; then on from where it was
  get_data  // nothing is bound: every cell by SQLGetData
};

struct ReadManner {
  Family family;
  SQLULEN cursor;
  LongCells long_cells;
  Carrier texts;  // that carries any type's text
};
const ReadManner& read_manner_of(const Driver& driver);

// Statement attributes to be set before the statement is prepared.
void prepare_for_reading(StatementHandle& statement);

}  // namespace waybill::warehouse::odbc

#endif

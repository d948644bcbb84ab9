// The readers of cells: what the driver put into a buffer into one cell of a column.
#ifndef WAYBILL_WAREHOUSE_ODBC_CELLS_HPP
#define WAYBILL_WAREHOUSE_ODBC_CELLS_HPP

#include "rows/type.hpp"
#include "warehouse/odbc/cell_reader.hpp"

namespace waybill::warehouse::odbc {

// What comes from the driver, whatever the server calls it.
enum class Form {
  none,
  text,
  json,  // a text that the server holds for JSON
  uuid,  // its text
  bytes,
  bytes_text,    // PostgreSQL's: \x and hexadecimal
  boolean,       // a bit
  boolean_text,  // PostgreSQL's: t or f
  tiny,          // a whole number that may stand for a boolean
  whole,
  digits,      // its text
  whole_text,  // one that may exceed 64 bits
  real,        // a double
  real_text,   // its exact digits, NaN, Infinity
  decimal,     // its text
  date,        // a struct
  date_text,
  time_text,
  instant,       // a struct, UTC
  instant_text,  // with its offset
  datetime,      // a struct of no zone; may be declared a timestamp: then it is UTC
  datetime_text
};

struct CellWay {
  Carrier carrier = Carrier::bytes;
  CellReader::Decode decode = nullptr;  // nullptr: no exact way from this form to that type
  CellReader::DecodeMany decode_many = nullptr;
};
CellWay find_way(Form form, const rows::Type& to);

int hex_digit(char digit);                                 // -1: none
bool from_hex(std::string_view digits, std::string& out);  // false: not hexadecimal

// By a value's storage class in SQLite: how what it holds is read as a type. Numbers as their
// digits; nullptr: not at all.
struct StorageWays {
  CellReader::Decode integer = nullptr;
  CellReader::Decode real = nullptr;
  CellReader::Decode text = nullptr;
  CellReader::Decode blob = nullptr;
};
const StorageWays& storage_ways(rows::Logical to);

}  // namespace waybill::warehouse::odbc

#endif

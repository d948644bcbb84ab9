// The columns of a result, and what reads the cells of one.
#ifndef WAYBILL_WAREHOUSE_ODBC_CELL_READER_HPP
#define WAYBILL_WAREHOUSE_ODBC_CELL_READER_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "warehouse/odbc/handles.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::odbc {

// A column of a statement that was prepared or described, not run.
struct SourceColumn {
  DescribedColumn described;  // as the driver sees it
  // As the server itself names the type where it can be asked: of PostgreSQL format_type without
  // typmod ("timestamp with time zone"), of others described.type_name.
  std::string server_type;
  bool is_enum = false;    // PostgreSQL: a type of texts
  std::string spelling;    // MariaDB, of a column of a table: as the table has it ("tinyint(1)")
  bool is_stored = false;  // SQLite: as a table holds it, in the first of the query's parts
};

// What the driver puts into the bound buffer.
enum class Carrier {
  chars,    // SQL_C_CHAR: ends with a NUL
  bytes,    // SQL_C_BINARY
  whole,    // SQL_C_SBIGINT
  real,     // SQL_C_DOUBLE
  bit,      // SQL_C_BIT
  date,     // SQL_C_TYPE_DATE
  datetime  // SQL_C_TYPE_TIMESTAMP
};
SQLSMALLINT c_type(Carrier carrier);
bool varies(Carrier carrier);  // in length: a cell can be longer than its buffer

// The cells of one column in a rowset.
struct Cells {
  char* data = nullptr;  // `width` bytes a row
  const SQLLEN* lengths = nullptr;
  std::size_t width = 0;
};

struct CellReader {
  // Appends the value, or answers why it does not fit and appends nothing.
  using Decode = rows::Misfit (*)(CellReader& reader, std::string_view cell, rows::Column& out);
  // `count` rows from `first`. Those that do not fit become NULL and are listed, counted from
  // `batch_row`. No cell of them is longer than its buffer.
  using DecodeMany = void (*)(CellReader& reader, const Cells& cells, std::size_t first,
                              std::size_t count, rows::Column& out, std::int64_t batch_row,
                              std::vector<CellMisfit>& misfits);

  Decode decode = nullptr;
  DecodeMany decode_many = nullptr;
  Carrier carrier = Carrier::bytes;
  std::size_t width = 0;  // of its buffer, to begin with
  std::size_t column = 0;
  rows::Type type;
  bool truncate = false;       // digits beyond the type's are cut and counted
  std::int64_t truncated = 0;  // values
  std::string scratch;
};

}  // namespace waybill::warehouse::odbc

#endif

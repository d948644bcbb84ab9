// Arrow's cells into a batch's column, by the column's logical type.
#ifndef WAYBILL_WAREHOUSE_ADBC_DECODE_HPP
#define WAYBILL_WAREHOUSE_ADBC_DECODE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rows/batch.hpp"
#include "rows/codec.hpp"
#include "warehouse/adbc/source.hpp"
#include "warehouse/session.hpp"

namespace waybill::warehouse::adbc {

struct ColumnReader;

// Rows [from, from + count) of the chunk into `out`, whose length is `first` by then.
struct Run {
  std::int64_t from = 0;
  std::int64_t count = 0;
  std::int64_t first = 0;
};
using DecodeRun = void (*)(ColumnReader& reader, const Run& run, rows::Column& out,
                           std::vector<CellMisfit>& misfits);

struct ColumnReader {
  DecodeRun decode = nullptr;  // null: no way from the source's type to this one
  SourceType from;
  rows::Type to;
  std::size_t column = 0;
  bool truncate = false;       // digits beyond the type's are cut and counted
  std::int64_t truncated = 0;  // values
  std::string scratch;
  // Of the chunk that is read
  View cells;
  View values;  // of the dictionary, where there is one
};
ColumnReader make_reader(const ArrowSchema& column, const rows::Type& to, std::size_t number,
                         bool truncate);

// Takes a chunk's column. Answers why it cannot be read, or nothing.
std::string take_chunk(ColumnReader& reader, const ArrowArray& column, std::int64_t rows);
// Bytes of the cell beyond its slot.
std::size_t variable_bytes(const ColumnReader& reader, std::int64_t row);

// The logical type nearest to the source's.
rows::Type suggest_type(const SourceType& type);

}  // namespace waybill::warehouse::adbc

#endif

#include "warehouse/odbc/packed_concat.hpp"

#include <charconv>
#include <utility>

namespace waybill::warehouse::odbc {

ConcatUnpacker::ConcatUnpacker(std::string connection, std::vector<CellReader> readers,
                               std::vector<bool> measured)
    : RowUnpacker(std::move(connection), std::move(readers)), measured_(std::move(measured)) {}

std::size_t ConcatUnpacker::unpack(std::string_view row, rows::Batch& batch,
                                   std::vector<CellMisfit>& misfits) {
  std::size_t bytes = 0;
  for (CellReader& reader : readers_) {
    const std::optional<std::string_view> cell = take(row, measured_[reader.column]);
    rows::Column& out = batch.columns[reader.column];
    if (!cell) {
      out.append_null();
      continue;
    }
    bytes += cell->size();
    const rows::Misfit misfit = reader.decode(reader, *cell, out);
    if (misfit == rows::Misfit::none) continue;
    out.append_null();
    misfits.push_back({batch.length, reader.column, misfit});
  }
  if (!row.empty()) refuse();
  ++batch.length;
  return bytes;
}

// The next cell, off the row.
std::optional<std::string_view> ConcatUnpacker::take(std::string_view& row, bool measured) const {
  const std::size_t end = row.find(kCellEnd);
  if (end == std::string_view::npos) refuse();
  const std::string_view written = row.substr(0, end);
  row.remove_prefix(end + 1);
  if (written.empty()) return std::nullopt;
  if (!measured) return written;
  std::size_t size = 0;
  const auto parsed = std::from_chars(written.data(), written.data() + written.size(), size);
  if (parsed.ptr != written.data() + written.size() || size > row.size()) refuse();
  const std::string_view text = row.substr(0, size);
  row.remove_prefix(size);
  return text;
}

}  // namespace waybill::warehouse::odbc

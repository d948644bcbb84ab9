#include "warehouse/odbc/packed_query.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"

namespace waybill::warehouse::odbc {

RowUnpacker::RowUnpacker(std::string connection, std::vector<CellReader> readers)
    : connection_(std::move(connection)), readers_(std::move(readers)) {}

std::int64_t RowUnpacker::truncated_values() const {
  std::int64_t sum = 0;
  for (const CellReader& reader : readers_) sum += reader.truncated;
  return sum;
}

void RowUnpacker::refuse() const {
  throw Error(codes::sql_rejected,
              fmt::format("connection '{}': the driver did not hand over a whole row", connection_))
      .with_hint("connect with via: native, or another version of the driver");
}

}  // namespace waybill::warehouse::odbc

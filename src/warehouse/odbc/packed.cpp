#include "warehouse/odbc/packed.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "warehouse/odbc/packed_postgres.hpp"
#include "warehouse/odbc/packed_sqlite.hpp"

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

PackedQuery pack(Connection& connection, std::string_view query,
                 const std::vector<SourceColumn>& columns, const rows::Schema& schema,
                 const std::vector<bool>& truncate) {
  return connection.driver().family == Family::sqlite
             ? pack_for_sqlite(connection, query, columns, schema, truncate)
             : pack_for_postgres(connection, query, columns, schema, truncate);
}

}  // namespace waybill::warehouse::odbc

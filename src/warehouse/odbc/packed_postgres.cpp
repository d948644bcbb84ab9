#include "warehouse/odbc/packed_postgres.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "warehouse/odbc/asked.hpp"
#include "warehouse/odbc/decode.hpp"
#include "warehouse/odbc/manners_rows.hpp"
#include "warehouse/odbc/packed_concat.hpp"
#include "warehouse/odbc/statement.hpp"
#include "warehouse/postgres/catalog.hpp"

namespace waybill::warehouse::odbc {
namespace {

constexpr std::size_t kMostParts = 33;  // of three arguments each: a function has 100 at most

// A text's bytes as they arrive.
std::string_view length_of(Connection& connection) {
  return text_at(connection.run(postgres::catalog::kStoresUtf8), 0, 0) == "1"
             ? "pg_catalog.octet_length({0})"
             : "pg_catalog.octet_length({0}) - pg_catalog.octet_length({0}::text) + "
               "pg_catalog.octet_length(pg_catalog.convert_to({0}::text, 'UTF8'))";
}

std::string concatenated(std::vector<std::string> parts) {
  do {
    std::vector<std::string> longer;
    for (std::size_t from = 0; from < parts.size(); from += kMostParts) {
      const std::size_t to = std::min(from + kMostParts, parts.size());
      longer.push_back(
          fmt::format("pg_catalog.concat({})",
                      fmt::join(parts.begin() + static_cast<std::ptrdiff_t>(from),
                                parts.begin() + static_cast<std::ptrdiff_t>(to), ", ")));
    }
    parts = std::move(longer);
  } while (parts.size() > 1);
  return parts.empty() ? "''" : parts.front();
}

}  // namespace

PackedQuery pack_for_postgres(Connection& connection, std::string_view query,
                              const std::vector<SourceColumn>& columns, const rows::Schema& schema,
                              const std::vector<bool>& truncate) {
  const std::string_view length = length_of(connection);
  std::vector<bool> measured;
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Asked asked = ask(connection, columns[i], schema[i].type.logical);
    std::string value = fmt::format("w.c{}", i);
    if (!asked.cast.empty()) value = fmt::format(fmt::runtime(asked.cast), value);
    measured.push_back(asked.form == Form::text);
    if (measured.back()) {
      arguments.push_back(fmt::format("{}, pg_catalog.chr({}), {}",
                                      fmt::format(fmt::runtime(length), value), int{kCellEnd},
                                      value));
    } else {
      arguments.push_back(fmt::format("{}, pg_catalog.chr({})", value, int{kCellEnd}));
    }
  }
  // An OFFSET keeps PostgreSQL from computing a column's expression wherever the column is named.
  const std::string once = fmt::format("SELECT * FROM (\n{}\n) AS w OFFSET 0", query);
  return {fmt::format("{} SELECT {} FROM w", with_query(once, columns.size()),
                      concatenated(std::move(arguments))),
          std::make_unique<ConcatUnpacker>(connection.name(),
                                           make_readers(connection, columns, schema, truncate),
                                           std::move(measured))};
}

}  // namespace waybill::warehouse::odbc

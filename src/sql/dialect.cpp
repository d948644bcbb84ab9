// The list of dialects, and the types of created columns.
#include "sql/dialect.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/pieces.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {
namespace {

std::string created_decimal(const Dialect& dialect, const rows::Type& type) {
  for (const DecimalType& each : dialect.decimals) {
    if (type.precision > each.digits || type.scale > each.scale ||
        type.precision - type.scale > each.whole) {
      continue;
    }
    return fill(each.spelling,
                {{"p", std::to_string(type.precision)}, {"s", std::to_string(type.scale)}});
  }
  const DecimalType& widest = dialect.decimals.back();
  throw Error(codes::unsupported,
              fmt::format("{} has no type for {}", dialect.title, rows::to_string(type)))
      .with_hint(fmt::format(
          "it takes at most {} digits, of them {} behind the point: choose a smaller decimal, or "
          "text",
          widest.digits, widest.scale));
}

}  // namespace

std::span<const Dialect* const> dialects() {
  static const std::array all{&athena(),   &bigquery(),  &clickhouse(), &databricks(), &duckdb(),
                              &generic(),  &mariadb(),   &mysql(),      &oracle(),     &postgres(),
                              &redshift(), &snowflake(), &sqlite(),     &sqlserver(),  &trino()};
  return all;
}

const Dialect* find_dialect(std::string_view name) {
  for (const Dialect* dialect : dialects()) {
    if (base::ascii_iequals(dialect->name, name)) return dialect;
  }
  return nullptr;
}

std::string created_type(const Dialect& dialect, const rows::Type& type, bool in_key) {
  if (type.logical == rows::Logical::decimal) {
    if (type.precision == 0) return std::string(dialect.created_plain_decimal);
    if (!dialect.decimals.empty()) return created_decimal(dialect, type);
  }
  if (type.logical == rows::Logical::text && in_key && !dialect.created_key_text.empty()) {
    return std::string(dialect.created_key_text);
  }
  return fill(dialect.created[static_cast<std::size_t>(type.logical)],
              {{"p", std::to_string(type.precision)}, {"s", std::to_string(type.scale)}});
}

std::optional<Statement> list_schemas(const Dialect& dialect) {
  if (dialect.list_schemas.empty()) return std::nullopt;
  return Statement{std::string(dialect.list_schemas), {}};
}

std::optional<Statement> lock_control(const Dialect& dialect, const Table& table,
                                      std::string_view column) {
  if (dialect.lock_control.empty()) return std::nullopt;
  return Statement{fill(dialect.lock_control,
                        {{"table", qualified(dialect, table)}, {"column", quote(dialect, column)}}),
                   {}};
}

}  // namespace waybill::sql

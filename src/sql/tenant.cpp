#include "sql/tenant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/error.hpp"
#include "rows/codec.hpp"

namespace waybill::sql {
namespace {

using rows::Logical;

std::optional<std::int64_t> canonical_number(std::string_view text) {
  std::int64_t number = 0;
  if (rows::parse_int64(text, number) != rows::Misfit::none) return std::nullopt;
  return fmt::format("{}", number) == text ? std::optional(number) : std::nullopt;
}

bool is_canonical_uuid(std::string_view text) {
  std::uint8_t bytes[16];
  if (rows::parse_uuid(text, bytes) != rows::Misfit::none) return false;
  char buffer[40];
  const char* const end = rows::format_uuid(buffer, bytes);
  return text == std::string_view(buffer, static_cast<std::size_t>(end - buffer));
}

}  // namespace

rows::Type tenant_type(const Dialect& dialect, const rows::Type& column, std::string_view tenant) {
  const bool whole = column.logical == Logical::integer || column.logical == Logical::bigint;
  if (whole && (!dialect.types_are_affinities || canonical_number(tenant))) {
    return {Logical::bigint};
  }
  if (column.logical == Logical::uuid && !dialect.types_are_affinities) return {Logical::uuid};
  return {Logical::text};
}

std::optional<std::string_view> misspelt_tenant(const rows::Type& type, std::string_view tenant) {
  if (type.logical == Logical::bigint && !canonical_number(tenant)) {
    return "a whole number in plain digits, without leading zeros";
  }
  if (type.logical == Logical::uuid && !is_canonical_uuid(tenant)) {
    return "a uuid in lower case with its hyphens";
  }
  return std::nullopt;
}

rows::Value tenant_value(const rows::Type& type, std::string_view tenant) {
  if (const auto wanted = misspelt_tenant(type, tenant)) {
    throw Error(codes::tenant_missing,
                fmt::format("the organization column is of type {}, and the tenant's id is not {}",
                            rows::to_string(type), *wanted))
        .with_hint(fmt::format("write the recipient's id_in_provider_system as {}", *wanted));
  }
  if (type.logical == Logical::bigint) return rows::Value::bigint(*canonical_number(tenant));
  return {type, std::string(tenant)};
}

bool is_tenant(const rows::Column& column, std::int64_t row, const rows::Value& tenant) {
  if (column.is_null(row)) return false;
  if (tenant.type.logical == Logical::bigint) {
    return column.int64(row) == std::get<std::int64_t>(tenant.data);
  }
  const std::string& text = std::get<std::string>(tenant.data);
  if (tenant.type.logical == Logical::uuid) {
    std::uint8_t bytes[16];
    return rows::parse_uuid(text, bytes) == rows::Misfit::none &&
           std::memcmp(bytes, column.fixed16(row), sizeof bytes) == 0;
  }
  return column.variable(row) == text;
}

}  // namespace waybill::sql

// The tenant of a read as a value of its column's type, and the comparison of every row's with it.
// A type that can be spelt in many ways takes one spelling only: else two recipients could be one.
#ifndef WAYBILL_SQL_TENANT_HPP
#define WAYBILL_SQL_TENANT_HPP

#include <optional>
#include <string>
#include <string_view>

#include "rows/batch.hpp"
#include "rows/value.hpp"
#include "sql/dialect.hpp"

namespace waybill::sql {

// The type a column of tenants is read as: bigint or uuid where the warehouse has such columns,
// else text. Where a declared type is only a preference, the tenant itself decides.
rows::Type tenant_type(const Dialect& dialect, const rows::Type& column, std::string_view tenant);

// What the tenant must be spelt as to be one of the type; nullopt: it is. ("a number without
// leading zeros")
std::optional<std::string_view> misspelt_tenant(const rows::Type& type, std::string_view tenant);

// Throws Error(tenant_missing) when the tenant is none of the type.
rows::Value tenant_value(const rows::Type& type, std::string_view tenant);

// Byte for byte; NULL is nobody's.
bool is_tenant(const rows::Column& column, std::int64_t row, const rows::Value& tenant);

}  // namespace waybill::sql

#endif

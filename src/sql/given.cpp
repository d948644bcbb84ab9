#include "sql/given.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace waybill::sql {

std::string_view declared_type(const rows::Type& type) {
  switch (type.logical) {
    case rows::Logical::boolean:
      return "boolean";
    case rows::Logical::integer:
    case rows::Logical::bigint:
      return "bigint";
    case rows::Logical::floating:
      return "real";
    case rows::Logical::bytes:
      return "blob";
    case rows::Logical::decimal:  // a number, or a text where that would be rounded
      return "";
    default:  // any other type would make numbers of texts
      return "text";
  }
}

std::string exact_type(const rows::Type& type) {
  constexpr int kDigitsOfADouble = 15;
  switch (type.logical) {
    case rows::Logical::decimal:
      // A number can be compared; beyond its digits the text is what is exact.
      return type.precision > 0 && type.precision <= kDigitsOfADouble ? rows::to_string(type)
                                                                      : "text";
    case rows::Logical::date:
    case rows::Logical::time:
    case rows::Logical::timestamp:
      return std::string(rows::name_of(type.logical));
    default:
      return std::string(declared_type(type));
  }
}

std::string create_given(const Table& table, const std::vector<GivenColumn>& columns) {
  std::vector<std::string> parts;
  for (const GivenColumn& column : columns) {
    parts.push_back(fmt::format("{} {}", quote(sqlite(), column.name), column.declared));
  }
  return fmt::format("CREATE TABLE {} ({})", qualified(sqlite(), table), base::join(parts, ", "));
}

std::string attach_private(std::string_view schema) {
  return fmt::format("ATTACH '' AS {}", quote(sqlite(), schema, NameKind::table));
}

}  // namespace waybill::sql

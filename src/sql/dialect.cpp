// The list of dialects, and the types of created columns.
#include "sql/dialect.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace waybill::sql {

std::span<const Dialect* const> dialects() {
  static const std::array<const Dialect*, 3> all{&generic(), &postgres(), &sqlite()};
  return all;
}

const Dialect* find_dialect(std::string_view name) {
  for (const Dialect* dialect : dialects()) {
    if (base::ascii_iequals(dialect->name, name)) return dialect;
  }
  return nullptr;
}

std::string created_type(const Dialect& dialect, const rows::Type& type, bool in_key) {
  if (type.logical == rows::Logical::decimal && type.precision == 0) {
    return std::string(dialect.created_plain_decimal);
  }
  if (type.logical == rows::Logical::text && in_key && !dialect.created_key_text.empty()) {
    return std::string(dialect.created_key_text);
  }
  return fmt::format(fmt::runtime(dialect.created[static_cast<std::size_t>(type.logical)]),
                     fmt::arg("p", type.precision), fmt::arg("s", type.scale));
}

}  // namespace waybill::sql

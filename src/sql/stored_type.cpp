#include "sql/stored_type.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace waybill::sql {

namespace {

enum class Affinity { integer, text, blob, real, numeric };

Affinity affinity(std::string_view declared) {
  const std::string type = base::ascii_upper(declared);
  const auto has = [&](std::string_view part) { return type.find(part) != std::string::npos; };
  if (has("INT")) return Affinity::integer;
  if (has("CHAR") || has("CLOB") || has("TEXT")) return Affinity::text;
  if (type.empty() || has("BLOB")) return Affinity::blob;
  if (has("REAL") || has("FLOA") || has("DOUB")) return Affinity::real;
  return Affinity::numeric;
}

}  // namespace

bool same_stored_type(const Dialect& dialect, std::string_view present, std::string_view created) {
  if (dialect.types_are_affinities) return affinity(present) == affinity(created);
  present = base::trim(present);
  for (const SameType& same : dialect.same_types) {
    if (base::ascii_iequals(present, same.spelling)) present = same.created;
  }
  return base::ascii_iequals(present, base::trim(created));
}

bool widens(const Dialect& dialect, std::string_view present, const rows::Type& wanted,
            bool in_key) {
  const auto is_stored = [&](const rows::Type& narrower) {
    return same_stored_type(dialect, present, created_type(dialect, narrower, in_key));
  };
  if (wanted.logical == rows::Logical::bigint) return is_stored({rows::Logical::integer});
  if (wanted.logical != rows::Logical::decimal || wanted.precision == 0) return false;
  for (int scale = 0; scale <= wanted.scale; ++scale) {
    const int most = wanted.precision - wanted.scale + scale;
    for (int precision = std::max(1, scale); precision <= most; ++precision) {
      if (is_stored({rows::Logical::decimal, precision, scale})) return true;
    }
  }
  return false;
}

}  // namespace waybill::sql

#include "sql/stored_type.hpp"

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

}  // namespace waybill::sql

// Limits, folding and truncation of names, from the syntax tables.
#include "lint/identifiers.hpp"

#include "base/text.hpp"

namespace waybill::lint {

std::size_t limit_of(const sql::Syntax& syntax, NameOf of) {
  return of == NameOf::table ? syntax.table_bytes : syntax.column_bytes;
}

std::string kept_name(const sql::Syntax* syntax, NameOf of, std::string_view name) {
  if (syntax == nullptr) return std::string(name);
  const std::size_t limit = limit_of(*syntax, of);
  if (syntax->truncates_names && limit != 0 && name.size() > limit) {
    name = name.substr(0, base::utf8_prefix(name.substr(0, limit)));
  }
  return syntax->folding == sql::Folding::preserve ? std::string(name) : base::fold_name(name);
}

}  // namespace waybill::lint

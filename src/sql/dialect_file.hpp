// A dialect as JSON: what a user drops beside the config for a warehouse that has no row here.
#ifndef WAYBILL_SQL_DIALECT_FILE_HPP
#define WAYBILL_SQL_DIALECT_FILE_HPP

#include <memory>
#include <span>
#include <string_view>

#include "base/json.hpp"
#include "sql/dialect.hpp"

namespace waybill::sql {

// What is not given is as in the dialect that "extends" names, else as in generic. Owns what it
// points to. Throws Error(bad_parameter) with the place of the first mistake.
std::shared_ptr<const Dialect> read_dialect(const base::Json& document);

// Every key but "extends"; what else is particular to a vendor's texts comes by that alone.
base::Json write_dialect(const Dialect& dialect);

// The keys, in order, for pages and help; those within "syntax" have it before them.
struct DialectKey {
  std::string_view name;
  std::string_view value;   // "text", "true or false", "number", or the words there are
  std::string_view places;  // of a pattern: what stands in braces, the first is needed
  std::string_view help;
};
std::span<const DialectKey> dialect_keys();

}  // namespace waybill::sql

#endif

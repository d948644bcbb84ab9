// Rows of the operation table: dialect.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr Param kDialectFile[] = {
    {"file", ParamType::text, "JSON file with a dialect", true, true}};
constexpr Param kDialectName[] = {
    {"name", ParamType::text, "of a dialect, such as postgres", true, true}};
constexpr ResultKey kDialectShown[] = {
    {"name", "string", "of the dialect, and every other key of a dialect file"}};

const Operation kRows[] = {
    {"dialect.check", "Check a dialect file, and show what it makes", "dialect check mine.json",
     Needs::nothing, false, false, kDialectFile, kDialectShown, dialect_check},
    {"dialect.keys",
     "List the keys of a dialect file",
     "dialect keys",
     Needs::nothing,
     false,
     false,
     {},
     kListed,
     dialect_keys},
    {"dialect.list",
     "List the dialects that are built in",
     "dialect list",
     Needs::nothing,
     false,
     false,
     {},
     kListed,
     dialect_list},
    {"dialect.show", "Show a dialect as a file could have it", "dialect show postgres",
     Needs::nothing, false, false, kDialectName, kDialectShown, dialect_show},
};

}  // namespace

std::span<const Operation> dialect_rows() {
  return kRows;
}

}  // namespace waybill::service

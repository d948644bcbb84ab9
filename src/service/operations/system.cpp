// Rows of the operation table: system.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr Param kRule[] = {{"code", ParamType::text, "such as WB4001", true, true}};
constexpr ResultKey kRuleGot[] = {{"code", "string", "such as WB4001"},
                                  {"title", "string", "what it finds"}};
constexpr ResultKey kDoctored[] = {
    {"version", "string", "of the library"},
    {"libraries", "array", "{name, needed_for, found, version, path, package}"},
    {"odbc_drivers", "array", "{name, driver, found, path, warning}, as odbcinst.ini has them"},
    {"connections", "array", "of the catalog: {name, vendor, via, ok, message, hint}"},
    {"ok", "boolean", "every connection has a way"}};
constexpr ResultKey kFeatures[] = {{"version", "string", "of the library"},
                                   {"warehouses", "array", "vendors it can reach"},
                                   {"dialects", "array", "SQL it can write"}};

const Operation kRows[] = {
    {"operations.list",
     "List every operation with the JSON Schemas of its parameters and result",
     "operations list",
     Needs::nothing,
     false,
     false,
     {},
     kListed,
     operations_list},
    {"rules.explain", "Say what a code means, what it protects and how to fix it", "explain WB4001",
     Needs::nothing, false, false, kRule, kRuleGot, rules_explain},
    {"rules.list",
     "List every code",
     "rules list",
     Needs::nothing,
     false,
     false,
     {},
     kListed,
     rules_list},
    {"system.doctor",
     "Show which libraries and drivers are there, and how each connection would be reached",
     "doctor",
     Needs::catalog_if_there,
     false,
     false,
     {},
     kDoctored,
     system_doctor},
    {"system.features",
     "Show what this build can do",
     "system features",
     Needs::nothing,
     false,
     false,
     {},
     kFeatures,
     system_features},
};

}  // namespace

std::span<const Operation> system_rows() {
  return kRows;
}

}  // namespace waybill::service

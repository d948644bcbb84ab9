// The rules over one sync by itself, and over the model it sends.
#ifndef WAYBILL_LINT_SYNC_RULES_HPP
#define WAYBILL_LINT_SYNC_RULES_HPP

#include "lint/check.hpp"
#include "lint/references.hpp"

namespace waybill::lint {

// The texts under one key, `from` or `to`, of a sync's mapping.
struct MappedField {
  const std::string* name;
  Spot at;
};
std::vector<MappedField> mapped_fields(const Doc& sync, std::string_view key);

void check_sync(Findings& findings, const Doc& sync);      // WB2003, WB6003 to WB6005
void check_schedule(Findings& findings, const Doc& sync);  // WB6004

}  // namespace waybill::lint

#endif

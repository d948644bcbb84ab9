// What the rules ask of one model.
#ifndef WAYBILL_LINT_MODEL_RULES_HPP
#define WAYBILL_LINT_MODEL_RULES_HPP

#include <string_view>

#include "lint/check.hpp"

namespace waybill::lint {

// "last_modified" (the default), "snapshot" or "none"; empty when it is none of them.
std::string_view change_detection(const Doc& model);
bool is_query_model(const Doc& model);
// Of a model or a sync: `primary_key` is given and no empty list.
bool names_a_key(const Doc& model);
// WB2003: `primary_key` of a model or sync without columns names one twice.
void check_named_key(Findings& findings, const Doc& model);

}  // namespace waybill::lint

#endif

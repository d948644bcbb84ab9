// The codes of live validation: a table like lint's, read by findings, `explain` and docs/rules.md.
#ifndef WAYBILL_VALIDATE_MODEL_RULES_HPP
#define WAYBILL_VALIDATE_MODEL_RULES_HPP

#include <span>
#include <string_view>

#include "lint/lint.hpp"

namespace waybill::validate {

std::span<const lint::Rule> model_rules();  // ordered by code
const lint::Rule* find_model_rule(std::string_view code);

}  // namespace waybill::validate

#endif

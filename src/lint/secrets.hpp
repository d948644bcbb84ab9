// Secrets in connections.
#ifndef WAYBILL_LINT_SECRETS_HPP
#define WAYBILL_LINT_SECRETS_HPP

#include <string_view>

#include "lint/check.hpp"

namespace waybill::lint {

bool is_secret_name(std::string_view name);  // "Pwd", "access_token"
// An option that is named like a secret and holds something else than a reference.
bool is_secret_in_clear(const base::Json::Member& option);

void check_connection(Findings& findings, const Doc& connection);  // WB7003

}  // namespace waybill::lint

#endif

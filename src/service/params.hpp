// Reading a call's parameters after they were checked against the table.
#ifndef WAYBILL_SERVICE_PARAMS_HPP
#define WAYBILL_SERVICE_PARAMS_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"
#include "service/operation.hpp"

namespace waybill::service {

// Every parameter is one the table names, of its type and among its allowed values, and none that
// is required is missing: else Error(bad_parameter) with its path.
void check_params(const Operation& operation, const base::Json& params);

std::string text_param(const base::Json& params, std::string_view name);  // "" when absent
std::vector<std::string> list_param(const base::Json& params, std::string_view name);
std::int64_t integer_param(const base::Json& params, std::string_view name, std::int64_t fallback,
                           std::int64_t least, std::int64_t most);
bool flag_param(const base::Json& params, std::string_view name);
std::optional<base::Micros> instant_param(const base::Json& params, std::string_view name);
std::map<std::string, std::string> map_param(const base::Json& params, std::string_view name);

base::Json param_schema(std::span<const Param> params);  // JSON Schema, draft 2020-12
base::Json result_schema(std::span<const ResultKey> keys);

}  // namespace waybill::service

#endif

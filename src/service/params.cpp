#include "service/params.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace waybill::service {

using base::Json;

namespace {

struct TypeRow {
  ParamType type;
  std::string_view name;      // for command lines and messages
  std::string_view expected;  // "a text"
};
constexpr TypeRow kTypes[] = {
    {ParamType::text, "text", "a text"},
    {ParamType::text_list, "text_list", "a list of texts"},
    {ParamType::integer, "integer", "an integer"},
    {ParamType::boolean, "boolean", "true or false"},
    {ParamType::instant, "instant", "an RFC 3339 time such as 2026-01-31T00:00:00Z"},
    {ParamType::text_map, "text_map", "an object of texts"},
    {ParamType::document, "document", "a config document (an object, or its text)"},
    {ParamType::documents, "documents", "a list of config documents (objects, or their texts)"},
};
const TypeRow& row_of(ParamType type) {
  return kTypes[static_cast<std::size_t>(type)];
}

bool is_text_list(const Json& value) {
  return value.is_array() &&
         std::ranges::all_of(value.as_array(), [](const Json& item) { return item.is_string(); });
}

bool fits(const Json& value, ParamType type) {
  switch (type) {
    case ParamType::text:
      return value.is_string();
    case ParamType::text_list:
      return is_text_list(value);
    case ParamType::integer:
      return value.as_int64().has_value();
    case ParamType::boolean:
      return value.is_bool();
    case ParamType::instant:
      return value.is_string() && base::parse_instant(value.as_string()).has_value();
    case ParamType::text_map:
      return value.is_object() && std::ranges::all_of(value.as_object(), [](const auto& member) {
               return member.value.is_string();
             });
    case ParamType::document:
      return value.is_object() || value.is_string();
    case ParamType::documents:
      return value.is_array() && std::ranges::all_of(value.as_array(), [](const Json& item) {
               return item.is_object() || item.is_string();
             });
  }
  return false;
}

std::string quoted_list(std::span<const std::string_view> values) {
  std::vector<std::string> texts(values.begin(), values.end());
  return base::join(texts, ", ");
}

}  // namespace

std::string_view to_string(ParamType type) {
  return row_of(type).name;
}

void check_params(const Operation& operation, const Json& params) {
  if (!params.is_object()) {
    throw Error(codes::bad_parameter,
                fmt::format("{}: the parameters must be a JSON object", operation.name))
        .with_hint("pass {} when there are none");
  }
  std::vector<std::string_view> known;
  for (const Param& param : operation.params) known.push_back(param.name);
  for (const auto& member : params.as_object()) {
    const auto param = std::ranges::find(operation.params, member.key, &Param::name);
    const std::string path = base::pointer_join("", member.key);
    if (param == operation.params.end()) {
      const auto nearest = base::nearest(member.key, known);
      throw Error(codes::bad_parameter,
                  fmt::format("{}: no such parameter '{}'", operation.name, member.key))
          .with_hint(nearest         ? fmt::format("did you mean '{}'?", *nearest)
                     : known.empty() ? "it takes no parameters"
                                     : fmt::format("it takes {}", quoted_list(known)))
          .with_path(path);
    }
    if (!fits(member.value, param->type)) {
      throw Error(codes::bad_parameter, fmt::format("{}: '{}' must be {}", operation.name,
                                                    member.key, row_of(param->type).expected))
          .with_hint(std::string(param->help))
          .with_path(path);
    }
    if (!param->allowed.empty() &&
        std::ranges::find(param->allowed, member.value.as_string()) == param->allowed.end()) {
      throw Error(codes::bad_parameter, fmt::format("{}: '{}' cannot be '{}'", operation.name,
                                                    member.key, member.value.as_string()))
          .with_hint(fmt::format("one of {}", quoted_list(param->allowed)))
          .with_path(path);
    }
  }
  for (const Param& param : operation.params) {
    if (param.required && params.find(param.name) == nullptr) {
      throw Error(codes::bad_parameter,
                  fmt::format("{}: '{}' is missing", operation.name, param.name))
          .with_hint(std::string(param.help))
          .with_path(base::pointer_join("", param.name));
    }
  }
}

std::string text_param(const Json& params, std::string_view name) {
  const Json* value = params.find(name);
  return value == nullptr ? std::string() : value->as_string();
}

std::vector<std::string> list_param(const Json& params, std::string_view name) {
  std::vector<std::string> result;
  if (const Json* value = params.find(name)) {
    for (const Json& item : value->as_array()) result.push_back(item.as_string());
  }
  return result;
}

std::int64_t integer_param(const Json& params, std::string_view name, std::int64_t fallback,
                           std::int64_t least, std::int64_t most) {
  const Json* value = params.find(name);
  if (value == nullptr) return fallback;
  const std::int64_t number = *value->as_int64();
  if (number >= least && number <= most) return number;
  throw Error(codes::bad_parameter,
              fmt::format("'{}' must be {} to {}, not {}", name, least, most, number))
      .with_hint(fmt::format("leave it out for {}", fallback))
      .with_path(base::pointer_join("", name));
}

bool flag_param(const Json& params, std::string_view name) {
  const Json* value = params.find(name);
  return value != nullptr && value->as_bool();
}

std::optional<base::Micros> instant_param(const Json& params, std::string_view name) {
  const Json* value = params.find(name);
  if (value == nullptr) return std::nullopt;
  return base::parse_instant(value->as_string());
}

std::map<std::string, std::string> map_param(const Json& params, std::string_view name) {
  std::map<std::string, std::string> result;
  if (const Json* value = params.find(name)) {
    for (const auto& member : value->as_object()) result[member.key] = member.value.as_string();
  }
  return result;
}

namespace {

Json object_or_text() {
  Json either = Json::array();
  either.push("object");
  either.push("string");
  return Json::object({{"type", std::move(either)}});
}

}  // namespace

Json param_schema(std::span<const Param> params) {
  Json properties = Json::object();
  Json required = Json::array();
  const auto text = [] { return Json::object({{"type", "string"}}); };
  for (const Param& param : params) {
    Json schema;
    switch (param.type) {
      case ParamType::text:
        schema = text();
        break;
      case ParamType::text_list:
        schema = Json::object({{"type", "array"}, {"items", text()}});
        break;
      case ParamType::integer:
        schema = Json::object({{"type", "integer"}});
        break;
      case ParamType::boolean:
        schema = Json::object({{"type", "boolean"}});
        break;
      case ParamType::instant:
        schema = Json::object({{"type", "string"}, {"format", "date-time"}});
        break;
      case ParamType::text_map:
        schema = Json::object({{"type", "object"}, {"additionalProperties", text()}});
        break;
      case ParamType::document:
        schema = object_or_text();
        break;
      case ParamType::documents:
        schema = Json::object({{"type", "array"}, {"items", object_or_text()}});
        break;
    }
    if (!param.allowed.empty()) {
      Json allowed = Json::array();
      for (const std::string_view value : param.allowed) allowed.push(value);
      schema.set("enum", std::move(allowed));
    }
    schema.set("description", param.help);
    if (!param.default_text.empty()) {
      schema.set("default", param.type == ParamType::integer
                                ? Json::number(std::string(param.default_text))
                                : Json(param.default_text));
    }
    properties.set(param.name, std::move(schema));
    if (param.required) required.push(param.name);
  }
  return Json::object({{"type", "object"},
                       {"properties", std::move(properties)},
                       {"required", std::move(required)},
                       {"additionalProperties", false}});
}

Json result_schema(std::span<const ResultKey> keys) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const ResultKey& key : keys) {
    Json schema = Json::object({{"description", key.help}});
    if (!key.type.empty()) schema.set("type", key.type);
    properties.set(key.name, std::move(schema));
    required.push(key.name);
  }
  return Json::object({{"type", "object"},
                       {"properties", std::move(properties)},
                       {"required", std::move(required)}});
}

}  // namespace waybill::service

#include "model/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/words.hpp"

namespace waybill::model {
namespace {

using base::Json;

constexpr std::string_view kDraft = "https://json-schema.org/draft/2020-12/schema";
constexpr std::string_view kUuid =
    "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";

Json object_schema(std::span<const Key> keys);
Json value_schema(const Key& key);

Json typed(std::string_view type) {
  return Json::object({{"type", type}});
}

Json exact_number(double value) {
  return Json::number(fmt::format("{:.17g}", value));
}

void set_bounds(Json& schema, const Key& key) {
  if (key.minimum) schema.set("minimum", exact_number(*key.minimum));
  if (key.maximum) schema.set("maximum", exact_number(*key.maximum));
}

Json texts(std::span<const std::string_view> words) {
  Json items = Json::array();
  for (const std::string_view word : words) items.push(word);
  return items;
}

Json text_schema(const Key& key) {
  Json schema = typed("string");
  if (!key.allowed.empty()) return schema.set("enum", texts(key.allowed));
  if (key.name == "id") return schema.set("pattern", kUuid);
  if (key.minimum) schema.set("minLength", exact_number(*key.minimum));
  if (key.maximum) schema.set("maxLength", exact_number(*key.maximum));
  return schema;
}

Json list_of(Json items) {
  return typed("array").set("items", std::move(items));
}

Json boolean_schema(const Key& key) {
  Json schema = typed("boolean");
  if (key.allowed.empty()) return schema;
  Json values = Json::array();
  for (const std::string_view word : key.allowed) values.push(word == "true");
  return schema.set("enum", std::move(values));
}

Json map_schema() {
  Json types = Json::array();
  types.push("string").push("number").push("boolean");
  return typed("object").set("additionalProperties", Json::object({{"type", std::move(types)}}));
}

// The types a value may have, without its place in an object.
Json type_schema(const Key& key) {
  switch (key.type) {
    case KeyType::text:
    case KeyType::long_text:
      return text_schema(key);
    case KeyType::text_list:
      return list_of(text_schema(key));
    case KeyType::text_or_list:
      return Json::object(
          {{"anyOf", Json::array().push(text_schema(key)).push(list_of(text_schema(key)))}});
    case KeyType::integer:
    case KeyType::number: {
      Json schema = typed(key.type == KeyType::integer ? "integer" : "number");
      set_bounds(schema, key);
      return schema;
    }
    case KeyType::boolean:
      return boolean_schema(key);
    case KeyType::object:
      return object_schema(key.children);
    case KeyType::object_list:
      return list_of(key.children.empty() ? typed("object") : object_schema(key.children));
    case KeyType::map:
      return map_schema();
    case KeyType::free_object:
      return typed("object");
    case KeyType::any:
      return Json::object();
    case KeyType::one_of: {
      Json choices = Json::array();
      for (const Key& choice : key.children) choices.push(value_schema(choice));
      return Json::object({{"anyOf", std::move(choices)}});
    }
  }
  return Json::object();
}

// A default as a value, where it is one: "64" is, "the only source" is not.
std::optional<Json> default_value(const Key& key) {
  const std::string_view text = key.default_text;
  const auto is_word_of = [&](const Key& of) {
    return of.type == KeyType::text && std::ranges::find(of.allowed, text) != of.allowed.end();
  };
  if (text.empty()) return std::nullopt;
  if (is_word_of(key) || std::ranges::any_of(key.children, is_word_of)) return Json(text);
  if (key.type == KeyType::text || key.type == KeyType::long_text) return std::nullopt;
  base::ParsedJson parsed = base::parse_json(text);
  if (parsed.error) return std::nullopt;
  return std::move(parsed.value);
}

Json value_schema(const Key& key) {
  Json schema = type_schema(key);
  const std::optional<Json> value = default_value(key);
  const bool in_words = !key.default_text.empty() && !value;
  if (!key.help.empty()) {
    std::string text = in_words ? fmt::format("{} (default: {})", key.help, key.default_text)
                                : std::string(key.help);
    if (key.obeyed == Obeyed::no) {
      text += "; checked only: this version cannot apply it";
    } else if (!key.obeyed_values.empty()) {
      text += fmt::format("; checked only, but for {}: this version cannot apply the others",
                          fmt::join(key.obeyed_values, " and "));
    }
    schema.set("description", std::move(text));
  }
  if (value) schema.set("default", *value);
  return schema;
}

// Of the keys with one word exactly one is given: {"oneOf": [{"required": [a]}, ...]} a word.
Json one_of_each_group(std::span<const Key> keys) {
  Json groups = Json::array();
  std::vector<std::string_view> seen;
  for (const Key& first : keys) {
    if (first.exactly_one.empty() || std::ranges::count(seen, first.exactly_one) != 0) continue;
    seen.push_back(first.exactly_one);
    Json choices = Json::array();
    for (const Key& key : keys) {
      if (key.exactly_one != first.exactly_one) continue;
      choices.push(Json::object({{"required", Json::array().push(key.name)}}));
    }
    groups.push(Json::object({{"oneOf", std::move(choices)}}));
  }
  return groups;
}

Json object_schema(std::span<const Key> keys) {
  Json properties = Json::object();
  Json required = Json::array();
  Json dependent = Json::object();
  for (const Key& key : keys) {
    properties.set(key.name, value_schema(key));
    if (key.required) required.push(key.name);
    if (!key.only_with.empty()) dependent.set(key.name, Json::array().push(key.only_with));
  }
  Json schema = typed("object");
  schema.set("properties", std::move(properties));
  schema.set("additionalProperties", false);
  if (!required.as_array().empty()) schema.set("required", std::move(required));
  if (!dependent.as_object().empty()) schema.set("dependentRequired", std::move(dependent));
  if (Json groups = one_of_each_group(keys); !groups.as_array().empty()) {
    schema.set("allOf", std::move(groups));
  }
  return schema;
}

// {"if": the vendor is this one, "then": its options}
Json options_rule(std::string_view vendor, std::span<const Key> options) {
  Json is_vendor =
      Json::object({{"properties", Json::object({{"vendor", Json::object({{"const", vendor}})}})},
                    {"required", Json::array().push("vendor")}});
  Json then = Json::object({{"properties", Json::object({{"options", object_schema(options)}})}});
  if (std::ranges::any_of(options, &Key::required)) {
    then.set("required", Json::array().push("options"));
  }
  return Json::object({{"if", std::move(is_vendor)}, {"then", std::move(then)}});
}

Json body_schema(Kind kind) {
  Json schema = object_schema(keys_of(kind));
  if (kind != Kind::connection) return schema;
  Json rules = Json::array();
  if (const Json* present = schema.find("allOf")) rules = *present;
  for (const std::string_view vendor : words::kVendors) {
    if (const auto options = options_of(vendor)) rules.push(options_rule(vendor, *options));
  }
  return schema.set("allOf", std::move(rules));
}

// Comments and trailing commas are read; the two keywords are Visual Studio Code's.
Json head(std::string title) {
  return Json::object({{"$schema", kDraft},
                       {"title", std::move(title)},
                       {"allowComments", true},
                       {"allowTrailingCommas", true}});
}

Json wrapper_schema(Json properties) {
  return Json::object({{"type", "object"},
                       {"properties", std::move(properties)},
                       {"additionalProperties", false},
                       {"minProperties", 1},
                       {"maxProperties", 1}});
}

void put_members(Json& schema, const Json& more) {
  for (const Json::Member& member : more.as_object()) schema.set(member.key, member.value);
}

}  // namespace

Json json_schema(Kind kind) {
  const std::string_view name = to_string(kind);
  Json schema = head(fmt::format("Waybill {}", name));
  Json reference = Json::object({{"$ref", fmt::format("#/$defs/{}", name)}});
  Json wrapper = wrapper_schema(Json::object({{name, reference}}));
  if (kind == Kind::model) {
    schema.set("if", Json::object({{"required", Json::array().push(name)}}));
    schema.set("then", std::move(wrapper));
    schema.set("else", std::move(reference));
  } else {
    put_members(schema, wrapper);
  }
  return schema.set("$defs", Json::object({{name, body_schema(kind)}}));
}

Json document_schema() {
  Json schema = head("Waybill config document");
  Json properties = Json::object();
  Json definitions = Json::object();
  for (const Kind kind : all_kinds()) {
    const std::string_view name = to_string(kind);
    properties.set(name, Json::object({{"$ref", fmt::format("#/$defs/{}", name)}}));
    definitions.set(name, body_schema(kind));
  }
  put_members(schema, wrapper_schema(std::move(properties)));
  return schema.set("$defs", std::move(definitions));
}

}  // namespace waybill::model

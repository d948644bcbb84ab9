// WB1002 to WB1007: the keys of an object against its kind's key table.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "base/text.hpp"
#include "base/uuid.hpp"
#include "lint/check.hpp"
#include "lint/secrets.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Key;
using model::KeyType;

Spot below(const Spot& at, std::string_view key, base::Place place) {
  return {at.file, place, base::pointer_join(at.pointer, key)};
}
Spot below(const Spot& at, std::size_t index, base::Place place) {
  return {at.file, place, base::pointer_join(at.pointer, index)};
}

bool has_type(const Json& value, KeyType type) {
  switch (type) {
    case KeyType::text:
    case KeyType::long_text:
      return value.is_string();
    case KeyType::text_list:
    case KeyType::object_list:
      return value.is_array();
    case KeyType::text_or_list:
      return value.is_string() || value.is_array();
    case KeyType::integer:
      return value.is_number() && value.as_int64().has_value();
    case KeyType::number:
      return value.is_number();
    case KeyType::boolean:
      return value.is_bool();
    case KeyType::object:
    case KeyType::map:
    case KeyType::free_object:
      return value.is_object();
    case KeyType::any:
      return true;
    case KeyType::one_of:
      break;  // asked of each alternative
  }
  return false;
}

// `"manual" or an object`
std::string alternatives(const Key& key) {
  std::vector<std::string> parts;
  for (const Key& child : key.children) {
    if (child.allowed.empty()) {
      parts.emplace_back(to_string(child.type));
    } else if (child.type == KeyType::boolean) {
      parts.push_back(fmt::format("{}", fmt::join(child.allowed, " or ")));
    } else {
      parts.push_back(shown_list(child.allowed));
    }
  }
  return base::join(parts, " or ");
}

std::string type_hint(const Key& key, const Json& value) {
  if (value.is_null()) return "for no value, leave the key out";
  if (key.type == KeyType::text_list && value.is_string()) {
    return fmt::format("write a list: [{}]", shown(value.as_string()));
  }
  if (value.is_string()) {
    const std::string word = base::ascii_lower(value.as_string());
    const bool is_literal = key.type == KeyType::boolean
                                ? word == "true" || word == "false"
                                : (key.type == KeyType::integer || key.type == KeyType::number) &&
                                      !base::parse_json(word).error &&
                                      has_type(base::parse_json(word).value, key.type);
    if (is_literal) return fmt::format("write {} without quotes", word);
  }
  if (value.is_number() && (key.type == KeyType::text || key.type == KeyType::text_or_list)) {
    return fmt::format("write it in quotes: \"{}\"", escaped(value.number_text().substr(0, 40)));
  }
  return fmt::format("write {}", to_string(key.type));
}

// The first character a text of this type must not hold, counted from 1; 0: none.
struct BadCharacter {
  std::size_t position = 0;
  std::string name;
};
BadCharacter bad_character(std::string_view text, bool may_have_lines) {
  if (!base::has_control(text)) return {};
  std::size_t position = 0;
  while (!text.empty()) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
      ++length;
    }
    const std::string_view character = text.substr(0, length);
    ++position;
    const bool is_layout = character == "\n" || character == "\r" || character == "\t";
    if (base::has_control(character) && !(may_have_lines && is_layout)) {
      const auto code = static_cast<unsigned char>(character.back());  // C1 too: C2 80 to C2 9F
      return {position, fmt::format("U+{:04X}{}", code, code == 0 ? " (NUL)" : "")};
    }
    text.remove_prefix(length);
  }
  return {};
}

void check_text(Findings& findings, const Key& key, const std::string& text, const Spot& at) {
  if (const BadCharacter bad = bad_character(text, key.type == KeyType::long_text);
      bad.position != 0) {
    findings.add("WB1007", at,
                 fmt::format("{} holds the control character {} as its character {}", key.name,
                             bad.name, bad.position),
                 "remove the character");
    return;
  }
  if (!key.allowed.empty()) {
    if (std::ranges::find(key.allowed, text) != key.allowed.end()) return;
    std::string hint = did_you_mean(text, key.allowed);
    if (hint.empty()) hint = fmt::format("use {}", shown_list(key.allowed));
    findings.add("WB1006", at, fmt::format("{} cannot be {}", key.name, shown(text)),
                 std::move(hint));
    return;
  }
  if (text.empty() && key.minimum.value_or(0) > 0) {
    const bool is_optional =
        !key.required && key.type != KeyType::text_list && key.type != KeyType::text_or_list;
    findings.add("WB1006", at, fmt::format("{} must not be empty", key.name),
                 is_optional ? "fill it in, or leave the key out" : "fill it in");
    return;
  }
  if (key.name == "id" && !base::is_uuid(text)) {
    findings.add("WB1006", at, fmt::format("id {} is not a UUID", shown(text)),
                 "leave the key out: an id is assigned when the document is first saved");
  }
}

void check_bounds(Findings& findings, const Key& key, const Json& value, const Spot& at) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (within_bounds(key, value.as_double().value_or(kInfinity))) return;
  findings.add(
      "WB1006", at,
      fmt::format("{} must be {} from {:.15g} to {:.15g}", key.name, to_string(key.type),
                  key.minimum.value_or(-kInfinity), key.maximum.value_or(kInfinity)),
      key.default_text.empty()
          ? "use a number in that range"
          : fmt::format("use a number in that range; the default is {}", key.default_text));
}

void check_boolean(Findings& findings, const Key& key, const Json& value, const Spot& at) {
  const std::string_view word = value.as_bool() ? "true" : "false";
  if (key.allowed.empty() || std::ranges::find(key.allowed, word) != key.allowed.end()) return;
  findings.add("WB1006", at, fmt::format("{} cannot be {}", key.name, word),
               fmt::format("write {}, or leave the key out", fmt::join(key.allowed, " or ")));
}

void check_list(Findings& findings, const Key& key, const Json& value, const Spot& at) {
  const bool of_objects = key.type == KeyType::object_list;
  for (std::size_t i = 0; i < value.as_array().size(); ++i) {
    const Json& item = value.as_array()[i];
    const Spot item_at = below(at, i, item.place());
    if (of_objects ? !item.is_object() : !item.is_string()) {
      findings.add("WB1004", item_at,
                   fmt::format("{} must be {}, item {} is {}", key.name, to_string(key.type), i + 1,
                               shown_kind(item)),
                   of_objects ? "write an object in braces" : "write a text in quotes");
    } else if (!of_objects) {
      check_text(findings, key, item.as_string(), item_at);
    } else if (!key.children.empty()) {
      check_keys(findings, item, item_at, key.children);
    }
  }
}

void check_map(Findings& findings, const Key& key, const Json& value, const Spot& at) {
  for (const Json::Member& member : value.as_object()) {
    const Spot member_at = below(at, member.key, member.value.place());
    const std::string name = fmt::format("{} {}", key.name, shown(member.key));
    if (base::has_control(member.key)) {
      findings.add("WB1007", member_at,
                   fmt::format("the name of {} holds a control character", name),
                   "remove the character");
    } else if (member.value.is_string()) {
      check_text(findings, {.name = name}, member.value.as_string(), member_at);
    } else if (!member.value.is_number() && !member.value.is_bool()) {
      findings.add("WB1004", member_at,
                   fmt::format("{} must be a text, a number, true or false, this is {}", name,
                               shown_kind(member.value)),
                   member.value.is_null() ? "for no value, leave the name out" : "write a text");
    }
  }
}

void check_value(Findings& findings, const Key& key, const Json& value, const Spot& at);

void check_one_of(Findings& findings, const Key& key, const Json& value, const Spot& at) {
  for (const Key& child : key.children) {
    if (!has_type(value, child.type)) continue;
    Key named = child;
    named.name = key.name;
    if (value.is_string() && !child.allowed.empty() &&
        std::ranges::find(child.allowed, value.as_string()) == child.allowed.end()) {
      findings.add("WB1006", at, fmt::format("{} cannot be {}", key.name, shown(value.as_string())),
                   fmt::format("write {}", alternatives(key)));
      return;
    }
    check_value(findings, named, value, at);
    return;
  }
  const std::string wanted = alternatives(key);
  findings.add(
      "WB1004", at, fmt::format("{} must be {}, this is {}", key.name, wanted, shown_kind(value)),
      value.is_null() ? "for no value, leave the key out" : fmt::format("write {}", wanted));
}

void check_value(Findings& findings, const Key& key, const Json& value, const Spot& at) {
  if (key.type == KeyType::one_of) {
    check_one_of(findings, key, value, at);
    return;
  }
  if (!has_type(value, key.type)) {
    std::string found(shown_kind(value));
    if (value.is_number() && key.type == KeyType::integer) found = "no integer of 64 bits";
    findings.add("WB1004", at,
                 fmt::format("{} must be {}, this is {}", key.name, to_string(key.type), found),
                 type_hint(key, value));
    return;
  }
  switch (key.type) {
    case KeyType::text:
    case KeyType::long_text:
      check_text(findings, key, value.as_string(), at);
      return;
    case KeyType::text_or_list:
      if (value.is_string()) {
        check_text(findings, key, value.as_string(), at);
      } else {
        check_list(findings, key, value, at);
      }
      return;
    case KeyType::integer:
    case KeyType::number:
      check_bounds(findings, key, value, at);
      return;
    case KeyType::boolean:
      check_boolean(findings, key, value, at);
      return;
    case KeyType::object:
      check_keys(findings, value, at, key.children);
      return;
    case KeyType::text_list:
    case KeyType::object_list:
      check_list(findings, key, value, at);
      return;
    case KeyType::map:
      check_map(findings, key, value, at);
      return;
    case KeyType::free_object:
    case KeyType::any:
    case KeyType::one_of:
      return;
  }
}

// WB1005 and WB1006 of the keys that share `group`, told once, at its first row in the table.
void check_group(Findings& findings, const Json& object, const Spot& at, std::span<const Key> keys,
                 const Key& first) {
  std::vector<std::string_view> names;
  std::vector<std::string> helps;
  std::string_view given;
  for (const Key& key : keys) {
    if (key.exactly_one != first.exactly_one) continue;
    names.push_back(key.name);
    helps.push_back(fmt::format("\"{}\": {}", key.name, key.help));
    const Json* value = object.find(key.name);
    if (value == nullptr) continue;
    if (!given.empty()) {
      findings.add("WB1006", below(at, key.name, value->place()),
                   fmt::format("{} and {} are both given", given, key.name),
                   fmt::format("keep one of {} and {}", given, key.name));
    }
    given = key.name;
  }
  if (!given.empty()) return;
  findings.add("WB1005", at, fmt::format("{} is required", fmt::join(names, " or ")),
               fmt::format("add {}", base::join(helps, "; or ")));
}

void check_beside(Findings& findings, const Json& object, const Spot& at,
                  std::span<const Key> keys) {
  for (const Key& key : keys) {
    const Json* value = object.find(key.name);
    if (key.required && value == nullptr) {
      findings.add("WB1005", at, fmt::format("required key \"{}\" is missing", key.name),
                   fmt::format("add \"{}\": {}", key.name, key.help));
    }
    if (!key.only_with.empty() && value != nullptr && object.find(key.only_with) == nullptr) {
      findings.add("WB1006", below(at, key.name, value->place()),
                   fmt::format("{} is given without {}", key.name, key.only_with),
                   fmt::format("add {}, or remove {}", key.only_with, key.name));
    }
    if (key.exactly_one.empty()) continue;
    const auto first = std::ranges::find(keys, key.exactly_one, &Key::exactly_one);
    if (first->name == key.name) check_group(findings, object, at, keys, key);
  }
}

}  // namespace

void check_duplicates(Findings& findings, const Json& value, const Spot& at) {
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.as_array().size(); ++i) {
      const Json& item = value.as_array()[i];
      if (item.is_array() || item.is_object()) {
        check_duplicates(findings, item, below(at, i, item.place()));
      }
    }
  }
  if (!value.is_object()) return;
  std::unordered_set<std::string_view> seen;
  for (const Json::Member& member : value.as_object()) {
    if (!seen.insert(member.key).second) {
      findings.add("WB1002", below(at, member.key, member.key_place),
                   fmt::format("key {} is given twice in one object", shown(member.key)),
                   "remove one of the two");
    }
    if (member.value.is_array() || member.value.is_object()) {
      check_duplicates(findings, member.value, below(at, member.key, member.value.place()));
    }
  }
}

void check_keys(Findings& findings, const Json& object, const Spot& at, std::span<const Key> keys) {
  for (const Json::Member& member : object.as_object()) {
    const Key* key = find_key(keys, member.key);
    if (key != nullptr) {
      check_value(findings, *key, member.value, below(at, member.key, member.value.place()));
      continue;
    }
    std::vector<std::string_view> names;
    for (const Key& known : keys) {
      if (!known.help.empty()) names.push_back(known.name);
    }
    std::string hint = did_you_mean(member.key, names);
    if (hint.empty()) hint = fmt::format("the keys here are {}", fmt::join(names, ", "));
    findings.add("WB1003", below(at, member.key, member.key_place),
                 fmt::format("unknown key {}", shown(member.key)), std::move(hint));
  }
  check_beside(findings, object, at, keys);
}

void check_document_keys(Findings& findings, model::Kind kind, const Json& body, const Spot& at) {
  std::vector<Key> keys(model::keys_of(kind).begin(), model::keys_of(kind).end());
  const std::string* vendor = kind == model::Kind::connection ? text_at(body, "vendor") : nullptr;
  const auto options = vendor != nullptr ? model::options_of(*vendor) : std::nullopt;
  std::vector<Key> of_vendor;
  if (options) {
    of_vendor.assign(options->begin(), options->end());
    const Json* given = body.find("options");
    if (given != nullptr && given->is_object()) {
      for (const Json::Member& option : given->as_object()) {
        if (!is_secret_name(option.key)) continue;
        of_vendor.push_back({.name = option.key, .type = KeyType::any});
        if (is_secret_in_clear(option)) continue;  // WB7003 says so
        findings.add("WB1003",
                     below(below(at, "options", given->place()), option.key, option.key_place),
                     fmt::format("unknown key {}", shown(option.key)), "move it to secrets");
      }
    }
    Key& key = *std::ranges::find(keys, "options", &Key::name);
    key.type = KeyType::object;
    key.children = of_vendor;
    key.required = std::ranges::any_of(*options, &Key::required);
  }
  check_keys(findings, body, at, keys);
}

}  // namespace waybill::lint

// WB1002 to WB1007: the keys of an object against its kind's key table.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "base/text.hpp"
#include "base/uuid.hpp"
#include "lint/check.hpp"
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
    case KeyType::integer:
      return value.is_number() && value.as_int64().has_value();
    case KeyType::number:
      return value.is_number();
    case KeyType::boolean:
      return value.is_bool();
    case KeyType::object:
      return value.is_object();
  }
  return false;
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
  if (value.is_number() && key.type == KeyType::text) {
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
    const bool is_optional = !key.required && key.type != KeyType::text_list;
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
  findings.add("WB1006", at,
               fmt::format("{} must be {} from {:.15g} to {:.15g}", key.name, to_string(key.type),
                           key.minimum.value_or(-kInfinity), key.maximum.value_or(kInfinity)),
               fmt::format("use a number in that range; the default is {}", key.default_text));
}

void check_value(Findings& findings, const Key& key, const Json& value, const Spot& at) {
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
    case KeyType::integer:
    case KeyType::number:
      check_bounds(findings, key, value, at);
      return;
    case KeyType::boolean:
      return;
    case KeyType::object:
      check_keys(findings, value, at, key.children);
      return;
    case KeyType::text_list:
    case KeyType::object_list:
      break;
  }
  const bool of_texts = key.type == KeyType::text_list;
  for (std::size_t i = 0; i < value.as_array().size(); ++i) {
    const Json& item = value.as_array()[i];
    const Spot item_at = below(at, i, item.place());
    if (of_texts ? !item.is_string() : !item.is_object()) {
      findings.add("WB1004", item_at,
                   fmt::format("{} must be {}, item {} is {}", key.name, to_string(key.type), i + 1,
                               shown_kind(item)),
                   of_texts ? "write a text in quotes" : "write an object in braces");
    } else if (of_texts) {
      check_text(findings, key, item.as_string(), item_at);
    } else {
      check_keys(findings, item, item_at, key.children);
    }
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
    for (const Key& known : keys) names.push_back(known.name);
    std::string hint = did_you_mean(member.key, names);
    if (hint.empty()) hint = fmt::format("the keys here are {}", fmt::join(names, ", "));
    findings.add("WB1003", below(at, member.key, member.key_place),
                 fmt::format("unknown key {}", shown(member.key)), std::move(hint));
  }
  for (const Key& key : keys) {
    if (!key.required || object.find(key.name) != nullptr) continue;
    findings.add("WB1005", at, fmt::format("required key \"{}\" is missing", key.name),
                 fmt::format("add \"{}\": {}", key.name, key.help));
  }
}

}  // namespace waybill::lint

// Json values: access, comparison, JSON pointers.
#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

#include "base/error.hpp"

namespace waybill::base {
namespace {

[[noreturn]] void throw_kind(Json::Kind wanted, Json::Kind found) {
  throw Error(codes::internal, fmt::format("a JSON value is read as {} but is {}",
                                           to_string(wanted), to_string(found)));
}

std::string double_text(double value) {
  std::array<char, 32> buffer;
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
}

// A number's value as digits * 10^exponent, digits without leading or trailing zeros ("" is 0).
struct Exact {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;
  bool operator==(const Exact&) const = default;
};

// nullopt: an exponent of more than 17 digits.
std::optional<Exact> exact(std::string_view text) {
  Exact value;
  if (text.starts_with('-')) {
    value.negative = true;
    text.remove_prefix(1);
  }
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  if (e < text.size()) {
    std::string_view power = text.substr(e + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    if (power.size() > 17) return std::nullopt;
    std::from_chars(power.data(), power.data() + power.size(), value.exponent);
    text = text.substr(0, e);
  }
  const std::size_t point = text.find('.');
  value.digits = text.substr(0, point);
  if (point != std::string_view::npos) {
    value.digits += text.substr(point + 1);
    value.exponent -= static_cast<std::int64_t>(text.size() - point - 1);
  }
  value.digits.erase(0, std::min(value.digits.find_first_not_of('0'), value.digits.size()));
  if (value.digits.empty()) return Exact{};
  const std::size_t kept = value.digits.find_last_not_of('0') + 1;
  value.exponent += static_cast<std::int64_t>(value.digits.size() - kept);
  value.digits.resize(kept);
  return value;
}

bool same_number(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto left = exact(a);
  return left && left == exact(b);
}

bool same_array(const Json::Array& a, const Json::Array& b) {
  return std::ranges::equal(a, b);
}

// Members ordered by key; members of one key keep their order.
std::vector<const Json::Member*> by_key(const Json::Object& object) {
  std::vector<const Json::Member*> members;
  members.reserve(object.size());
  for (const Json::Member& member : object) members.push_back(&member);
  std::ranges::stable_sort(members, {}, [](const Json::Member* m) { return m->key; });
  return members;
}

bool same_object(const Json::Object& a, const Json::Object& b) {
  if (a.size() != b.size()) return false;
  return std::ranges::equal(by_key(a), by_key(b), [](const auto* left, const auto* right) {
    return left->key == right->key && left->value == right->value;
  });
}

// One reference token of a JSON pointer, unescaped; nullopt when its ~ escapes are wrong.
std::optional<std::string> pointer_token(std::string_view escaped) {
  std::string token;
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] != '~') {
      token += escaped[i];
      continue;
    }
    const char which = ++i < escaped.size() ? escaped[i] : '\0';
    if (which != '0' && which != '1') return std::nullopt;
    token += which == '0' ? '~' : '/';
  }
  return token;
}

std::optional<std::size_t> pointer_index(std::string_view token) {
  if (token.empty() || (token.size() > 1 && token[0] == '0')) return std::nullopt;
  std::size_t index = 0;
  const auto [end, problem] = std::from_chars(token.data(), token.data() + token.size(), index);
  if (problem != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return index;
}

}  // namespace

std::string_view to_string(Json::Kind kind) {
  constexpr std::array<std::string_view, 6> kNames{"null",   "boolean", "number",
                                                   "string", "array",   "object"};
  return kNames.at(static_cast<std::size_t>(kind));
}

Json::Json(std::int64_t value) : value_(Number{std::to_string(value)}) {}
Json::Json(std::uint64_t value) : value_(Number{std::to_string(value)}) {}
Json::Json(double value) {
  if (std::isnan(value)) {
    value_ = std::string("NaN");
  } else if (std::isinf(value)) {
    value_ = std::string(value > 0 ? "Infinity" : "-Infinity");
  } else {
    value_ = Number{double_text(value)};
  }
}

Json Json::object(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json result = object();
  for (const auto& [key, value] : members) result.set(key, value);
  return result;
}

Json Json::number(std::string text) {
  Json result;
  result.value_ = Number{std::move(text)};
  return result;
}

bool Json::as_bool() const {
  if (const bool* value = std::get_if<bool>(&value_)) return *value;
  throw_kind(Kind::boolean, kind());
}

const std::string& Json::as_string() const {
  if (const auto* value = std::get_if<std::string>(&value_)) return *value;
  throw_kind(Kind::string, kind());
}

const Json::Array& Json::as_array() const {
  if (const auto* value = std::get_if<Array>(&value_)) return *value;
  throw_kind(Kind::array, kind());
}

Json::Array& Json::as_array() {
  if (auto* value = std::get_if<Array>(&value_)) return *value;
  throw_kind(Kind::array, kind());
}

const Json::Object& Json::as_object() const {
  if (const auto* value = std::get_if<Object>(&value_)) return *value;
  throw_kind(Kind::object, kind());
}

Json::Object& Json::as_object() {
  if (auto* value = std::get_if<Object>(&value_)) return *value;
  throw_kind(Kind::object, kind());
}

const std::string& Json::number_text() const {
  if (const auto* value = std::get_if<Number>(&value_)) return value->text;
  throw_kind(Kind::number, kind());
}

std::optional<std::int64_t> Json::as_int64() const {
  const auto* number = std::get_if<Number>(&value_);
  if (number == nullptr) return std::nullopt;
  const auto value = exact(number->text);
  if (!value || value->exponent < 0 ||
      static_cast<std::int64_t>(value->digits.size()) + value->exponent > 19) {
    return std::nullopt;
  }
  if (value->digits.empty()) return 0;
  const std::string digits = (value->negative ? "-" : "") + value->digits +
                             std::string(static_cast<std::size_t>(value->exponent), '0');
  std::int64_t result = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), result);
  if (parsed.ec != std::errc()) return std::nullopt;
  return result;
}

std::optional<double> Json::as_double() const {
  const auto* number = std::get_if<Number>(&value_);
  if (number == nullptr) return std::nullopt;
  const std::string& text = number->text;
  double result = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), result);
  if (parsed.ec == std::errc()) return result;
  // Out of a double's range: zero or infinity, whichever is nearer.
  const auto value = exact(text);
  const bool tiny =
      value ? value->exponent < 0
            : text.find("e-") != std::string::npos || text.find("E-") != std::string::npos;
  const double magnitude = tiny ? 0.0 : HUGE_VAL;
  return text.starts_with('-') ? -magnitude : magnitude;
}

const Json* Json::find(std::string_view key) const {
  const auto* members = std::get_if<Object>(&value_);
  if (members == nullptr) return nullptr;
  const auto found = std::ranges::find(*members, key, &Member::key);
  return found == members->end() ? nullptr : &found->value;
}

Json* Json::find(std::string_view key) {
  auto* members = std::get_if<Object>(&value_);
  if (members == nullptr) return nullptr;
  const auto found = std::ranges::find(*members, key, &Member::key);
  return found == members->end() ? nullptr : &found->value;
}

const Json* Json::at_pointer(std::string_view pointer) const {
  const Json* at = this;
  while (at != nullptr && !pointer.empty()) {
    if (pointer[0] != '/') return nullptr;
    pointer.remove_prefix(1);
    const std::size_t length = std::min(pointer.find('/'), pointer.size());
    const auto token = pointer_token(pointer.substr(0, length));
    pointer.remove_prefix(length);
    if (!token) return nullptr;
    if (const auto* items = std::get_if<Array>(&at->value_)) {
      const auto index = pointer_index(*token);
      at = index && *index < items->size() ? &(*items)[*index] : nullptr;
    } else {
      at = at->find(*token);
    }
  }
  return at;
}

Json& Json::set(std::string_view key, Json value) {
  if (is_null()) value_ = Object{};
  Object& members = as_object();
  if (Json* present = find(key)) {
    *present = std::move(value);
  } else {
    members.push_back({std::string(key), std::move(value), {}});
  }
  return *this;
}

Json& Json::push(Json value) {
  if (is_null()) value_ = Array{};
  as_array().push_back(std::move(value));
  return *this;
}

bool operator==(const Json& a, const Json& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Json::Kind::null:
      return true;
    case Json::Kind::boolean:
      return a.as_bool() == b.as_bool();
    case Json::Kind::number:
      return same_number(a.number_text(), b.number_text());
    case Json::Kind::string:
      return a.as_string() == b.as_string();
    case Json::Kind::array:
      return same_array(a.as_array(), b.as_array());
    case Json::Kind::object:
      return same_object(a.as_object(), b.as_object());
  }
  return false;
}

const Json::Member* unknown_member(const Json& object, std::span<const std::string_view> known) {
  for (const Json::Member& member : object.as_object()) {
    if (std::ranges::find(known, member.key) == known.end()) return &member;
  }
  return nullptr;
}

std::string pointer_join(std::string_view pointer, std::string_view token) {
  std::string result(pointer);
  result += '/';
  for (const char c : token) {
    if (c == '~') {
      result += "~0";
    } else if (c == '/') {
      result += "~1";
    } else {
      result += c;
    }
  }
  return result;
}

std::string pointer_join(std::string_view pointer, std::size_t index) {
  return fmt::format("{}/{}", pointer, index);
}

}  // namespace waybill::base

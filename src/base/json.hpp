// JSON documents as values that remember where they stood. Keeps key order, duplicate keys (for
// lint to report) and the exact spelling of numbers. Knows no document kind.
#ifndef WAYBILL_BASE_JSON_HPP
#define WAYBILL_BASE_JSON_HPP

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace waybill::base {

// 1-based; the column counts Unicode code points. Line 0: the value was not read from a text.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool operator==(const Place&) const = default;
};

class Json {
 public:
  enum class Kind { null, boolean, number, string, array, object };
  struct Member;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  Json() = default;  // null
  Json(std::nullptr_t);
  Json(bool value);
  Json(int value);
  Json(std::int64_t value);
  Json(std::uint64_t value);
  Json(double value);  // NaN and infinities become the texts "NaN", "Infinity", "-Infinity"
  Json(const char* text);
  Json(std::string text);
  Json(std::string_view text);
  Json(Array items);
  Json(Object members);

  static Json array();
  static Json object();
  static Json object(std::initializer_list<std::pair<std::string_view, Json>> members);
  // A number kept as spelled; the text must be a valid JSON number.
  static Json number(std::string text);

  Kind kind() const { return static_cast<Kind>(value_.index()); }
  bool is_null() const { return kind() == Kind::null; }
  bool is_bool() const { return kind() == Kind::boolean; }
  bool is_number() const { return kind() == Kind::number; }
  bool is_string() const { return kind() == Kind::string; }
  bool is_array() const { return kind() == Kind::array; }
  bool is_object() const { return kind() == Kind::object; }

  // These throw Error(internal) when the kind is another: check first.
  bool as_bool() const;
  const std::string& as_string() const;
  const Array& as_array() const;
  Array& as_array();
  const Object& as_object() const;
  Object& as_object();
  const std::string& number_text() const;
  std::optional<std::int64_t> as_int64() const;  // nullopt: no integer, or out of range
  std::optional<double> as_double() const;       // nullopt: not a number

  // The member's value, or nullptr when this is no object or has no such key (first one wins).
  const Json* find(std::string_view key) const;
  Json* find(std::string_view key);
  // Value at a JSON pointer (RFC 6901), or nullptr.
  const Json* at_pointer(std::string_view pointer) const;
  // Sets or replaces a member and answers *this; makes a null value an object first.
  Json& set(std::string_view key, Json value);
  // Appends and answers *this; makes a null value an array first.
  Json& push(Json value);

  Place place() const { return place_; }
  void set_place(Place place) { place_ = place; }

  // Equal as JSON values: member order, places and the spelling of equal numbers do not matter.
  friend bool operator==(const Json& a, const Json& b);

 private:
  struct Number {
    std::string text;
  };
  std::variant<std::monostate, bool, Number, std::string, Array, Object> value_;
  Place place_;
};

struct Json::Member {
  std::string key;
  Json value;
  Place key_place;
};

// Defined here because they need a complete Member.
inline Json::Json(std::nullptr_t) {}
inline Json::Json(bool value) : value_(value) {}
inline Json::Json(int value) : Json(static_cast<std::int64_t>(value)) {}
inline Json::Json(const char* text) : value_(std::string(text)) {}
inline Json::Json(std::string text) : value_(std::move(text)) {}
inline Json::Json(std::string_view text) : value_(std::string(text)) {}
inline Json::Json(Array items) : value_(std::move(items)) {}
inline Json::Json(Object members) : value_(std::move(members)) {}
inline Json Json::array() {
  return Json(Array{});
}
inline Json Json::object() {
  return Json(Object{});
}

std::string_view to_string(Json::Kind kind);

struct JsonSyntaxError {
  Place place;
  std::string message;  // what was expected, in words
};

struct ParseLimits {
  std::size_t bytes = std::size_t{16} << 20;
  std::size_t depth = 32;
};

struct ParsedJson {
  Json value;                            // null when error is set
  std::optional<JsonSyntaxError> error;  // the first one
  bool too_large = false;                // error is about ParseLimits
};

// Reads JSON with // and /* */ comments and trailing commas. Invalid UTF-8 is a syntax error; a
// byte order mark at the start is skipped.
ParsedJson parse_json(std::string_view text, const ParseLimits& limits = {});

// For texts we made ourselves or that come through the C ABI: throws Error(bad_parameter) that
// names `what` and the place.
Json parse_json_or_throw(std::string_view text, std::string_view what);

// Bytes that are no UTF-8 are written as U+FFFD.
std::string write_json(const Json& value);         // one line
std::string write_json_pretty(const Json& value);  // two spaces, ends with a newline

// "/a/b~1c": appends an escaped reference token to a JSON pointer.
std::string pointer_join(std::string_view pointer, std::string_view token);
std::string pointer_join(std::string_view pointer, std::size_t index);

// The first member of an object whose key is none of these; nullptr: there is none.
const Json::Member* unknown_member(const Json& object, std::span<const std::string_view> known);

}  // namespace waybill::base

#endif

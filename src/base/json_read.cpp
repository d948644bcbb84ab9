// Texts to Json values: the scanner's events put together, with line and column of each.
#include <fmt/format.h>

#include <utility>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/json_scanner.hpp"

namespace waybill::base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Lines end with LF, CR LF or CR. Positions must be asked for in ascending order.
class PlaceCounter {
 public:
  explicit PlaceCounter(const char* start) : at_(start) {}

  Place of(const char* position) {
    for (; at_ < position; ++at_) {
      // Looking one ahead is safe: `position` lies behind the CR and within the text.
      if (*at_ == '\n' || (*at_ == '\r' && (at_ + 1 == position || at_[1] != '\n'))) {
        ++place_.line;
        place_.column = 1;
      } else if ((static_cast<unsigned char>(*at_) & 0xC0) != 0x80 && *at_ != '\r') {
        ++place_.column;
      }
    }
    return place_;
  }

 private:
  const char* at_;
  Place place_{1, 1};
};

class Builder {
 public:
  explicit Builder(const char* start) : places_(start) {}

  void object_begin(const char* at) { open(Json::object(), at); }
  void array_begin(const char* at) { open(Json::array(), at); }
  void object_end() { close(); }
  void array_end() { close(); }
  void key(const char* at, std::string_view text) {
    open_.back().as_object().push_back({std::string(text), Json(), places_.of(at)});
  }
  void string(const char* at, std::string_view text) { add(Json(text), at); }
  void number(const char* at, std::string_view spelling) {
    add(Json::number(std::string(spelling)), at);
  }
  void boolean(const char* at, bool value) { add(Json(value), at); }
  void null(const char* at) { add(Json(), at); }

  Place place_of(const char* at) { return places_.of(at); }
  Json take() { return std::move(root_); }

 private:
  void open(Json container, const char* at) {
    container.set_place(places_.of(at));
    open_.push_back(std::move(container));
  }
  void close() {
    Json done = std::move(open_.back());
    open_.pop_back();
    put(std::move(done));
  }
  void add(Json value, const char* at) {
    value.set_place(places_.of(at));
    put(std::move(value));
  }
  void put(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().is_object()) {
      open_.back().as_object().back().value = std::move(value);
    } else {
      open_.back().as_array().push_back(std::move(value));
    }
  }

  PlaceCounter places_;
  std::vector<Json> open_;
  Json root_;
};

// The offending character as a person would name it.
std::string found_at(std::string_view rest) {
  if (rest.empty()) return "the end of the text";
  const auto lead = static_cast<unsigned char>(rest[0]);
  if (lead < 0x20 || lead == 0x7F) return fmt::format("the control character U+{:04X}", lead);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  const std::string_view character = rest.substr(0, length);
  if (!is_utf8(character)) return fmt::format("the byte 0x{:02X}", lead);
  if (has_control(character)) return "a control character";
  return std::string(character);
}

}  // namespace

ParsedJson parse_json(std::string_view text, const ParseLimits& limits) {
  ParsedJson parsed;
  if (text.size() > limits.bytes) {
    parsed.too_large = true;
    parsed.error = {
        {1, 1},
        fmt::format("the text has {} bytes, at most {} are read", text.size(), limits.bytes)};
    return parsed;
  }
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());

  Builder builder(text.data());
  JsonScanner scanner(text, {.relaxed = true, .depth = limits.depth}, builder);
  if (scanner.run()) {
    parsed.value = builder.take();
    return parsed;
  }
  const char* const at = scanner.fault_at();
  // Keys and values end where the next begins, so the counter may stand behind a text's start.
  PlaceCounter places(text.data());
  const Place place = places.of(at);
  if (scanner.fault() == JsonFault::depth) {
    parsed.too_large = true;
    parsed.error = {place, fmt::format("nested deeper than {} levels", limits.depth)};
    return parsed;
  }
  const auto offset = static_cast<std::size_t>(at - text.data());
  parsed.error = {place,
                  fmt::format("{}, found {}", scanner.expected(), found_at(text.substr(offset)))};
  return parsed;
}

Json parse_json_or_throw(std::string_view text, std::string_view what) {
  ParsedJson parsed = parse_json(text);
  if (parsed.error) {
    throw Error(
        codes::bad_parameter,
        fmt::format("{} is not JSON: line {}, column {}: {}", what, parsed.error->place.line,
                    parsed.error->place.column, parsed.error->message))
        .with_hint("pass a JSON text in UTF-8");
  }
  return std::move(parsed.value);
}

}  // namespace waybill::base

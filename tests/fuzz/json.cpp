// Any bytes as JSON: reading never fails but with an error, each value stands where its place says,
// and what is written reads as the same value.
#include "base/json.hpp"

#include "fuzz/check.hpp"

using namespace waybill;
using base::Json;
using fuzz::require;

namespace {

// The text from a place on; lines and columns count from 1, columns in code points. Lines end with
// LF, CR LF or CR.
std::string_view from_place(std::string_view text, base::Place place) {
  for (std::uint32_t line = 1; line < place.line; ++line) {
    const std::size_t end = text.find_first_of("\r\n");
    require(end != std::string_view::npos, "a place is on a line of the text");
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
  for (std::uint32_t column = 1; column < place.column; ++column) {
    require(!text.empty() && text.front() != '\n' && text.front() != '\r',
            "a place is on its line");
    text.remove_prefix(1);
    while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0) == 0x80) {
      text.remove_prefix(1);
    }
  }
  return text;
}

std::string_view starts_of(const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null:
      return "n";
    case Json::Kind::boolean:
      return value.as_bool() ? "t" : "f";
    case Json::Kind::number:
      return "-0123456789";
    case Json::Kind::string:
      return "\"";
    case Json::Kind::array:
      return "[";
    case Json::Kind::object:
      return "{";
  }
  return "";
}

void check_place(std::string_view text, base::Place place, std::string_view starts) {
  const std::string_view rest = from_place(text, place);
  require(!rest.empty() && starts.find(rest.front()) != std::string_view::npos,
          "a value stands where its place says");
}

void check_places(std::string_view text, const Json& value) {
  check_place(text, value.place(), starts_of(value));
  if (value.is_array()) {
    for (const Json& item : value.as_array()) check_places(text, item);
  } else if (value.is_object()) {
    for (const Json::Member& member : value.as_object()) {
      check_place(text, member.key_place, "\"");
      check_places(text, member.value);
    }
  }
}

bool has_repeated_key(const Json& value) {
  if (value.is_array()) {
    for (const Json& item : value.as_array()) {
      if (has_repeated_key(item)) return true;
    }
  } else if (value.is_object()) {
    for (const Json::Member& member : value.as_object()) {
      if (value.find(member.key) != &member.value || has_repeated_key(member.value)) return true;
    }
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::text_of(data, size);
  const base::ParsedJson parsed = base::parse_json(text);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (parsed.error) {
    require(!parsed.error->message.empty(), "an error says what was expected");
    from_place(text, parsed.error->place);
    return 0;
  }
  if (size < 4096) check_places(text, parsed.value);
  for (const std::string& written :
       {base::write_json(parsed.value), base::write_json_pretty(parsed.value)}) {
    const base::ParsedJson again = base::parse_json(written);
    require(!again.error, "what is written can be read");
    require(again.value == parsed.value || has_repeated_key(parsed.value),
            "what is written reads as the same value");
  }
  return 0;
}

// Json values to text.
#include <fmt/format.h>

#include "base/json.hpp"
#include "base/text.hpp"

namespace waybill::base {
namespace {

void write_plain(std::string& out, std::string_view utf8) {
  for (const char c : utf8) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
}

void write_string(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t good = utf8_prefix(text);
    write_plain(out, text.substr(0, good));
    text.remove_prefix(good);
    if (text.empty()) break;
    append_utf8(out, 0xFFFD);
    text.remove_prefix(1);
  }
  out += '"';
}

struct Style {
  bool pretty = false;
  void line(std::string& out, std::size_t depth) const {
    if (!pretty) return;
    out += '\n';
    out.append(depth * 2, ' ');
  }
};

void write(std::string& out, const Json& value, Style style, std::size_t depth);

// Items between brackets; `each` writes one.
template <class Items, class Each>
void write_items(std::string& out, std::string_view brackets, const Items& items, Style style,
                 std::size_t depth, Each each) {
  out += brackets[0];
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    style.line(out, depth + 1);
    each(item);
  }
  if (!first) style.line(out, depth);
  out += brackets[1];
}

void write(std::string& out, const Json& value, Style style, std::size_t depth) {
  switch (value.kind()) {
    case Json::Kind::null:
      out += "null";
      return;
    case Json::Kind::boolean:
      out += value.as_bool() ? "true" : "false";
      return;
    case Json::Kind::number:
      out += value.number_text();
      return;
    case Json::Kind::string:
      write_string(out, value.as_string());
      return;
    case Json::Kind::array:
      write_items(out, "[]", value.as_array(), style, depth,
                  [&](const Json& item) { write(out, item, style, depth + 1); });
      return;
    case Json::Kind::object:
      write_items(out, "{}", value.as_object(), style, depth, [&](const Json::Member& member) {
        write_string(out, member.key);
        out += style.pretty ? ": " : ":";
        write(out, member.value, style, depth + 1);
      });
      return;
  }
}

}  // namespace

std::string write_json(const Json& value) {
  std::string out;
  write(out, value, {.pretty = false}, 0);
  return out;
}

std::string write_json_pretty(const Json& value) {
  std::string out;
  write(out, value, {.pretty = true}, 0);
  out += '\n';
  return out;
}

}  // namespace waybill::base

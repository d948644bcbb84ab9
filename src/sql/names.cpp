// Identifiers and text literals: the one place where a name or a text becomes SQL.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {
namespace {

// A name for a message: control characters and broken bytes would garble the line.
std::string shown(std::string_view name) {
  if (!base::is_utf8(name)) return base::to_hex(name.substr(0, 32));
  std::string out;
  for (const char c : name.substr(0, 200)) {
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  }
  return out;
}

std::string doubled(std::string_view text, char close) {
  std::string out;
  out.reserve(text.size() + 2);
  for (const char c : text) {
    out += c;
    if (c == close) out += c;
  }
  return out;
}

// A part of a table name as users write it: bare, or in double quotes.
std::string unquoted(std::string_view part, std::string_view whole) {
  if (!part.starts_with('"')) return std::string(part);
  std::string out;
  for (std::size_t i = 1; i < part.size(); ++i) {
    if (part[i] != '"') {
      out += part[i];
    } else if (i + 1 < part.size() && part[i + 1] == '"') {
      out += part[++i];
    } else if (i + 1 == part.size()) {
      return out;
    } else {
      break;
    }
  }
  throw Error(codes::bad_identifier,
              fmt::format("the table name '{}' has quotes that do not match", shown(whole)))
      .with_hint("write schema.table, and a part that holds a point as \"a part\"");
}

}  // namespace

std::string quote(const Dialect& dialect, std::string_view identifier) {
  const auto refuse = [&](std::string_view why, std::string hint) {
    return Error(codes::bad_identifier, fmt::format("the name '{}' {}", shown(identifier), why))
        .with_hint(std::move(hint));
  };
  if (identifier.empty()) throw refuse("is empty", "give it a name of at least one character");
  if (identifier.find('\0') != std::string_view::npos) {
    throw refuse("holds a NUL character", "no warehouse has such names: check where it comes from");
  }
  if (!base::is_utf8(identifier)) {
    throw refuse("(shown as hex) is not valid UTF-8", "write the config file as UTF-8");
  }
  if (dialect.identifier_bytes != 0 && identifier.size() > dialect.identifier_bytes) {
    throw refuse(fmt::format("has {} bytes, {} takes at most {}", identifier.size(), dialect.title,
                             dialect.identifier_bytes),
                 "choose a shorter name");
  }
  return fmt::format("{}{}{}", dialect.quote_open, doubled(identifier, dialect.quote_close),
                     dialect.quote_close);
}

std::string literal(const Dialect& dialect, std::string_view text) {
  if (text.find('\0') != std::string_view::npos) {
    throw Error(codes::unsupported, "a text with a NUL character cannot be written into SQL")
        .with_hint("bind it as a parameter, or remove the NUL");
  }
  std::string out = doubled(text, '\'');
  if (dialect.backslash_escapes) out = doubled(out, '\\');
  return fmt::format("'{}'", out);
}

Table parse_table(std::string_view text) {
  std::size_t point = std::string_view::npos;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '.' && !quoted) point = i;
  }
  if (point == std::string_view::npos) return {{}, unquoted(text, text)};
  return {unquoted(text.substr(0, point), text), unquoted(text.substr(point + 1), text)};
}

std::string qualified(const Dialect& dialect, const Table& table) {
  if (table.schema.empty()) return quote(dialect, table.name);
  return fmt::format("{}.{}", quote(dialect, table.schema), quote(dialect, table.name));
}

}  // namespace waybill::sql

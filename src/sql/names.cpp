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

std::string quote(const Syntax& syntax, std::string_view name, NameKind kind) {
  return quote(syntax, name, kind, syntax.name_quotes.front());
}

std::string quote(const Syntax& syntax, std::string_view name, NameKind kind,
                  const Quotes& quotes) {
  const auto refuse = [&](std::string_view why, std::string hint) {
    return Error(codes::bad_identifier, fmt::format("the name '{}' {}", shown(name), why))
        .with_hint(std::move(hint));
  };
  if (name.empty()) throw refuse("is empty", "give it a name of at least one character");
  if (name.find('\0') != std::string_view::npos) {
    throw refuse("holds a NUL character", "no warehouse has such names: check where it comes from");
  }
  if (!base::is_utf8(name)) {
    throw refuse("(shown as hex) is not valid UTF-8", "write the config file as UTF-8");
  }
  const std::size_t limit = kind == NameKind::table ? syntax.table_bytes : syntax.column_bytes;
  if (limit != 0 && name.size() > limit) {
    throw refuse(fmt::format("has {} bytes, {} takes at most {}", name.size(), syntax.title, limit),
                 "choose a shorter name");
  }
  std::string out(1, quotes.open);
  for (const char c : name) {
    if (syntax.no_name_has.find(c) != std::string_view::npos ||
        (c == quotes.close && quotes.inner == InnerQuote::impossible)) {
      throw refuse(fmt::format("holds {}, which no name of {} can", c, syntax.title),
                   "choose a name without it");
    }
    if (c == quotes.close) {
      out += quotes.inner == InnerQuote::doubled ? c : '\\';
    } else if (c == '\\' && quotes.backslash_escapes) {
      out += c;
    }
    out += c;
  }
  out += quotes.close;
  return out;
}

std::string literal_body(const Syntax& syntax, std::string_view text) {
  const auto refuse = [](std::string_view what, std::string hint) {
    return Error(codes::unsupported, fmt::format("a text {} cannot be written into SQL", what))
        .with_hint(std::move(hint));
  };
  if (text.find('\0') != std::string_view::npos) {
    throw refuse("with a NUL character", "bind it as a parameter, or remove the NUL");
  }
  if (!base::is_utf8(text)) {
    throw refuse("that is not valid UTF-8", "bind it as a parameter, or write it as UTF-8");
  }
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'') {
      out += syntax.text_quote == InnerQuote::doubled ? "''" : "\\'";
    } else if (c == '\\' && syntax.backslash_escapes) {
      out += "\\\\";
    } else if ((c == '\n' || c == '\r') && !syntax.text_has_lines) {
      out += c == '\n' ? "\\n" : "\\r";
    } else if (c == '$' && syntax.brace_substitution && text.substr(i).starts_with("${")) {
      out += "\\u0024";
    } else {
      out += c;
    }
  }
  return out;
}

std::string literal(const Syntax& syntax, std::string_view text) {
  const bool ascii =
      std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return fmt::format("{}'{}'", syntax.national_texts && !ascii ? "N" : "",
                     literal_body(syntax, text));
}

std::string quote(const Dialect& dialect, std::string_view identifier, NameKind kind) {
  return quote(*dialect.syntax, identifier, kind);
}

std::string literal(const Dialect& dialect, std::string_view text) {
  return literal(*dialect.syntax, text);
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

std::string table_text(const Table& table) {
  const auto quoted = [](std::string_view name) {
    std::string out = "\"";
    for (const char c : name) {
      if (c == '"') out += c;
      out += c;
    }
    return out + '"';
  };
  return table.schema.empty() ? quoted(table.name)
                              : fmt::format("{}.{}", quoted(table.schema), quoted(table.name));
}

std::string qualified(const Dialect& dialect, const Table& table) {
  const std::string name = quote(dialect, table.name, NameKind::table);
  if (table.schema.empty()) return name;
  return fmt::format("{}.{}", quote(dialect, table.schema, NameKind::table), name);
}

}  // namespace waybill::sql

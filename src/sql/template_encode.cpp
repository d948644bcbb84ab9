// A value as SQL spells it between given quotes.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/template_place.hpp"

namespace waybill::sql {
namespace {

bool beyond_basic_plane(std::string_view utf8) {
  return std::ranges::any_of(utf8, [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
}

// How characters are written between one pair of quotes.
struct Escapes {
  char quote = '\'';
  InnerQuote inner = InnerQuote::doubled;
  bool backslash = false;   // a backslash is written twice
  bool line_codes = false;  // line breaks are written as \n and \r
  bool no_braces = false;   // $ and { are written as codes, so that no ${name} is replaced
};

Encoded escaped(std::string_view value, const Escapes& how) {
  Encoded out;
  out.sql.reserve(value.size() + value.size() / 16 + 8);
  for (const char c : value) {
    if (c == how.quote) {
      if (how.inner == InnerQuote::impossible) {
        return {{}, fmt::format("holds {}, which cannot be written there", c)};
      }
      out.sql += how.inner == InnerQuote::doubled ? c : '\\';
      out.sql += c;
    } else if (c == '\\' && how.backslash) {
      out.sql += "\\\\";
    } else if ((c == '\n' || c == '\r') && how.line_codes) {
      if (!how.backslash) return {{}, "holds a line break, which cannot be written there"};
      out.sql += c == '\n' ? "\\n" : "\\r";
    } else if ((c == '$' || c == '{') && how.no_braces) {
      out.sql += c == '$' ? "\\u0024" : "\\u007b";
    } else {
      out.sql += c;
    }
  }
  return out;
}

std::string broken(const Syntax& syntax, std::string_view value) {
  if (value.find('\0') != std::string_view::npos) return "holds a NUL character";
  if (!base::is_utf8(value)) return "is not valid UTF-8";
  if (syntax.any_vendor && value.find('\\') != std::string_view::npos) {
    return "holds a backslash, which vendors read in different ways";
  }
  return {};
}

}  // namespace

Encoded encode_text(const Syntax& syntax, const Token& token, std::string_view value) {
  if (std::string why = broken(syntax, value); !why.empty()) return {{}, std::move(why)};
  const bool national = token.spelling == Spelling::plain && token.inner_begin - token.begin == 2;
  if (national && syntax.basic_plane_only && beyond_basic_plane(value)) {
    return {{},
            fmt::format("holds a character that a text with N of {} cannot have", syntax.title)};
  }
  switch (token.spelling) {
    case Spelling::escape:
    case Spelling::unicode:
      return escaped(value, {token.quote, InnerQuote::doubled, true, false});
    case Spelling::triple:
      return escaped(
          value,
          {token.quote, syntax.backslash_escapes ? InnerQuote::backslash : InnerQuote::impossible,
           syntax.backslash_escapes, true});
    case Spelling::plain:
      return escaped(value, {token.quote, syntax.text_quote, syntax.backslash_escapes,
                             !syntax.text_has_lines, syntax.brace_substitution});
    case Spelling::raw:
    case Spelling::dollar:
    case Spelling::q_quote:
      break;
  }
  return {{}, "stands in a text in which nothing can be escaped"};
}

Encoded encode_name(const Syntax& syntax, const Quotes& quotes, bool unicode,
                    std::string_view value) {
  if (std::string why = broken(syntax, value); !why.empty()) return {{}, std::move(why)};
  if (const std::size_t at = value.find_first_of(syntax.no_name_has);
      at != std::string_view::npos) {
    return {{}, fmt::format("holds a character that names of {} cannot have", syntax.title)};
  }
  if (syntax.basic_plane_only && beyond_basic_plane(value)) {
    return {{}, fmt::format("holds a character that names of {} cannot have", syntax.title)};
  }
  const bool backslash =
      unicode || quotes.backslash_escapes || quotes.inner == InnerQuote::backslash;
  return escaped(value, {quotes.close, quotes.inner, backslash, backslash && !unicode});
}

const Quotes& quotes_of(const Syntax& syntax, const Token& token) {
  const auto found = std::ranges::find(syntax.name_quotes, token.quote, &Quotes::open);
  return found != syntax.name_quotes.end() ? *found : syntax.name_quotes.front();
}

}  // namespace waybill::sql

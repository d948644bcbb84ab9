// A user's query as text, before it is put between parentheses.
#include "sql/query_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace waybill::sql {
namespace {

[[noreturn]] void refuse(std::string_view why, std::string_view query, std::size_t at) {
  const auto line =
      1 + std::count(query.begin(), query.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  throw Error(codes::not_read_only, fmt::format("the query {} (line {})", why, line))
      .with_hint("write one SELECT or WITH statement");
}

// The position after the closing character; a doubled one stands for itself.
std::size_t after_quoted(const Dialect& dialect, std::string_view query, std::size_t at,
                         char close) {
  for (std::size_t i = at + 1; i < query.size(); ++i) {
    if (close == '\'' && dialect.syntax->backslash_escapes && query[i] == '\\') {
      ++i;
    } else if (query[i] == close) {
      const bool twice = close != ']' && i + 1 < query.size() && query[i + 1] == close;
      if (!twice) return i + 1;
      ++i;
    }
  }
  refuse("has a text or a quoted name that does not end", query, at);
}

bool opens_name(const Dialect& dialect, char c) {
  return std::ranges::find(dialect.syntax->name_quotes, c, &Quotes::open) !=
         dialect.syntax->name_quotes.end();
}

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::string_view single_query(const Dialect& dialect, std::string_view query) {
  if (const std::size_t nul = query.find('\0'); nul != std::string_view::npos) {
    refuse("holds a NUL character", query, nul);
  }
  std::size_t end = 0;  // after the last character that is neither blank, comment nor semicolon
  std::size_t semicolon = std::string_view::npos;
  int depth = 0;
  for (std::size_t i = 0; i < query.size();) {
    const char c = query[i];
    const std::string_view rest = query.substr(i);
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      ++i;
      continue;
    }
    if (rest.starts_with("--")) {
      i = std::min(query.size(), query.find('\n', i));
      continue;
    }
    if (rest.starts_with("/*")) {
      const std::size_t close = query.find("*/", i + 2);
      if (close == std::string_view::npos) refuse("has a comment that does not end", query, i);
      i = close + 2;
      continue;
    }
    if (c == ';') {
      semicolon = std::min(semicolon, i++);
      continue;
    }
    if (semicolon != std::string_view::npos) {
      refuse("has more than one statement", query, semicolon);
    }
    const bool after_word = i > 0 && in_word(query[i - 1]);
    if (c == '(') {
      ++depth;
    } else if (c == ')') {
      if (--depth < 0) refuse("closes a parenthesis it did not open", query, i);
    } else if (c == '?' ||
               ((c == ':' || c == '@' || c == '$') && !after_word && i + 1 < query.size() &&
                in_word(query[i + 1]) && (i == 0 || query[i - 1] != ':'))) {
      refuse("has a parameter, for which there is no value", query, i);
    }
    if (c == '\'') {
      i = after_quoted(dialect, query, i, '\'');
    } else if (opens_name(dialect, c)) {
      i = after_quoted(dialect, query, i, c == '[' ? ']' : c);
    } else {
      ++i;
    }
    end = i;
  }
  if (depth > 0) refuse("opens a parenthesis it does not close", query, query.size());
  if (end == 0) refuse("is empty", query, 0);
  return query.substr(0, end);
}

}  // namespace waybill::sql

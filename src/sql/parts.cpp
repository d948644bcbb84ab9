// A query without blanks and comments: brackets matched, WITH and paths read.
#include "sql/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace waybill::sql {
namespace {

constexpr std::string_view kOpening = "([{";
constexpr std::string_view kClosing = ")]}";

std::string_view bracket_name(char c) {
  return c == '(' || c == ')' ? "parenthesis" : "bracket";
}

}  // namespace

std::optional<Refusal> Parts::fill(const std::vector<Token>& tokens) {
  std::vector<std::size_t> open;
  std::optional<std::size_t> semicolon;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::blank || token.kind == TokenKind::comment) continue;
    const char c = token.kind == TokenKind::symbol ? query_[token.begin] : '\0';
    if (c == ';') {
      if (!semicolon) semicolon = token.begin;
      continue;
    }
    if (semicolon) {
      return Refusal{*semicolon, "has more than one statement",
                     "write one SELECT or WITH statement, and nothing after its semicolon"};
    }
    Part part{token, open.empty() ? Part::none : open.back(), Part::none};
    if (c != '\0' && kOpening.find(c) != std::string_view::npos) {
      open.push_back(parts_.size());
    } else if (const std::size_t closing = c == '\0' ? std::string_view::npos : kClosing.find(c);
               closing != std::string_view::npos) {
      if (open.empty() || query_[parts_[open.back()].token.begin] != kOpening[closing]) {
        return Refusal{token.begin, fmt::format("closes a {} it did not open", bracket_name(c)),
                       "the query is put between parentheses: close only what it opens"};
      }
      part.match = open.back();
      parts_[open.back()].match = parts_.size();
      open.pop_back();
      part.around = open.empty() ? Part::none : open.back();
    }
    parts_.push_back(part);
  }
  if (!open.empty()) {
    const std::size_t at = parts_[open.back()].token.begin;
    return Refusal{at, fmt::format("opens a {} it does not close", bracket_name(query_[at])),
                   "close it"};
  }
  if (parts_.empty()) {
    return Refusal{0, "is empty", "write one SELECT or WITH statement"};
  }
  for (std::size_t i = 0; i < size(); ++i) {
    if (!is(i, "with") || (i > 0 && !sign(i - 1, '('))) continue;
    const std::size_t end = std::min(after_with(i), end_of_level(i));
    for (std::size_t at = i + 1; at < end; at = after(at)) {
      parts_[at].names_query =
          (sign(at - 1, ',') || is_any(at - 1, {"with", "recursive"})) && names_query(at);
    }
  }
  return std::nullopt;
}

bool Parts::is(std::size_t i, std::string_view word) const {
  return is_word(i) && base::ascii_iequals(text(i), word);
}

bool Parts::is_any(std::size_t i, std::initializer_list<std::string_view> words) const {
  return std::ranges::any_of(words, [&](std::string_view word) { return is(i, word); });
}

bool Parts::are(std::size_t i, std::initializer_list<std::string_view> words) const {
  return std::ranges::all_of(words, [&](std::string_view word) { return is(i++, word); });
}

bool Parts::sign(std::size_t i, char c) const {
  return i < size() && at(i).token.kind == TokenKind::symbol && query_[at(i).token.begin] == c;
}

bool Parts::signs(std::size_t i, char first, char second) const {
  return sign(i, first) && sign(i + 1, second) && at(i).token.end == at(i + 1).token.begin;
}

std::size_t Parts::after(std::size_t i) const {
  const std::size_t match = at(i).match;
  return match != Part::none && match > i ? match + 1 : i + 1;
}

std::size_t Parts::end_of_level(std::size_t i) const {
  const std::size_t around = at(i).around;
  return around == Part::none ? size() : at(around).match;
}

std::string Parts::name(std::size_t i) const {
  const Token& token = at(i).token;
  if (token.kind == TokenKind::word) return std::string(text(i));
  const std::string_view inner =
      query_.substr(token.inner_begin, token.inner_end - token.inner_begin);
  const char close = token.quote == '[' ? ']' : token.quote;
  const bool backslash = token.kind == TokenKind::text
                             ? syntax_->backslash_escapes || token.spelling == Spelling::escape
                             : std::ranges::any_of(syntax_->name_quotes, [&](const Quotes& quotes) {
                                 return quotes.open == token.quote && quotes.backslash_escapes;
                               });
  std::string out;
  for (std::size_t at = 0; at < inner.size(); ++at) {
    if ((inner[at] == close || (backslash && inner[at] == '\\')) && at + 1 < inner.size()) ++at;
    out += inner[at];
  }
  return out;
}

std::size_t Parts::end_of_path(std::size_t i) const {
  while (sign(i + 1, '.') && is_name(i + 2)) i += 2;
  return i + 1;
}

// name (columns) AS (query), and not ClickHouse's f(x) AS name.
bool Parts::names_query(std::size_t i) const {
  if (!is_name(i) || !sign(i + 1, '(')) return false;
  std::size_t body = after(i + 1);
  if (are(body, {"using", "key"})) body = after(body + 2);
  if (!is(body++, "as")) return false;
  if (is(body, "not")) ++body;
  if (is(body, "materialized")) ++body;
  return sign(body, '(');
}

std::size_t Parts::after_with(std::size_t i) const {
  const std::size_t end = end_of_level(i);
  std::size_t at = i + 1;
  if (is(at, "recursive") && is_name(at + 1) && !is(at + 1, "as")) ++at;
  for (bool names = true; at < end; at = after(at)) {
    if (names || sign(at, ',')) {
      names = sign(at, ',');
    } else if (is(at, "select") ||
               (sign(at - 1, ')') && (sign(at, '(') || is_any(at, {"values", "table", "from"})))) {
      return at;
    }
  }
  return size();
}

std::size_t Parts::main_statement(std::size_t i) const {
  while (i < size()) {
    if (sign(i, '(')) {
      ++i;
    } else if (is(i, "with")) {
      i = after_with(i);
    } else {
      return i;
    }
  }
  return size();
}

}  // namespace waybill::sql

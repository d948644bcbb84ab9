// The read-only gate on single tokens: what is not closed, what one reader of the text could take
// for something else than the next.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/parts.hpp"

namespace waybill::sql {
namespace {

constexpr auto npos = std::string_view::npos;

// Characters that some vendors take for a blank and others for a letter.
struct Range {
  std::string_view first;
  std::string_view last;
};
constexpr auto kOddBlanks = std::to_array<Range>({
    {"\xC2\x85", "\xC2\x85"},          // next line
    {"\xC2\xA0", "\xC2\xA0"},          // no-break space
    {"\xE1\x9A\x80", "\xE1\x9A\x80"},  // ogham space
    {"\xE1\xA0\x8E", "\xE1\xA0\x8E"},  // Mongolian vowel separator
    {"\xE2\x80\x80", "\xE2\x80\x8F"},  // spaces, joiners and marks of direction
    {"\xE2\x80\xA8", "\xE2\x80\xAF"},  // separators, embeddings, narrow no-break space
    {"\xE2\x81\x9F", "\xE2\x81\xAF"},  // mathematical space, word joiner, isolates
    {"\xE3\x80\x80", "\xE3\x80\x80"},  // ideographic space
    {"\xEF\xBB\xBF", "\xEF\xBB\xBF"},  // byte order mark
});
constexpr Range kCurlyQuotes{"\xE2\x80\x98", "\xE2\x80\x9F"};

std::optional<Refusal> refused(std::size_t at, std::string_view message, std::string_view hint) {
  std::optional<Refusal> refusal(std::in_place);
  refusal->at = at;
  refusal->message.assign(message);
  refusal->hint.assign(hint);
  return refusal;
}

bool within(std::string_view text, const Range& range) {
  const std::string_view c = text.substr(0, range.first.size());
  return c.size() == range.first.size() && c >= range.first && c <= range.last;
}

std::optional<Refusal> odd_character(const Token& token, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c == 0x7F) {
      return refused(token.begin + i, "holds a control character", "remove it");
    }
    if (c < 0xC2) continue;
    const std::string_view rest = text.substr(i);
    if (within(rest, kCurlyQuotes)) {
      return refused(token.begin + i, "has a curly quote outside of texts",
                     "write ' around texts and the warehouse's own quotes around names");
    }
    if (std::ranges::any_of(kOddBlanks, [&](const Range& range) { return within(rest, range); })) {
      return refused(token.begin + i,
                     "has a blank outside of texts that is no plain one, such as a no-break space",
                     "write a plain blank");
    }
  }
  return std::nullopt;
}

std::optional<Refusal> not_closed(const Token& token) {
  if (token.closed) return std::nullopt;
  if (token.kind == TokenKind::comment) {
    return refused(token.begin, "has a comment that does not end", "end it with */");
  }
  return refused(token.begin,
                 token.kind == TokenKind::text ? "has a text that does not end"
                                               : "has a quoted name that does not end",
                 "end it with its closing quote");
}

// A word of a hint that sets something for the statement: SET_VAR(...), Set(...),
// MAX_EXECUTION_TIME(...).
bool hint_sets(std::string_view comment) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  for (std::size_t i = 3; i < comment.size();) {
    if (!is_letter(comment[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < comment.size() && is_letter(comment[i])) ++i;
    const std::string_view word = comment.substr(begin, i - begin);
    const std::size_t next = comment.find_first_not_of(" \t\r\n", i);
    if (next != npos && comment[next] == '(' &&
        (base::ascii_iequals(word, "set") || base::ascii_iequals(word, "set_var") ||
         base::ascii_iequals(word, "max_execution_time") ||
         base::ascii_iequals(word, "resource_group"))) {
      return true;
    }
  }
  return false;
}

std::optional<Refusal> odd_comment(const Syntax& syntax, const Token& token,
                                   std::string_view text) {
  const bool block = text.starts_with("/*");
  const bool marked = text.starts_with("/*!") || text.starts_with("/*M!");
  if (token.executable || (syntax.any_vendor && marked)) {
    return refused(token.begin, "has a comment that is executed: /*!",
                   "remove the comment, or write what it holds as SQL");
  }
  if (!block) {
    // Some vendors end a comment there, others at a line feed only.
    const std::size_t at = text.find('\r');
    if (at != npos && at + 1 < text.size()) {
      return refused(token.begin + at, "has a carriage return within a -- comment",
                     "end lines with a line feed");
    }
    if (syntax.any_vendor && text.size() > 2 && static_cast<unsigned char>(text[2]) > ' ') {
      return refused(token.begin, "has a -- comment without a blank after --",
                     "write a blank after --, without which some warehouses read no comment");
    }
    return std::nullopt;
  }
  if (syntax.any_vendor && text.find("/*", 1) != npos) {
    return refused(token.begin, "has a comment within a comment", "remove the inner /*");
  }
  if (text.starts_with("/*+") && hint_sets(text)) {
    return refused(token.begin, "has a hint that changes settings", "remove it from the hint");
  }
  return std::nullopt;
}

// Where the vendor is not known: what vendors end in different places.
std::optional<Refusal> read_in_two_ways(const Token& token, std::string_view text) {
  const auto refuse = [&](std::string_view what) {
    return refused(token.begin,
                   fmt::format("has {}, which warehouses read in different ways", what),
                   "write it in plain ANSI SQL, or name the vendor");
  };
  switch (token.kind) {
    case TokenKind::text:
      if (text.find('\\') != npos) return refuse("a backslash in a text");
      break;
    case TokenKind::quoted_name:
      if (text.find('\\') != npos) return refuse("a backslash in a quoted name");
      if (token.quote == '`' && text.find_first_of("'\"();-/#") != npos) {
        return refuse("a sign of SQL between `");
      }
      break;
    case TokenKind::word:
    case TokenKind::parameter:
      if (text.find("$$") != npos) return refuse("$$");
      break;
    case TokenKind::symbol:
      if (text == "#") return refuse("#");
      break;
    default:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> refuse_text(const Syntax& syntax, std::string_view query,
                                   const std::vector<Token>& tokens) {
  if (const std::size_t at = query.find('\0'); at != npos) {
    return refused(at, "holds a NUL character", "remove it");
  }
  if (const std::size_t at = base::utf8_prefix(query); at != query.size()) {
    return refused(at, "is not valid UTF-8", "write it as UTF-8");
  }
  if (const std::size_t at = syntax.brace_substitution ? query.find("${") : npos; at != npos) {
    return refused(at, "has a substitution ${...}, which is replaced before SQL is read",
                   "write the value itself");
  }
  for (const Token& token : tokens) {
    const std::string_view text = token.in(query);
    if (auto refusal = not_closed(token)) return refusal;
    if (token.kind == TokenKind::comment) {
      if (auto refusal = odd_comment(syntax, token, text)) return refusal;
    } else if (token.kind == TokenKind::word || token.kind == TokenKind::symbol) {
      if (text == "\\") {
        return refused(token.begin, "has a backslash outside of texts",
                       "commands of a client, as \\d, are no SQL: remove it");
      }
      if (syntax.free_dollar_tags && text.starts_with('$')) {
        return refused(token.begin, "has a $ that begins no text", "remove it");
      }
      if (auto refusal = odd_character(token, text)) return refusal;
    }
    if (syntax.any_vendor) {
      if (auto refusal = read_in_two_ways(token, text)) return refusal;
    }
  }
  return std::nullopt;
}

}  // namespace waybill::sql

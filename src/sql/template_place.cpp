// Finds where each value of a template's path stands, by lexing the SQL with placeholders.
#include "sql/template_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/text.hpp"

namespace waybill::sql {
namespace {

constexpr std::string_view kInName = "x";
constexpr std::string_view kInText = "x";
constexpr std::string_view kNumber = "1";
constexpr std::string_view kNegative = "(-1)";

bool is_digit(char c, char most = '9') {
  return c >= '0' && c <= most;
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

VariableType type_of(const TemplatePiece& piece) {
  return info(*piece.value).type;
}

// The SQL with fill(index of slot) for each value. Sets begin, end and token of every slot.
template <class Fill>
void write(const Syntax& syntax, const TemplatePath& path, Placed& placed, Fill fill) {
  placed.sql.clear();
  std::size_t next = 0;
  for (const TemplatePiece& piece : path) {
    if (!piece.value) {
      placed.sql += piece.text;
      continue;
    }
    Slot& slot = placed.slots[next];
    slot.begin = placed.sql.size();
    placed.sql += fill(next++);
    slot.end = placed.sql.size();
  }
  placed.tokens = lex(syntax, placed.sql);
  std::size_t token = 0;
  for (Slot& slot : placed.slots) {
    while (placed.tokens[token].end <= slot.begin) ++token;
    slot.token = token;
  }
}

bool is_quoted(const Token& token) {
  return token.kind == TokenKind::text || token.kind == TokenKind::quoted_name;
}
bool is_between_quotes(const Slot& slot, const Token& token) {
  return is_quoted(token) && token.inner_begin <= slot.begin && slot.end <= token.inner_end;
}
bool is_space(const Token& token) {
  return token.kind == TokenKind::blank || token.kind == TokenKind::comment;
}

// What stands before the opening quote, in lower case: "", "n", "e", "u&", "b", "x", "r", ...
std::string prefix_of(const Token& token, std::string_view sql) {
  const std::string_view whole = token.in(sql);
  return base::ascii_lower(whole.substr(0, whole.find(token.quote)));
}
bool is_plain(const Token& token, std::string_view sql) {
  if (token.spelling != Spelling::plain) return false;
  const std::string prefix = prefix_of(token, sql);
  return prefix.empty() || prefix == "n";
}

// Whether an escape that begins with the backslash at `from` could take up what stands at `limit`.
bool reaches(std::string_view sql, std::size_t from, std::size_t limit, bool unicode,
             std::size_t& end) {
  std::size_t at = from + 1;
  const auto takes = [&](std::size_t most, auto belongs) {
    std::size_t count = 0;
    while (count < most && at < limit && belongs(sql[at])) ++at, ++count;
    end = at;
    return count < most && at == limit;
  };
  const auto hex = [](char c) { return is_hex(c); };
  end = at;
  if (at >= limit) return true;
  const char c = sql[at];
  if (unicode && c == '+') return ++at, takes(6, hex);
  if (unicode && is_hex(c)) return takes(4, hex);
  if (!unicode && is_digit(c, '7')) return takes(3, [](char d) { return is_digit(d, '7'); });
  if (!unicode && (c == 'x' || c == 'X')) return ++at, takes(2, hex);
  if (!unicode && c == 'u') return ++at, takes(4, hex);
  if (!unicode && c == 'U') return ++at, takes(8, hex);
  end = at + 1;
  return false;
}

// Follows the escapes of each text, so that a value never continues one.
class EscapeScan {
 public:
  EscapeScan(const Syntax& syntax, const Placed& placed) : syntax_(syntax), placed_(placed) {}

  // Slots must come in order.
  bool is_open_at(const Slot& slot) {
    const Token& token = placed_.tokens[slot.token];
    if (!has_backslashes(token)) return false;
    at_ = std::max(at_, token.inner_begin);
    while (at_ < slot.begin) {
      if (placed_.sql[at_] != '\\') {
        ++at_;
        continue;
      }
      const bool unicode = token.spelling == Spelling::unicode;
      if (reaches(placed_.sql, at_, slot.begin, unicode, at_)) return true;
    }
    return false;
  }

 private:
  bool has_backslashes(const Token& token) const {
    if (token.spelling == Spelling::unicode || token.spelling == Spelling::escape) return true;
    if (syntax_.any_vendor) return true;
    if (token.kind == TokenKind::quoted_name) {
      const Quotes& quotes = quotes_of(syntax_, token);
      return quotes.backslash_escapes || quotes.inner == InnerQuote::backslash;
    }
    return syntax_.backslash_escapes;
  }

  const Syntax& syntax_;
  const Placed& placed_;
  std::size_t at_ = 0;
};

class Judge {
 public:
  Judge(const Syntax& syntax, const TemplatePath& path, Placed& placed)
      : syntax_(syntax), path_(path), placed_(placed), escapes_(syntax, placed) {
    const std::vector<Token>& tokens = placed.tokens;
    continues_other_.resize(tokens.size());
    escape_word_.resize(tokens.size());
    bool other = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (is_space(tokens[i])) continue;
      continues_other_[i] = other;
      const bool text = tokens[i].kind == TokenKind::text;
      other = text && (other || !is_plain(tokens[i], placed.sql) || follows_word(i));
    }
    bool escape = false;
    for (std::size_t i = tokens.size(); i-- > 0;) {
      if (is_space(tokens[i])) continue;
      escape_word_[i] = escape;
      escape =
          is_quoted(tokens[i]) ? escape : base::ascii_iequals(tokens[i].in(placed.sql), "uescape");
    }
  }

  void judge(Slot& slot) {
    if (!slot.refusal.empty()) return;
    const Token& token = placed_.tokens[slot.token];
    switch (slot.encoding) {
      case Encoding::bare_number:
        return judge_bare(slot, TokenKind::number);
      case Encoding::bare_name:
        return judge_bare(slot, TokenKind::quoted_name);
      case Encoding::in_text:
      case Encoding::in_name:
        break;
    }
    if (!is_between_quotes(slot, token)) {
      return refuse(slot, "stands where the SQL around reads in two ways", "put blanks around it");
    }
    if (!token.closed) return refuse(slot, "stands between quotes that do not end", "close them");
    if (token.kind == TokenKind::text) judge_text(slot, token);
    if (slot.refusal.empty() && token.spelling == Spelling::unicode && escape_word_[slot.token]) {
      refuse(slot, "stands in a U& text with its own UESCAPE", "leave UESCAPE out");
    }
    if (slot.refusal.empty() && escapes_.is_open_at(slot)) {
      refuse(slot, "stands behind a backslash that would take up its beginning",
             "write the backslash twice, or take it out");
    }
  }

 private:
  static void refuse(Slot& slot, std::string why, std::string_view hint) {
    slot.refusal = std::move(why);
    slot.hint = hint;
  }

  bool follows_word(std::size_t token) const {
    return token > 0 && placed_.tokens[token - 1].kind == TokenKind::word;
  }

  void judge_text(Slot& slot, const Token& token) const {
    const bool digits = type_of(path_[slot.piece]) == VariableType::integer;
    const bool inert = token.spelling == Spelling::raw || token.spelling == Spelling::q_quote;
    if (token.spelling == Spelling::dollar) {
      return refuse(slot, "stands in a dollar-quoted text", "use a text in single quotes");
    }
    if (inert && !digits) {
      return refuse(slot, "stands in a text in which nothing can be escaped",
                    "use a text in single quotes");
    }
    const std::string prefix = prefix_of(token, placed_.sql);
    const bool known = token.spelling == Spelling::escape || token.spelling == Spelling::unicode ||
                       prefix.empty() || prefix == "n" || (inert && digits);
    if (!known) {
      return refuse(slot, "stands in a text with a prefix that changes what it holds",
                    "use a text without a prefix");
    }
    if (follows_word(slot.token) && !digits) {
      return refuse(slot, "stands in a text that is glued to a word",
                    "put a blank before the quote");
    }
    if (continues_other_[slot.token]) {
      refuse(slot, "stands in the continuation of a text of another kind",
             "put an operator, as ||, between the texts");
    }
  }

  void judge_bare(Slot& slot, TokenKind kind) const {
    const std::span<const Token> tokens = placed_.tokens;
    const bool signed_number = placed_.sql.substr(slot.begin, slot.end - slot.begin) == kNegative;
    const std::size_t first = slot.token + (signed_number ? 2 : 0);
    const std::size_t last = slot.token + (signed_number ? 3 : 0);
    const bool exact = last < tokens.size() && tokens[slot.token].begin == slot.begin &&
                       tokens[last].end == slot.end && tokens[first].kind == kind &&
                       tokens[first].closed;
    const char before = slot.begin > 0 ? placed_.sql[slot.begin - 1] : ' ';
    const char after = slot.end < placed_.sql.size() ? placed_.sql[slot.end] : ' ';
    const bool number = kind == TokenKind::number;
    if (!exact || sticks(before) || sticks(after) || is_mark(before) ||
        (number && (before == '.' || after == '.'))) {
      refuse(slot, "is glued to what stands beside it", "put blanks around it");
    }
  }

  // A character that could be one with what stands beside it.
  bool sticks(char c) const {
    return in_word(syntax_, c) || c == '\'' || c == '"' || c == '`' || c == '\\';
  }
  static bool is_mark(char before) {
    return before == '?' || before == '@' || before == '#' || before == '&';
  }

  const Syntax& syntax_;
  const TemplatePath& path_;
  Placed& placed_;
  EscapeScan escapes_;
  std::vector<bool> continues_other_;  // by token: continues a text that is not plain
  std::vector<bool> escape_word_;      // by token: UESCAPE follows
};

void refuse_outside(Slot& slot, const Token& token, std::string_view name) {
  switch (token.kind) {
    case TokenKind::comment:
      slot.refusal = "stands in a comment";
      slot.hint = "take it out; {{/* ... */}} is a comment of the template's own";
      return;
    case TokenKind::parameter:
      slot.refusal = "stands in a parameter";
      slot.hint = "write the value itself, without the parameter's mark";
      return;
    default:
      slot.refusal = "stands outside quotes";
      slot.hint = fmt::format("write '{{{{.{}}}}}'", name);
  }
}

}  // namespace

Placed place(const Syntax& syntax, const TemplatePath& path, const std::vector<bool>& negative) {
  Placed placed;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i].value) placed.slots.push_back({.piece = i, .refusal = {}, .hint = {}});
  }
  // First with a letter for each, which shows what is between quotes.
  write(syntax, path, placed, [](std::size_t) { return kInText; });
  for (Slot& slot : placed.slots) {
    const Token& token = placed.tokens[slot.token];
    const VariableInfo& variable = info(*path[slot.piece].value);
    if (is_between_quotes(slot, token)) {
      slot.encoding = token.kind == TokenKind::text ? Encoding::in_text : Encoding::in_name;
    } else if (token.kind == TokenKind::comment || token.kind == TokenKind::parameter ||
               variable.type == VariableType::text) {
      refuse_outside(slot, token, variable.name);
    } else {
      slot.encoding =
          variable.type == VariableType::integer ? Encoding::bare_number : Encoding::bare_name;
    }
  }
  // Then with what is like the value to come.
  const Quotes& quotes = syntax.name_quotes.front();
  const std::string name = fmt::format("{}{}{}", quotes.open, kInName, quotes.close);
  write(syntax, path, placed, [&](std::size_t index) -> std::string_view {
    const Slot& slot = placed.slots[index];
    const bool number = type_of(path[slot.piece]) == VariableType::integer;
    if (!slot.refusal.empty()) return kInText;
    if (slot.encoding == Encoding::bare_name) return name;
    if (!number) return slot.encoding == Encoding::in_text ? kInText : kInName;
    const bool sign = !negative.empty() && negative[slot.piece];
    return sign && slot.encoding == Encoding::bare_number ? kNegative : kNumber;
  });
  Judge judge(syntax, path, placed);
  for (Slot& slot : placed.slots) judge.judge(slot);
  return placed;
}

}  // namespace waybill::sql

// SQL text -> tokens in one pass, by one vendor's syntax.
#include "sql/lexer.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace waybill::sql {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_word_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// What stands between two quote characters.
struct Body {
  char close = '\'';
  bool doubled = false;
  bool backslash = false;
  bool lines = true;
};

class Lexer {
 public:
  Lexer(const Syntax& syntax, std::string_view sql) : syntax_(syntax), sql_(sql) {}

  std::vector<Token> run() {
    tokens_.reserve(sql_.size() / 4 + 4);
    while (at_ < sql_.size()) {
      Token token;
      token.begin = at_;
      step(token);
      token.end = at_;
      tokens_.push_back(token);
    }
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }
  bool follows(std::string_view text) const { return sql_.substr(at_).starts_with(text); }

  void step(Token& token) {
    const char c = peek();
    if (is_blank(c)) {
      while (at_ < sql_.size() && is_blank(sql_[at_])) ++at_;
      return;
    }
    if (line_comment()) {
      token.kind = TokenKind::comment;
      at_ = std::min(sql_.size(), sql_.find('\n', at_));
      return;
    }
    if (follows("/*")) return block_comment(token);
    if (c == '\'' || (c == '"' && syntax_.double_quoted_text)) return plain_text(token);
    const auto quotes = std::ranges::find(syntax_.name_quotes, c, &Quotes::open);
    if (quotes != syntax_.name_quotes.end()) return quoted_name(token, *quotes);
    if (is_digit(c) || (c == '.' && is_digit(peek(1)) && !after_member())) return number(token);
    if (c == '$' && dollar_text(token)) return;
    if (parameter(token)) return;
    if (is_word_start(c) || c == '$' || syntax_.word_extras.find(c) != npos || global_variable()) {
      return word(token);
    }
    token.kind = TokenKind::symbol;
    ++at_;
  }

  // t.1 is a member and 1..2 a range, not the numbers .1 and .2
  bool after_member() const {
    if (at_ > 0 && sql_[at_ - 1] == '.') return true;
    return !tokens_.empty() && (tokens_.back().kind == TokenKind::word ||
                                tokens_.back().kind == TokenKind::quoted_name);
  }

  bool line_comment() const {
    const char c = peek();
    if (c == '-' && peek(1) == '-') {
      // https://dev.mysql.com/doc/refman/8.4/en/ansi-diff-comments.html
      return !syntax_.dash_comment_needs_blank || static_cast<unsigned char>(peek(2)) <= ' ' ||
             peek(2) == '\x7f';
    }
    if (c == '#' && syntax_.hash_comments) {
      return !syntax_.hash_comment_needs_blank || peek(1) == ' ' || peek(1) == '!';
    }
    return c == '/' && peek(1) == '/' && syntax_.slash_comments;
  }

  void block_comment(Token& token) {
    token.kind = TokenKind::comment;
    token.executable = syntax_.executable_comments &&
                       (peek(2) == '!' || ((peek(2) == 'M' || peek(2) == 'm') && peek(3) == '!'));
    at_ += 2;
    std::size_t depth = 1;
    while (true) {
      const std::size_t mark = sql_.find_first_of("*/", at_);
      if (mark == npos) break;
      at_ = mark;
      if (follows("*/")) {
        at_ += 2;
        if (--depth == 0) return;
      } else if (syntax_.nested_comments && follows("/*")) {
        at_ += 2;
        ++depth;
      } else {
        ++at_;
      }
    }
    at_ = sql_.size();
    token.closed = false;
  }

  // From the opening quote on.
  void quoted(Token& token, const Body& body) {
    token.quote = peek();
    token.inner_begin = ++at_;
    while (at_ < sql_.size()) {
      const char c = sql_[at_];
      if (c == '\\' && body.backslash) {
        if (!body.lines && (peek(1) == '\n' || peek(1) == '\r')) break;
        at_ = std::min(sql_.size(), at_ + 2);
      } else if (c == body.close) {
        if (!body.doubled || peek(1) != body.close) {
          token.inner_end = at_++;
          return;
        }
        at_ += 2;
      } else if (!body.lines && (c == '\n' || c == '\r')) {
        break;
      } else {
        ++at_;
      }
    }
    token.inner_end = at_;
    token.closed = false;
  }

  void triple(Token& token, bool backslash) {
    const char quote = peek();
    token.quote = quote;
    at_ += 3;
    token.inner_begin = at_;
    while (at_ < sql_.size()) {
      if (sql_[at_] == '\\' && backslash) {
        at_ = std::min(sql_.size(), at_ + 2);
      } else if (sql_[at_] == quote && peek(1) == quote && peek(2) == quote) {
        token.inner_end = at_;
        at_ += 3;
        return;
      } else {
        ++at_;
      }
    }
    token.inner_end = at_;
    token.closed = false;
  }

  bool at_triple() const { return syntax_.triple_quotes && peek(1) == peek() && peek(2) == peek(); }

  void plain_text(Token& token) {
    token.kind = TokenKind::text;
    if (at_triple()) {
      token.spelling = Spelling::triple;
      return triple(token, syntax_.backslash_escapes);
    }
    quoted(token, {peek(), syntax_.text_quote == InnerQuote::doubled, syntax_.backslash_escapes,
                   syntax_.text_has_lines});
  }

  void raw_text(Token& token) {
    token.kind = TokenKind::text;
    token.spelling = Spelling::raw;
    if (at_triple()) return triple(token, syntax_.raw_backslash_keeps_quote);
    quoted(token, {peek(), false, syntax_.raw_backslash_keeps_quote, syntax_.text_has_lines});
  }

  void quoted_name(Token& token, const Quotes& quotes) {
    token.kind = TokenKind::quoted_name;
    quoted(token,
           {quotes.close, quotes.inner == InnerQuote::doubled, quotes.backslash_escapes, true});
  }

  // Digits with _ between them; an exponent only with digits, so that 1E'x' is 1 and a text.
  void number(Token& token) {
    token.kind = TokenKind::number;
    const auto digits = [this](auto is_one) {
      while (is_one(peek()) || (peek() == '_' && is_one(peek(1)))) ++at_;
    };
    if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && is_hex_digit(peek(2))) {
      at_ += 2;
      return digits(is_hex_digit);
    }
    digits(is_digit);
    const bool member = token.begin > 0 && sql_[token.begin - 1] == '.';
    if (peek() == '.' && !member && peek(1) != '.') {
      ++at_;
      digits(is_digit);
    }
    if (peek() == 'e' || peek() == 'E') {
      const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
      if (is_digit(peek(1 + sign))) {
        at_ += 1 + sign;
        digits(is_digit);
      }
    }
  }

  bool dollar_text(Token& token) {
    if (!syntax_.dollar_texts) return false;
    std::size_t end = at_ + 1;  // of the tag
    if (syntax_.free_dollar_tags) {
      end = sql_.find('$', end);
    } else if (syntax_.tagged_dollar_texts && end < sql_.size() && is_word_start(sql_[end])) {
      while (end < sql_.size() && (is_word_start(sql_[end]) || is_digit(sql_[end]))) ++end;
    }
    if (end >= sql_.size() || sql_[end] != '$') return false;
    const std::string_view tag = sql_.substr(at_, end + 1 - at_);
    const std::size_t inner = end + 1;
    const std::size_t close = find_tag(tag, inner);
    if (close == npos && syntax_.free_dollar_tags) return false;
    token.kind = TokenKind::text;
    token.spelling = Spelling::dollar;
    token.quote = '$';
    token.inner_begin = inner;
    token.closed = close != npos;
    token.inner_end = token.closed ? close : sql_.size();
    at_ = token.closed ? close + tag.size() : sql_.size();
    return true;
  }

  // A free tag that does not close is no tag; each such look-up runs to the end of the text, so
  // that there are only so many of them.
  std::size_t find_tag(std::string_view tag, std::size_t from) {
    if (syntax_.free_dollar_tags && failed_tags_ >= 16) return npos;
    const std::size_t close = sql_.find(tag, from);
    if (close == npos) ++failed_tags_;
    return close;
  }

  bool parameter(Token& token) {
    const char c = peek();
    if (syntax_.parameter_marks.find(c) == npos || c == '\0') return false;
    if (c == '?') {
      ++at_;
      while (is_digit(peek())) ++at_;
    } else {
      if (!is_word_start(peek(1)) && !is_digit(peek(1))) return false;
      if (c == ':' && member_colon()) return false;
      at_ += 2;
      while (at_ < sql_.size() && in_word(syntax_, sql_[at_])) ++at_;
    }
    token.kind = TokenKind::parameter;
    return true;
  }

  // The colon of ::, of [1:2] and, where there are paths, of a:b.
  bool member_colon() const {
    if (at_ == 0) return false;
    const char before = sql_[at_ - 1];
    if (before == ':') return true;
    return syntax_.colon_paths && (in_word(syntax_, before) || before == ']' || before == ')' ||
                                   before == '"' || before == '`' || before == '\'');
  }

  // @@name of vendors for whom @name is a parameter.
  bool global_variable() const {
    return peek() == '@' && peek(1) == '@' && is_word_start(peek(2)) &&
           syntax_.parameter_marks.find('@') != npos;
  }

  void word(Token& token) {
    token.kind = TokenKind::word;
    if (global_variable()) at_ += 2;
    const std::size_t begin = at_++;
    while (at_ < sql_.size() && in_word(syntax_, sql_[at_])) ++at_;
    if (at_ - begin <= 2) prefixed(token, base::ascii_lower(sql_.substr(begin, at_ - begin)));
  }

  void prefixed(Token& token, std::string_view prefix) {
    if (prefix == "u" && syntax_.unicode_texts && (follows("&'") || follows("&\""))) {
      ++at_;
      token.kind = peek() == '"' ? TokenKind::quoted_name : TokenKind::text;
      token.spelling = Spelling::unicode;
      return quoted(token, {peek(), true, false, true});
    }
    const bool single = peek() == '\'';
    if (!single && !(peek() == '"' && syntax_.double_quoted_text)) return;
    if (syntax_.raw_texts &&
        (prefix == "r" || (syntax_.byte_texts && (prefix == "rb" || prefix == "br")))) {
      return raw_text(token);
    }
    if (syntax_.byte_texts && prefix == "b") return plain_text(token);
    if (!single) return;
    if (prefix == "e" && syntax_.escape_texts) {
      token.kind = TokenKind::text;
      token.spelling = Spelling::escape;
      return quoted(token, {'\'', true, true, true});
    }
    if ((prefix == "q" || prefix == "nq") && syntax_.q_texts) return q_text(token);
    if (prefix == "n" || prefix == "x" || prefix == "b") return plain_text(token);
  }

  // q'[...]': any delimiter but a blank, brackets in pairs.
  void q_text(Token& token) {
    token.kind = TokenKind::text;
    token.spelling = Spelling::q_quote;
    token.quote = '\'';
    ++at_;
    constexpr std::string_view opening = "[({<";
    constexpr std::string_view closing = "])}>";
    std::size_t size = 1;
    while (static_cast<unsigned char>(peek()) >= 0xC0 && size < 4 &&
           (static_cast<unsigned char>(peek(size)) & 0xC0U) == 0x80U) {
      ++size;
    }
    std::string_view close = sql_.substr(std::min(at_, sql_.size()), size);
    if (const std::size_t pair = close.empty() ? npos : opening.find(close[0]); pair != npos) {
      close = closing.substr(pair, 1);
    }
    at_ = std::min(sql_.size(), at_ + size);
    token.inner_begin = at_;
    std::size_t end = close.empty() || is_blank(close[0]) ? npos : sql_.find(close, at_);
    while (end != npos && (end + close.size() >= sql_.size() || sql_[end + close.size()] != '\'')) {
      end = sql_.find(close, end + 1);
    }
    token.closed = end != npos;
    token.inner_end = token.closed ? end : sql_.size();
    at_ = token.closed ? end + close.size() + 1 : sql_.size();
  }

  const Syntax& syntax_;
  std::string_view sql_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::size_t failed_tags_ = 0;
};

}  // namespace

bool in_word(const Syntax& syntax, char c) {
  return is_word_start(c) || is_digit(c) || c == '$' || syntax.word_extras.find(c) != npos;
}

std::vector<Token> lex(const Syntax& syntax, std::string_view sql) {
  return Lexer(syntax, sql).run();
}

}  // namespace waybill::sql

// SQL text -> tokens, by one vendor's syntax. Never fails: what does not end is a token that is not
// closed.
#ifndef WAYBILL_SQL_LEXER_HPP
#define WAYBILL_SQL_LEXER_HPP

#include <cstddef>
#include <string_view>
#include <vector>

#include "sql/syntax.hpp"

namespace waybill::sql {

enum class TokenKind {
  word,         // a bare name or keyword
  quoted_name,  // "...", `...`, [...]
  text,         // '...' and its kin, prefix included
  number,
  parameter,  // ?, :name, @name, $1 where the vendor reads them so
  symbol,     // one operator or punctuation character; :: and the like are two
  comment,
  blank
};

// How a text or quoted name spells what it holds.
enum class Spelling {
  plain,    // the vendor's '...' or "..."
  escape,   // E'...': backslashes
  unicode,  // U&'...'
  raw,      // r'...': nothing can be escaped
  triple,   // '''...'''
  dollar,   // $tag$...$tag$
  q_quote   // q'[...]'
};

struct Token {
  TokenKind kind = TokenKind::blank;
  std::size_t begin = 0;
  std::size_t end = 0;          // after its last byte
  std::size_t inner_begin = 0;  // of a text or quoted name: between its quotes
  std::size_t inner_end = 0;
  char quote = 0;  // its opening quote character
  Spelling spelling = Spelling::plain;
  bool closed = true;
  bool executable = false;  // a comment that the vendor runs

  std::string_view in(std::string_view sql) const { return sql.substr(begin, end - begin); }
};

// Every byte is in one token; tokens follow one another.
std::vector<Token> lex(const Syntax& syntax, std::string_view sql);

}  // namespace waybill::sql

#endif

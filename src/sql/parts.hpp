// A query without its blanks and comments: the parts the read-only gate looks at, each with the
// brackets around it.
#ifndef WAYBILL_SQL_PARTS_HPP
#define WAYBILL_SQL_PARTS_HPP

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sql/gate.hpp"
#include "sql/lexer.hpp"

namespace waybill::sql {

struct Part {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  Token token;
  std::size_t around = none;  // the bracket that encloses it
  std::size_t match = none;   // of a bracket: the other one
  bool names_query = false;   // a common table expression with a list of columns
};

class Parts {
 public:
  Parts(const Syntax& syntax, std::string_view query) : syntax_(&syntax), query_(query) {}

  // From tokens that passed refuse_text(). Without semicolons at the end. A refusal when brackets
  // do not match or a second statement follows.
  std::optional<Refusal> fill(const std::vector<Token>& tokens);

  const Syntax& syntax() const { return *syntax_; }
  std::size_t size() const { return parts_.size(); }
  // Of a place outside: a part that is nothing.
  const Part& at(std::size_t i) const { return i < parts_.size() ? parts_[i] : nothing_; }
  const Part& before(std::size_t i) const { return at(i - 1); }
  std::string_view text(std::size_t i) const { return at(i).token.in(query_); }

  bool is_name(std::size_t i) const {  // bare or quoted
    return i < size() &&
           (at(i).token.kind == TokenKind::word || at(i).token.kind == TokenKind::quoted_name);
  }
  bool is_word(std::size_t i) const { return i < size() && at(i).token.kind == TokenKind::word; }
  bool is_text(std::size_t i) const { return i < size() && at(i).token.kind == TokenKind::text; }
  // A bare word, in any case.
  bool is(std::size_t i, std::string_view word) const;
  bool is_any(std::size_t i, std::initializer_list<std::string_view> words) const;
  bool are(std::size_t i, std::initializer_list<std::string_view> words) const;  // from i on
  bool sign(std::size_t i, char c) const;
  // Two signs without a blank between them, as :=.
  bool signs(std::size_t i, char first, char second) const;
  // The part after the bracket that closes the one at i.
  std::size_t after(std::size_t i) const;
  // The first part inside the same brackets as i that is behind the last one.
  std::size_t end_of_level(std::size_t i) const;
  // The name at i without its quotes.
  std::string name(std::size_t i) const;
  // Behind name.name.name
  std::size_t end_of_path(std::size_t i) const;

  // Of the main statement of the query whose first part is i: behind its opening parentheses and,
  // where it has a WITH, behind that. size() where there is none.
  std::size_t main_statement(std::size_t i) const;
  // The statement behind the common table expressions of the WITH at i; size() where there is none.
  std::size_t after_with(std::size_t i) const;

 private:
  bool names_query(std::size_t i) const;

  const Syntax* syntax_;
  std::string_view query_;
  std::vector<Part> parts_;
  Part nothing_{};
};

// What is wrong with single tokens, whatever the statement says.
std::optional<Refusal> refuse_text(const Syntax& syntax, std::string_view query,
                                   const std::vector<Token>& tokens);

// Both, and then the rules on statements, clauses and functions.
std::optional<Refusal> refuse_query(Parts& parts, std::string_view query);

}  // namespace waybill::sql

#endif

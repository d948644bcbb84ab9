// How one vendor's SQL spells names, texts and comments, as data: all that quoting, lexing and the
// read-only gate need, for vendors Waybill reaches and for those it only checks.
#ifndef WAYBILL_SQL_SYNTAX_HPP
#define WAYBILL_SQL_SYNTAX_HPP

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace waybill::sql {

// Of names written without quotes; `insensitive`: kept as written, compared in any case.
enum class Folding { preserve, lower, upper, insensitive };

// A pair of quotes and how the closing one is written inside.
enum class InnerQuote { doubled, backslash, impossible };
struct Quotes {
  char open = '"';
  char close = '"';
  InnerQuote inner = InnerQuote::doubled;
};

struct Syntax {
  std::string_view vendor;  // "postgres"
  std::string_view title;   // "PostgreSQL"

  // Names. The first pair of quotes is the one names are written with.
  std::span<const Quotes> name_quotes;
  Folding folding = Folding::preserve;
  std::size_t table_bytes = 63;   // 0: no limit of its own
  std::size_t column_bytes = 63;  // 0: no limit of its own
  bool truncates_names = false;   // a longer name is cut without an error

  // Texts
  InnerQuote text_quote = InnerQuote::doubled;  // how ' is written inside '...'
  bool backslash_escapes = false;               // inside '...'
  bool text_has_lines = true;                   // '...' may hold a line break as it is
  bool double_quoted_text = false;              // "..." is a text, not a name
  bool escape_texts = false;                    // E'...'
  bool unicode_texts = false;                   // U&'...' and U&"..."
  bool raw_texts = false;                       // r'...', b'...', rb'...'
  bool triple_quotes = false;                   // '''...''' and """..."""
  bool dollar_texts = false;                    // $$...$$
  bool tagged_dollar_texts = false;             // $tag$...$tag$
  bool q_texts = false;                         // q'[...]'

  // Comments
  bool nested_comments = false;
  bool hash_comments = false;             // # to the end of the line
  bool slash_comments = false;            // // to the end of the line
  bool dash_comment_needs_blank = false;  // -- is a comment only before a blank
  bool executable_comments = false;       // /*! ... */ is run

  // Functions a query of a model must not call, lower case, ordered.
  std::span<const std::string_view> denied_functions;
};

// Ordered by vendor.
std::span<const Syntax> syntaxes();
const Syntax* find_syntax(std::string_view vendor);
const Syntax& generic_syntax();

}  // namespace waybill::sql

#endif

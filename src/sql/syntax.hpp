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
  bool backslash_escapes = false;  // inside the name
};

// Why a query of a model must not call a function.
enum class Effect {
  writes,
  reads_files,
  writes_files,
  connects,
  runs_programs,
  runs_text,
  loads_code,
  changes_settings,
  sleeps,
  locks,
  advances_sequence,
  stops_sessions,
  administers
};
struct DeniedFunction {
  std::string_view name;  // lower case; "dbms_*" is every name that begins so
  Effect effect = Effect::writes;
};

// What reads a file in the place of a table.
enum class FileNames {
  none,
  texts,  // FROM 'file.csv', FROM @stage
  names   // FROM "file.csv", FROM csv.`/path` too
};

struct Syntax {
  std::string_view vendor;  // "postgres"
  std::string_view title;   // "PostgreSQL"
  // Not one vendor but any: the gate also refuses what vendors read in different ways.
  bool any_vendor = false;

  // Names. The first pair of quotes is the one names are written with.
  std::span<const Quotes> name_quotes;
  std::string_view no_name_has;  // characters that not even a quoted name may hold
  Folding folding = Folding::preserve;
  std::size_t table_bytes = 63;   // 0: no limit of its own
  std::size_t column_bytes = 63;  // 0: no limit of its own
  bool truncates_names = false;   // a longer name is cut without an error
  bool trims_names = false;       // an alias loses the blanks at its ends
  bool basic_plane_only = false;  // no name holds a character above U+FFFF, nor does N'...'
  std::string_view word_extras;   // in bare names, besides letters, digits, _ and $

  // Texts
  InnerQuote text_quote = InnerQuote::doubled;  // how ' is written inside '...'
  bool backslash_escapes = false;               // inside '...'
  bool joins_lines = false;         // a backslash before a line break within a text removes both
  bool text_has_lines = true;       // '...' may hold a line break as it is
  bool double_quoted_text = false;  // "..." is a text, not a name
  bool national_texts = false;      // only N'...' holds more than the database's own code page
  bool escape_texts = false;        // E'...'
  bool unicode_texts = false;       // U&'...' and U&"..."
  bool raw_texts = false;           // r'...' and r"..."
  bool raw_backslash_keeps_quote = false;  // r'\'' is one text that holds \'
  bool byte_texts = false;                 // b'...', b"...", and with r: rb'...', br'...'
  bool triple_quotes = false;              // '''...''' and """..."""
  bool dollar_texts = false;               // $$...$$
  bool tagged_dollar_texts = false;        // $tag$...$tag$
  bool free_dollar_tags = false;           // the tag may hold any character but $
  bool q_texts = false;                    // q'[...]'
  bool brace_substitution = false;         // ${name} is replaced, within texts too

  // Comments
  bool nested_comments = false;
  bool hash_comments = false;             // # to the end of the line
  bool hash_comment_needs_blank = false;  // only as "# " or "#!"
  bool slash_comments = false;            // // to the end of the line
  bool dash_comment_needs_blank = false;  // -- is a comment only before a blank
  bool executable_comments = false;       // /*! ... */ and /*M! ... */ are run

  // Parameters
  std::string_view parameter_marks;  // of ? : @ $, those that begin a parameter
  bool colon_paths = false;  // a:b reads inside a value; a colon after a blank is a parameter

  bool brace_parameters = false;  // {name:Type}

  // What a query may hold
  FileNames file_names = FileNames::none;
  bool from_first = false;       // FROM t SELECT a
  bool pipes = false;            // FROM t |> WHERE a
  bool user_variables = false;   // @a := 1 assigns
  bool table_hints = false;      // WITH (UPDLOCK)
  bool equals_alias = false;     // SELECT name = a + b
  bool member_nextval = false;   // sequence.NEXTVAL advances it
  bool calls_unwritten = false;  // package.function without parentheses is a call
  bool output_clauses = false;   // FORMAT JSON at the end
  std::span<const std::string_view> statement_words;  // reserved: never within a SELECT; ordered

  // Functions a query of a model must not call, and exceptions to a "prefix_*"; both ordered.
  std::span<const DeniedFunction> denied_functions;
  std::span<const std::string_view> allowed_functions;
};

// Ordered by vendor.
std::span<const Syntax> syntaxes();
const Syntax* find_syntax(std::string_view vendor);
const Syntax& generic_syntax();

// Whether the byte can stand in a bare name after its first character.
bool in_word(const Syntax& syntax, char c);

}  // namespace waybill::sql

#endif

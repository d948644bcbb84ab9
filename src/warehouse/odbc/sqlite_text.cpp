#include "warehouse/odbc/sqlite_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "rows/codec.hpp"
#include "sql/dialect.hpp"
#include "sql/lexer.hpp"
#include "sql/statements.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Logical;
using sql::Token;
using sql::TokenKind;

std::string quoted(std::string_view name, char quote) {
  std::string text(1, quote);
  for (const char c : name) {
    text += c;
    if (c == quote) text += c;
  }
  return text += quote;
}

// Between backticks, unless the driver would take something in it for its own.
std::string spell_name(std::string_view name) {
  return quoted(name, name.find_first_of("'\"{}?;") == std::string_view::npos ? '`' : '"');
}

std::string hex_literal(std::string_view bytes) {
  return fmt::format("X'{}'", base::to_hex(bytes));
}

std::string text_literal(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) return sql::literal(sql::sqlite(), text);
  return fmt::format("CAST({} AS TEXT)", hex_literal(text));
}

// Exact, which reading decimal digits is not in every SQLite: a whole number times powers of two.
std::string real_literal(double value) {
  constexpr int kStep = 60;
  constexpr std::int64_t kFactor = std::int64_t{1} << kStep;
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  std::string text =
      fmt::format("(CAST({} AS REAL)", static_cast<std::int64_t>(std::ldexp(fraction, 53)));
  exponent -= 53;
  for (; exponent != 0;) {
    const int step = std::min(std::abs(exponent), kStep);
    text += fmt::format("{}{}.0", exponent > 0 ? '*' : '/', kFactor >> (kStep - step));
    exponent += exponent > 0 ? -step : step;
  }
  return text + ")";
}

std::string value_literal(const rows::Value& value) {
  if (value.is_null()) return "NULL";
  switch (value.type.logical) {
    case Logical::boolean:
    case Logical::integer:
    case Logical::bigint:
      return std::to_string(std::get<std::int64_t>(value.data));
    case Logical::floating:
      return real_literal(std::get<double>(value.data));
    case Logical::bytes:
      return hex_literal(std::get<std::string>(value.data));
    default:
      break;
  }
  const auto* text = std::get_if<std::string>(&value.data);
  return text_literal(text != nullptr ? *text : rows::value_text(value));
}

constexpr auto kOutside = std::to_array<std::string_view>(
    {"blob_export", "blob_import", "fts3_tokenizer", "load_extension"});
constexpr auto kReadPragmas = std::to_array<std::string_view>(
    {"pragma_index_info", "pragma_index_list", "pragma_table_list", "pragma_table_xinfo"});

}  // namespace

std::string sqlite_name(const Token& token, std::string_view text) {
  if (token.kind == TokenKind::word) return std::string(token.in(text));
  std::string name;
  const char close = token.quote == '[' ? ']' : token.quote;
  const std::string_view inner =
      text.substr(token.inner_begin, token.inner_end - token.inner_begin);
  for (std::size_t i = 0; i < inner.size(); ++i) {
    name += inner[i];
    if (inner[i] == close && i + 1 < inner.size() && inner[i + 1] == close) ++i;
  }
  return name;
}

std::string spell_for_sqlite(const sql::Syntax& syntax, std::string_view text) {
  std::string spelled;
  spelled.reserve(text.size());
  bool begun = false;
  bool is_values = false;
  for (const Token& token : sql::lex(syntax, text)) {
    if (!begun && token.kind != TokenKind::blank && token.kind != TokenKind::comment) {
      begun = true;
      is_values = base::ascii_iequals(token.in(text), "values");
    }
    if (token.kind == TokenKind::comment) {
      spelled += ' ';
    } else if (token.kind == TokenKind::quoted_name && token.closed) {
      spelled += spell_name(sqlite_name(token, text));
    } else {
      spelled += token.in(text);
    }
  }
  if (is_values) return fmt::format("SELECT * FROM (\n{}\n)", spelled);
  return spelled;
}

std::string with_literals(const sql::Syntax& syntax, std::string_view text,
                          const std::vector<rows::Value>& values) {
  std::string filled;
  std::size_t at = 0;
  for (const Token& token : sql::lex(syntax, text)) {
    const bool is_mark = token.kind == TokenKind::symbol || token.kind == TokenKind::parameter;
    if (is_mark && token.in(text) == "?" && at < values.size()) {
      filled += value_literal(values[at++]);
    } else {
      filled += token.in(text);
    }
  }
  return filled;
}

std::optional<sql::Refusal> refuse_sqlite_functions(const sql::Syntax& syntax,
                                                    std::string_view text, bool reading) {
  const std::vector<Token> tokens = sql::lex(syntax, text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind != TokenKind::word && token.kind != TokenKind::quoted_name) continue;
    const std::string name = base::ascii_lower(sqlite_name(token, text));
    if (reading && name.starts_with("pragma_") &&
        std::ranges::find(kReadPragmas, name) == kReadPragmas.end()) {
      return sql::Refusal{token.begin, fmt::format("reads {}", name),
                          "a query of a model only reads tables: leave pragmas out"};
    }
    if (std::ranges::find(kOutside, name) == kOutside.end()) continue;
    std::size_t next = i + 1;
    while (next < tokens.size() &&
           (tokens[next].kind == TokenKind::blank || tokens[next].kind == TokenKind::comment)) {
      ++next;
    }
    if (next < tokens.size() && tokens[next].in(text) == "(") {
      return sql::Refusal{token.begin,
                          fmt::format("calls {}, which reaches outside the database", name),
                          "remove the call"};
    }
  }
  return std::nullopt;
}

}  // namespace waybill::warehouse::odbc

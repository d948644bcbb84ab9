#include "warehouse/adbc/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"
#include "sql/gate.hpp"
#include "sql/lexer.hpp"
#include "sql/parameters.hpp"

namespace waybill::warehouse::adbc {
namespace {

Error rejected(const Code& code, const std::string& connection, std::string_view why,
               std::string hint = "write exactly one statement") {
  return Error(code, fmt::format("connection '{}': the statement {}", connection, why))
      .with_hint(std::move(hint));
}

bool is_mark(const sql::Token& token, std::string_view text) {
  return token.in(text) == "?" &&
         (token.kind == sql::TokenKind::symbol || token.kind == sql::TokenKind::parameter);
}

bool says_something(const sql::Token& token, std::string_view text) {
  return token.kind != sql::TokenKind::blank && token.kind != sql::TokenKind::comment &&
         token.in(text) != ";";
}

// Judged with its parameters bound: a NULL can stand wherever a value does.
std::optional<sql::Refusal> refusal_to_read(const Manners& manners,
                                            const sql::Statement& statement) {
  const sql::Dialect& dialect = manners.dialect();
  std::string bound;
  for (const sql::Token& token : sql::lex(*dialect.syntax, statement.text)) {
    bound += is_mark(token, statement.text) ? " NULL " : token.in(statement.text);
  }
  sql::Syntax syntax = *dialect.syntax;
  // The database has no way to a file: a table may be called like one.
  if (syntax.file_names != sql::FileNames::none) syntax.file_names = sql::FileNames::texts;
  return sql::refuse_unless_read_only(syntax, bound);
}

std::string literal_of(const Manners& manners, const rows::Value& value) {
  if (value.is_null()) return "NULL";  // of the type of whatever stands beside it
  std::string text;
  if (value.type.logical == rows::Logical::boolean) {
    text = std::get<std::int64_t>(value.data) != 0 ? "t" : "f";
  } else if (value.type.logical == rows::Logical::bytes) {
    text = "\\x" + base::to_hex(std::get<std::string>(value.data));
  } else if (const auto* given = std::get_if<std::string>(&value.data)) {
    text = *given;
  } else {
    text = rows::value_text(value);
  }
  if (text.find('\0') != std::string::npos) {
    throw Error(codes::unsupported,
                fmt::format("{} cannot keep a NUL character in a text", manners.title))
        .with_hint("take the character out, or declare the value as bytes");
  }
  const auto form = (*manners.literals)[static_cast<std::size_t>(value.type.logical)];
  return fmt::format(fmt::runtime(form), sql::literal(manners.dialect(), text));
}

std::string with_literals(const Manners& manners, std::string_view text, const Parameters& values) {
  std::string filled;
  std::size_t at = 0;
  for (const sql::Token& token : sql::lex(*manners.dialect().syntax, text)) {
    if (is_mark(token, text) && at < values.size()) {
      filled += literal_of(manners, values[at++]);
    } else {
      filled += token.in(text);
    }
  }
  return filled;
}

// The text as the driver wants it: exactly one statement and nothing behind it, with as many
// parameters as there are values.
Call one_statement(const Manners& manners, const sql::Statement& statement,
                   const std::string& connection) {
  const sql::Dialect& dialect = manners.dialect();
  const std::string& text = statement.text;
  // A driver reads to the first NUL, and runs what stands before.
  if (text.find('\0') != std::string::npos) {
    throw rejected(codes::sql_rejected, connection, "holds a NUL character");
  }
  bool some = false, ended = false;
  std::size_t end = 0;  // of what is said
  for (const sql::Token& token : sql::lex(*dialect.syntax, text)) {
    if (says_something(token, text)) {
      // Drivers run all statements of a text, and answer for the last.
      if (ended) throw rejected(codes::sql_rejected, connection, "is more than one");
      some = true;
      end = token.end;
    } else if (token.in(text) == ";") {
      ended = some;
    }
  }
  if (!some) throw rejected(codes::sql_rejected, connection, "is empty");
  const std::string_view said = std::string_view(text).substr(0, end);
  sql::MarkedText marked = sql::mark_parameters(dialect, said);
  if (marked.parameters != statement.parameters.size()) {
    throw rejected(codes::sql_rejected, connection,
                   fmt::format("has {} parameters, there are {} values", marked.parameters,
                               statement.parameters.size()),
                   "a model's query has no parameters of its own");
  }
  if (manners.literals == nullptr) return {std::move(marked.text), statement.parameters};
  return {with_literals(manners, said, statement.parameters), {}};
}

}  // namespace

bool only_reads(const Manners& manners, const sql::Statement& statement) {
  return !refusal_to_read(manners, statement);
}

Call reading_call(const Manners& manners, const sql::Statement& statement,
                  const std::string& connection) {
  if (const auto refusal = refusal_to_read(manners, statement)) {
    throw Error(codes::not_read_only,
                fmt::format("connection '{}': the statement {}", connection, refusal->message))
        .with_hint(refusal->hint);
  }
  return one_statement(manners, statement, connection);
}

Call writing_call(const Manners& manners, const sql::Statement& statement,
                  const std::string& connection) {
  return one_statement(manners, statement, connection);
}

void refuse_control(const Manners& manners, const std::string& text,
                    const std::string& connection) {
  for (const sql::Token& token : sql::lex(*manners.dialect().syntax, text)) {
    if (!says_something(token, text) || token.in(text) == "(") continue;
    if (!std::ranges::binary_search(manners.control, base::ascii_lower(token.in(text)))) return;
    throw Error(codes::unsupported,
                fmt::format("connection '{}': transactions, settings and other databases are not "
                            "for statements",
                            connection))
        .with_hint("use begin, commit and rollback; name settings in the connection's options");
  }
}

}  // namespace waybill::warehouse::adbc

#include "warehouse/adbc/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/gate.hpp"
#include "sql/lexer.hpp"
#include "sql/parameters.hpp"

namespace waybill::warehouse::adbc {
namespace {

constexpr auto kControl = std::to_array<std::string_view>(
    {"abort",   "attach",   "begin", "checkpoint", "commit",  "deallocate", "detach", "end",
     "execute", "export",   "force", "import",     "install", "load",       "pragma", "prepare",
     "reset",   "rollback", "set",   "start",      "use",     "vacuum"});
static_assert(std::ranges::is_sorted(kControl));

Error rejected(const Code& code, const std::string& connection, std::string_view why,
               std::string hint = "write exactly one statement") {
  return Error(code, fmt::format("connection '{}': the statement {}", connection, why))
      .with_hint(std::move(hint));
}

bool says_something(const sql::Token& token, std::string_view text) {
  return token.kind != sql::TokenKind::blank && token.kind != sql::TokenKind::comment &&
         token.in(text) != ";";
}

}  // namespace

std::string one_statement(const sql::Dialect& dialect, const sql::Statement& statement,
                          const std::string& connection) {
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
  sql::MarkedText marked = sql::mark_parameters(dialect, std::string_view(text).substr(0, end));
  if (marked.parameters != statement.parameters.size()) {
    throw rejected(codes::sql_rejected, connection,
                   fmt::format("has {} parameters, there are {} values", marked.parameters,
                               statement.parameters.size()),
                   "a model's query has no parameters of its own");
  }
  return std::move(marked.text);
}

std::string reading_statement(const sql::Dialect& dialect, const sql::Statement& statement,
                              const std::string& connection) {
  // Judged with its parameters bound: a NULL can stand wherever a value does.
  std::string bound;
  for (const sql::Token& token : sql::lex(*dialect.syntax, statement.text)) {
    const bool is_mark =
        token.in(statement.text) == "?" &&
        (token.kind == sql::TokenKind::symbol || token.kind == sql::TokenKind::parameter);
    bound += is_mark ? " NULL " : token.in(statement.text);
  }
  // The database has no way to a file: a table may be called like one.
  sql::Syntax syntax = *dialect.syntax;
  syntax.file_names = sql::FileNames::texts;
  if (const auto refusal = sql::refuse_unless_read_only(syntax, bound)) {
    throw Error(codes::not_read_only,
                fmt::format("connection '{}': the statement {}", connection, refusal->message))
        .with_hint(refusal->hint);
  }
  return one_statement(dialect, statement, connection);
}

void refuse_control(const sql::Dialect& dialect, const std::string& text,
                    const std::string& connection) {
  for (const sql::Token& token : sql::lex(*dialect.syntax, text)) {
    if (!says_something(token, text)) continue;
    if (!std::ranges::binary_search(kControl, base::ascii_lower(token.in(text)))) return;
    throw Error(codes::unsupported,
                fmt::format("connection '{}': transactions, settings and other databases are not "
                            "for statements",
                            connection))
        .with_hint("use begin, commit and rollback; name settings in the connection's options");
  }
}

}  // namespace waybill::warehouse::adbc

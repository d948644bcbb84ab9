#include "warehouse/odbc/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/gate.hpp"
#include "sql/lexer.hpp"

namespace waybill::warehouse::odbc {
namespace {

using sql::Token;
using sql::TokenKind;

constexpr auto kControl = std::to_array<std::string_view>(
    {"abort",      "attach",  "begin",    "checkpoint", "close",    "commit",    "copy",
     "deallocate", "declare", "detach",   "discard",    "end",      "execute",   "fetch",
     "handler",    "kill",    "listen",   "load",       "lock",     "move",      "notify",
     "pragma",     "prepare", "release",  "reset",      "rollback", "savepoint", "set",
     "shutdown",   "start",   "unlisten", "unlock",     "use",      "xa"});
static_assert(std::ranges::is_sorted(kControl));

bool is_mark(const Token& token, std::string_view text) {
  return (token.kind == TokenKind::symbol || token.kind == TokenKind::parameter) &&
         token.in(text) == "?";
}

bool says_something(const Token& token) {
  return token.kind != TokenKind::blank && (token.kind != TokenKind::comment || token.executable);
}

Error reject(const Connection& connection, std::string_view why, std::string hint) {
  return Error(codes::sql_rejected,
               fmt::format("connection '{}': the statement {}", connection.name(), why))
      .with_hint(std::move(hint));
}

// As long as the text, with a value in the place of each mark: places in it stay what they are.
std::string without_marks(const sql::Syntax& syntax, const std::string& text) {
  std::string filled = text;
  for (const Token& token : sql::lex(syntax, text)) {
    if (is_mark(token, text)) filled[token.begin] = '0';
  }
  return filled;
}

}  // namespace

namespace {

void refuse_by_manners(const Connection& connection, std::string_view text, bool reading) {
  const auto refuse = connection.manners().refuse;
  if (refuse == nullptr) return;
  if (const auto refusal = refuse(*connection.dialect().syntax, text, reading)) {
    throw Error(
        reading ? codes::not_read_only : codes::unsupported,
        fmt::format("connection '{}': the statement {}", connection.name(), refusal->message))
        .with_hint(refusal->hint);
  }
}

}  // namespace

void check_call(const Connection& connection, const sql::Statement& statement) {
  const std::string& text = statement.text;
  if (text.find('\0') != std::string::npos) {
    throw reject(connection, "holds a NUL character", "write exactly one statement");
  }
  std::size_t marks = 0;
  for (const Token& token : sql::lex(*connection.dialect().syntax, text)) {
    if (is_mark(token, text)) ++marks;
  }
  if (marks != statement.parameters.size()) {
    throw reject(
        connection,
        fmt::format("has {} parameters, there are {} values", marks, statement.parameters.size()),
        "a model's query has no parameters of its own; write an operator ? by its "
        "function");
  }
}

std::string_view require_select(const Connection& connection, const sql::Statement& statement) {
  const sql::Syntax& syntax = *connection.dialect().syntax;
  const std::string filled = without_marks(syntax, statement.text);
  if (const auto refusal = sql::refuse_unless_read_only(syntax, filled)) {
    throw Error(codes::not_read_only, fmt::format("connection '{}': the statement {}",
                                                  connection.name(), refusal->message))
        .with_hint(refusal->hint.empty()
                       ? "write exactly one SELECT or WITH statement that only reads"
                       : refusal->hint);
  }
  refuse_by_manners(connection, filled, true);
  const std::string_view query = sql::single_query(syntax, filled);
  const auto begin = static_cast<std::size_t>(query.data() - filled.data());
  return std::string_view(statement.text).substr(begin, query.size());
}

bool only_reads(const Connection& connection, const sql::Statement& statement) {
  const sql::Syntax& syntax = *connection.dialect().syntax;
  return !sql::refuse_unless_read_only(syntax, without_marks(syntax, statement.text));
}

void require_single(const Connection& connection, const sql::Statement& statement) {
  const std::string& text = statement.text;
  bool begun = false;
  bool ended = false;
  for (const Token& token : sql::lex(*connection.dialect().syntax, text)) {
    if (!says_something(token)) continue;
    if (token.kind == TokenKind::symbol && token.in(text) == ";") {
      ended = begun;
      continue;
    }
    if (ended) throw reject(connection, "is more than one", "write exactly one statement");
    if (!begun && token.kind == TokenKind::word &&
        std::ranges::binary_search(kControl, base::ascii_lower(token.in(text)))) {
      throw Error(codes::unsupported,
                  fmt::format("connection '{}': transactions, settings and the session itself are "
                              "not for statements",
                              connection.name()))
          .with_hint("use begin, commit and rollback; name settings in the connection's options");
    }
    // A parenthesis may stand before a SELECT.
    begun = begun || token.in(text) != "(";
  }
  if (!begun) {
    throw reject(connection, "is empty", "write exactly one statement").with_sqlstate("42000");
  }
  refuse_by_manners(connection, text, false);
}

std::string with_query(std::string_view query, std::size_t columns) {
  std::string names;
  for (std::size_t i = 0; i < columns; ++i) names += fmt::format("{}c{}", i == 0 ? "" : ", ", i);
  return fmt::format("WITH w({}) AS (\n{}\n)", names, query);
}

}  // namespace waybill::warehouse::odbc

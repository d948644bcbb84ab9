#include "warehouse/postgres/statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "sql/lexer.hpp"
#include "sql/parameters.hpp"

namespace waybill::warehouse::postgres {
namespace {

constexpr auto kSelecting = std::to_array<std::string_view>({"select", "table", "values", "with"});
constexpr auto kControl = std::to_array<std::string_view>(
    {"abort",     "begin",   "checkpoint", "close",   "commit",  "copy",   "deallocate",
     "declare",   "discard", "end",        "execute", "fetch",   "listen", "load",
     "lock",      "move",    "notify",     "prepare", "release", "reset",  "rollback",
     "savepoint", "set",     "show",       "start",   "unlisten"});
static_assert(std::ranges::is_sorted(kControl));

// The first word that is neither comment nor parenthesis, in lower case; empty where there is none.
std::string leading_word(std::string_view text) {
  for (const sql::Token& token : sql::lex(*sql::postgres().syntax, text)) {
    if (token.kind == sql::TokenKind::blank || token.kind == sql::TokenKind::comment) continue;
    if (token.kind == sql::TokenKind::word) return base::ascii_lower(token.in(text));
    const std::string_view symbol = token.in(text);
    if (symbol != "(" && symbol != ";") return {};
  }
  return {};
}

[[noreturn]] void refuse_query(const Connection& connection, std::string_view why) {
  throw Error(codes::not_read_only, fmt::format("connection '{}': {}", connection.name(), why))
      .with_hint("write exactly one SELECT or WITH statement that only reads");
}

}  // namespace

Call make_call(const Connection& connection, const sql::Statement& statement) {
  const auto reject = [&](std::string why, std::string hint) {
    return Error(codes::sql_rejected,
                 fmt::format("connection '{}': the statement {}", connection.name(), why))
        .with_hint(std::move(hint));
  };
  if (statement.text.find('\0') != std::string::npos) {
    throw reject("holds a NUL character", "write exactly one statement");
  }
  sql::MarkedText marked = sql::mark_parameters(sql::postgres(), statement.text);
  if (marked.parameters != statement.parameters.size()) {
    throw reject(fmt::format("has {} parameters, there are {} values", marked.parameters,
                             statement.parameters.size()),
                 "a model's query has no parameters of its own; write jsonb_exists(a, b) for the "
                 "operator ?");
  }
  return {std::move(marked.text), Parameters(statement.parameters)};
}

void require_select(Connection& connection, Scope& scope, const Call& call) {
  const std::string word = leading_word(call.text);
  if (std::ranges::find(kSelecting, word) == kSelecting.end()) {
    refuse_query(connection, "the statement is no SELECT");
  }
  try {
    // The server's own parser: what a cursor is declared for is one statement that selects, and
    // changes nothing on the way. It is only parsed.
    connection.prepare("DECLARE waybill NO SCROLL CURSOR FOR\n" + call.text, call.parameters);
    return;
  } catch (const Error& error) {
    if (error.code().id == codes::cancelled.id || error.code().id == codes::connection_lost.id) {
      throw;
    }
  }
  scope.again();
  // A statement with a mistake in it says where; else it is one that a cursor is refused for.
  try {
    connection.prepare(call.text, call.parameters);
  } catch (const Error& error) {
    if (error.message().find("multiple commands") == std::string::npos) throw;
    refuse_query(connection, "the statement is more than one");
  }
  refuse_query(connection, "the statement does more than select");
}

void refuse_control(const Connection& connection, const std::string& text) {
  if (!std::ranges::binary_search(kControl, leading_word(text))) return;
  throw Error(codes::unsupported,
              fmt::format("connection '{}': transactions, settings and COPY are not for statements",
                          connection.name()))
      .with_hint("use begin, commit and rollback; name settings in the connection's options");
}

}  // namespace waybill::warehouse::postgres

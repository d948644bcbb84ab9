// Any bytes as SQL of any vendor: the lexer loses no byte, and a query that the gate lets pass can
// be wrapped and cannot be followed by a statement.
#include "sql/gate.hpp"

#include <fmt/format.h>

#include "fuzz/check.hpp"
#include "sql/lexer.hpp"

using namespace waybill;
using fuzz::require;

namespace {

void check_tokens(const sql::Syntax& syntax, std::string_view sql) {
  const std::vector<sql::Token> tokens = sql::lex(syntax, sql);
  std::size_t at = 0;
  for (const sql::Token& token : tokens) {
    require(token.begin == at && token.end > token.begin, "tokens follow one another");
    const bool has_inside =
        token.kind == sql::TokenKind::text || token.kind == sql::TokenKind::quoted_name;
    require(!has_inside || (token.begin <= token.inner_begin &&
                            token.inner_begin <= token.inner_end && token.inner_end <= token.end),
            "the inside of a text lies in it");
    at = token.end;
  }
  require(at == sql.size(), "every byte is in a token");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view query = fuzz::text_of(data, size);
  const sql::Syntax& syntax = fuzz::take_syntax(query);
  check_tokens(syntax, query);
  const sql::SelectList list = sql::top_select_list(syntax, query);
  if (const auto refusal = sql::refuse_unless_read_only(syntax, query)) {
    require(!refusal->message.empty() && !refusal->hint.empty(), "a refusal says why");
    require(refusal->at <= query.size(), "a refusal is in the query");
    return 0;
  }
  require(list.known || list.columns.empty(), "an unknown select list has no columns");
  const std::string_view single = sql::single_query(syntax, query);
  require(!single.empty() && single.size() <= query.size(), "a query that passes is not empty");
  const std::string wrapped = fmt::format("SELECT a FROM (\n{}\n) m", single);
  require(!sql::refuse_unless_read_only(syntax, wrapped), "a query that passes can be wrapped");
  require(sql::refuse_unless_read_only(syntax, wrapped + "\n; DELETE FROM t").has_value(),
          "nothing follows a query that passes");
  require(sql::refuse_unless_read_only(syntax, wrapped + "\n)").has_value(),
          "a query that passes closes what it opens, and no more");
  return 0;
}

#include "sql/parameters.hpp"

#include "sql/lexer.hpp"

namespace waybill::sql {

MarkedText mark_parameters(const Dialect& dialect, std::string_view text) {
  MarkedText marked;
  if (text.find('?') == std::string_view::npos) {
    marked.text = text;
    return marked;
  }
  for (const Token& token : lex(*dialect.syntax, text)) {
    const bool is_mark = token.kind == TokenKind::symbol || token.kind == TokenKind::parameter;
    if (!is_mark || token.in(text) != "?") {
      marked.text += token.in(text);
      continue;
    }
    ++marked.parameters;
    if (dialect.parameters == ParameterMarks::question) {
      marked.text += '?';
    } else {
      marked.text += '$';
      marked.text += std::to_string(marked.parameters);
    }
  }
  return marked;
}

}  // namespace waybill::sql

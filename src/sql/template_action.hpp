// The tokens within the braces of a template, and what is said of those that cannot be there.
// Internal to src/sql/template*.cpp.
#ifndef WAYBILL_SQL_TEMPLATE_ACTION_HPP
#define WAYBILL_SQL_TEMPLATE_ACTION_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include "sql/template.hpp"

namespace waybill::sql {

enum class ActionPart { field, dot, word, text, other };
struct ActionToken {
  ActionPart part = ActionPart::other;
  std::size_t at = 0;
  std::string_view text;  // of a field: without its point
};

// A construct of Go that is refused here and needs an {{end}}: range, block, define.
bool opens_block(std::string_view word);
// Of a token that is neither a value nor a word in its place.
TemplateProblem refusal_of(const ActionToken& token);
// A piece of the template for a message: short, and on one line.
std::string shown_in_message(std::string_view text);

}  // namespace waybill::sql

#endif

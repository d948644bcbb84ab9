// Where in the SQL each value of a template's path stands, and how it is encoded there. Internal to
// src/sql/template*.cpp.
#ifndef WAYBILL_SQL_TEMPLATE_PLACE_HPP
#define WAYBILL_SQL_TEMPLATE_PLACE_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/lexer.hpp"
#include "sql/template_nodes.hpp"

namespace waybill::sql {

enum class Encoding { bare_number, bare_name, in_text, in_name };

struct Slot {
  std::size_t piece = 0;  // of the path
  std::size_t begin = 0;  // of the placeholder in `sql`
  std::size_t end = 0;
  std::size_t token = 0;  // the one it stands in
  Encoding encoding = Encoding::in_text;
  std::string refusal;  // why no value is safe here: "stands in a comment"; empty: one is
  std::string hint;
};

// A path with a harmless placeholder for each value.
struct Placed {
  std::string sql;
  std::vector<Token> tokens;
  std::vector<Slot> slots;
};

// `negative` tells of a piece whether its integer has a sign; empty: none has.
Placed place(const Syntax& syntax, const TemplatePath& path, const std::vector<bool>& negative);

// What stands in the slot for a value, or why there is none.
struct Encoded {
  std::string sql;
  std::string refusal;  // "holds a NUL character"
};
Encoded encode_text(const Syntax& syntax, const Token& token, std::string_view value);
Encoded encode_name(const Syntax& syntax, const Quotes& quotes, bool unicode,
                    std::string_view value);

// The pair of quotes that a quoted name is written with.
const Quotes& quotes_of(const Syntax& syntax, const Token& token);

}  // namespace waybill::sql

#endif

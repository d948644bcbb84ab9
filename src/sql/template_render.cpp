// The SQL of a template for given values: each encoded for its place, and the whole read again.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>

#include "base/error.hpp"
#include "sql/lexer.hpp"
#include "sql/template_nodes.hpp"
#include "sql/template_place.hpp"

namespace waybill::sql {
namespace {

using Value = std::variant<std::monostate, std::int64_t, std::string_view>;

template <class T>
Value wrapped(const std::optional<T>& value) {
  if (!value) return {};
  return Value(*value);
}

Value value_of(const TemplateValues& values, Variable variable) {
  switch (variable) {
    case Variable::last_modified_at_epoch:
      return wrapped(values.last_modified_at_epoch);
    case Variable::last_modified_at_epoch_upper_bound:
      return wrapped(values.last_modified_at_epoch_upper_bound);
    case Variable::id_in_provider_system:
      return wrapped(values.id_in_provider_system);
    case Variable::schema:
      return wrapped(values.schema);
    case Variable::primary_key_column_name:
      return wrapped(values.primary_key_column_name);
    case Variable::last_modified_column_name:
      return wrapped(values.last_modified_column_name);
    case Variable::organization_column_name:
      return wrapped(values.organization_column_name);
  }
  return {};
}

// https://pkg.go.dev/text/template#hdr-Actions: zero and empty are false.
bool is_true(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number != 0;
  const auto* text = std::get_if<std::string_view>(&value);
  return text != nullptr && !text->empty();
}

// The byte of the SQL that a byte of the placeholders' SQL has become; of one within a placeholder,
// none. Bytes must be asked for in order.
class Mapping {
 public:
  Mapping(const std::vector<Slot>& slots, const std::vector<std::size_t>& ends)
      : slots_(slots), ends_(ends) {}

  bool agrees(std::size_t planned, std::size_t actual) {
    while (next_ < slots_.size() && slots_[next_].end <= planned) ++next_;
    if (next_ < slots_.size() && slots_[next_].begin < planned) return true;
    if (next_ == 0) return planned == actual;
    return ends_[next_ - 1] + (planned - slots_[next_ - 1].end) == actual;
  }

 private:
  const std::vector<Slot>& slots_;
  const std::vector<std::size_t>& ends_;  // of the values in the SQL
  std::size_t next_ = 0;
};

// Bytes of a quoted name; an escape written out counts as what it takes.
std::size_t name_bytes(const Quotes& quotes, bool backslash, std::string_view inner) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < inner.size(); ++i, ++count) {
    const bool doubled = quotes.inner == InnerQuote::doubled && inner[i] == quotes.close;
    if (doubled || (backslash && inner[i] == '\\')) ++i;
  }
  return count;
}

// Renders one path. Every refusal names the variable and its place, never its value.
class Renderer {
 public:
  Renderer(const Syntax& syntax, std::string_view text, const TemplatePath& path,
           const TemplateValues& values)
      : syntax_(syntax), text_(text), path_(path), values_(values) {}

  std::string run() {
    std::vector<bool> negative(path_.size());
    for (std::size_t i = 0; i < path_.size(); ++i) {
      if (!path_[i].value) continue;
      const Value value = value_of(values_, *path_[i].value);
      if (std::holds_alternative<std::monostate>(value)) throw absent(path_[i]);
      const auto* number = std::get_if<std::int64_t>(&value);
      negative[i] = number != nullptr && *number < 0;
    }
    placed_ = place(syntax_, path_, negative);
    std::string sql;
    std::size_t next = 0;
    for (const TemplatePiece& piece : path_) {
      if (!piece.value) {
        sql += piece.text;
        continue;
      }
      const Slot& slot = placed_.slots[next++];
      if (!slot.refusal.empty()) throw refused(piece, slot.refusal, slot.hint);
      sql += encoded(piece, slot);
      ends_.push_back(sql.size());
    }
    verify(sql);
    return sql;
  }

 private:
  Error refused(const TemplatePiece& piece, std::string_view why, std::string hint) const {
    return Error(codes::template_refused, fmt::format("{} {}: {}", written(*piece.value), why,
                                                      place_in_query(text_, piece.at)))
        .with_hint(std::move(hint));
  }
  Error absent(const TemplatePiece& piece) const {
    const std::string name = written(*piece.value);
    return refused(
        piece, "has no value",
        fmt::format("put it between {{{{with {}}}}} and {{{{end}}}}, with {{{{.}}}} in its "
                    "place: then the part is left out",
                    name));
  }
  Error unsafe(const TemplatePiece& piece, std::string_view why) const {
    return refused(piece, fmt::format("has a value that {}", why),
                   "use another value, or write the query so that it stands in a text in single "
                   "quotes");
  }

  std::string encoded(const TemplatePiece& piece, const Slot& slot) const {
    const Value value = value_of(values_, *piece.value);
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      const bool bare = slot.encoding == Encoding::bare_number;
      return *number < 0 && bare ? fmt::format("({})", *number) : fmt::format("{}", *number);
    }
    const std::string_view text = std::get<std::string_view>(value);
    const Token& token = placed_.tokens[slot.token];
    Encoded result;
    if (slot.encoding == Encoding::in_text) {
      result = encode_text(syntax_, token, text);
    } else {
      const bool unicode = token.spelling == Spelling::unicode;
      result = encode_name(syntax_, quotes_of(syntax_, token), unicode, text);
    }
    if (!result.refusal.empty()) throw unsafe(piece, result.refusal);
    if (slot.encoding != Encoding::bare_name) return std::move(result.sql);
    const Quotes& quotes = syntax_.name_quotes.front();
    return fmt::format("{}{}{}", quotes.open, result.sql, quotes.close);
  }

  // The SQL must read as it did with placeholders: the same tokens in the same places. This holds
  // whatever the encoding did.
  void verify(std::string_view sql) const {
    if (placed_.slots.empty()) return;
    const std::vector<Token> tokens = lex(syntax_, sql);
    Mapping begins(placed_.slots, ends_);
    Mapping inners(placed_.slots, ends_);
    const bool joins_lines = syntax_.joins_lines;
    std::size_t next = 0;  // the first slot that does not end before the token
    for (std::size_t i = 0; i < placed_.tokens.size(); ++i) {
      const Token& planned = placed_.tokens[i];
      while (next + 1 < placed_.slots.size() && placed_.slots[next].end <= planned.begin) ++next;
      const Slot& slot = placed_.slots[next];
      if (i >= tokens.size() || !reads_alike(planned, tokens[i], begins, inners)) {
        throw unsafe(path_[slot.piece], "would change how the SQL around it reads");
      }
      if (planned.kind == TokenKind::text && joins_lines) check_lines(next, tokens[i], sql);
      if (planned.kind == TokenKind::quoted_name && slot.begin >= planned.begin &&
          slot.end <= planned.end) {
        check_name(path_[slot.piece], tokens[i], sql);
      }
    }
    if (tokens.size() != placed_.tokens.size()) {
      throw unsafe(path_[placed_.slots.back().piece], "would change how the SQL around it reads");
    }
  }

  static bool reads_alike(const Token& planned, const Token& actual, Mapping& begins,
                          Mapping& inners) {
    return planned.kind == actual.kind && planned.spelling == actual.spelling &&
           planned.quote == actual.quote && planned.closed == actual.closed &&
           begins.agrees(planned.begin, actual.begin) &&
           (planned.quote == 0 || (inners.agrees(planned.inner_begin, actual.inner_begin) &&
                                   inners.agrees(planned.inner_end, actual.inner_end)));
  }

  // Of the slots from `first` on, those in the text.
  void check_lines(std::size_t first, const Token& text, std::string_view sql) const {
    for (std::size_t i = first; i < placed_.slots.size(); ++i) {
      const std::size_t begin =
          i == 0 ? placed_.slots[0].begin
                 : ends_[i - 1] + (placed_.slots[i].begin - placed_.slots[i - 1].end);
      if (begin >= text.end) return;
      if (ends_[i] <= text.begin) continue;
      const std::string_view around = sql.substr(begin - 1, ends_[i] + 2 - (begin - 1));
      if (around.find("\\\n") != std::string_view::npos ||
          around.find("\\\r\n") != std::string_view::npos) {
        throw unsafe(
            path_[placed_.slots[i].piece],
            fmt::format("has a backslash before a line break, which {} takes out", syntax_.title));
      }
    }
  }

  // Whether the name is a table's or a column's cannot be told here: the larger limit holds.
  void check_name(const TemplatePiece& piece, const Token& token, std::string_view sql) const {
    const Quotes& quotes = quotes_of(syntax_, token);
    const bool backslash = token.spelling == Spelling::unicode || quotes.backslash_escapes;
    const std::size_t bytes = name_bytes(
        quotes, backslash, sql.substr(token.inner_begin, token.inner_end - token.inner_begin));
    if (bytes == 0) throw unsafe(piece, "makes an empty name");
    const auto first = static_cast<unsigned char>(sql[token.inner_begin]);
    if (syntax_.trims_names && (first <= ' ' || first == 0x7F)) {
      throw unsafe(piece, fmt::format("makes a name that begins with a blank, which {} takes out",
                                      syntax_.title));
    }
    const bool limited = syntax_.table_bytes != 0 && syntax_.column_bytes != 0;
    const std::size_t most = std::max(syntax_.table_bytes, syntax_.column_bytes);
    if (limited && bytes > most) {
      throw unsafe(piece, fmt::format("makes a name of {} bytes, {} takes at most {}", bytes,
                                      syntax_.title, most));
    }
  }

  const Syntax& syntax_;
  std::string_view text_;
  const TemplatePath& path_;
  const TemplateValues& values_;
  Placed placed_;
  std::vector<std::size_t> ends_;  // of each slot's value in the SQL
};

}  // namespace

std::string render_template(const Syntax& syntax, std::string_view text,
                            const std::vector<TemplateNode>& nodes, const TemplateValues& values) {
  const TemplatePath path =
      take_path(nodes, [&](Variable variable) { return is_true(value_of(values, variable)); });
  return Renderer(syntax, text, path, values).run();
}

}  // namespace waybill::sql

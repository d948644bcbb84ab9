// The select list of a query as its text tells it.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/parts.hpp"

namespace waybill::sql {
namespace {

// Behind ALL, DISTINCT, DISTINCT ON (...), TOP (n) PERCENT WITH TIES and MySQL's modifiers.
std::size_t behind_modifiers(const Parts& parts, std::size_t i) {
  while (i < parts.size()) {
    if (parts.is(i, "distinct") && parts.is(i + 1, "on") && parts.sign(i + 2, '(')) {
      i = parts.after(i + 2);
    } else if (parts.is(i, "top") &&
               (parts.sign(i + 1, '(') || parts.at(i + 1).token.kind == TokenKind::number)) {
      i = parts.after(i + 1);
      if (parts.is(i, "percent")) ++i;
      if (parts.are(i, {"with", "ties"})) i += 2;
    } else if (parts.are(i, {"as", "struct"})) {
      i += 2;
    } else if (parts.is_any(
                   i, {"all", "distinct", "distinctrow", "unique", "straight_join", "high_priority",
                       "sql_small_result", "sql_big_result", "sql_buffer_result", "sql_no_cache",
                       "sql_cache", "sql_calc_found_rows"}) &&
               !parts.sign(i + 1, ',') && !parts.sign(i + 1, '.') && !parts.is(i + 1, "from")) {
      ++i;
    } else {
      return i;
    }
  }
  return i;
}

bool ends_list(const Parts& parts, std::size_t i) {
  if (parts.is(i, "from")) return !parts.is(i - 1, "distinct");  // IS DISTINCT FROM
  if (parts.is_any(i, {"except", "intersect", "minus", "union"})) {
    return parts.is_any(i + 1, {"select", "all", "distinct", "values", "table", "with", "by"}) ||
           (parts.sign(i + 1, '(') && parts.is_any(i + 2, {"select", "with", "values"}));
  }
  return parts.is_any(i, {"where", "having", "limit", "window", "qualify"}) ||
         (parts.is_any(i, {"group", "order"}) && parts.is(i + 1, "by"));
}

// A part that ends a value, after which a bare name is an alias.
bool ends_value(const Parts& parts, std::size_t i) {
  switch (parts.at(i).token.kind) {
    case TokenKind::quoted_name:
    case TokenKind::text:
    case TokenKind::number:
      return true;
    case TokenKind::word:
      return !parts.is_any(
          i,
          {"and",  "as",     "at",   "between", "by",    "case", "collate",   "distinct", "div",
           "else", "escape", "from", "glob",    "ilike", "in",   "interval",  "is",       "isnull",
           "like", "mod",    "not",  "notnull", "or",    "over", "regexp",    "rlike",    "similar",
           "then", "to",     "when", "xor",     "zone",  "date", "timestamp", "time"});
    default:
      return parts.sign(i, ')') || parts.sign(i, ']');
  }
}

bool is_alias(const Parts& parts, std::size_t i) {
  return parts.at(i).token.kind == TokenKind::quoted_name ||
         (parts.is_word(i) && !parts.is_any(i, {"asc", "desc", "end", "false", "null", "true",
                                                "unknown", "zone", "isnull", "notnull"}));
}

// The name of the item [begin, end), or "".
std::string item_name(const Parts& parts, std::size_t begin, std::size_t end) {
  const Syntax& syntax = parts.syntax();
  const std::size_t last = end - 1;
  const bool single_text = parts.is_text(last) && parts.at(last).token.spelling == Spelling::plain;
  if (end - begin >= 3 && parts.is(last - 1, "as") && (parts.is_name(last) || single_text)) {
    return parts.name(last);
  }
  if (syntax.equals_alias && parts.is_name(begin) && parts.sign(begin + 1, '=')) {
    return parts.name(begin);
  }
  // CAST(a AS type) is still named a where a::type is.
  if (parts.is_any(begin, {"cast", "try_cast", "safe_cast"}) && parts.sign(begin + 1, '(') &&
      parts.after(begin + 1) == end && parts.is_name(begin + 2)) {
    const std::size_t path = parts.end_of_path(begin + 2);
    if (parts.is(path, "as")) return parts.name(path - 1);
  }
  if (parts.is_name(begin)) {
    const std::size_t path = parts.end_of_path(begin);
    const bool constant = parts.is_any(begin, {"null", "true", "false"}) && path == begin + 1;
    if (path >= end) return constant ? "" : parts.name(path - 1);
    if (parts.signs(path, ':', ':') && path > begin && !constant) {
      // a::type is still named a, unless another name follows
      if (!(is_alias(parts, last) && last > path + 2 && ends_value(parts, last - 1))) {
        return parts.name(path - 1);
      }
    }
  }
  if (end - begin >= 2 && is_alias(parts, last) && ends_value(parts, last - 1)) {
    return parts.name(last);
  }
  return "";
}

bool is_star(const Parts& parts, std::size_t begin, std::size_t end) {
  if (parts.sign(begin, '*') || parts.is(begin, "columns")) return true;
  for (std::size_t i = parts.after(begin); i < end; i = parts.after(i)) {
    if (parts.sign(i, '*') && parts.sign(i - 1, '.')) return true;
  }
  return false;
}

}  // namespace

SelectList top_select_list(const Syntax& syntax, std::string_view query) {
  Parts parts(syntax, query);
  if (refuse_query(parts, query)) return {};
  std::size_t select = parts.main_statement(0);
  const std::size_t level_end = parts.end_of_level(select);
  SelectList list;
  if (parts.is(select, "from")) {
    while (select < level_end && !parts.is(select, "select")) select = parts.after(select);
    if (select >= level_end) {
      list.known = list.has_star = true;
      return list;
    }
  }
  if (!parts.is(select, "select")) return list;
  if (parts.are(select + 1, {"as", "value"})) return list;
  std::size_t begin = behind_modifiers(parts, select + 1);
  std::size_t at = begin;
  const auto add = [&] {
    if (at == begin) return;
    if (is_star(parts, begin, at)) {
      list.has_star = true;
    } else {
      list.columns.push_back(item_name(parts, begin, at));
    }
  };
  for (; at < level_end; at = parts.after(at)) {
    if (ends_list(parts, at)) break;
    if (parts.sign(at, ',')) {
      add();
      begin = at + 1;
    }
  }
  at = std::min(at, level_end);
  add();
  list.known = true;
  return list;
}

}  // namespace waybill::sql

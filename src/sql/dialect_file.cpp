#include "sql/dialect_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace waybill::sql {
namespace {

using base::Json;

constexpr auto kMerges = std::to_array<std::string_view>(
    {"on_conflict", "merge_into", "update_then_insert", "update_from_then_insert",
     "update_join_then_insert", "delete_then_insert"});
constexpr auto kMarks = std::to_array<std::string_view>({"question", "numbered"});
constexpr auto kFoldings =
    std::to_array<std::string_view>({"preserve", "lower", "upper", "insensitive"});
constexpr auto kInnerQuotes =
    std::to_array<std::string_view>({"doubled", "backslash", "impossible"});

using Member =
    std::variant<std::string_view Dialect::*, bool Dialect::*, std::int64_t Dialect::*,
                 MergeShape Dialect::*, ParameterMarks Dialect::*, std::string_view Syntax::*,
                 bool Syntax::*, std::size_t Syntax::*, Folding Syntax::*, InnerQuote Syntax::*>;
struct Row {
  DialectKey key;
  Member member;
};

constexpr std::string_view kText = "text";
constexpr std::string_view kFlag = "true or false";
constexpr std::string_view kNumber = "number";
constexpr std::string_view kMergeWords =
    "on_conflict, merge_into, update_then_insert, update_from_then_insert, "
    "update_join_then_insert or delete_then_insert";

constexpr auto kRows = std::to_array<Row>({
    {{"name", kText, "", "of the dialect, in messages"}, &Dialect::name},
    {{"title", kText, "", "for people"}, &Dialect::title},
    {{"has_schemas", kFlag, "", "tables stand in schemas"}, &Dialect::has_schemas},
    {{"list_schemas", kText, "", "statement that answers the names of the schemas"},
     &Dialect::list_schemas},
    {{"parameters", "question or numbered", "", "a bound value is written ? or $1"},
     &Dialect::parameters},
    {{"bind_parameters", kNumber, "", "most bound values of one statement"},
     &Dialect::bind_parameters},
    {{"statement_bytes", kNumber, "", "most bytes of one statement; 0: any"},
     &Dialect::statement_bytes},
    {{"insert_rows", kNumber, "", "most rows of one INSERT ... VALUES; 0: any"},
     &Dialect::insert_rows},
    {{"limit", kText, "n", "at the end of a SELECT that stops after n rows"}, &Dialect::limit},
    {{"limit_first", kText, "n", "in its place: right behind SELECT"}, &Dialect::limit_first},
    {{"plain_derived_tables", kFlag, "", "a query in FROM may hold WITH, ORDER BY and OPTION"},
     &Dialect::plain_derived_tables},
    {{"row_values", kFlag, "", "(a, b) IN (SELECT ...) is understood"}, &Dialect::row_values},
    {{"correlated_queries", kFlag, "", "EXISTS may refer to the row outside"},
     &Dialect::correlated_queries},
    {{"ddl_backticks", kFlag, "", "CREATE, ALTER and DROP quote names with backticks"},
     &Dialect::ddl_backticks},
    {{"primary_key", kText, "columns", "a table's key in CREATE TABLE; empty: none"},
     &Dialect::primary_key},
    {{"add_key", kText, "columns table bare index qualified_index",
      "puts a key on a table that was loaded without one; empty: nothing does"},
     &Dialect::add_key},
    {{"add_key_checks", kFlag, "", "add_key refuses at once rows that share a key"},
     &Dialect::add_key_checks},
    {{"keys_enforced", kFlag, "", "no row gets in whose key is there already"},
     &Dialect::keys_enforced},
    {{"add_column", kText, "column table", "adds a column to a table"}, &Dialect::add_column},
    {{"drop_table", kText, "table", "drops a table, if it is there"}, &Dialect::drop_table},
    {{"table_options", kText, "?columns", "behind CREATE TABLE (...); the columns of the key"},
     &Dialect::table_options},
    {{"keyless_options", kText, "", "in their place for a table without a key"},
     &Dialect::keyless_options},
    {{"temporary_table", kText, "", "begins the definition of a temporary table; empty: none"},
     &Dialect::temporary_table},
    {{"drop_temporary_table", kText, "table", "drops a temporary table, if it is there"},
     &Dialect::drop_temporary_table},
    {{"temporary_prefix", kText, "", "names of temporary tables begin so"},
     &Dialect::temporary_prefix},
    {{"temporary_tables_reopen", kFlag, "", "a statement may name a temporary table twice"},
     &Dialect::temporary_tables_reopen},
    {{"transactions", kFlag, "", "several statements are committed together"},
     &Dialect::transactions},
    {{"transactional_ddl", kFlag, "", "CREATE and ALTER do not commit"},
     &Dialect::transactional_ddl},
    {{"before_write", kText, "", "statement right before begin_write"}, &Dialect::before_write},
    {{"begin_write", kText, "", "statement that begins a writing transaction"},
     &Dialect::begin_write},
    {{"before_read", kText, "", "statement right before begin_read"}, &Dialect::before_read},
    {{"begin_read", kText, "", "statement that begins a transaction of one snapshot"},
     &Dialect::begin_read},
    {{"lock_control", kText, "?table column",
      "holds off other writers of Waybill's own tables until the transaction ends"},
     &Dialect::lock_control},
    {{"merge", kMergeWords, "", "how staging gets into the target"}, &Dialect::merge},
    {{"merge_condition_last", kFlag, "", "MERGE takes its condition as WHERE, as Oracle does"},
     &Dialect::merge_condition_last},
    {{"null_safe_differs", kText, "a b", "true where two values differ, NULL equal to NULL"},
     &Dialect::null_safe_differs},
    {{"json_differs", kText, "a b", "in its place for JSON columns"}, &Dialect::json_differs},
    {{"bytes_differs", kText, "a b", "in its place for columns of bytes"}, &Dialect::bytes_differs},
    {{"merge_collation", kText, "", "behind an operand of any type in null_safe_differs"},
     &Dialect::merge_collation},
    {{"text_is", kText, "column",
      "true where a column of texts is exactly the bound value, which each ? stands for"},
     &Dialect::text_is},
    {{"created_plain_decimal", kText, "", "type of a decimal without precision"},
     &Dialect::created_plain_decimal},
    {{"created_key_text", kText, "", "type of a text in a key; empty: as any text"},
     &Dialect::created_key_text},
    {{"text_attributes", kText, "", "behind the type of texts and JSON"},
     &Dialect::text_attributes},
    {{"key_text_attributes", kText, "", "in their place in a key"}, &Dialect::key_text_attributes},
    {{"not_null", kText, "", "behind the type of a column that must not be NULL"},
     &Dialect::not_null},
    {{"json_check", kText, "column", "behind a JSON column"}, &Dialect::json_check},
    {{"nullable_type", kText, "type", "type of a column that may be NULL"},
     &Dialect::nullable_type},
    {{"types_are_affinities", kFlag, "", "a column may hold values of any type, as in SQLite"},
     &Dialect::types_are_affinities},
    {{"instants_are_text", kFlag, "", "timestamps are compared as ISO 8601 text"},
     &Dialect::instants_are_text},
    {{"finite_floats_only", kFlag, "", "NaN and infinities cannot be stored"},
     &Dialect::finite_floats_only},
    {{"nul_in_text", kFlag, "", "a text may hold a NUL character"}, &Dialect::nul_in_text},
    {{"lookback_seconds", kNumber, "", "default of a source"}, &Dialect::lookback_seconds},
    {{"syntax/folding", "preserve, lower, upper or insensitive", "", "of names without quotes"},
     &Syntax::folding},
    {{"syntax/no_name_has", kText, "", "characters that not even a quoted name may hold"},
     &Syntax::no_name_has},
    {{"syntax/table_bytes", kNumber, "", "most bytes of a table's name; 0: any"},
     &Syntax::table_bytes},
    {{"syntax/column_bytes", kNumber, "", "most bytes of a column's name; 0: any"},
     &Syntax::column_bytes},
    {{"syntax/text_quote", "doubled, backslash or impossible", "", "how ' is written in '...'"},
     &Syntax::text_quote},
    {{"syntax/backslash_escapes", kFlag, "", "a backslash escapes in '...'"},
     &Syntax::backslash_escapes},
    {{"syntax/text_has_lines", kFlag, "", "'...' may hold a line break as it is"},
     &Syntax::text_has_lines},
    {{"syntax/double_quoted_text", kFlag, "", "\"...\" is a text, not a name"},
     &Syntax::double_quoted_text},
    {{"syntax/nested_comments", kFlag, "", "/* /* */ */ is one comment"}, &Syntax::nested_comments},
    {{"syntax/hash_comments", kFlag, "", "# begins a comment"}, &Syntax::hash_comments},
    {{"syntax/slash_comments", kFlag, "", "// begins a comment"}, &Syntax::slash_comments},
    {{"syntax/dollar_texts", kFlag, "", "$$...$$ is a text"}, &Syntax::dollar_texts},
    {{"syntax/parameter_marks", kText, "", "of ? : @ $ those that begin a parameter"},
     &Syntax::parameter_marks},
});
// And those that are no single value.
constexpr auto kLists = std::to_array<DialectKey>({
    {"created", "object", "", "type of a created column by logical type; {p} and {s} of a decimal"},
    {"decimals", "list", "",
     "types of decimals, the first that holds one is taken: {spelling, digits, scale, whole}"},
    {"same_types", "object", "",
     "how the warehouse spells a type that is there, and the spelling in created"},
    {"syntax/name_quotes", "list", "",
     "pairs of quotes around names, the first is written: \"[]\", doubled inside, or {quotes, "
     "inside: doubled, backslash or impossible, backslash_escapes}"},
});

struct Owner {
  Dialect dialect;
  Syntax syntax;
  std::deque<std::string> texts;
  std::vector<SameType> same_types;
  std::vector<DecimalType> decimals;
  std::vector<Quotes> quotes;

  std::string_view keep(const std::string& text) { return texts.emplace_back(text); }
};

[[noreturn]] void refuse(const std::string& pointer, const Json& value, std::string_view what) {
  const base::Place place = value.place();
  throw Error(
      codes::bad_parameter,
      fmt::format("the dialect file{}: {} {}",
                  place.line == 0 ? "" : fmt::format(", line {}", place.line), pointer, what))
      .with_hint("docs/dialects.md has every key")
      .with_path(pointer);
}

const std::string& text_of(const std::string& pointer, const Json& value) {
  if (!value.is_string()) refuse(pointer, value, "must be a text");
  return value.as_string();
}

std::int64_t number_of(const std::string& pointer, const Json& value) {
  const auto number = value.as_int64();
  if (!number || *number < 0) refuse(pointer, value, "must be a whole number from 0 on");
  return *number;
}

const Json::Object& object_of(const std::string& pointer, const Json& value) {
  if (!value.is_object()) refuse(pointer, value, "must be an object");
  return value.as_object();
}

// Of {word} in the text only those the key knows; the first of them is there, but for one with ?.
void check_places(const std::string& pointer, const Json& value, std::string_view places) {
  const std::string& text = value.as_string();
  const bool optional = places.starts_with('?');
  const std::vector<std::string_view> known =
      base::split(optional ? places.substr(1) : places, ' ');
  bool has_first = false;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at + 1);
    if (end == std::string::npos || end == at + 1 || text[end] != '}') continue;
    const std::string_view word = std::string_view(text).substr(at + 1, end - at - 1);
    if (std::ranges::find(known, word) == known.end()) {
      refuse(pointer, value, fmt::format("has no place for {{{}}}", word));
    }
    has_first = has_first || word == known.front();
  }
  if (!places.empty() && !optional && !text.empty() && !has_first) {
    refuse(pointer, value, fmt::format("must hold {{{}}}", known.front()));
  }
}

template <class Enum, std::size_t n>
Enum word_of(const std::string& pointer, const Json& value,
             const std::array<std::string_view, n>& words) {
  const std::string& text = text_of(pointer, value);
  const auto found = std::ranges::find(words, text);
  if (found == words.end()) {
    refuse(pointer, value,
           fmt::format("must be one of {}",
                       base::join(std::vector<std::string>(words.begin(), words.end()), ", ")));
  }
  return static_cast<Enum>(found - words.begin());
}

// Sets one member from JSON.
struct Setter {
  Owner& owner;
  const Row& row;
  const std::string& pointer;
  const Json& value;

  void operator()(std::string_view Dialect::*member) const {
    text_of(pointer, value);
    check_places(pointer, value, row.key.places);
    owner.dialect.*member = owner.keep(value.as_string());
  }
  void operator()(bool Dialect::*member) const { owner.dialect.*member = flag(); }
  void operator()(std::int64_t Dialect::*member) const {
    owner.dialect.*member = number_of(pointer, value);
  }
  void operator()(MergeShape Dialect::*member) const {
    owner.dialect.*member = word_of<MergeShape>(pointer, value, kMerges);
  }
  void operator()(ParameterMarks Dialect::*member) const {
    owner.dialect.*member = word_of<ParameterMarks>(pointer, value, kMarks);
  }
  void operator()(std::string_view Syntax::*member) const {
    owner.syntax.*member = owner.keep(text_of(pointer, value));
  }
  void operator()(bool Syntax::*member) const { owner.syntax.*member = flag(); }
  void operator()(std::size_t Syntax::*member) const {
    owner.syntax.*member = static_cast<std::size_t>(number_of(pointer, value));
  }
  void operator()(Folding Syntax::*member) const {
    owner.syntax.*member = word_of<Folding>(pointer, value, kFoldings);
  }
  void operator()(InnerQuote Syntax::*member) const {
    owner.syntax.*member = word_of<InnerQuote>(pointer, value, kInnerQuotes);
  }

  bool flag() const {
    if (!value.is_bool()) refuse(pointer, value, "must be true or false");
    return value.as_bool();
  }
};

// And the other way.
struct Getter {
  const Dialect& dialect;

  Json operator()(std::string_view Dialect::*member) const { return dialect.*member; }
  Json operator()(bool Dialect::*member) const { return dialect.*member; }
  Json operator()(std::int64_t Dialect::*member) const { return dialect.*member; }
  Json operator()(MergeShape Dialect::*member) const {
    return kMerges[static_cast<std::size_t>(dialect.*member)];
  }
  Json operator()(ParameterMarks Dialect::*member) const {
    return kMarks[static_cast<std::size_t>(dialect.*member)];
  }
  Json operator()(std::string_view Syntax::*member) const { return dialect.syntax->*member; }
  Json operator()(bool Syntax::*member) const { return dialect.syntax->*member; }
  Json operator()(std::size_t Syntax::*member) const {
    return static_cast<std::uint64_t>(dialect.syntax->*member);
  }
  Json operator()(Folding Syntax::*member) const {
    return kFoldings[static_cast<std::size_t>(dialect.syntax->*member)];
  }
  Json operator()(InnerQuote Syntax::*member) const {
    return kInnerQuotes[static_cast<std::size_t>(dialect.syntax->*member)];
  }
};

void read_created(Owner& owner, const std::string& pointer, const Json& value) {
  for (const auto& [name, type, place] : object_of(pointer, value)) {
    const std::string at = base::pointer_join(pointer, name);
    int logical = 0;
    while (logical < rows::kLogicalCount &&
           rows::name_of(static_cast<rows::Logical>(logical)) != name) {
      ++logical;
    }
    if (logical == rows::kLogicalCount) refuse(at, type, "is no logical type");
    if (text_of(at, type).empty()) refuse(at, type, "must not be empty");
    check_places(at, type, name == "decimal" ? "?p s" : "");
    owner.dialect.created[static_cast<std::size_t>(logical)] = owner.keep(type.as_string());
  }
}

void read_decimals(Owner& owner, const std::string& pointer, const Json& value) {
  if (!value.is_array()) refuse(pointer, value, "must be a list");
  owner.decimals.clear();
  for (std::size_t i = 0; i < value.as_array().size(); ++i) {
    const std::string at = base::pointer_join(pointer, i);
    const Json& item = value.as_array()[i];
    DecimalType type;
    for (const auto& [name, part, place] : object_of(at, item)) {
      const std::string where = base::pointer_join(at, name);
      if (name == "spelling") {
        text_of(where, part);
        check_places(where, part, "?p s");
        type.spelling = owner.keep(part.as_string());
      } else if (name == "digits") {
        type.digits = number_of(where, part);
      } else if (name == "scale") {
        type.scale = number_of(where, part);
      } else if (name == "whole") {
        type.whole = number_of(where, part);
      } else {
        refuse(where, part, "is no key of a type of decimals");
      }
    }
    if (type.spelling.empty()) refuse(at, item, "needs a spelling");
    owner.decimals.push_back(type);
  }
  owner.dialect.decimals = owner.decimals;
}

void read_same_types(Owner& owner, const std::string& pointer, const Json& value) {
  owner.same_types.clear();
  for (const auto& [name, type, place] : object_of(pointer, value)) {
    owner.same_types.push_back(
        {owner.keep(name), owner.keep(text_of(base::pointer_join(pointer, name), type))});
  }
  owner.dialect.same_types = owner.same_types;
}

Quotes read_pair(const std::string& pointer, const Json& value) {
  const std::string& pair = text_of(pointer, value);
  const auto odd = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F;
  };
  if (pair.size() != 2 || std::ranges::any_of(pair, odd)) {
    refuse(pointer, value, "must be two characters, such as \"[]\"");
  }
  return {pair[0], pair[1]};
}

void read_quotes(Owner& owner, const std::string& pointer, const Json& value) {
  if (!value.is_array() || value.as_array().empty()) {
    refuse(pointer, value, "must be a list of pairs of quotes");
  }
  owner.quotes.clear();
  for (std::size_t i = 0; i < value.as_array().size(); ++i) {
    const std::string at = base::pointer_join(pointer, i);
    const Json& item = value.as_array()[i];
    const Json* pair = item.find("quotes");
    Quotes quotes = read_pair(at, pair != nullptr ? *pair : item);
    if (pair != nullptr) {
      for (const auto& [name, part, place] : item.as_object()) {
        const std::string where = base::pointer_join(at, name);
        if (name == "inside") {
          quotes.inner = word_of<InnerQuote>(where, part, kInnerQuotes);
        } else if (name == "backslash_escapes") {
          if (!part.is_bool()) refuse(where, part, "must be true or false");
          quotes.backslash_escapes = part.as_bool();
        } else if (name != "quotes") {
          refuse(where, part, "is no key of a pair of quotes");
        }
      }
    }
    owner.quotes.push_back(quotes);
  }
  owner.syntax.name_quotes = owner.quotes;
}

void read_key(Owner& owner, std::string_view prefix, const std::string& name, const Json& value) {
  const std::string path = fmt::format("{}{}", prefix, name);
  const std::string pointer = base::pointer_join(prefix.empty() ? "" : "/syntax", name);
  const auto row = std::ranges::find(kRows, path, [](const Row& each) { return each.key.name; });
  if (row != kRows.end()) {
    std::visit(Setter{owner, *row, pointer, value}, row->member);
  } else if (path == "created") {
    read_created(owner, pointer, value);
  } else if (path == "decimals") {
    read_decimals(owner, pointer, value);
  } else if (path == "same_types") {
    read_same_types(owner, pointer, value);
  } else if (path == "syntax/name_quotes") {
    read_quotes(owner, pointer, value);
  } else {
    refuse(pointer, value, "is no key of a dialect");
  }
}

void check_whole(const Owner& owner, const Json& document) {
  const Dialect& dialect = owner.dialect;
  if (dialect.name.empty()) refuse("/name", document, "must not be empty");
  if (dialect.null_safe_differs.empty())
    refuse("/null_safe_differs", document, "must not be empty");
  if (dialect.text_is.find('?') == std::string_view::npos) {
    refuse("/text_is", document, "must hold a ? for the bound value");
  }
  if (dialect.bind_parameters == 0) refuse("/bind_parameters", document, "must not be 0");
  if (dialect.limit.empty() == dialect.limit_first.empty()) {
    refuse("/limit", document, "or /limit_first must be empty, and not both");
  }
  const auto has_backtick = [](const Quotes& quotes) { return quotes.open == '`'; };
  if (dialect.ddl_backticks && std::ranges::none_of(owner.syntax.name_quotes, has_backtick)) {
    refuse("/ddl_backticks", document, "needs a pair of backticks in /syntax/name_quotes");
  }
}

}  // namespace

std::shared_ptr<const Dialect> read_dialect(const Json& document) {
  auto owner = std::make_shared<Owner>();
  const Dialect* base = &generic();
  if (const Json* extends = document.find("extends")) {
    base = find_dialect(text_of("/extends", *extends));
    if (base == nullptr) refuse("/extends", *extends, "names no dialect there is");
  }
  owner->dialect = *base;
  owner->dialect.executed = false;
  owner->syntax = *base->syntax;
  for (const auto& [name, value, place] : object_of("", document)) {
    if (name == "extends") continue;
    if (name != "syntax") {
      read_key(*owner, "", name, value);
      continue;
    }
    for (const auto& [inner, part, inner_place] : object_of("/syntax", value)) {
      read_key(*owner, "syntax/", inner, part);
    }
  }
  check_whole(*owner, document);
  owner->syntax.title = owner->dialect.title;
  owner->dialect.syntax = &owner->syntax;
  return {owner, &owner->dialect};
}

Json write_dialect(const Dialect& dialect) {
  Json json = Json::object();
  Json syntax = Json::object();
  for (const Row& row : kRows) {
    const Json value = std::visit(Getter{dialect}, row.member);
    if (row.key.name.starts_with("syntax/")) {
      syntax.set(row.key.name.substr(7), value);
    } else {
      json.set(row.key.name, value);
    }
  }
  Json created = Json::object();
  for (int i = 0; i < rows::kLogicalCount; ++i) {
    created.set(rows::name_of(static_cast<rows::Logical>(i)),
                dialect.created[static_cast<std::size_t>(i)]);
  }
  Json decimals = Json::array();
  for (const DecimalType& type : dialect.decimals) {
    decimals.push(Json::object({{"spelling", type.spelling},
                                {"digits", type.digits},
                                {"scale", type.scale},
                                {"whole", type.whole}}));
  }
  Json same_types = Json::object();
  for (const SameType& same : dialect.same_types) same_types.set(same.spelling, same.created);
  Json quotes = Json::array();
  for (const Quotes& pair : dialect.syntax->name_quotes) {
    const std::string text{pair.open, pair.close};
    if (pair.inner == InnerQuote::doubled && !pair.backslash_escapes) {
      quotes.push(text);
    } else {
      quotes.push(Json::object({{"quotes", text},
                                {"inside", kInnerQuotes[static_cast<std::size_t>(pair.inner)]},
                                {"backslash_escapes", pair.backslash_escapes}}));
    }
  }
  syntax.set("name_quotes", std::move(quotes));
  return json.set("created", std::move(created))
      .set("decimals", std::move(decimals))
      .set("same_types", std::move(same_types))
      .set("syntax", std::move(syntax));
}

std::span<const DialectKey> dialect_keys() {
  static const std::vector<DialectKey> keys = [] {
    std::vector<DialectKey> list;
    for (const Row& row : kRows) list.push_back(row.key);
    list.insert(list.end(), kLists.begin(), kLists.end());
    return list;
  }();
  return keys;
}

}  // namespace waybill::sql

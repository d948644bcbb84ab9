#include "sql/dialect_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/dialect_keys.hpp"

namespace waybill::sql {
namespace {

using base::Json;

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
  const DialectRow& row;
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
  const std::span<const DialectRow> rows = dialect_rows();
  const auto row =
      std::ranges::find(rows, path, [](const DialectRow& each) { return each.key.name; });
  if (row != rows.end()) {
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
  for (const DialectRow& row : dialect_rows()) {
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

}  // namespace waybill::sql

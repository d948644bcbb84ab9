// Small pieces that several statements are made of.
#ifndef WAYBILL_SQL_PIECES_HPP
#define WAYBILL_SQL_PIECES_HPP

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/dialect.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {

// The pattern with each {name} replaced; what replaces one is not looked at again.
using Places = std::initializer_list<std::pair<std::string_view, std::string_view>>;
std::string fill(std::string_view pattern, Places places);

// `s."a", s."b"`; the prefix ("s.") may be empty.
std::string column_list(const Dialect& dialect, const std::vector<std::string>& names,
                        std::string_view prefix = {});
// `d."a" = s."a" AND d."b" = s."b"`
std::string equal_keys(const Dialect& dialect, const std::vector<std::string>& key,
                       std::string_view left, std::string_view right);
// `"a"`, or `("a", "b")` of several columns.
std::string row_of(const Dialect& dialect, const std::vector<std::string>& names,
                   std::string_view prefix = {});
// `"orders".`: before a column of the table that a statement without an alias is about.
std::string row_prefix(const Dialect& dialect, const Table& table);
// Whether the other table, which gets the alias, has the key of a row.
std::string key_in(const Dialect& dialect, const std::vector<std::string>& key,
                   std::string_view prefix, const Table& other, std::string_view alias,
                   Found found);
// The statement while a temporary table of the name holds what the SELECT answers.
std::vector<Statement> beside(const Dialect& dialect, std::string_view name,
                              std::string_view select, Statement statement);
std::vector<std::string> without(const std::vector<std::string>& names,
                                 const std::vector<std::string>& removed);

}  // namespace waybill::sql

#endif

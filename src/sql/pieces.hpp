// Small pieces that several statements are made of.
#ifndef WAYBILL_SQL_PIECES_HPP
#define WAYBILL_SQL_PIECES_HPP

#include <string>
#include <string_view>
#include <vector>

#include "sql/dialect.hpp"

namespace waybill::sql {

// `s."a", s."b"`; the prefix ("s.") may be empty.
std::string column_list(const Dialect& dialect, const std::vector<std::string>& names,
                        std::string_view prefix = {});
// `d."a" = s."a" AND d."b" = s."b"`
std::string equal_keys(const Dialect& dialect, const std::vector<std::string>& key,
                       std::string_view left, std::string_view right);
std::vector<std::string> without(const std::vector<std::string>& names,
                                 const std::vector<std::string>& removed);

}  // namespace waybill::sql

#endif

// The keys of a dialect file, each with the member it sets.
#ifndef WAYBILL_SQL_DIALECT_KEYS_HPP
#define WAYBILL_SQL_DIALECT_KEYS_HPP

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "sql/dialect_file.hpp"

namespace waybill::sql {

// The words of the enumerations, in the order of the enumerators.
inline constexpr auto kMerges = std::to_array<std::string_view>(
    {"on_conflict", "merge_into", "update_then_insert", "update_from_then_insert",
     "update_join_then_insert", "delete_then_insert"});
inline constexpr auto kMarks = std::to_array<std::string_view>({"question", "numbered"});
inline constexpr auto kFoldings =
    std::to_array<std::string_view>({"preserve", "lower", "upper", "insensitive"});
inline constexpr auto kInnerQuotes =
    std::to_array<std::string_view>({"doubled", "backslash", "impossible"});

using DialectMember =
    std::variant<std::string_view Dialect::*, bool Dialect::*, std::int64_t Dialect::*,
                 MergeShape Dialect::*, ParameterMarks Dialect::*, std::string_view Syntax::*,
                 bool Syntax::*, std::size_t Syntax::*, Folding Syntax::*, InnerQuote Syntax::*>;
struct DialectRow {
  DialectKey key;
  DialectMember member;
};

// Those of one value; the others are lists and objects.
std::span<const DialectRow> dialect_rows();

}  // namespace waybill::sql

#endif

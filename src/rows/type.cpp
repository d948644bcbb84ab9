// Names of the logical types, their aliases, and their layouts.
#include "rows/type.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"

namespace waybill::rows {
namespace {

struct LogicalRow {
  Logical logical;
  std::string_view name;
  Layout layout;
};
constexpr std::array<LogicalRow, kLogicalCount> kLogicals{{
    {Logical::text, "text", Layout::variable},
    {Logical::boolean, "boolean", Layout::bit},
    {Logical::integer, "integer", Layout::int32},
    {Logical::bigint, "bigint", Layout::int64},
    {Logical::decimal, "decimal", Layout::variable},
    {Logical::floating, "float", Layout::float64},
    {Logical::bytes, "bytes", Layout::variable},
    {Logical::date, "date", Layout::int32},
    {Logical::time, "time", Layout::int64},
    {Logical::timestamp, "timestamp", Layout::int64},
    {Logical::datetime, "datetime", Layout::int64},
    {Logical::json, "json", Layout::variable},
    {Logical::uuid, "uuid", Layout::fixed16},
}};
constexpr bool in_enum_order() {
  for (std::size_t i = 0; i < kLogicals.size(); ++i) {
    if (static_cast<std::size_t>(kLogicals[i].logical) != i) return false;
  }
  return true;
}
static_assert(in_enum_order());

struct Spelling {
  std::string_view text;
  Logical logical;
};
constexpr std::array<Spelling, 21> kSpellings{{
    {"text", Logical::text},
    {"string", Logical::text},
    {"varchar", Logical::text},
    {"boolean", Logical::boolean},
    {"bool", Logical::boolean},
    {"integer", Logical::integer},
    {"int", Logical::integer},
    {"bigint", Logical::bigint},
    {"decimal", Logical::decimal},
    {"numeric", Logical::decimal},
    {"float", Logical::floating},
    {"double", Logical::floating},
    {"bytes", Logical::bytes},
    {"binary", Logical::bytes},
    {"date", Logical::date},
    {"time", Logical::time},
    {"timestamp", Logical::timestamp},
    {"datetime", Logical::datetime},
    {"timestamp_ntz", Logical::datetime},
    {"json", Logical::json},
    {"uuid", Logical::uuid},
}};
constexpr auto kSpellingTexts = [] {
  std::array<std::string_view, kSpellings.size()> texts;
  std::ranges::transform(kSpellings, texts.begin(), &Spelling::text);
  return texts;
}();

constexpr int kMaxPrecision = 76;

ParsedType refuse(TypeProblem problem, std::string reason) {
  return {{}, problem, std::move(reason)};
}

// A whole number in plain digits with an optional minus, blanks around.
std::optional<int> number(std::string_view text) {
  text = base::trim(text);
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem == std::errc::result_out_of_range && end == text.data() + text.size()) {
    return text.starts_with('-') ? -1 : kMaxPrecision + 1;
  }
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

ParsedType parse_decimal_type(std::string_view arguments) {
  const auto parts = base::split(arguments, ',');
  const auto precision = number(parts[0]);
  const auto scale = parts.size() > 1 ? number(parts[1]) : 0;
  if (parts.size() > 2 || !precision || !scale) {
    return refuse(TypeProblem::bad_precision, "write decimal(precision, scale) in whole numbers");
  }
  if (*precision < 1 || *precision > kMaxPrecision) {
    return refuse(TypeProblem::bad_precision,
                  fmt::format("precision must be 1 to {}", kMaxPrecision));
  }
  if (*scale < 0 || *scale > *precision) {
    return refuse(TypeProblem::bad_precision, "scale must be 0 to the precision");
  }
  return {{Logical::decimal, *precision, *scale}, std::nullopt, {}};
}

}  // namespace

Layout layout_of(const Type& type) {
  if (type.logical == Logical::decimal && type.precision > 0) {
    return type.precision <= 38 ? Layout::decimal128 : Layout::decimal256;
  }
  return kLogicals.at(static_cast<std::size_t>(type.logical)).layout;
}

std::string_view name_of(Logical logical) {
  return kLogicals.at(static_cast<std::size_t>(logical)).name;
}

std::string to_string(const Type& type) {
  if (type.logical == Logical::decimal && type.precision > 0) {
    return fmt::format("decimal({},{})", type.precision, type.scale);
  }
  return std::string(name_of(type.logical));
}

ParsedType parse_type(std::string_view text) {
  text = base::trim(text);
  const std::size_t paren = text.find('(');
  const std::string name = base::ascii_lower(base::trim(text.substr(0, paren)));
  const auto spelling = std::ranges::find(kSpellings, name, &Spelling::text);
  if (spelling == kSpellings.end()) return refuse(TypeProblem::unknown, "no such type");
  if (paren == std::string_view::npos) return {{spelling->logical}, std::nullopt, {}};
  if (spelling->logical != Logical::decimal) {
    return refuse(TypeProblem::unknown, fmt::format("{} takes no length or precision", name));
  }
  std::string_view arguments = text.substr(paren + 1);
  if (!arguments.ends_with(')')) {
    return refuse(TypeProblem::bad_precision, "the closing parenthesis is missing");
  }
  arguments.remove_suffix(1);
  return parse_decimal_type(arguments);
}

std::span<const std::string_view> type_spellings() {
  return kSpellingTexts;
}

}  // namespace waybill::rows

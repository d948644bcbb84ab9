#include "sql/accepted_types.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "sql/accepted_types_table.hpp"

namespace waybill::sql {
namespace {

using rows::Logical;

constexpr std::string_view kQuotes = "'\"`";
// Words after a type that say nothing about which values it holds.
constexpr auto kModifiers = std::to_array<std::string_view>(
    {" unsigned", " zerofill", " signed", " identity", " auto_increment", " not null", " null"});
constexpr auto kAfterwards = std::to_array<std::string_view>({" collate ", " character set "});
constexpr auto kNestedNames = std::to_array<std::string_view>(
    {"array", "struct", "structure", "map", "row", "record", "tuple", "nested", "list", "union"});
constexpr auto kWrappers = std::to_array<std::string_view>({"nullable", "lowcardinality"});

std::optional<int> number(std::string_view text) {
  text = base::trim(text);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Lower case; runs of blanks are one blank.
std::string tidy(std::string_view text) {
  std::string out;
  for (const char c : base::ascii_lower(base::trim(text))) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (blank && !out.empty() && out.back() == ' ') continue;
    out += blank ? ' ' : c;
  }
  return out;
}

// Where the bracket at `open` is closed; npos when it is not.
std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  char quoted = '\0';
  for (std::size_t i = open; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted != '\0') {
      if (c == quoted) quoted = '\0';
    } else if (kQuotes.find(c) != std::string_view::npos) {
      quoted = c;
    } else if (c == '(' || c == '<') {
      ++depth;
    } else if ((c == ')' || c == '>') && --depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

bool is_wrapper(std::string_view name) {
  return std::ranges::find(kWrappers, name) != kWrappers.end();
}

bool listed(std::string_view names, std::string_view name) {
  for (const std::string_view one : base::split(names, '|')) {
    if (one == name) return true;
  }
  return false;
}

std::string_view family_of(std::string_view vendor) {
  for (const TypeFamily& row : kTypeFamilies) {
    if (base::ascii_iequals(row.vendor, vendor)) return row.family;
  }
  return kGenericFamily;
}

rows::Type with_digits(Logical logical, const SourceType& source) {
  rows::Type type{logical};
  constexpr int kMostDigits = 76;
  if (logical != Logical::decimal || !source.precision) return type;
  const int scale = source.scale.value_or(0);
  if (*source.precision < 1 || *source.precision > kMostDigits || scale < 0 ||
      scale > *source.precision) {
    return type;
  }
  type.precision = *source.precision;
  type.scale = scale;
  return type;
}

// https://www.sqlite.org/datatype3.html section 3.1
std::string_view affinity_of(std::string_view declared) {
  const auto has = [&](std::string_view part) {
    return declared.find(part) != std::string_view::npos;
  };
  if (declared.empty()) return "";
  for (const auto& [name, standing] : kSqliteNames) {
    if (name == declared) return standing;
  }
  if (has("int")) return "integer";
  if (has("char") || has("clob") || has("text")) return "text";
  if (has("blob")) return "blob";
  if (has("real") || has("floa") || has("doub")) return "real";
  return "numeric";
}

// Values above the signed range of the name do not fit what the name alone would.
std::string_view unsigned_name(std::string_view name) {
  for (const auto& [narrow, wide] : kUnsigned) {
    if (narrow == name) return wide;
  }
  return name;
}

}  // namespace

SourceType read_source_type(std::string_view vendor, std::string_view spelled) {
  SourceType type;
  std::string text = tidy(spelled);
  for (const std::string_view word : kAfterwards) {
    if (const std::size_t at = text.find(word); at != std::string::npos) text.resize(at);
  }
  for (int unwrapped = 0; unwrapped < 4; ++unwrapped) {
    const std::size_t open = text.find('(');
    if (open == std::string::npos || !text.ends_with(')') ||
        !is_wrapper(std::string_view(text).substr(0, open))) {
      break;
    }
    text = std::string(base::trim(std::string_view(text).substr(open + 1, text.size() - open - 2)));
  }
  const std::size_t open = text.find_first_of("(<");
  const std::string head = std::string(base::trim(std::string_view(text).substr(0, open)));
  type.is_nested = text.ends_with("[]") || (open != std::string::npos && text[open] == '<') ||
                   std::ranges::find(kNestedNames, head) != kNestedNames.end() ||
                   (family_of(vendor) == "postgres" && text.starts_with('_'));
  if (type.is_nested) {
    type.name = text;
    return type;
  }
  if (open != std::string::npos) {
    const std::size_t end = closing(text, open);
    if (end != std::string::npos) {
      const std::string inner = text.substr(open + 1, end - open - 1);
      const auto parts = base::split(inner, ',');
      type.precision = number(parts.front());
      if (parts.size() > 1) type.scale = number(parts[1]);
      text.erase(open, end - open + 1);
    }
  }
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view word : kModifiers) {
      if (!text.ends_with(word)) continue;
      type.is_unsigned = type.is_unsigned || word == " unsigned" || word == " zerofill";
      text.resize(text.size() - word.size());
      cut = true;
    }
  }
  type.name = tidy(text);
  return type;
}

TypeVerdict judge_source_type(std::string_view vendor, std::string_view spelled,
                              const rows::Type& declared) {
  const std::string_view family = family_of(vendor);
  const SourceType source = read_source_type(vendor, spelled);
  TypeVerdict verdict;
  if (source.is_nested) {
    verdict.suggested = rows::Type{Logical::json};
    verdict.why = "is nested";
    return verdict;
  }
  std::string_view name = source.name;
  if (family == "sqlite") {
    name = affinity_of(source.name);
    if (name.empty()) {
      verdict.accepted = true;
      verdict.known = false;
      return verdict;
    }
  }
  if (source.is_unsigned) name = unsigned_name(name);
  // MySQL's way to write a boolean.
  if (family == "mysql" && name == "tinyint" && source.precision == 1) name = "tinyint(1)";
  verdict.known = false;
  for (const AcceptedTypes& row : kAcceptedTypes) {
    if (row.family != family || !listed(row.names, name)) continue;
    verdict.known = true;
    if (!verdict.suggested) verdict.suggested = with_digits(row.logical, source);
    if (row.logical == declared.logical) verdict.accepted = true;
  }
  if (!verdict.known) verdict.why = "is a type that no logical type is read from";
  return verdict;
}

bool is_wider_decimal(const SourceType& source, const rows::Type& declared) {
  if (declared.logical != Logical::decimal || declared.precision == 0 || !source.precision) {
    return false;
  }
  const int scale = source.scale.value_or(0);
  return scale > declared.scale || *source.precision - scale > declared.precision - declared.scale;
}

}  // namespace waybill::sql

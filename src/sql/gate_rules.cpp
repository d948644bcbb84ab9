// Clauses, statements and files that a query of a model must not hold.
#include "sql/gate_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/read_tables.hpp"

namespace waybill::sql {
namespace {

using Words = std::initializer_list<std::string_view>;

Refusal refusal(const Parts& parts, std::size_t i, std::string message, std::string_view hint) {
  return {parts.at(i).token.begin, std::move(message), std::string(hint)};
}

// Words of a function's own grammar: trim(a FROM b), substring(a FROM 1 FOR 2).
bool takes_from(const Parts& parts, std::size_t open) {
  return parts.is_any(open - 1, {"trim", "substring", "substr", "extract", "overlay", "position",
                                 "normalize", "date_part", "replace"});
}

// UPDATE [ONLY] a.b [*] [[AS] c] SET
bool is_update(const Parts& parts, std::size_t i) {
  if (!parts.is(i, "update") || !(parts.is_name(i + 1))) return false;
  for (std::size_t at = i + 1; at < i + 12; ++at) {
    if (parts.is(at, "set")) return at > i + 1;
    if (!parts.is_name(at) && !parts.sign(at, '.') && !parts.sign(at, '*')) return false;
  }
  return false;
}

// A statement that changes data begins here, told by its first two words.
bool changes_data(const Parts& parts, std::size_t i) {
  return parts.are(i, {"insert", "into"}) || parts.are(i, {"insert", "overwrite"}) ||
         parts.are(i, {"merge", "into"}) || parts.are(i, {"delete", "from"}) ||
         parts.are(i, {"replace", "into"}) || parts.are(i, {"upsert", "into"}) ||
         is_update(parts, i);
}

Refusal data_change(const Parts& parts, std::size_t i) {
  return refusal(parts, i, fmt::format("changes data with {}", shown_part(parts, i)),
                 "a query of a model only reads: remove the statement");
}

// The level of a WITH: a body is checked with its parenthesis, so what is left is a main statement
// that is none.
std::optional<Refusal> refuse_with(const Parts& parts, std::size_t i) {
  if (parts.is_any(i + 1, {"function", "procedure"}) && parts.is_name(i + 2) &&
      !parts.is(i + 2, "as")) {
    return refusal(parts, i + 1, "declares a function within WITH", "create it in the warehouse");
  }
  const std::size_t end = std::min(parts.after_with(i), parts.end_of_level(i));
  for (std::size_t at = i + 1; at < end; at = parts.after(at)) {
    const bool after_body = parts.sign(at - 1, ')') && !parts.sign(at, ',') &&
                            parts.is_any(parts.at(at - 1).match - 1, {"as", "materialized"});
    if (after_body && !changes_data(parts, at) && !parts.is_any(at, {"search", "cycle"})) {
      return parts.is_any(at, {"insert", "update", "delete", "merge", "replace"})
                 ? data_change(parts, at)
                 : refusal(parts, at,
                           fmt::format("goes on after WITH with {}", shown_part(parts, at)),
                           "write one SELECT behind the WITH");
    }
    const bool named = at == i + 1 || parts.sign(at - 1, ',') ||
                       parts.is_any(at - 1, {"recursive", "set", "by", "using", "cycle", "to"});
    if (named && !changes_data(parts, at)) continue;
    if (changes_data(parts, at) ||
        (parts.sign(at - 1, ')') &&
         parts.is_any(at, {"insert", "update", "delete", "merge", "replace", "truncate"}))) {
      return data_change(parts, at);
    }
  }
  return std::nullopt;
}

bool is_sign(const Parts& parts, std::size_t i, std::string_view any) {
  return parts.at(i).token.kind == TokenKind::symbol && i < parts.size() &&
         any.find(parts.text(i)) != std::string_view::npos;
}

std::optional<Refusal> refuse_into(const Parts& parts, std::size_t i) {
  if (!parts.is(i, "into")) return std::nullopt;
  if (parts.is(i - 1, "as") || parts.sign(i - 1, '.')) return std::nullopt;  // a name
  const bool is_column = i + 1 >= parts.size() || is_sign(parts, i + 1, "),=<>+-*/%|.!]&~(^") ||
                         parts.is_any(i + 1, {"from", "as", "where", "and", "or", "is", "in",
                                              "then", "else", "end", "when", "asc", "desc"});
  if (is_column) return std::nullopt;
  return refusal(parts, i, "has INTO, which writes its result",
                 "remove INTO: the result is read, not stored");
}

std::optional<Refusal> refuse_lock(const Parts& parts, std::size_t i) {
  constexpr std::string_view kHint = "remove it: a query of a model takes no locks";
  if (parts.is(i, "for")) {
    const bool lock = parts.is_any(i + 1, {"update", "share"}) ||
                      parts.are(i + 1, {"no", "key", "update"}) ||
                      parts.are(i + 1, {"key", "share"});
    // PIVOT (... FOR share IN (...)), substring(a FROM 1 FOR share)
    const std::size_t around = parts.at(i).around;
    const bool column =
        parts.is(i + 2, "in") ||
        (around != Part::none && takes_from(parts, around) && parts.sign(i + 2, ')'));
    if (lock && !column) {
      return refusal(parts, i, fmt::format("locks rows with FOR {}", shown_part(parts, i + 1)),
                     kHint);
    }
  }
  if (parts.are(i, {"lock", "in", "share", "mode"})) {
    return refusal(parts, i, "locks rows with LOCK IN SHARE MODE", kHint);
  }
  // https://learn.microsoft.com/sql/t-sql/queries/hints-transact-sql-table
  if (parts.syntax().table_hints && parts.at(i).around != Part::none &&
      parts.is_any(i, {"holdlock", "tablock", "tablockx", "updlock", "xlock"})) {
    const bool in_with = parts.is(parts.at(i).around - 1, "with");
    if (in_with || ((parts.sign(i - 1, '(') || parts.sign(i - 1, ',')) &&
                    (parts.sign(i + 1, ')') || parts.sign(i + 1, ',')))) {
      return refusal(parts, i, fmt::format("locks with the hint {}", shown_part(parts, i)), kHint);
    }
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_sequence(const Parts& parts, std::size_t i) {
  const bool member = parts.syntax().member_nextval && parts.sign(i - 1, '.') &&
                      base::ascii_iequals(parts.is_name(i) ? parts.name(i) : "", "nextval");
  if (!member && !parts.are(i, {"next", "value", "for"})) return std::nullopt;
  return refusal(
      parts, i,
      member ? "advances a sequence with NEXTVAL" : "advances a sequence with NEXT VALUE FOR",
      "number rows with row_number(), or read the sequence's value from a table");
}

// Transact-SQL parts statements by nothing at all.
std::optional<Refusal> refuse_statement_word(const Parts& parts, std::size_t i) {
  if (parts.syntax().statement_words.empty() || !parts.is_word(i) || parts.sign(i - 1, '.')) {
    return std::nullopt;
  }
  const std::string word = base::ascii_lower(parts.text(i).substr(0, 32));
  if (!std::ranges::binary_search(parts.syntax().statement_words, std::string_view(word))) {
    return std::nullopt;
  }
  const bool clause = (word == "merge" && parts.is_any(i + 1, {"join", "union"})) ||
                      (word == "use" && parts.is_any(i + 1, {"hint", "plan"}));
  if (clause) return std::nullopt;
  return refusal(parts, i, fmt::format("has a second statement, {}", shown_part(parts, i)),
                 "write one SELECT; put a name that is a keyword into its quotes");
}

// https://clickhouse.com/docs/sql-reference/statements/select/format
std::optional<Refusal> refuse_output(const Parts& parts, std::size_t i) {
  if (!parts.syntax().output_clauses) return std::nullopt;
  if (parts.are(i, {"parallel", "with"})) {
    return refusal(parts, i, "has a second statement after PARALLEL WITH", "write one SELECT");
  }
  if (parts.is(i, "settings") &&
      parts.is_any(i + 1, {"allow_ddl", "allow_introspection_functions", "max_execution_time",
                           "readonly", "timeout_overflow_mode"})) {
    return refusal(parts, i, fmt::format("changes the setting {}", parts.name(i + 1)),
                   "remove it: Waybill sets limits of its own");
  }
  const bool last = i + 2 == parts.end_of_level(i) || parts.is(i + 2, "settings");
  if (!parts.is(i, "format") || !last || !parts.is_word(i + 1) ||
      parts.is_any(i + 1, {"asc", "desc"})) {
    return std::nullopt;
  }
  const bool after_value =
      i > 0 &&
      (parts.sign(i - 1, ')') || parts.sign(i - 1, ']') ||
       parts.at(i - 1).token.kind != TokenKind::symbol) &&
      !parts.is_any(i - 1, {"select", "distinct", "by", "as", "where", "and", "or", "not", "on",
                            "having", "prewhere", "from", "join"});
  if (!after_value) return std::nullopt;
  return refusal(parts, i, "has a FORMAT of output, which cannot stand between parentheses",
                 "remove FORMAT");
}

std::optional<Refusal> refuse_other(const Parts& parts, std::size_t i) {
  const Syntax& syntax = parts.syntax();
  if (syntax.user_variables && parts.signs(i, ':', '=')) {
    return refusal(parts, i, "assigns a variable with :=", "use a window function");
  }
  if (parts.are(i, {"procedure", "analyse"})) {
    return refusal(parts, i, "has PROCEDURE ANALYSE", "remove it");
  }
  if (syntax.pipes && parts.signs(i, '|', '>')) {
    return refusal(parts, i, "has a pipe |>", "write it as a SELECT with subqueries");
  }
  return std::nullopt;
}

// The last words of files that engines read by their name.
bool names_a_file(std::string_view name) {
  constexpr auto kEndings = std::to_array<std::string_view>(
      {"arrow", "avro", "csv", "db", "duckdb", "gz", "ipynb", "json", "jsonl", "ndjson", "orc",
       "parquet", "sqlite", "tsv", "txt", "xlsx", "zst"});
  static_assert(std::ranges::is_sorted(kEndings));
  if (name.find_first_of("/\\*") != std::string_view::npos) return true;
  const std::size_t point = name.rfind('.');
  return point != std::string_view::npos &&
         std::ranges::binary_search(kEndings,
                                    std::string_view(base::ascii_lower(name.substr(point + 1))));
}

// In the place of a table stands the name of a file.
std::optional<Refusal> refuse_file(const Parts& parts, std::size_t i) {
  constexpr std::string_view kHint = "load it into a table, and read that";
  if (parts.is_text(i)) return refusal(parts, i, "reads a file in the place of a table", kHint);
  if (parts.sign(i, '@')) return refusal(parts, i, "reads files of a stage", kHint);
  if (parts.syntax().file_names != FileNames::names || !parts.is_name(i)) return std::nullopt;
  const std::size_t end = parts.end_of_path(i);
  if (parts.sign(end, '(')) return std::nullopt;
  std::string name;
  for (std::size_t at = i; at < end && name.size() < 1000; at += 2) {
    if (at > i) name += '.';
    name += parts.name(at);
  }
  if (!names_a_file(name)) return std::nullopt;
  return refusal(parts, i, "reads a file in the place of a table", kHint);
}

}  // namespace

std::string shown_part(const Parts& parts, std::size_t i) {
  if (parts.is_text(i)) return "a text";
  std::string out;
  const std::string_view text = parts.text(i).substr(0, 40);
  for (const char c : text.substr(0, base::utf8_prefix(text))) {
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  return parts.is_word(i) ? base::ascii_upper(out) : out;
}

std::optional<Refusal> refuse_data_changes(const Parts& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool begins = i == 0 || parts.sign(i - 1, '(');
    if (!begins) continue;
    if (parts.is(i, "with")) {
      if (auto found = refuse_with(parts, i)) return found;
    }
    const bool argument = i > 0 && parts.is(i, "delete") && takes_from(parts, i - 1);
    if (i > 0 && changes_data(parts, i) && !argument) return data_change(parts, i);
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_clause(const Parts& parts, std::size_t i) {
  constexpr auto kRules = std::to_array({refuse_into, refuse_lock, refuse_sequence,
                                         refuse_statement_word, refuse_output, refuse_other});
  const TokenKind kind = parts.at(i).token.kind;
  if (kind == TokenKind::text || kind == TokenKind::number) return std::nullopt;
  for (const auto& rule : kRules) {
    if (auto found = rule(parts, i)) return found;
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_parameters(const Parts& parts) {
  constexpr std::string_view kHint = "write the value, or a template variable such as {{.Schema}}";
  const Syntax& syntax = parts.syntax();
  std::size_t pattern_end = 0;  // of MATCH_RECOGNIZE (... PATTERN (a? b+) ...)
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts.sign(i, '(') && parts.is(i - 1, "pattern")) {
      pattern_end = std::max(pattern_end, parts.at(i).match);
    }
    std::size_t end = 0;
    if (parts.at(i).token.kind == TokenKind::parameter) {
      if (parts.text(i) == "?" && i < pattern_end) continue;
      end = i + 1;
    } else if (syntax.brace_parameters && parts.sign(i, '{') && parts.is_word(i + 1) &&
               parts.sign(i + 2, ':')) {
      end = i + 2;
    } else if (syntax.parameter_marks.find(':') != std::string_view::npos && !syntax.colon_paths &&
               parts.sign(i, ':') && parts.at(i + 1).token.kind == TokenKind::quoted_name &&
               !parts.sign(i - 1, ':')) {
      end = i + 1;
    }
    if (end != 0) {
      return refusal(parts, i,
                     fmt::format("has the parameter {}{}, for which there is no value",
                                 shown_part(parts, i), end > i + 1 ? parts.name(i + 1) : ""),
                     kHint);
    }
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_files(const Parts& parts) {
  if (parts.syntax().file_names == FileNames::none) return std::nullopt;
  for (const std::size_t place : table_places(parts)) {
    if (auto found = refuse_file(parts, place)) return found;
  }
  return std::nullopt;
}

}  // namespace waybill::sql

#include "warehouse/odbc/packed_sqlite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "sql/lexer.hpp"
#include "warehouse/odbc/decode.hpp"
#include "warehouse/odbc/packed_json.hpp"
#include "warehouse/odbc/sqlite_text.hpp"
#include "warehouse/odbc/statement.hpp"

namespace waybill::warehouse::odbc {
namespace {

// Any value, with its storage class unless it is a whole number or NULL. A text that SQLite knows
// for JSON would become part of the array and no text in it, but for the casts. %!.20e has more
// digits than a double needs; JSON's own have less.
constexpr std::string_view kAny =
    "CASE typeof({0}) WHEN 'text' THEN json_array('t', CAST(CAST({0} AS BLOB) AS TEXT)) "
    "WHEN 'real' THEN json_array('r', printf('%!.20e', {0})) "
    "WHEN 'blob' THEN json_array('b', hex({0})) ELSE {0} END";

// What is usual for a column of a type goes into the array with no word about its storage class.
struct Packing {
  std::string_view unusual;  // true of other values
  std::string_view usual;    // NULL for NULL
  std::string_view stored;   // the same where nothing is computed
};
// SQLite orders numbers, texts, blobs. A + takes a column's affinity away, which would make a text
// of the number.
constexpr std::string_view kIsNoText = "+{0} <= 9e999 OR {0} >= x''";
constexpr std::string_view kIsNoNumber = "{0} >= ''";
constexpr std::string_view kText = "CAST(CAST({0} AS BLOB) AS TEXT)";
constexpr std::string_view kReal =
    "CASE typeof({0}) WHEN 'real' THEN printf('%!.20e', {0}) ELSE {0} END";
constexpr std::string_view kHex = "CASE WHEN {0} IS NOT NULL THEN hex({0}) END";
constexpr Packing kTexts{kIsNoText, kText, "{0}"};
constexpr Packing kIntegers{kIsNoNumber, "{0}", "{0}"};
constexpr Packing kDecimals{"{0} >= x'' OR +{0} <= 9e999 AND typeof({0}) = 'real'", kText, "{0}"};
constexpr Packing kReals{kIsNoNumber, kReal, kReal};
constexpr Packing kBlobs{"{0} < x''", kHex, kHex};

const Packing& packing_of(rows::Logical type) {
  switch (type) {
    case rows::Logical::boolean:
    case rows::Logical::integer:
    case rows::Logical::bigint:
      return kIntegers;
    case rows::Logical::decimal:
      return kDecimals;
    case rows::Logical::floating:
      return kReals;
    case rows::Logical::bytes:
      return kBlobs;
    default:
      return kTexts;
  }
}

constexpr std::size_t kMostArguments = 100;  // SQLite's own limit is 127 or more

constexpr auto kCompound = std::to_array<std::string_view>({"except", "intersect", "union"});

// All columns are as tables hold them, in each of the query's parts: naming one twice computes
// nothing twice, and SQLite knows no text for JSON.
bool only_reads_stored(Connection& connection, std::string_view query,
                       const std::vector<SourceColumn>& columns) {
  if (!std::ranges::all_of(columns, &SourceColumn::is_stored)) return false;
  std::set<std::string> views;
  for (const auto& row :
       connection.run("SELECT name FROM sqlite_schema WHERE type = 'view' "
                      "UNION ALL SELECT name FROM sqlite_temp_schema WHERE type = 'view'")) {
    views.insert(base::ascii_lower(row.at(0).value_or("")));
  }
  const std::vector<sql::Token> tokens = sql::lex(*connection.dialect().syntax, query);
  return std::ranges::none_of(tokens, [&](const sql::Token& token) {
    if (token.kind != sql::TokenKind::word && token.kind != sql::TokenKind::quoted_name) {
      return false;
    }
    const std::string name = base::ascii_lower(sqlite_name(token, query));
    return views.contains(name) || std::ranges::find(kCompound, name) != kCompound.end();
  });
}

// An OFFSET keeps SQLite from computing a column's expression wherever the column is named.
std::string computed_once(std::string_view query) {
  return fmt::format("SELECT * FROM (\n{}\n) LIMIT -1 OFFSET 0", query);
}

std::string filled(std::string_view expression, std::size_t column) {
  return fmt::format(fmt::runtime(expression), fmt::format("w.c{}", column));
}

std::string array_of(const std::vector<CellReader>& readers, bool stored, std::size_t from,
                     std::size_t to) {
  std::string unusual, any, usual;
  for (std::size_t i = from; i < to; ++i) {
    const Packing& packing = packing_of(readers[i].type.logical);
    if (i > from) {
      unusual += " OR ";
      any += ", ";
      usual += ", ";
    }
    unusual += filled(packing.unusual, i);
    any += filled(kAny, i);
    usual += filled(stored ? packing.stored : packing.usual, i);
  }
  return fmt::format("CASE WHEN {} THEN json_array({}) ELSE json_array({}) END", unusual, any,
                     usual);
}

}  // namespace

PackedQuery pack_for_sqlite(Connection& connection, std::string_view query,
                            const std::vector<SourceColumn>& columns, const rows::Schema& schema,
                            const std::vector<bool>& truncate) {
  std::vector<CellReader> readers = make_readers(connection, columns, schema, truncate);
  const bool stored = only_reads_stored(connection, query, columns);
  const std::string source = stored ? std::string(query) : computed_once(query);
  std::string row;
  for (std::size_t from = 0; from < readers.size(); from += kMostArguments) {
    if (from > 0) row += " || ";
    row += array_of(readers, stored, from, std::min(from + kMostArguments, readers.size()));
  }
  return {fmt::format("{} SELECT {} FROM w", with_query(source, columns.size()), row),
          std::make_unique<JsonUnpacker>(connection.name(), std::move(readers))};
}

std::string packed_scalar(std::string_view query, std::size_t columns) {
  return fmt::format("{} SELECT json_array({}) FROM w", with_query(computed_once(query), columns),
                     filled(kAny, 0));
}

}  // namespace waybill::warehouse::odbc

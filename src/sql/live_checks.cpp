#include "sql/live_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"
#include "sql/pieces.hpp"

namespace waybill::sql {
namespace {

using rows::Value;

enum class Argument { qualified, schema, table, column, tenant };

struct Probe {
  std::string_view dialect;
  std::string_view text;  // a ? for each argument
  std::array<Argument, 8> arguments{};
  std::size_t count = 0;
};

// https://www.postgresql.org/docs/current/catalog-pg-index.html
constexpr std::string_view kPostgresIndex =
    "SELECT CASE WHEN c.relkind NOT IN ('r', 'p', 'm') THEN -1 WHEN EXISTS ("
    "SELECT 1 FROM pg_catalog.pg_index i "
    "JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid "
    "JOIN pg_catalog.pg_am m ON m.oid = x.relam "
    "JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] "
    "LEFT JOIN pg_catalog.pg_attribute b ON b.attrelid = i.indrelid AND b.attnum = i.indkey[1] "
    "WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL "
    "AND m.amname IN ('btree', 'brin') "
    "AND (a.attname = ? OR (a.attname = ? AND b.attname = ?))) "
    "THEN 1 ELSE 0 END FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass(?)";

// https://www.sqlite.org/pragma.html#pragma_index_info; an INTEGER PRIMARY KEY is its own index.
constexpr std::string_view kSqliteIndex =
    "SELECT CASE WHEN l.type = 'view' THEN -1 WHEN EXISTS ("
    "SELECT 1 FROM pragma_index_list(l.name) AS i WHERE i.partial = 0 AND ("
    "EXISTS (SELECT 1 FROM pragma_index_info(i.name) WHERE seqno = 0 AND name = ? COLLATE NOCASE) "
    "OR (EXISTS (SELECT 1 FROM pragma_index_info(i.name) "
    "WHERE seqno = 0 AND name = ? COLLATE NOCASE) "
    "AND EXISTS (SELECT 1 FROM pragma_index_info(i.name) "
    "WHERE seqno = 1 AND name = ? COLLATE NOCASE)))) "
    "OR EXISTS (SELECT 1 FROM pragma_table_xinfo(l.name) "
    "WHERE pk = 1 AND upper(type) = 'INTEGER' AND name = ? COLLATE NOCASE) "
    "THEN 1 ELSE 0 END FROM pragma_table_list AS l WHERE l.name = ? COLLATE NOCASE "
    "AND l.schema IN ('main', 'temp') LIMIT 1";

// https://mariadb.com/kb/en/information-schema-statistics-table/
constexpr std::string_view kMysqlIndex =
    "SELECT CASE WHEN t.table_type <> 'BASE TABLE' THEN -1 WHEN EXISTS ("
    "SELECT 1 FROM information_schema.statistics s "
    "LEFT JOIN information_schema.statistics n ON n.table_schema = s.table_schema "
    "AND n.table_name = s.table_name AND n.index_name = s.index_name AND n.seq_in_index = 2 "
    "WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name "
    "AND s.seq_in_index = 1 "
    "AND (s.column_name = ? OR (s.column_name = ? AND n.column_name = ?))) "
    "THEN 1 ELSE 0 END FROM information_schema.tables t WHERE t.table_name = ? "
    "AND t.table_schema = COALESCE(NULLIF(?, ''), DATABASE())";

constexpr auto kIndexProbes = std::to_array<Probe>({
    {"mariadb",
     kMysqlIndex,
     {Argument::column, Argument::tenant, Argument::column, Argument::table, Argument::schema},
     5},
    {"mysql",
     kMysqlIndex,
     {Argument::column, Argument::tenant, Argument::column, Argument::table, Argument::schema},
     5},
    {"postgres",
     kPostgresIndex,
     {Argument::column, Argument::tenant, Argument::column, Argument::qualified},
     4},
    {"sqlite",
     kSqliteIndex,
     {Argument::column, Argument::tenant, Argument::column, Argument::column, Argument::table},
     5},
});

// A column of what the page is made from. With its table's name before it: in ClickHouse an alias
// of the same statement would be meant otherwise.
std::string cell(const Dialect& dialect, const std::string& column) {
  return fmt::format("p.{}", quote(dialect, column));
}

// As one of the dialect's patterns has it.
std::string of_cell(const Dialect& dialect, std::string_view pattern, const std::string& column) {
  return fill(pattern, {{"column", cell(dialect, column)}});
}

std::string_view whole_type(const Dialect& dialect) {
  return !dialect.cast_whole.empty()
             ? dialect.cast_whole
             : dialect.created[static_cast<std::size_t>(rows::Logical::bigint)];
}

std::string derived(const Statement& from) {
  return fmt::format("(\n{}\n) p", from.text);
}

// https://learn.microsoft.com/sql/t-sql/queries/select-order-by-clause-transact-sql: TOP skips no
// rows, and OFFSET wants an order.
constexpr std::string_view kAnyOrder = "\nORDER BY (SELECT NULL)";

std::string order_by(const Dialect& dialect, const PageSpec& spec) {
  std::vector<std::string> parts;
  for (const std::string& name : spec.order) {
    parts.push_back(fmt::format("{}{}", cell(dialect, name), spec.descending ? " DESC" : ""));
  }
  if (!parts.empty()) return fmt::format("\nORDER BY {}", base::join(parts, ", "));
  const bool needed = spec.offset != 0 && !dialect.limit_first.empty();
  return std::string(needed ? kAnyOrder : "");
}

std::string first(const Dialect& dialect, const PageSpec& spec) {
  if (dialect.limit_first.empty() || spec.offset != 0) return "";
  return fill(dialect.limit_first, {{"n", std::to_string(spec.limit)}}) + " ";
}

std::string_view limit_after(const Dialect& dialect) {
  if (!dialect.limit_after.empty()) return dialect.limit_after;
  return dialect.limit.starts_with("LIMIT") ? "LIMIT {n} OFFSET {skip}"
                                            : "OFFSET {skip} ROWS FETCH NEXT {n} ROWS ONLY";
}

std::string bounds(const Dialect& dialect, const PageSpec& spec) {
  const std::string n = std::to_string(spec.limit);
  if (spec.offset != 0) {
    return "\n" + fill(limit_after(dialect), {{"n", n}, {"skip", std::to_string(spec.offset)}});
  }
  return dialect.limit_first.empty() ? "\n" + fill(dialect.limit, {{"n", n}}) : "";
}

std::string too_large(const Dialect& dialect, const PageSpec& spec, const std::string& name) {
  return fmt::format("{} > {}", of_cell(dialect, dialect.cell_bytes, name), spec.cell_bytes);
}

}  // namespace

std::size_t flag_columns(const PageSpec& spec) {
  const auto bounded =
      static_cast<std::size_t>(std::ranges::count(spec.columns, true, &PageColumn::bounded));
  return (bounded + kFlagsEach - 1) / kFlagsEach;
}

Statement page(const Dialect& dialect, const PageSpec& spec) {
  std::vector<std::string> parts;
  std::vector<std::string> flags;
  for (const PageColumn& column : spec.columns) {
    const std::string name = cell(dialect, column.name);
    if (!column.bounded) {
      parts.push_back(name);
      continue;
    }
    const std::string large = too_large(dialect, spec, column.name);
    parts.push_back(fmt::format("CASE WHEN {} THEN NULL ELSE {} END AS {}", large, name,
                                quote(dialect, column.name)));
    flags.push_back(fmt::format("CASE WHEN {} THEN {} ELSE 0 END", large,
                                std::uint64_t{1} << (flags.size() % kFlagsEach)));
  }
  for (std::size_t at = 0; at < flags.size(); at += kFlagsEach) {
    const std::size_t count = std::min(kFlagsEach, flags.size() - at);
    parts.push_back(fmt::format("CAST({} AS {})",
                                base::join(std::span(flags).subspan(at, count), " + "),
                                whole_type(dialect)));
  }
  return {fmt::format("SELECT {}{}\nFROM {}{}{}", first(dialect, spec), base::join(parts, ", "),
                      derived(spec.from), order_by(dialect, spec), bounds(dialect, spec)),
          spec.from.parameters};
}

std::optional<Statement> storage_probe(const Dialect& dialect, const Statement& from,
                                       const std::vector<std::string>& columns) {
  if (!dialect.types_are_affinities) return std::nullopt;
  std::vector<std::string> parts;
  for (const std::string& name : columns) {
    parts.push_back(of_cell(dialect, dialect.cell_storage, name));
  }
  return Statement{fmt::format("SELECT {}\nFROM {}\n{}", base::join(parts, ", "), derived(from),
                               fill(dialect.limit, {{"n", "1"}})),
                   from.parameters};
}

std::optional<rows::Logical> type_of_storage(std::string_view storage) {
  struct Storage {
    std::string_view name;
    rows::Logical logical;
  };
  constexpr auto kStorages = std::to_array<Storage>({
      {"blob", rows::Logical::bytes},
      {"integer", rows::Logical::bigint},
      {"real", rows::Logical::floating},
  });
  const auto found = std::ranges::find(kStorages, storage, &Storage::name);
  return found == kStorages.end() ? std::nullopt : std::optional(found->logical);
}

Statement count_of(const Statement& from) {
  return {fmt::format("SELECT count(*) FROM {}", derived(from)), from.parameters};
}

Statement cells_as_text(const Dialect& dialect, const PageSpec& spec, const std::string& column) {
  return {fmt::format("SELECT {}CASE WHEN {} THEN NULL ELSE {} END, {}\nFROM {}{}{}",
                      first(dialect, spec), too_large(dialect, spec, column),
                      of_cell(dialect, dialect.cell_text, column),
                      of_cell(dialect, dialect.cell_storage, column), derived(spec.from),
                      order_by(dialect, spec), bounds(dialect, spec)),
          spec.from.parameters};
}

Statement comparison_probe(const Dialect& dialect, const Statement& from, const std::string& column,
                           Letters letters) {
  // One text of ours takes the column's way to compare from the empty half of the union.
  struct Twin {
    std::string_view text;
    Inexact meaning;
  };
  constexpr std::string_view kAny = "acm\xC3\xA9";
  static constexpr auto kOfAny = std::to_array<Twin>({
      {"ACM\xC3\x89", ignores_case},
      {"acme", ignores_accents},
      {"acm\xC3\xA9 ", ignores_trailing_blanks},
      {"acme\xCC\x81", ignores_normal_form},
  });
  constexpr std::string_view kAscii = "acme";
  static constexpr auto kOfAscii = std::to_array<Twin>({
      {"ACME", ignores_case},
      {"acme ", ignores_trailing_blanks},
  });
  const bool any = letters == Letters::any;
  std::vector<std::string> parts;
  for (const Twin& twin : any ? std::span<const Twin>(kOfAny) : std::span<const Twin>(kOfAscii)) {
    parts.push_back(fmt::format("CASE WHEN o = {} THEN {} ELSE 0 END", literal(dialect, twin.text),
                                static_cast<std::int64_t>(twin.meaning)));
  }
  return {fmt::format("SELECT {}\nFROM (SELECT {} AS o FROM {} WHERE 1 = 0\n"
                      "UNION ALL SELECT {}{}{}) q",
                      base::join(parts, " + "), quote(dialect, column), derived(from),
                      literal(dialect, any ? kAny : kAscii), dialect.no_table.empty() ? "" : " ",
                      dialect.no_table),
          from.parameters};
}

std::optional<Statement> index_probe(const Dialect& dialect, const Table& table,
                                     const std::string& column, const std::string& tenant_column) {
  for (const Probe& probe : kIndexProbes) {
    if (probe.dialect != dialect.name) continue;
    Statement statement{std::string(probe.text), {}};
    for (std::size_t i = 0; i < probe.count; ++i) {
      switch (probe.arguments[i]) {
        case Argument::qualified:
          statement.parameters.push_back(Value::text(qualified(dialect, table)));
          break;
        case Argument::schema:
          statement.parameters.push_back(Value::text(table.schema));
          break;
        case Argument::table:
          statement.parameters.push_back(Value::text(table.name));
          break;
        case Argument::column:
          statement.parameters.push_back(Value::text(column));
          break;
        case Argument::tenant:
          statement.parameters.push_back(Value::text(tenant_column));
          break;
      }
    }
    return statement;
  }
  return std::nullopt;
}

}  // namespace waybill::sql

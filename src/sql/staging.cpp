// Rows from one table of Waybill's own to another: what changed, what vanished, a range of them.
#include <fmt/format.h>

#include "base/text.hpp"
#include "sql/pieces.hpp"
#include "sql/statements.hpp"
#include "sql/transaction_step.hpp"

namespace waybill::sql {
namespace {

// Sessions set savepoints of their own around each statement.
constexpr std::string_view kSavepoint = "waybill_rows";
constexpr std::string_view kLatest = "_waybill_latest";

std::optional<Statement> pattern(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return Statement{fill(text, {{"name", kSavepoint}}), {}};
}

}  // namespace

Statement read_rows(const Dialect& dialect, const Table& table,
                    const std::vector<std::string>& columns) {
  return {
      fmt::format("SELECT {}\nFROM {}", column_list(dialect, columns), qualified(dialect, table)),
      {}};
}

Statement copy_rows(const Dialect& dialect, const CopySpec& spec) {
  std::vector<std::string> conditions;
  for (std::size_t i = 0; i < spec.unless.size(); ++i) {
    conditions.push_back(
        key_in(dialect, spec.match, "s.", spec.unless[i], fmt::format("d{}", i + 1), Found::no));
  }
  return {fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {} s{}{}",
                      qualified(dialect, spec.into), column_list(dialect, spec.columns),
                      column_list(dialect, spec.columns, "s."), qualified(dialect, spec.from),
                      conditions.empty() ? "" : "\nWHERE ", base::join(conditions, "\n  AND ")),
          {}};
}

Statement copy_numbered(const Dialect& dialect, const CopySpec& spec,
                        const std::vector<std::string>& key) {
  // Not every warehouse numbers rows that have no order.
  const std::string order =
      !key.empty()
          ? column_list(dialect, key, "s.")
          : fmt::format("(SELECT NULL{}{})", dialect.no_table.empty() ? "" : " ", dialect.no_table);
  return {
      fmt::format("INSERT INTO {} ({}, {})\nSELECT row_number() OVER (ORDER BY {}), {}\nFROM {} s",
                  qualified(dialect, spec.into), quote(dialect, kRowNumber),
                  column_list(dialect, spec.columns), order,
                  column_list(dialect, spec.columns, "s."), qualified(dialect, spec.from)),
      {}};
}

Statement copy_range(const Dialect& dialect, const CopySpec& spec, std::int64_t first,
                     std::int64_t end) {
  const std::string number = quote(dialect, kRowNumber);
  return {fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {} s\nWHERE s.{} >= ? AND s.{} < ?",
                      qualified(dialect, spec.into), column_list(dialect, spec.columns),
                      column_list(dialect, spec.columns, "s."), qualified(dialect, spec.from),
                      number, number),
          {rows::Value::bigint(first), rows::Value::bigint(end)}};
}

Statement delete_numbered(const Dialect& dialect, const Table& table, std::int64_t number) {
  return {fmt::format("DELETE FROM {}\nWHERE {} = ?", qualified(dialect, table),
                      quote(dialect, kRowNumber)),
          {rows::Value::bigint(number)}};
}

Statement delete_rows(const Dialect& dialect, const Table& table) {
  return {fmt::format("DELETE FROM {}\nWHERE 1 = 1", qualified(dialect, table)), {}};
}

std::vector<Statement> delete_superseded(const Dialect& dialect, const Table& table,
                                         const std::vector<std::string>& key,
                                         const std::string& cursor) {
  const std::string name = qualified(dialect, table);
  const std::string column = quote(dialect, cursor);
  const std::string keys = column_list(dialect, key);
  if (!dialect.correlated_queries) {
    const auto there = fmt::format("FROM {} WHERE {} IS NOT NULL", name, column);
    std::vector<std::string> both = key;
    both.push_back(cursor);
    return {{fmt::format("DELETE FROM {}\nWHERE {} IN (SELECT {} {})\n  AND ({} IS NULL OR {} NOT "
                         "IN (SELECT {}, max({}) {} GROUP BY {}))",
                         name, row_of(dialect, key), keys, there, column, row_of(dialect, both),
                         keys, column, there, keys),
             {}}};
  }
  const std::string outer = row_prefix(dialect, table);
  const auto where_later_in = [&](const std::string& other) {
    return Statement{
        fmt::format("DELETE FROM {0}\nWHERE EXISTS (SELECT 1 FROM {1} s WHERE {2}\n  AND (s.{3} > "
                    "{4}{3} OR ({4}{3} IS NULL AND s.{3} IS NOT NULL)))",
                    name, other, equal_keys(dialect, key, "s.", outer), column, outer),
        {}};
  };
  if (dialect.temporary_tables_reopen) return {where_later_in(name)};
  return beside(
      dialect, kLatest,
      fmt::format("SELECT {}, max({}) AS {} FROM {} GROUP BY {}", keys, column, column, name, keys),
      where_later_in(qualified(dialect, {"", std::string(kLatest)})));
}

std::optional<Statement> savepoint(const Dialect& dialect) {
  return pattern(dialect.savepoint);
}
std::optional<Statement> rollback_to_savepoint(const Dialect& dialect) {
  return dialect.savepoint.empty() ? std::nullopt : pattern(dialect.rollback_to_savepoint);
}
std::optional<Statement> release_savepoint(const Dialect& dialect) {
  return dialect.savepoint.empty() ? std::nullopt : pattern(dialect.release_savepoint);
}
std::optional<Statement> check_constraints_now(const Dialect& dialect) {
  return pattern(dialect.check_constraints_now);
}

bool is_transaction_step(const Dialect& dialect, std::string_view text) {
  for (const auto& step : {savepoint(dialect), rollback_to_savepoint(dialect),
                           release_savepoint(dialect), check_constraints_now(dialect)}) {
    if (step && step->text == text) return true;
  }
  return false;
}

}  // namespace waybill::sql

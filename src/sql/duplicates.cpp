// Rows that cannot take part in a merge: their key is NULL somewhere, or stands more than once.
#include <fmt/format.h>

#include "base/text.hpp"
#include "sql/pieces.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {
namespace {

constexpr std::string_view kTimes = "_waybill_times";
constexpr std::string_view kRepeated = "_waybill_repeated";

std::string any_null(const Dialect& dialect, const std::vector<std::string>& key) {
  std::vector<std::string> parts;
  for (const std::string& name : key) {
    parts.push_back(fmt::format("{} IS NULL", quote(dialect, name)));
  }
  return base::join(parts, " OR ");
}

std::string repeated_keys(const Dialect& dialect, const Table& table,
                          const std::vector<std::string>& key) {
  const std::string columns = column_list(dialect, key);
  return fmt::format("SELECT {} FROM {} GROUP BY {} HAVING count(*) > 1", columns,
                     qualified(dialect, table), columns);
}

// As a condition on a row of the table, which the statement then names twice.
std::string bad_key(const Dialect& dialect, const Table& table,
                    const std::vector<std::string>& key) {
  const std::string repeated = repeated_keys(dialect, table, key);
  const std::string is_repeated =
      key.size() == 1 || dialect.row_values
          ? fmt::format("{} IN ({})", row_of(dialect, key), repeated)
          : fmt::format("EXISTS (SELECT 1 FROM ({}) r WHERE {})", repeated,
                        equal_keys(dialect, key, "r.", row_prefix(dialect, table)));
  return fmt::format("{} OR {}", any_null(dialect, key), is_repeated);
}

// FROM and WHERE of the rows.
std::string bad_rows(const Dialect& dialect, const Table& table,
                     const std::vector<std::string>& columns, const std::vector<std::string>& key) {
  const std::string name = qualified(dialect, table);
  if (dialect.temporary_tables_reopen) {
    return fmt::format("FROM {}\nWHERE {}", name, bad_key(dialect, table, key));
  }
  const std::string times = quote(dialect, kTimes);
  return fmt::format(
      "FROM (SELECT {}, count(*) OVER (PARTITION BY {}) AS {} FROM {}) m\nWHERE {} > 1 OR {}",
      column_list(dialect, columns), column_list(dialect, key), times, name, times,
      any_null(dialect, key));
}

}  // namespace

Statement count_rows(const Dialect& dialect, const Table& table) {
  return {fmt::format("SELECT count(*) FROM {}", qualified(dialect, table)), {}};
}

Statement count_duplicates(const Dialect& dialect, const Table& table,
                           const std::vector<std::string>& key) {
  return {fmt::format("SELECT count(*) {}", bad_rows(dialect, table, key, key)), {}};
}

Statement read_duplicates(const Dialect& dialect, const Table& table,
                          const std::vector<std::string>& columns,
                          const std::vector<std::string>& key) {
  return {fmt::format("SELECT {}\n{}", column_list(dialect, columns),
                      bad_rows(dialect, table, columns, key)),
          {}};
}

std::vector<Statement> delete_duplicates(const Dialect& dialect, const Table& table,
                                         const std::vector<std::string>& key) {
  const std::string name = qualified(dialect, table);
  if (dialect.temporary_tables_reopen) {
    return {{fmt::format("DELETE FROM {}\nWHERE {}", name, bad_key(dialect, table, key)), {}}};
  }
  const std::string list = qualified(dialect, {"", std::string(kRepeated)});
  return beside(dialect, kRepeated, repeated_keys(dialect, table, key),
                {fmt::format("DELETE FROM {}\nWHERE {} OR EXISTS (SELECT 1 FROM {} r WHERE {})",
                             name, any_null(dialect, key), list,
                             equal_keys(dialect, key, "r.", row_prefix(dialect, table))),
                 {}});
}

}  // namespace waybill::sql

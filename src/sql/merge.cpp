// Staging into target, and rows that may not take part in it.
#include <fmt/format.h>

#include "base/text.hpp"
#include "sql/pieces.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {
namespace {

// True where any column outside the key differs: binary-exact, NULL equal to NULL.
std::string any_differs(const Dialect& dialect, const std::vector<std::string>& columns,
                        std::string_view left, std::string_view right) {
  std::vector<std::string> parts;
  for (const std::string& name : columns) {
    const std::string column = quote(dialect, name);
    const std::string a = fmt::format("{}{}", left, column);
    const std::string b =
        fmt::format("{}{}{}{}", right, column, dialect.merge_collation.empty() ? "" : " ",
                    dialect.merge_collation);
    parts.push_back(
        fmt::format(fmt::runtime(dialect.null_safe_differs), fmt::arg("a", a), fmt::arg("b", b)));
  }
  return base::join(parts, "\n   OR ");
}

std::vector<Statement> on_conflict(const Dialect& dialect, const MergeSpec& spec) {
  const std::vector<std::string> rest = without(spec.columns, spec.key);
  const std::string columns = column_list(dialect, spec.columns);
  // WHERE true: without it ON would be read as the join's.
  std::string text =
      fmt::format("INSERT INTO {} AS d ({})\nSELECT {}\nFROM {}\nWHERE true\nON CONFLICT ({}) ",
                  qualified(dialect, spec.target), columns, columns,
                  qualified(dialect, spec.staging), column_list(dialect, spec.key));
  if (rest.empty()) {
    text += "DO NOTHING";
  } else {
    std::vector<std::string> sets;
    for (const std::string& name : rest) {
      sets.push_back(fmt::format("{0} = excluded.{0}", quote(dialect, name)));
    }
    text += fmt::format("DO UPDATE SET\n  {}\nWHERE {}", base::join(sets, ",\n  "),
                        any_differs(dialect, rest, "excluded.", "d."));
  }
  return {{std::move(text), {}}};
}

std::vector<Statement> update_then_insert(const Dialect& dialect, const MergeSpec& spec) {
  std::vector<Statement> statements;
  const std::string target = qualified(dialect, spec.target);
  const std::string staging = qualified(dialect, spec.staging);
  const std::string same_key = equal_keys(dialect, spec.key, "s.", target + ".");
  const std::vector<std::string> rest = without(spec.columns, spec.key);
  if (!rest.empty()) {
    std::vector<std::string> sets;
    for (const std::string& name : rest) {
      sets.push_back(fmt::format("{0} = (SELECT s.{0} FROM {1} s WHERE {2})", quote(dialect, name),
                                 staging, same_key));
    }
    statements.push_back(
        {fmt::format("UPDATE {} SET\n  {}\nWHERE EXISTS (SELECT 1 FROM {} s WHERE {}\n  AND ({}))",
                     target, base::join(sets, ",\n  "), staging, same_key,
                     any_differs(dialect, rest, "s.", target + ".")),
         {}});
  }
  statements.push_back(
      {fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {} s\nWHERE NOT EXISTS (SELECT 1 FROM {} "
                   "WHERE {})",
                   target, column_list(dialect, spec.columns),
                   column_list(dialect, spec.columns, "s."), staging, target, same_key),
       {}});
  return statements;
}

// A key that is not unique: NULL somewhere in it, or standing more than once.
std::string bad_key(const Dialect& dialect, const Table& table,
                    const std::vector<std::string>& key) {
  std::string text;
  for (const std::string& name : key) {
    text += fmt::format("{} IS NULL OR ", quote(dialect, name));
  }
  const std::string columns = column_list(dialect, key);
  const std::string row = key.size() == 1 ? columns : fmt::format("({})", columns);
  return fmt::format("{}{} IN (SELECT {} FROM {} GROUP BY {} HAVING count(*) > 1)", text, row,
                     columns, qualified(dialect, table), columns);
}

}  // namespace

Statement count_matched(const Dialect& dialect, const MergeSpec& spec) {
  return {fmt::format("SELECT count(*) FROM {} s\nWHERE EXISTS (SELECT 1 FROM {} d WHERE {})",
                      qualified(dialect, spec.staging), qualified(dialect, spec.target),
                      equal_keys(dialect, spec.key, "d.", "s.")),
          {}};
}

std::vector<Statement> merge(const Dialect& dialect, const MergeSpec& spec) {
  switch (dialect.merge) {
    case MergeShape::on_conflict:
      return on_conflict(dialect, spec);
    case MergeShape::update_then_insert:
      return update_then_insert(dialect, spec);
  }
  return {};
}

Statement count_rows(const Dialect& dialect, const Table& table) {
  return {fmt::format("SELECT count(*) FROM {}", qualified(dialect, table)), {}};
}

Statement count_duplicates(const Dialect& dialect, const Table& table,
                           const std::vector<std::string>& key) {
  return {fmt::format("SELECT count(*) FROM {}\nWHERE {}", qualified(dialect, table),
                      bad_key(dialect, table, key)),
          {}};
}

Statement read_duplicates(const Dialect& dialect, const Table& table,
                          const std::vector<std::string>& columns,
                          const std::vector<std::string>& key) {
  return {fmt::format("SELECT {}\nFROM {}\nWHERE {}", column_list(dialect, columns),
                      qualified(dialect, table), bad_key(dialect, table, key)),
          {}};
}

Statement delete_duplicates(const Dialect& dialect, const Table& table,
                            const std::vector<std::string>& key) {
  return {fmt::format("DELETE FROM {}\nWHERE {}", qualified(dialect, table),
                      bad_key(dialect, table, key)),
          {}};
}

}  // namespace waybill::sql

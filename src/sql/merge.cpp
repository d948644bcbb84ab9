// Staging into target, in the shape the warehouse takes.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "sql/compare.hpp"
#include "sql/pieces.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {
namespace {

// What the shapes are made of.
struct Merge {
  Merge(const Dialect& with, const MergeSpec& wanted)
      : dialect(with),
        spec(wanted),
        target(qualified(with, wanted.target)),
        staging(qualified(with, wanted.staging)),
        rest(wanted.insert_only ? std::vector<std::string>{}
                                : without(wanted.columns, wanted.key)) {}

  const Dialect& dialect;
  const MergeSpec& spec;
  std::string target;
  std::string staging;
  std::vector<std::string> rest;  // columns outside the key

  std::string columns(std::string_view prefix = {}) const {
    return column_list(dialect, spec.columns, prefix);
  }
  std::string same_key(std::string_view left, std::string_view right) const {
    return equal_keys(dialect, spec.key, left, right);
  }
  // `a = s.a,` a line each.
  std::string sets(std::string_view left, std::string_view right) const {
    std::vector<std::string> parts;
    for (const std::string& name : rest) {
      const std::string column = quote(dialect, name);
      parts.push_back(fmt::format("{}{} = {}{}", left, column, right, column));
    }
    return base::join(parts, ",\n  ");
  }
  std::string_view pattern_of(const std::string& name) const {
    const auto of = [&](const std::vector<std::string>& names, std::string_view pattern) {
      return !pattern.empty() && std::ranges::find(names, name) != names.end();
    };
    if (of(spec.json, dialect.json_differs)) return dialect.json_differs;
    if (of(spec.bytes, dialect.bytes_differs)) return dialect.bytes_differs;
    return dialect.null_safe_differs;
  }
  // True where any column outside the key differs: binary-exact, NULL equal to NULL.
  std::string differs(std::string_view left, std::string_view right) const {
    std::vector<std::string> parts;
    for (const std::string& name : rest) {
      const std::string column = quote(dialect, name);
      parts.push_back(fill(
          pattern_of(name),
          {{"a", fmt::format("{}{}", left, column)},
           {"b", fmt::format("{}{}{}{}", right, column, dialect.merge_collation.empty() ? "" : " ",
                             dialect.merge_collation)}}));
    }
    return base::join(parts, "\n   OR ");
  }
  std::string any_differs() const { return rest.empty() ? "1 = 0" : differs("s.", "d."); }
  Statement insert_new() const {
    return {fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {} s\nWHERE {}", target, columns(),
                        columns("s."), staging,
                        key_in(dialect, spec.key, "s.", spec.target, "d", Found::no)),
            {}};
  }
};

std::string or_update(const Merge& merge) {
  std::string text = fmt::format("ON CONFLICT ({}) ", column_list(merge.dialect, merge.spec.key));
  if (merge.rest.empty()) return text + "DO NOTHING";
  return text + fmt::format("DO UPDATE SET\n  {}\nWHERE {}", merge.sets("", "excluded."),
                            merge.differs("excluded.", "d."));
}

std::vector<Statement> on_conflict(const Merge& merge) {
  // WHERE true: without it ON would be read as the join's.
  return {{fmt::format("INSERT INTO {} AS d ({})\nSELECT {}\nFROM {}\nWHERE true\n{}", merge.target,
                       merge.columns(), merge.columns(), merge.staging, or_update(merge)),
           {}}};
}

std::vector<Statement> merge_into(const Merge& merge) {
  std::string text = fmt::format("MERGE INTO {} d\nUSING {} s\nON ({})", merge.target,
                                 merge.staging, merge.same_key("d.", "s."));
  if (!merge.rest.empty()) {
    const std::string differs = merge.differs("s.", "d.");
    if (merge.dialect.merge_condition_last) {
      text += fmt::format("\nWHEN MATCHED THEN UPDATE SET\n  {}\nWHERE {}", merge.sets("d.", "s."),
                          differs);
    } else {
      text += fmt::format("\nWHEN MATCHED AND ({}) THEN UPDATE SET\n  {}", differs,
                          merge.sets("", "s."));
    }
  }
  text += fmt::format("\nWHEN NOT MATCHED THEN INSERT ({}) VALUES ({})", merge.columns(),
                      merge.columns("s."));
  return {{std::move(text), {}}};
}

std::vector<Statement> update_then_insert(const Merge& merge) {
  std::vector<Statement> statements;
  if (!merge.rest.empty()) {
    const std::string outer = row_prefix(merge.dialect, merge.spec.target);
    const std::string same_key = merge.same_key("s.", outer);
    std::vector<std::string> sets;
    for (const std::string& name : merge.rest) {
      sets.push_back(fmt::format("{0} = (SELECT s.{0} FROM {1} s WHERE {2})",
                                 quote(merge.dialect, name), merge.staging, same_key));
    }
    statements.push_back(
        {fmt::format("UPDATE {} SET\n  {}\nWHERE EXISTS (SELECT 1 FROM {} s WHERE {}\n  AND ({}))",
                     merge.target, base::join(sets, ",\n  "), merge.staging, same_key,
                     merge.differs("s.", outer)),
         {}});
  }
  statements.push_back(merge.insert_new());
  return statements;
}

std::vector<Statement> update_from(const Merge& merge) {
  if (merge.rest.empty()) return {};
  const std::string outer = row_prefix(merge.dialect, merge.spec.target);
  return {{fmt::format("UPDATE {} SET\n  {}\nFROM {} s\nWHERE {}\n  AND ({})", merge.target,
                       merge.sets("", "s."), merge.staging, merge.same_key("s.", outer),
                       merge.differs("s.", outer)),
           {}}};
}

std::vector<Statement> update_from_then_insert(const Merge& merge) {
  std::vector<Statement> statements = update_from(merge);
  statements.push_back(merge.insert_new());
  return statements;
}

// Where ON CONFLICT looks up each row, and a join of both tables could be had.
bool may_join(const Dialect& dialect) {
  return dialect.merge == MergeShape::on_conflict && dialect.hash_joins;
}

bool joins_many(const Dialect& dialect, const MergeSpec& spec) {
  return may_join(dialect) && spec.many;
}

// What another session inserts between the two is a conflict still.
std::vector<Statement> update_from_then_on_conflict(const Merge& merge) {
  std::vector<Statement> statements = update_from(merge);
  statements.push_back(
      {fmt::format("INSERT INTO {} AS d ({})\nSELECT {}\nFROM {} s\nWHERE {}\n{}", merge.target,
                   merge.columns(), merge.columns("s."), merge.staging,
                   key_in(merge.dialect, merge.spec.key, "s.", merge.spec.target, "e", Found::no),
                   or_update(merge)),
       {}});
  return statements;
}

std::vector<Statement> update_join_then_insert(const Merge& merge) {
  std::vector<Statement> statements;
  if (!merge.rest.empty()) {
    statements.push_back({fmt::format("UPDATE {} d\nJOIN {} s ON {}\nSET\n  {}\nWHERE {}",
                                      merge.target, merge.staging, merge.same_key("s.", "d."),
                                      merge.sets("d.", "s."), merge.differs("s.", "d.")),
                          {}});
  }
  statements.push_back(merge.insert_new());
  return statements;
}

std::vector<Statement> delete_then_insert(const Merge& merge) {
  std::vector<Statement> statements;
  if (!merge.rest.empty()) {
    const std::string key = row_of(merge.dialect, merge.spec.key);
    statements.push_back(
        {.text = fmt::format("DELETE FROM {}\nWHERE {} IN (SELECT {} FROM {} s\n  JOIN {} d ON "
                             "{}\n  WHERE {})",
                             merge.target, key, row_of(merge.dialect, merge.spec.key, "s."),
                             merge.staging, merge.target, merge.same_key("s.", "d."),
                             merge.differs("s.", "d.")),
         .parameters = {},
         .counted = false});
  }
  statements.push_back(merge.insert_new());
  return statements;
}

Statement delete_by_key(const Dialect& dialect, const MergeSpec& spec, Found found) {
  return {fmt::format("DELETE FROM {}\nWHERE {}", qualified(dialect, spec.target),
                      key_in(dialect, spec.key, row_prefix(dialect, spec.target), spec.staging, "s",
                             found)),
          {}};
}

}  // namespace

Statement count_different(const Dialect& dialect, const MergeSpec& spec) {
  const Merge merge(dialect, spec);
  return {fmt::format("SELECT count(*) FROM {} s\nJOIN {} d ON {}\nWHERE {}", merge.staging,
                      merge.target, merge.same_key("s.", "d."), merge.any_differs()),
          {}};
}

Statement read_different(const Dialect& dialect, const MergeSpec& spec) {
  const Merge merge(dialect, spec);
  return {fmt::format("SELECT {} FROM {} s\nJOIN {} d ON {}\nWHERE {}",
                      column_list(dialect, spec.key, "s."), merge.staging, merge.target,
                      merge.same_key("s.", "d."), merge.any_differs()),
          {}};
}

Statement count_matched(const Dialect& dialect, const MergeSpec& spec) {
  // Few rows are looked up by the key's index, as the merge is going to. Told to count a join, the
  // server may rather read the whole table.
  if (may_join(dialect) && !spec.many) {
    return {fmt::format("SELECT count((SELECT 1 FROM {} d WHERE {} LIMIT 1)) FROM {} s",
                        qualified(dialect, spec.target), equal_keys(dialect, spec.key, "d.", "s."),
                        qualified(dialect, spec.staging)),
            {}};
  }
  return {fmt::format("SELECT count(*) FROM {} s\nWHERE {}", qualified(dialect, spec.staging),
                      key_in(dialect, spec.key, "s.", spec.target, "d", Found::yes)),
          {}};
}

std::optional<Statement> one_pass_probe(const Dialect& dialect, const Table& target) {
  if (dialect.one_pass.empty()) return std::nullopt;
  return Statement{
      fill(dialect.one_pass,
           {{"table_text", literal_body(*dialect.syntax, qualified(dialect, target))}}),
      {}};
}

std::vector<Statement> merge(const Dialect& dialect, const MergeSpec& spec) {
  const Merge merge(dialect, spec);
  if (spec.one_pass) return merge_into(merge);
  switch (dialect.merge) {
    case MergeShape::on_conflict:
      return joins_many(dialect, spec) ? update_from_then_on_conflict(merge) : on_conflict(merge);
    case MergeShape::merge_into:
      return merge_into(merge);
    case MergeShape::update_then_insert:
      return update_then_insert(merge);
    case MergeShape::update_from_then_insert:
      return update_from_then_insert(merge);
    case MergeShape::update_join_then_insert:
      return update_join_then_insert(merge);
    case MergeShape::delete_then_insert:
      return delete_then_insert(merge);
  }
  return {};
}

bool merge_counts_apart(const Dialect& dialect, const MergeSpec& spec) {
  if (spec.one_pass) return false;
  switch (dialect.merge) {
    case MergeShape::on_conflict:
      return joins_many(dialect, spec);
    case MergeShape::update_then_insert:
    case MergeShape::update_from_then_insert:
    case MergeShape::update_join_then_insert:
      return true;
    case MergeShape::merge_into:
    case MergeShape::delete_then_insert:
      return false;
  }
  return false;
}

Statement read_staged(const Dialect& dialect, const MergeSpec& spec, Found found) {
  return {fmt::format("SELECT {}\nFROM {} s\nWHERE {}", column_list(dialect, spec.columns, "s."),
                      qualified(dialect, spec.staging),
                      key_in(dialect, spec.key, "s.", spec.target, "d", found)),
          {}};
}

Statement delete_matched(const Dialect& dialect, const MergeSpec& spec) {
  if (!dialect.delete_matched.empty()) {
    return {fill(dialect.delete_matched, {{"target", qualified(dialect, spec.target)},
                                          {"keys", qualified(dialect, spec.staging)},
                                          {"same_key", equal_keys(dialect, spec.key, "d.", "s.")},
                                          {"row", row_of(dialect, spec.key)},
                                          {"columns", column_list(dialect, spec.key)}}),
            {}};
  }
  return delete_by_key(dialect, spec, Found::yes);
}

Statement delete_unmatched(const Dialect& dialect, const MergeSpec& spec) {
  return delete_by_key(dialect, spec, Found::no);
}

}  // namespace waybill::sql

// What the cases share.
#include "golden_cases.hpp"

#include <iterator>

#include "base/error.hpp"

namespace waybill::tests::golden {

namespace {

bool can_name(const sql::Dialect& dialect, char c) {
  try {
    sql::quote(dialect, std::string(1, c));
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::string_view subject_of(const Case& one) {
  return std::string_view(one.name).substr(0, one.name.find_first_of(": "));
}

Make text(std::function<std::string(const sql::Dialect&)> make) {
  return [make = std::move(make)](const sql::Dialect& dialect) {
    return std::vector<sql::Statement>{{make(dialect), {}}};
  };
}

Make one(std::function<sql::Statement(const sql::Dialect&)> make) {
  return
      [make = std::move(make)](const sql::Dialect& dialect) { return std::vector{make(dialect)}; };
}

std::vector<sql::Statement> some(std::optional<sql::Statement> statement) {
  if (!statement) return {};
  return {*std::move(statement)};
}

std::vector<sql::Statement> some(std::optional<std::string> text) {
  if (!text) return {};
  return {{*std::move(text), {}}};
}

std::vector<sql::Statement> some(std::string text) {
  if (text.empty()) return {};
  return {{std::move(text), {}}};
}

std::vector<sql::Statement> some(std::string_view text) {
  return some(std::string(text));
}

std::string hostile(const sql::Dialect& dialect, std::string_view base) {
  std::string name(base);
  for (const char c : std::string_view("\"`]['\\.;?")) {
    if (can_name(dialect, c)) name += c;
  }
  return name + "\u00e9\u540d";
}

sql::Table scratch(const sql::Dialect& dialect, std::string_view name) {
  return {"", sql::staging_name(dialect, name)};
}

sql::MergeSpec staged(const sql::Dialect& dialect, std::vector<std::string> columns,
                      std::vector<std::string> key) {
  sql::MergeSpec spec;
  spec.target = {"", "orders"};
  spec.staging = scratch(dialect, "_waybill_stg_1");
  spec.columns = std::move(columns);
  spec.key = std::move(key);
  return spec;
}

sql::MergeSpec staged_hostile(const sql::Dialect& dialect) {
  sql::MergeSpec spec =
      staged(dialect, {"select", hostile(dialect, "k"), hostile(dialect, "n")}, {});
  spec.key = {spec.columns[0], spec.columns[1]};
  spec.target = {"group", hostile(dialect, "t")};
  return spec;
}

std::vector<Case> all_cases() {
  std::vector<Case> all;
  for (auto* const cases : {definition_cases, read_cases, merge_cases, staging_cases, look_cases,
                            vendor_cases, corpus_cases}) {
    std::vector<Case> some = cases();
    all.insert(all.end(), std::move_iterator(some.begin()), std::move_iterator(some.end()));
  }
  return all;
}

}  // namespace waybill::tests::golden

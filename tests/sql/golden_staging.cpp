// Rows of Waybill's own tables: copied, numbered, counted, sorted out.
#include "golden_cases.hpp"

namespace waybill::tests::golden {
namespace {

using sql::Dialect;
using sql::Table;

const std::vector<std::string>& two() {
  static const std::vector<std::string> names{"id", "org"};
  return names;
}

// What has changed: the staged rows that stand in none of the others.
sql::CopySpec copy(const Dialect& d, std::vector<Table> unless) {
  return {scratch(d, "_waybill_chg_1"),
          scratch(d, "_waybill_stg_1"),
          {"id", "org", "name"},
          two(),
          std::move(unless)};
}

sql::CopySpec copy_hostile(const Dialect& d) {
  const sql::MergeSpec spec = staged_hostile(d);
  return {spec.target, spec.staging, spec.columns, spec.key, {spec.target}};
}

sql::CopySpec numbering(const Dialect& d) {
  sql::CopySpec spec = copy(d, {});
  spec.into = scratch(d, "_waybill_num_1");
  return spec;
}

sql::CopySpec part(const Dialect& d) {
  sql::CopySpec spec = copy(d, {});
  spec.from = scratch(d, "_waybill_num_1");
  return spec;
}

}  // namespace

std::vector<Case> staging_cases() {
  return {
      {"read_rows", one([](const Dialect& d) {
         return read_rows(d, scratch(d, "_waybill_stg_1"), {"id", "org", "name"});
       })},
      {"read_rows: hostile names", one([](const Dialect& d) {
         return read_rows(d, {"group", hostile(d, "t")}, {"select", hostile(d, "n")});
       })},
      {"copy_rows", one([](const Dialect& d) { return copy_rows(d, copy(d, {})); })},
      {"copy_rows: unless in another", one([](const Dialect& d) {
         return copy_rows(d, copy(d, {{"main", "_waybill_ledger"}}));
       })},
      {"copy_rows: unless in two others", one([](const Dialect& d) {
         return copy_rows(d, copy(d, {scratch(d, "_waybill_seen_1"), {"main", "_waybill_ledger"}}));
       })},
      {"copy_rows: hostile names",
       one([](const Dialect& d) { return copy_rows(d, copy_hostile(d)); })},
      {"copy_numbered",
       one([](const Dialect& d) { return copy_numbered(d, numbering(d), two()); })},
      {"copy_numbered: without a key",
       one([](const Dialect& d) { return copy_numbered(d, numbering(d), {}); })},
      {"copy_numbered: hostile names", one([](const Dialect& d) {
         return copy_numbered(d, copy_hostile(d), copy_hostile(d).match);
       })},
      {"copy_range", one([](const Dialect& d) { return copy_range(d, part(d), 1, 500); })},
      {"copy_range: hostile names",
       one([](const Dialect& d) { return copy_range(d, copy_hostile(d), 1, 500); })},
      {"delete_numbered",
       one([](const Dialect& d) { return delete_numbered(d, scratch(d, "_waybill_num_1"), 7); })},
      {"delete_rows",
       one([](const Dialect& d) { return delete_rows(d, scratch(d, "_waybill_chg_1")); })},
      {"delete_rows: a hostile name", one([](const Dialect& d) {
         return delete_rows(d, {"group", hostile(d, "t")});
       })},
      {"delete_superseded",
       [](const Dialect& d) {
         return delete_superseded(d, scratch(d, "_waybill_stg_1"), {"id"}, "updated_at");
       }},
      {"delete_superseded: two columns of the key",
       [](const Dialect& d) {
         return delete_superseded(d, scratch(d, "_waybill_stg_1"), two(), "updated_at");
       }},
      {"delete_superseded: hostile names",
       [](const Dialect& d) {
         return delete_superseded(d, scratch(d, "_waybill_stg_1"), staged_hostile(d).key,
                                  hostile(d, "c"));
       }},
      {"count_rows", one([](const Dialect& d) {
         return count_rows(d, {"", "orders"});
       })},
      {"count_rows: a hostile name", one([](const Dialect& d) {
         return count_rows(d, {"group", hostile(d, "t")});
       })},
      {"count_duplicates", one([](const Dialect& d) {
         return count_duplicates(d, {"", "orders"}, {"id"});
       })},
      {"read_duplicates", one([](const Dialect& d) {
         return read_duplicates(d, {"", "orders"}, {"id", "org", "name"}, two());
       })},
      {"read_duplicates: hostile names", one([](const Dialect& d) {
         return read_duplicates(d, {"group", hostile(d, "t")}, staged_hostile(d).columns,
                                staged_hostile(d).key);
       })},
      {"delete_duplicates",
       [](const Dialect& d) {
         return delete_duplicates(d, {"", "orders"}, two());
       }},
  };
}

}  // namespace waybill::tests::golden

// Looks at a live model: pages of its rows, its cells, how it compares texts, its indexes.
#include "golden_cases.hpp"
#include "sql/live_checks.hpp"
#include "sql/shadow.hpp"

namespace waybill::tests::golden {
namespace {

using sql::Dialect;

// What a page reads: a tenant's rows, with a value bound.
sql::Statement rows_of(const Dialect& d) {
  sql::ReadSpec spec;
  spec.table = {"main", "orders"};
  spec.columns = {"id", "name", "body"};
  spec.tenant_column = "org";
  spec.tenant = "acme";
  return read(d, spec);
}

sql::Statement hostile_rows(const Dialect& d) {
  sql::ReadSpec spec;
  spec.table = {"group", hostile(d, "t")};
  spec.columns = {"select", hostile(d, "n")};
  return read(d, spec);
}

sql::PageSpec first_page(const Dialect& d) {
  sql::PageSpec spec;
  spec.from = rows_of(d);
  spec.columns = {{"id"}, {"name", true}, {"body", true}};
  spec.cell_bytes = 4096;
  spec.order = {"id"};
  spec.limit = 51;
  return spec;
}

sql::PageSpec second_page(const Dialect& d) {
  sql::PageSpec spec = first_page(d);
  spec.order = {"name", "id"};
  spec.descending = true;
  spec.offset = 50;
  return spec;
}

sql::PageSpec unordered(sql::PageSpec spec) {
  spec.order.clear();
  spec.descending = false;
  return spec;
}

sql::PageSpec hostile_page(const Dialect& d) {
  sql::PageSpec spec = second_page(d);
  spec.from = hostile_rows(d);
  spec.columns = {{"select"}, {hostile(d, "n"), true}};
  spec.order = {"select"};
  return spec;
}

// More bounded columns than one column of flags has bits for.
sql::PageSpec wide_page(const Dialect& d) {
  sql::PageSpec spec = first_page(d);
  spec.columns.assign(sql::kFlagsEach + 1, {"body", true});
  return spec;
}

rows::Schema given_columns(const Dialect& d) {
  return {{"select", {rows::Logical::bigint}},
          {hostile(d, "n"), {rows::Logical::text}},
          {"at", {rows::Logical::timestamp}}};
}

}  // namespace

std::vector<Case> look_cases() {
  return {
      {"page", one([](const Dialect& d) { return page(d, first_page(d)); })},
      {"page: the second, from behind",
       one([](const Dialect& d) { return page(d, second_page(d)); })},
      {"page: in no order",
       one([](const Dialect& d) { return page(d, unordered(first_page(d))); })},
      {"page: the second, in no order",
       one([](const Dialect& d) { return page(d, unordered(second_page(d))); })},
      {"page: hostile names", one([](const Dialect& d) { return page(d, hostile_page(d)); })},
      {"page: wide", one([](const Dialect& d) { return page(d, wide_page(d)); })},
      {"count_of", one([](const Dialect& d) { return count_of(rows_of(d)); })},
      {"storage_probe",
       [](const Dialect& d) {
         return some(storage_probe(d, rows_of(d), {"id", "name"}));
       }},
      {"cells_as_text",
       one([](const Dialect& d) { return cells_as_text(d, first_page(d), "name"); })},
      {"cells_as_text: hostile names",
       one([](const Dialect& d) { return cells_as_text(d, hostile_page(d), hostile(d, "n")); })},
      {"comparison_probe", one([](const Dialect& d) {
         return comparison_probe(d, rows_of(d), "name", sql::Letters::any);
       })},
      {"comparison_probe: of ASCII", one([](const Dialect& d) {
         return comparison_probe(d, rows_of(d), "name", sql::Letters::ascii);
       })},
      {"comparison_probe: a hostile name", one([](const Dialect& d) {
         return comparison_probe(d, hostile_rows(d), hostile(d, "n"), sql::Letters::any);
       })},
      {"select_values", text([](const Dialect& d) {
         return select_values(d, given_columns(d),
                              {{rows::Value::bigint(1), rows::Value::text("it's"), {}},
                               {rows::Value::bigint(2), {}, rows::Value::timestamp(0)}});
       })},
      {"select_values: of no rows",
       text([](const Dialect& d) { return select_values(d, given_columns(d), {}); })},
      {"index_probe",
       [](const Dialect& d) {
         return some(index_probe(d, {"main", "orders"}, "updated_at", "org"));
       }},
      {"index_probe: hostile names",
       [](const Dialect& d) {
         return some(index_probe(d, {"group", hostile(d, "t")}, hostile(d, "c"), hostile(d, "o")));
       }},
  };
}

}  // namespace waybill::tests::golden

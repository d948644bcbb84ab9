// A model's rows: windows, tenants, keys, queries.
#include "golden_cases.hpp"

namespace waybill::tests::golden {
namespace {

using rows::Logical;
using rows::Value;
using sql::Dialect;

constexpr std::int64_t kNoon = 1'795'176'000'000'000;  // 2026-11-20T12:00:00Z

sql::ReadSpec read_spec() {
  sql::ReadSpec spec;
  spec.table = {"main", "orders"};
  spec.columns = {"id", "name", "updated_at"};
  return spec;
}

sql::ReadSpec window(Logical logical, std::optional<std::int64_t> from,
                     std::optional<std::int64_t> until) {
  sql::ReadSpec spec = read_spec();
  spec.cursor_column = "updated_at";
  spec.cursor_type = {logical};
  if (from) spec.from = Value{{logical}, *from};
  if (until) spec.until = Value{{logical}, *until};
  return spec;
}

sql::ReadSpec of_tenant(sql::ReadSpec spec) {
  spec.tenant_column = "org";
  spec.tenant = "acme";
  return spec;
}

sql::ReadSpec of_tenant(sql::ReadSpec spec, Logical type, std::string tenant) {
  spec = of_tenant(std::move(spec));
  spec.tenant_type = {type};
  spec.tenant = std::move(tenant);
  return spec;
}

sql::ReadSpec of_query(sql::ReadSpec spec, std::string query) {
  spec.query = std::move(query);
  return spec;
}

sql::ReadSpec of_query(sql::ReadSpec spec) {
  return of_query(std::move(spec), "SELECT * FROM orders -- all of them\n;");
}

sql::ReadSpec limited(sql::ReadSpec spec, std::int64_t limit) {
  spec.limit = limit;
  return spec;
}

sql::ReadSpec of_keys(sql::ReadSpec spec) {
  spec.key_columns = {"id", "org"};
  spec.keys = {{Value::bigint(7), Value::text("acme")}, {Value::bigint(8), Value::text("o'hara")}};
  return spec;
}

Make reading(sql::ReadSpec spec) {
  return one([spec = std::move(spec)](const Dialect& dialect) { return sql::read(dialect, spec); });
}

sql::Statement read_hostile(const Dialect& d) {
  sql::ReadSpec spec = of_tenant(window(Logical::timestamp, kNoon, kNoon));
  spec.table = {"group", hostile(d, "t")};
  spec.columns = {"select", hostile(d, "n")};
  spec.tenant_column = hostile(d, "o");
  spec.cursor_column = hostile(d, "c");
  return sql::read(d, spec);
}

}  // namespace

std::vector<Case> read_cases() {
  return {
      {"read", reading(read_spec())},
      {"read: some rows", reading(limited(read_spec(), 50))},
      {"read: a tenant", reading(of_tenant(read_spec()))},
      {"read: a tenant that is a number",
       reading(of_tenant(read_spec(), Logical::bigint, "9223372036854775807"))},
      {"read: a tenant that is a uuid",
       reading(of_tenant(read_spec(), Logical::uuid, "6f1c2d3e-4a5b-4c6d-8e7f-0123456789ab"))},
      {"read: from a timestamp", reading(window(Logical::timestamp, kNoon, {}))},
      {"read: until a timestamp", reading(window(Logical::timestamp, {}, kNoon))},
      {"read: a window of timestamps, a tenant",
       reading(of_tenant(window(Logical::timestamp, kNoon, kNoon + 1)))},
      {"read: a window of datetimes", reading(window(Logical::datetime, kNoon, kNoon))},
      {"read: a window of dates", reading(window(Logical::date, 20777, 20778))},
      {"read: a window before 1970", reading(window(Logical::timestamp, -1, -1))},
      {"read: a window of all time",
       reading(window(Logical::timestamp, -62'135'596'800'000'000, 253'402'300'799'999'999))},
      {"read: from a bigint", reading(window(Logical::bigint, 7, {}))},
      {"read: a window of integers, a tenant", reading(of_tenant(window(Logical::integer, 7, 9)))},
      {"read: rows of some keys", reading(of_keys(of_tenant(read_spec())))},
      {"read: hostile names", one(read_hostile)},
      {"read: a query", reading(of_query(read_spec()))},
      {"read: a query, a window, a tenant",
       reading(of_tenant(of_query(window(Logical::timestamp, kNoon, kNoon))))},
      {"read: a query, from a timestamp", reading(of_query(window(Logical::timestamp, kNoon, {})))},
      {"read: a query, some keys", reading(of_keys(of_query(read_spec())))},
      {"read: a query WITH, some rows",
       reading(limited(
           of_query(read_spec(), "WITH m AS (SELECT * FROM orders) SELECT * FROM m -- all"), 5))},
      {"read: a query that is ordered",
       reading(of_query(read_spec(), "SELECT * FROM orders ORDER BY id"))},
  };
}

}  // namespace waybill::tests::golden

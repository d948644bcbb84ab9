#include "warehouse/postgres/result_types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace waybill::warehouse::postgres {
namespace {

constexpr auto kExactTexts = std::to_array<std::string_view>({"bit",
                                                              "bit varying",
                                                              "box",
                                                              "cidr",
                                                              "circle",
                                                              "citext",
                                                              "inet",
                                                              "interval",
                                                              "line",
                                                              "lseg",
                                                              "macaddr",
                                                              "macaddr8",
                                                              "path",
                                                              "pg_lsn",
                                                              "point",
                                                              "polygon",
                                                              "time with time zone",
                                                              "tsquery",
                                                              "tsvector",
                                                              "xml"});
static_assert(std::ranges::is_sorted(kExactTexts));

}  // namespace

std::string result_types(std::string_view query, std::size_t columns) {
  std::string oids, names;
  for (std::size_t i = 0; i < columns; ++i) {
    const std::string_view comma = i == 0 ? "" : ", ";
    oids += fmt::format("{}pg_catalog.pg_typeof(v.c{})::oid", comma, i);
    names += fmt::format("{}c{}", comma, i);
  }
  return fmt::format(
      "WITH RECURSIVE w(oids) AS (SELECT ARRAY[{}] FROM (SELECT 1) AS one LEFT JOIN "
      "(SELECT * FROM (\n{}\n) AS u LIMIT 0) AS v({}) ON true), "
      "b(n, oid) AS (SELECT u.n, u.oid FROM w, "
      "pg_catalog.unnest(w.oids) WITH ORDINALITY AS u(oid, n) "
      "UNION ALL SELECT b.n, t.typbasetype FROM b JOIN pg_catalog.pg_type t ON t.oid = b.oid "
      "WHERE t.typtype = 'd') "
      "SELECT pg_catalog.format_type(t.oid, NULL), CASE t.typtype WHEN 'e' THEN '1' ELSE '0' END "
      "FROM b JOIN pg_catalog.pg_type t ON t.oid = b.oid WHERE t.typtype <> 'd' ORDER BY b.n",
      oids, query, names);
}

bool is_exact_text(std::string_view type) {
  return std::ranges::binary_search(kExactTexts, type);
}

}  // namespace waybill::warehouse::postgres

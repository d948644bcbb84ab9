#include "warehouse/postgres/target_types.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace waybill::warehouse::postgres {
namespace {

using rows::Logical;

// PostgreSQL: pg_type.typname.
struct ServerWay {
  Logical from;
  std::string_view type;
  Limit limit = Limit::none;
};
constexpr auto kWays = std::to_array<ServerWay>({
    {Logical::text, "text"},
    {Logical::text, "varchar", Limit::length},
    {Logical::boolean, "bool"},
    {Logical::integer, "int4"},
    {Logical::integer, "int8"},
    {Logical::bigint, "int8"},
    {Logical::decimal, "numeric", Limit::places},
    {Logical::floating, "float8"},
    {Logical::bytes, "bytea"},
    {Logical::date, "date"},
    {Logical::time, "time", Limit::fraction},
    {Logical::timestamp, "timestamptz", Limit::fraction},
    {Logical::datetime, "timestamp", Limit::fraction},
    {Logical::json, "jsonb"},
    {Logical::json, "json"},
    {Logical::json, "text"},
    {Logical::uuid, "uuid"},
});

}  // namespace

std::optional<Target> target_for(const rows::Field& field, const std::string& type, int modifier) {
  const auto* const way = std::ranges::find_if(kWays, [&](const ServerWay& one) {
    return one.from == field.type.logical && one.type == type;
  });
  if (way == kWays.end()) return std::nullopt;
  return Target{
      .name = field.name, .type = type, .limit = limit_of(way->limit, modifier), .nul = false};
}

}  // namespace waybill::warehouse::postgres

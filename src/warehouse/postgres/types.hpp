// Types of the server by their numbers, fixed since ever:
// https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat
#ifndef WAYBILL_WAREHOUSE_POSTGRES_TYPES_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_TYPES_HPP

#include <array>
#include <cstdint>

#include "rows/type.hpp"
#include "warehouse/postgres/libpq.hpp"

namespace waybill::warehouse::postgres {

namespace oid {
inline constexpr Oid kBool = 16;
inline constexpr Oid kBytea = 17;
inline constexpr Oid kChar = 18;  // "char", one byte
inline constexpr Oid kName = 19;
inline constexpr Oid kInt8 = 20;
inline constexpr Oid kInt2 = 21;
inline constexpr Oid kInt4 = 23;
inline constexpr Oid kText = 25;
inline constexpr Oid kOid = 26;
inline constexpr Oid kJson = 114;
inline constexpr Oid kFloat4 = 700;
inline constexpr Oid kFloat8 = 701;
inline constexpr Oid kBpchar = 1042;
inline constexpr Oid kVarchar = 1043;
inline constexpr Oid kDate = 1082;
inline constexpr Oid kTime = 1083;
inline constexpr Oid kTimestamp = 1114;
inline constexpr Oid kTimestamptz = 1184;
inline constexpr Oid kNumeric = 1700;
inline constexpr Oid kUuid = 2950;
inline constexpr Oid kJsonb = 3802;
}  // namespace oid

// By rows::Logical: the type of a created column.
inline constexpr std::array<Oid, rows::kLogicalCount> kCreatedTypes{
    oid::kText,      oid::kBool,  oid::kInt4, oid::kInt8, oid::kNumeric,
    oid::kFloat8,    oid::kBytea, oid::kDate, oid::kTime, oid::kTimestamptz,
    oid::kTimestamp, oid::kJsonb, oid::kUuid,
};

// Days and microseconds are counted from 2000-01-01 there, from 1970-01-01 here.
inline constexpr std::int32_t kEpochDays = 10'957;
inline constexpr std::int64_t kEpochMicros = kEpochDays * 86'400'000'000LL;

}  // namespace waybill::warehouse::postgres

#endif

#include "warehouse/postgres/decode.hpp"

#include <array>
#include <bit>
#include <limits>

#include "base/text.hpp"
#include "warehouse/postgres/numeric.hpp"
#include "warehouse/postgres/types.hpp"
#include "warehouse/postgres/wire.hpp"

namespace waybill::warehouse::postgres {
namespace {

using rows::Column;
using rows::Logical;
using rows::Misfit;

constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::int32_t kFirstDay = -719'162;  // 0001-01-01
constexpr std::int32_t kLastDay = 2'932'896;  // 9999-12-31
constexpr std::int64_t kFirstMicro = kFirstDay * kDay;
constexpr std::int64_t kLastMicro = (kLastDay + 1) * kDay - 1;
constexpr std::int64_t kExactInDouble = std::int64_t{1} << 53;
constexpr char kJsonbVersion = 1;

void append_variable(CellReader& reader, Column& out, std::string_view bytes) {
  out.append_variable(bytes);
  reader.bytes += bytes.size();
}

// True: the value goes, whole or cut as the column allows.
bool accept(CellReader& reader, Misfit misfit) {
  if (misfit == Misfit::none) return true;
  if (misfit != Misfit::precision_loss || !reader.truncate) return false;
  ++reader.truncated;
  return true;
}

// A number of so many bytes; what has another length is no such number.
template <class Number>
bool take(std::string_view wire, Number& number) {
  if (wire.size() != sizeof(Number)) return false;
  number = read_number<Number>(wire.data());
  return true;
}

// The value is UTF-8 unless the database keeps texts of no encoding at all.
Misfit text(CellReader& reader, std::string_view wire, Column& out) {
  if (!base::is_utf8(wire)) return Misfit::invalid_utf8;
  append_variable(reader, out, wire);
  return Misfit::none;
}

Misfit uuid_text(CellReader& reader, std::string_view wire, Column& out) {
  if (wire.size() != 16) return Misfit::not_of_type;
  char buffer[40];
  std::uint8_t bytes[16];
  std::memcpy(bytes, wire.data(), sizeof bytes);
  const char* const end = rows::format_uuid(buffer, bytes);
  append_variable(reader, out, {buffer, static_cast<std::size_t>(end - buffer)});
  return Misfit::none;
}

Misfit jsonb_text(CellReader& reader, std::string_view wire, Column& out) {
  if (wire.empty() || wire.front() != kJsonbVersion) return Misfit::not_of_type;
  return text(reader, wire.substr(1), out);
}

Misfit json(CellReader& reader, std::string_view wire, Column& out) {
  const Misfit misfit = rows::check_json(wire);
  if (misfit == Misfit::none) append_variable(reader, out, wire);
  return misfit;
}

Misfit bytes(CellReader& reader, std::string_view wire, Column& out) {
  append_variable(reader, out, wire);
  return Misfit::none;
}

Misfit boolean(CellReader&, std::string_view wire, Column& out) {
  if (wire.size() != 1) return Misfit::not_of_type;
  out.append_bit(wire.front() != 0);
  return Misfit::none;
}

template <class Number>
Misfit to_int32(CellReader&, std::string_view wire, Column& out) {
  Number number{};
  if (!take(wire, number)) return Misfit::not_of_type;
  if constexpr (sizeof(Number) > 4) {
    if (number < std::numeric_limits<std::int32_t>::min() ||
        number > std::numeric_limits<std::int32_t>::max()) {
      return Misfit::out_of_range;
    }
  }
  out.append_int32(static_cast<std::int32_t>(number));
  return Misfit::none;
}

template <class Number>
Misfit to_int64(CellReader&, std::string_view wire, Column& out) {
  Number number{};
  if (!take(wire, number)) return Misfit::not_of_type;
  out.append_int64(number);
  return Misfit::none;
}

Misfit float4(CellReader&, std::string_view wire, Column& out) {
  std::uint32_t bits = 0;
  if (!take(wire, bits)) return Misfit::not_of_type;
  out.append_float64(static_cast<double>(std::bit_cast<float>(bits)));
  return Misfit::none;
}

Misfit float8(CellReader&, std::string_view wire, Column& out) {
  std::uint64_t bits = 0;
  if (!take(wire, bits)) return Misfit::not_of_type;
  out.append_float64(std::bit_cast<double>(bits));
  return Misfit::none;
}

template <class Number>
Misfit whole_float(CellReader&, std::string_view wire, Column& out) {
  Number number{};
  if (!take(wire, number)) return Misfit::not_of_type;
  if constexpr (sizeof(Number) > 4) {
    if (number < -kExactInDouble || number > kExactInDouble) return Misfit::precision_loss;
  }
  out.append_float64(static_cast<double>(number));
  return Misfit::none;
}

Misfit decimal_text(CellReader& reader, std::string_view digits, Column& out) {
  if (reader.type.precision == 0) {
    append_variable(reader, out, digits);
    return Misfit::none;
  }
  rows::Decimal256 parsed{};
  const Misfit misfit =
      rows::parse_decimal(digits, reader.type.precision, reader.type.scale, parsed);
  if (!accept(reader, misfit)) return misfit;
  out.append_decimal(parsed);
  return Misfit::none;
}

template <class Number>
Misfit whole_decimal(CellReader& reader, std::string_view wire, Column& out) {
  Number number{};
  if (!take(wire, number)) return Misfit::not_of_type;
  return decimal_text(reader, std::to_string(number), out);
}

Misfit numeric(CellReader& reader, std::string_view wire, Column& out) {
  if (reader.type.precision == 0) {
    const Misfit misfit = numeric_to_text(wire, reader.scratch);
    return misfit == Misfit::none ? decimal_text(reader, reader.scratch, out) : misfit;
  }
  rows::Decimal256 decimal{};
  const Misfit misfit =
      numeric_to_decimal(wire, reader.type.precision, reader.type.scale, reader.scratch, decimal);
  if (!accept(reader, misfit)) return misfit;
  out.append_decimal(decimal);
  return Misfit::none;
}

// Infinities are the ends of the number's range: far outside the years that can be carried.
Misfit date(CellReader&, std::string_view wire, Column& out) {
  std::int32_t days = 0;
  if (!take(wire, days)) return Misfit::not_of_type;
  if (days < kFirstDay - kEpochDays || days > kLastDay - kEpochDays) return Misfit::out_of_range;
  out.append_int32(days + kEpochDays);
  return Misfit::none;
}

Misfit time_of_day(CellReader&, std::string_view wire, Column& out) {
  std::int64_t micros = 0;
  if (!take(wire, micros)) return Misfit::not_of_type;
  if (micros < 0 || micros >= kDay) return Misfit::out_of_range;
  out.append_int64(micros);
  return Misfit::none;
}

Misfit instant(CellReader&, std::string_view wire, Column& out) {
  std::int64_t micros = 0;
  if (!take(wire, micros)) return Misfit::not_of_type;
  if (micros < kFirstMicro - kEpochMicros || micros > kLastMicro - kEpochMicros) {
    return Misfit::out_of_range;
  }
  out.append_int64(micros + kEpochMicros);
  return Misfit::none;
}

Misfit uuid(CellReader&, std::string_view wire, Column& out) {
  if (wire.size() != 16) return Misfit::not_of_type;
  std::uint8_t bytes[16];
  std::memcpy(bytes, wire.data(), sizeof bytes);
  out.append_fixed16(bytes);
  return Misfit::none;
}

Misfit text_uuid(CellReader&, std::string_view wire, Column& out) {
  std::uint8_t parsed[16];
  const Misfit misfit = rows::parse_uuid(wire, parsed);
  if (misfit == Misfit::none) out.append_fixed16(parsed);
  return misfit;
}

struct Way {
  Oid from;
  Logical to;
  CellReader::Decode decode;
};
constexpr auto kWays = std::to_array<Way>({
    {oid::kText, Logical::text, text},
    {oid::kVarchar, Logical::text, text},
    {oid::kBpchar, Logical::text, text},
    {oid::kName, Logical::text, text},
    {oid::kChar, Logical::text, text},
    {oid::kJson, Logical::text, text},
    {oid::kJsonb, Logical::text, jsonb_text},
    {oid::kUuid, Logical::text, uuid_text},
    {oid::kBool, Logical::boolean, boolean},
    {oid::kInt2, Logical::integer, to_int32<std::int16_t>},
    {oid::kInt4, Logical::integer, to_int32<std::int32_t>},
    {oid::kInt8, Logical::integer, to_int32<std::int64_t>},
    {oid::kInt2, Logical::bigint, to_int64<std::int16_t>},
    {oid::kInt4, Logical::bigint, to_int64<std::int32_t>},
    {oid::kInt8, Logical::bigint, to_int64<std::int64_t>},
    {oid::kOid, Logical::bigint, to_int64<std::uint32_t>},
    {oid::kNumeric, Logical::decimal, numeric},
    {oid::kInt2, Logical::decimal, whole_decimal<std::int16_t>},
    {oid::kInt4, Logical::decimal, whole_decimal<std::int32_t>},
    {oid::kInt8, Logical::decimal, whole_decimal<std::int64_t>},
    {oid::kFloat8, Logical::floating, float8},
    {oid::kFloat4, Logical::floating, float4},
    {oid::kInt2, Logical::floating, whole_float<std::int16_t>},
    {oid::kInt4, Logical::floating, whole_float<std::int32_t>},
    {oid::kInt8, Logical::floating, whole_float<std::int64_t>},
    {oid::kBytea, Logical::bytes, bytes},
    {oid::kDate, Logical::date, date},
    {oid::kTime, Logical::time, time_of_day},
    {oid::kTimestamptz, Logical::timestamp, instant},
    {oid::kTimestamp, Logical::datetime, instant},
    {oid::kJsonb, Logical::json,
     [](CellReader& reader, std::string_view wire, Column& out) {
       if (wire.empty() || wire.front() != kJsonbVersion) return Misfit::not_of_type;
       append_variable(reader, out, wire.substr(1));  // the server has checked it
       return Misfit::none;
     }},
    {oid::kJson, Logical::json, json},
    {oid::kText, Logical::json, json},
    {oid::kVarchar, Logical::json, json},
    {oid::kUuid, Logical::uuid, uuid},
    {oid::kText, Logical::uuid, text_uuid},
    {oid::kVarchar, Logical::uuid, text_uuid},
    {oid::kBpchar, Logical::uuid, text_uuid},
});

}  // namespace

CellReader make_reader(Oid from, const rows::Type& to, bool truncate) {
  CellReader reader;
  reader.type = to;
  reader.truncate = truncate;
  for (const Way& way : kWays) {
    if (way.from == from && way.to == to.logical) reader.decode = way.decode;
  }
  return reader;
}

}  // namespace waybill::warehouse::postgres

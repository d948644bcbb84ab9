#include "warehouse/odbc/cells.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <limits>
#include <utility>

#include "base/text.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Column;
using rows::Logical;
using rows::Misfit;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
constexpr std::int64_t kExactInDouble = std::int64_t{1} << 53;

// True: the value goes, whole or cut as the column allows.
bool accept(CellReader& reader, Misfit misfit) {
  if (misfit == Misfit::none) return true;
  if (misfit != Misfit::precision_loss || !reader.truncate) return false;
  ++reader.truncated;
  return true;
}

// The server has checked that it is one: it can only be one that no type of ours reaches, such as
// infinity, a year BC or 0000-00-00.
Misfit out_of_reach(Misfit misfit) {
  return misfit == Misfit::not_of_type ? Misfit::out_of_range : misfit;
}

template <class Struct>
Struct as(std::string_view cell) {
  Struct value;
  std::memcpy(&value, cell.data(), sizeof value);
  return value;
}

bool is_ascii(std::string_view cell) {
  constexpr std::uint64_t kHigh = 0x8080808080808080U;
  std::uint64_t word = 0, seen = 0;
  std::size_t at = 0;
  for (; at + sizeof word <= cell.size(); at += sizeof word) {
    std::memcpy(&word, cell.data() + at, sizeof word);
    seen |= word;
  }
  for (; at < cell.size(); ++at) seen |= static_cast<unsigned char>(cell[at]);
  return (seen & kHigh) == 0;
}

Misfit text(CellReader&, std::string_view cell, Column& out) {
  if (!is_ascii(cell) && !base::is_utf8(cell)) return Misfit::invalid_utf8;
  out.append_variable(cell);
  return Misfit::none;
}

Misfit bytes(CellReader&, std::string_view cell, Column& out) {
  out.append_variable(cell);
  return Misfit::none;
}

Misfit json(CellReader&, std::string_view cell, Column& out) {
  const Misfit misfit = rows::check_json(cell);
  if (misfit == Misfit::none) out.append_variable(cell);
  return misfit;
}

Misfit uuid(CellReader&, std::string_view cell, Column& out) {
  std::uint8_t parsed[16];
  const Misfit misfit = rows::parse_uuid(cell, parsed);
  if (misfit == Misfit::none) out.append_fixed16(parsed);
  return misfit;
}

Misfit boolean(CellReader&, std::string_view cell, Column& out) {
  out.append_bit(cell.front() != 0);
  return Misfit::none;
}

Misfit take_boolean(std::int64_t number, Column& out) {
  if (number != 0 && number != 1) return Misfit::not_of_type;
  out.append_bit(number == 1);
  return Misfit::none;
}

Misfit take_int32(std::int64_t number, Column& out) {
  if (number < std::numeric_limits<std::int32_t>::min() ||
      number > std::numeric_limits<std::int32_t>::max()) {
    return Misfit::out_of_range;
  }
  out.append_int32(static_cast<std::int32_t>(number));
  return Misfit::none;
}

Misfit take_int64(std::int64_t number, Column& out) {
  out.append_int64(number);
  return Misfit::none;
}

Misfit take_float(std::int64_t number, Column& out) {
  if (number < -kExactInDouble || number > kExactInDouble) return Misfit::precision_loss;
  out.append_float64(static_cast<double>(number));
  return Misfit::none;
}

using Take = Misfit (*)(std::int64_t number, Column& out);

template <Take take>
Misfit whole(CellReader&, std::string_view cell, Column& out) {
  return take(as<std::int64_t>(cell), out);
}

template <Take take>
Misfit whole_text(CellReader&, std::string_view cell, Column& out) {
  std::int64_t number = 0;
  const Misfit misfit = rows::parse_int64(cell, number);
  return misfit == Misfit::none ? take(number, out) : misfit;
}

Misfit decimal(CellReader& reader, std::string_view digits, Column& out) {
  if (reader.type.precision == 0) {
    reader.scratch.clear();
    const Misfit misfit = rows::canonical_decimal(digits, reader.scratch);
    if (misfit == Misfit::none) out.append_variable(reader.scratch);
    return misfit;
  }
  rows::Decimal256 parsed{};
  const Misfit misfit =
      rows::parse_decimal(digits, reader.type.precision, reader.type.scale, parsed);
  if (!accept(reader, misfit)) return misfit;
  out.append_decimal(parsed);
  return Misfit::none;
}

Misfit whole_decimal(CellReader& reader, std::string_view cell, Column& out) {
  std::array<char, 24> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), as<std::int64_t>(cell));
  return decimal(reader, {buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())}, out);
}

Misfit real(CellReader&, std::string_view cell, Column& out) {
  out.append_float64(as<double>(cell));
  return Misfit::none;
}

Misfit real_text(CellReader&, std::string_view cell, Column& out) {
  double value = 0;
  const auto parsed = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (parsed.ec == std::errc::invalid_argument || parsed.ptr != cell.data() + cell.size()) {
    return Misfit::not_of_type;
  }
  if (parsed.ec != std::errc()) return Misfit::out_of_range;
  out.append_float64(value);
  return Misfit::none;
}

Misfit date_text(CellReader&, std::string_view cell, Column& out) {
  std::int32_t days = 0;
  const Misfit misfit = rows::parse_date(cell, days);
  if (misfit == Misfit::none) out.append_int32(days);
  return misfit;
}

using Parse = Misfit (*)(std::string_view, std::int64_t&);

template <Parse parse>
Misfit micros_text(CellReader& reader, std::string_view cell, Column& out) {
  std::int64_t micros = 0;
  const Misfit misfit = parse(cell, micros);
  if (!accept(reader, misfit)) return misfit;
  out.append_int64(micros);
  return Misfit::none;
}

Misfit parse_instant(std::string_view cell, std::int64_t& out) {
  return rows::parse_timestamp(cell, rows::NoZone::refuse, out);
}

// What SQLite's own date functions write has no zone and is UTC.
Misfit parse_utc(std::string_view cell, std::int64_t& out) {
  return rows::parse_timestamp(cell, rows::NoZone::utc, out);
}

template <CellReader::Decode decode>
Misfit checked(CellReader& reader, std::string_view cell, Column& out) {
  return out_of_reach(decode(reader, cell, out));
}

template <class Struct>
bool days_of(const Struct& value, std::int64_t& days) {
  using namespace std::chrono;
  const year_month_day day{year{value.year}, month{value.month}, std::chrono::day{value.day}};
  if (value.year < 1 || value.year > 9999 || !day.ok()) return false;
  days = sys_days(day).time_since_epoch().count();
  return true;
}

Misfit date_struct(CellReader&, std::string_view cell, Column& out) {
  std::int64_t days = 0;
  if (!days_of(as<SQL_DATE_STRUCT>(cell), days)) return Misfit::out_of_range;
  out.append_int32(static_cast<std::int32_t>(days));
  return Misfit::none;
}

Misfit datetime_struct(CellReader& reader, std::string_view cell, Column& out) {
  const auto value = as<SQL_TIMESTAMP_STRUCT>(cell);
  std::int64_t days = 0;
  if (!days_of(value, days) || value.hour > 23 || value.minute > 59 || value.second > 59 ||
      value.fraction > 999'999'999) {
    return Misfit::out_of_range;
  }
  if (!accept(reader, value.fraction % 1000 == 0 ? Misfit::none : Misfit::precision_loss)) {
    return Misfit::precision_loss;
  }
  out.append_int64(days * kDay + (value.hour * 3600 + value.minute * 60 + value.second) * kSecond +
                   value.fraction / 1000);
  return Misfit::none;
}

Misfit boolean_text(CellReader&, std::string_view cell, Column& out) {
  if (cell != "t" && cell != "f") return Misfit::not_of_type;
  out.append_bit(cell == "t");
  return Misfit::none;
}

Misfit bytes_text(CellReader& reader, std::string_view cell, Column& out) {
  if (!cell.starts_with("\\x") || !from_hex(cell.substr(2), reader.scratch)) {
    return Misfit::not_of_type;
  }
  out.append_variable(reader.scratch);
  return Misfit::none;
}

Misfit real_decimal(CellReader& reader, std::string_view cell, Column& out) {
  double value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  std::string digits;
  const Misfit misfit = rows::double_to_decimal_text(value, digits);
  return misfit == Misfit::none ? decimal(reader, digits, out) : misfit;
}

Misfit uuid_bytes(CellReader&, std::string_view cell, Column& out) {
  if (cell.size() != 16) return Misfit::not_of_type;
  std::uint8_t value[16];
  std::memcpy(value, cell.data(), sizeof value);
  out.append_fixed16(value);
  return Misfit::none;
}

// By rows::Logical.
constexpr std::array<StorageWays, rows::kLogicalCount> kStorageWays{{
    {nullptr, nullptr, text, nullptr},
    {whole_text<take_boolean>, nullptr, nullptr, nullptr},
    {whole_text<take_int32>, nullptr, nullptr, nullptr},
    {whole_text<take_int64>, nullptr, nullptr, nullptr},
    {decimal, real_decimal, decimal, nullptr},
    {whole_text<take_float>, real_text, nullptr, nullptr},
    {nullptr, nullptr, nullptr, bytes},
    {nullptr, nullptr, date_text, nullptr},
    {nullptr, nullptr, micros_text<rows::parse_time>, nullptr},
    {nullptr, nullptr, micros_text<parse_utc>, nullptr},
    {nullptr, nullptr, micros_text<rows::parse_datetime>, nullptr},
    {nullptr, nullptr, json, nullptr},
    {nullptr, nullptr, uuid, uuid_bytes},
}};

// A driver may answer NULL for a date of zeros. It has filled the struct then, which it does not
// for a true NULL: the buffer was filled with other bytes before.
bool became_zero(const Cells& cells, std::size_t row) {
  const char* const at = cells.data + row * cells.width;
  for (std::size_t i = 0; i < cells.width; ++i) {
    if (at[i] != 0) return false;
  }
  return true;
}

template <CellReader::Decode decode, Carrier carrier>
void many(CellReader& reader, const Cells& cells, std::size_t first, std::size_t count, Column& out,
          std::int64_t batch_row, std::vector<CellMisfit>& misfits) {
  constexpr bool is_struct = carrier == Carrier::date || carrier == Carrier::datetime;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = first + i;
    Misfit misfit = Misfit::none;
    if (cells.lengths[row] == SQL_NULL_DATA) {
      if constexpr (is_struct) {
        if (became_zero(cells, row)) {
          misfit = Misfit::out_of_range;
          std::memset(cells.data + row * cells.width, 0xFF, cells.width);
        }
      }
      out.append_null();
    } else {
      const std::size_t size = carrier == Carrier::chars || carrier == Carrier::bytes
                                   ? static_cast<std::size_t>(cells.lengths[row])
                                   : cells.width;
      misfit = decode(reader, {cells.data + row * cells.width, size}, out);
      if (misfit != Misfit::none) out.append_null();
    }
    if (misfit != Misfit::none) {
      misfits.push_back({batch_row + static_cast<std::int64_t>(i), reader.column, misfit});
    }
  }
}

struct Way {
  Form form;
  Logical to;
  CellWay way;
};

template <CellReader::Decode decode, Carrier carrier = Carrier::bytes>
constexpr CellWay way() {
  return {carrier, decode, many<decode, carrier>};
}

constexpr auto kWays = std::to_array<Way>({
    {Form::text, Logical::text, way<text>()},
    {Form::text, Logical::json, way<json>()},
    {Form::text, Logical::uuid, way<uuid>()},
    {Form::json, Logical::json, way<json>()},
    {Form::json, Logical::text, way<text>()},
    {Form::uuid, Logical::uuid, way<uuid>()},
    {Form::uuid, Logical::text, way<text>()},
    {Form::bytes, Logical::bytes, way<bytes>()},
    {Form::bytes_text, Logical::bytes, way<bytes_text>()},
    {Form::boolean_text, Logical::boolean, way<boolean_text>()},
    {Form::boolean, Logical::boolean, way<boolean, Carrier::bit>()},
    {Form::tiny, Logical::boolean, way<whole<take_boolean>, Carrier::whole>()},
    {Form::tiny, Logical::integer, way<whole<take_int32>, Carrier::whole>()},
    {Form::tiny, Logical::bigint, way<whole<take_int64>, Carrier::whole>()},
    {Form::tiny, Logical::decimal, way<whole_decimal, Carrier::whole>()},
    {Form::tiny, Logical::floating, way<whole<take_float>, Carrier::whole>()},
    {Form::whole, Logical::integer, way<whole<take_int32>, Carrier::whole>()},
    {Form::whole, Logical::bigint, way<whole<take_int64>, Carrier::whole>()},
    {Form::whole, Logical::decimal, way<whole_decimal, Carrier::whole>()},
    {Form::whole, Logical::floating, way<whole<take_float>, Carrier::whole>()},
    {Form::digits, Logical::integer, way<whole_text<take_int32>>()},
    {Form::digits, Logical::bigint, way<whole_text<take_int64>>()},
    {Form::digits, Logical::decimal, way<decimal>()},
    {Form::digits, Logical::floating, way<whole_text<take_float>>()},
    {Form::whole_text, Logical::integer, way<whole_text<take_int32>>()},
    {Form::whole_text, Logical::bigint, way<whole_text<take_int64>>()},
    {Form::whole_text, Logical::decimal, way<decimal>()},
    {Form::whole_text, Logical::floating, way<whole_text<take_float>>()},
    {Form::real, Logical::floating, way<real, Carrier::real>()},
    {Form::real_text, Logical::floating, way<real_text>()},
    {Form::decimal, Logical::decimal, way<decimal>()},
    {Form::date, Logical::date, way<date_struct, Carrier::date>()},
    {Form::date_text, Logical::date, way<checked<date_text>>()},
    {Form::time_text, Logical::time, way<checked<micros_text<rows::parse_time>>>()},
    {Form::instant, Logical::timestamp, way<datetime_struct, Carrier::datetime>()},
    {Form::instant_text, Logical::timestamp, way<checked<micros_text<parse_instant>>>()},
    {Form::datetime, Logical::datetime, way<datetime_struct, Carrier::datetime>()},
    {Form::datetime, Logical::timestamp, way<datetime_struct, Carrier::datetime>()},
    {Form::datetime_text, Logical::datetime, way<checked<micros_text<rows::parse_datetime>>>()},
});

}  // namespace

int hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool from_hex(std::string_view digits, std::string& out) {
  out.clear();
  if (digits.size() % 2 != 0) return false;
  out.reserve(digits.size() / 2);
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const int high = hex_digit(digits[i]), low = hex_digit(digits[i + 1]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high << 4 | low);
  }
  return true;
}

const StorageWays& storage_ways(Logical to) {
  return kStorageWays[static_cast<std::size_t>(to)];
}

CellWay find_way(Form form, const rows::Type& to) {
  for (const Way& row : kWays) {
    if (row.form == form && row.to == to.logical) return row.way;
  }
  return {};
}

}  // namespace waybill::warehouse::odbc

#include "warehouse/adbc/decode.hpp"

#include <array>
#include <limits>

#include "base/text.hpp"
#include "warehouse/adbc/wide.hpp"

namespace waybill::warehouse::adbc {
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

// Appends the value, or answers why it does not fit and appends nothing.
using Cell = Misfit (*)(ColumnReader& reader, const View& view, std::int64_t at, Column& out);

template <Cell cell>
void decode(ColumnReader& reader, const Run& run, Column& out, std::vector<CellMisfit>& misfits) {
  const View& cells = reader.cells;
  for (std::int64_t i = 0; i < run.count; ++i) {
    std::int64_t at = cells.offset + run.from + i;
    bool null = cells.is_null(at);
    const View* view = &cells;
    if (reader.from.is_dictionary && !null) {
      view = &reader.values;
      at = cell_integer(reader.from.index, cells, at);
      if (at < 0 || at >= view->length) {
        out.append_null();
        misfits.push_back({run.first + i, reader.column, Misfit::not_of_type});
        continue;
      }
      at += view->offset;
      null = view->is_null(at);
    }
    if (null) {
      out.append_null();
      continue;
    }
    const Misfit misfit = cell(reader, *view, at, out);
    if (misfit == Misfit::none) continue;
    out.append_null();
    misfits.push_back({run.first + i, reader.column, misfit});
  }
}

void all_null(ColumnReader&, const Run& run, Column& out, std::vector<CellMisfit>&) {
  for (std::int64_t i = 0; i < run.count; ++i) out.append_null();
}

// True: the value goes, whole or cut as the column allows.
bool accept(ColumnReader& reader, Misfit misfit) {
  if (misfit == Misfit::none) return true;
  if (misfit != Misfit::precision_loss || !reader.truncate) return false;
  ++reader.truncated;
  return true;
}

template <Kind kind>
Misfit text(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  const std::string_view bytes = cell_bytes(kind, view, at);
  if (bytes.data() == nullptr) return Misfit::not_of_type;
  if (!base::is_utf8(bytes)) return Misfit::invalid_utf8;
  out.append_variable(bytes);
  return Misfit::none;
}

template <Kind kind>
Misfit json(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  const std::string_view bytes = cell_bytes(kind, view, at);
  if (bytes.data() == nullptr) return Misfit::not_of_type;
  const Misfit misfit = rows::check_json(bytes);
  if (misfit == Misfit::none) out.append_variable(bytes);
  return misfit;
}

template <Kind kind>
Misfit bytes(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  const std::string_view cell = cell_bytes(kind, view, at);
  if (cell.data() == nullptr) return Misfit::not_of_type;
  out.append_variable(cell);
  return Misfit::none;
}

Misfit fixed_bytes(ColumnReader& reader, const View& view, std::int64_t at, Column& out) {
  const auto width = static_cast<std::size_t>(reader.from.width);
  const std::uint8_t* const from = view.data + static_cast<std::size_t>(at) * width;
  out.append_variable({reinterpret_cast<const char*>(from), width});
  return Misfit::none;
}

Misfit uuid(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  out.append_fixed16(view.data + at * 16);
  return Misfit::none;
}

Misfit uuid_text(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  char buffer[40];
  const char* const end = rows::format_uuid(buffer, view.data + at * 16);
  out.append_variable({buffer, static_cast<std::size_t>(end - buffer)});
  return Misfit::none;
}

template <Kind kind>
Misfit text_uuid(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  std::uint8_t parsed[16];
  const Misfit misfit = rows::parse_uuid(cell_bytes(kind, view, at), parsed);
  if (misfit == Misfit::none) out.append_fixed16(parsed);
  return misfit;
}

Misfit boolean(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  out.append_bit((view.data[at >> 3] >> (at & 7) & 1) != 0);
  return Misfit::none;
}

Misfit bool8(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  out.append_bit(view.data[at] != 0);
  return Misfit::none;
}

// Integers: an uint64 beyond int64 is out of every range.
template <Kind kind>
bool take(const View& view, std::int64_t at, std::int64_t& value) {
  value = cell_integer(kind, view, at);
  return kind != Kind::uint64 || value >= 0;
}

template <Kind kind>
Misfit to_int32(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  std::int64_t value = 0;
  if (!take<kind>(view, at, value) || value < std::numeric_limits<std::int32_t>::min() ||
      value > std::numeric_limits<std::int32_t>::max()) {
    return Misfit::out_of_range;
  }
  out.append_int32(static_cast<std::int32_t>(value));
  return Misfit::none;
}

template <Kind kind>
Misfit to_int64(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  std::int64_t value = 0;
  if (!take<kind>(view, at, value)) return Misfit::out_of_range;
  out.append_int64(value);
  return Misfit::none;
}

template <Kind kind>
Misfit to_float(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  std::int64_t value = 0;
  const bool exact =
      take<kind>(view, at, value) && value >= -kExactInDouble && value <= kExactInDouble;
  if (!exact) return Misfit::precision_loss;
  out.append_float64(static_cast<double>(value));
  return Misfit::none;
}

Misfit float32(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  out.append_float64(static_cast<double>(view.load<float>(at)));
  return Misfit::none;
}

Misfit float64(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  out.append_float64(view.load<double>(at));
  return Misfit::none;
}

// Numbers of any width, scaled by ten to some power, as a decimal column wants them.
Misfit put_decimal(ColumnReader& reader, const rows::Decimal256& value, int scale, Column& out) {
  char buffer[96];
  const char* const end = rows::format_decimal(buffer, value, scale);
  const std::string_view digits(buffer, static_cast<std::size_t>(end - buffer));
  if (reader.to.precision == 0) {
    out.append_variable(digits);
    return Misfit::none;
  }
  rows::Decimal256 parsed{};
  const Misfit misfit = rows::parse_decimal(digits, reader.to.precision, reader.to.scale, parsed);
  if (!accept(reader, misfit)) return misfit;
  out.append_decimal(parsed);
  return Misfit::none;
}

template <Kind kind>
rows::Decimal256 wide_cell(const View& view, std::int64_t at) {
  if constexpr (kind == Kind::decimal32) return widen(view.load<std::int32_t>(at));
  if constexpr (kind == Kind::decimal64) return widen(view.load<std::int64_t>(at));
  if constexpr (kind == Kind::decimal256) return view.load<rows::Decimal256>(at);
  return widen128(view.load<std::array<std::uint64_t, 2>>(at), kind != Kind::uint128);
}

template <Kind kind>
Misfit decimal(ColumnReader& reader, const View& view, std::int64_t at, Column& out) {
  const rows::Decimal256 value = wide_cell<kind>(view, at);
  const int scale = reader.from.scale;
  // As it is, wherever every value of the source's type is one of ours.
  if (scale == reader.to.scale && reader.from.precision > 0 &&
      reader.from.precision <= reader.to.precision) {
    out.append_decimal(value);
    return Misfit::none;
  }
  return put_decimal(reader, value, scale, out);
}

template <Kind kind>
Misfit whole_decimal(ColumnReader& reader, const View& view, std::int64_t at, Column& out) {
  const std::int64_t value = cell_integer(kind, view, at);
  return put_decimal(reader, kind == Kind::uint64 ? widen_unsigned(value) : widen(value), 0, out);
}

template <Kind kind>
Misfit text_decimal(ColumnReader& reader, const View& view, std::int64_t at, Column& out) {
  const std::string_view digits = cell_bytes(kind, view, at);
  if (reader.to.precision == 0) {
    reader.scratch.clear();
    const Misfit misfit = rows::canonical_decimal(digits, reader.scratch);
    if (misfit == Misfit::none) out.append_variable(reader.scratch);
    return misfit;
  }
  rows::Decimal256 parsed{};
  const Misfit misfit = rows::parse_decimal(digits, reader.to.precision, reader.to.scale, parsed);
  if (!accept(reader, misfit)) return misfit;
  out.append_decimal(parsed);
  return Misfit::none;
}

// 128-bit integers where 64 bits are wanted.
template <Kind kind>
Misfit wide_to_int64(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  std::int64_t value = 0;
  if (!narrow(wide_cell<kind>(view, at), value)) return Misfit::out_of_range;
  out.append_int64(value);
  return Misfit::none;
}

Misfit put_day(std::int64_t day, Column& out) {
  // DuckDB's infinities are the ends of the number's range.
  if (day < kFirstDay || day > kLastDay) return Misfit::out_of_range;
  out.append_int32(static_cast<std::int32_t>(day));
  return Misfit::none;
}

Misfit date32(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  return put_day(view.load<std::int32_t>(at), out);
}

Misfit date64(ColumnReader&, const View& view, std::int64_t at, Column& out) {
  constexpr std::int64_t kMillis = 86'400'000;
  const std::int64_t millis = view.load<std::int64_t>(at);
  if (millis % kMillis != 0) return Misfit::precision_loss;
  return put_day(millis / kMillis, out);
}

// Microseconds of a count of units, rounded down where units are finer.
Misfit to_micros(ColumnReader& reader, std::int64_t units, std::int64_t& micros) {
  constexpr std::int64_t kMicros = 1'000'000;
  const std::int64_t per_second = reader.from.per_second;
  if (per_second <= kMicros) {
    return __builtin_mul_overflow(units, kMicros / per_second, &micros) ? Misfit::out_of_range
                                                                        : Misfit::none;
  }
  const std::int64_t finer = per_second / kMicros;
  micros = units / finer - (units % finer < 0 ? 1 : 0);
  return units % finer == 0 ? Misfit::none : Misfit::precision_loss;
}

template <Kind kind>
Misfit time_of_day(ColumnReader& reader, const View& view, std::int64_t at, Column& out) {
  std::int64_t micros = 0;
  const Misfit misfit = to_micros(reader, cell_integer(kind, view, at), micros);
  if (misfit == Misfit::out_of_range || micros < 0 || micros >= kDay) return Misfit::out_of_range;
  if (!accept(reader, misfit)) return misfit;
  out.append_int64(micros);
  return Misfit::none;
}

Misfit instant(ColumnReader& reader, const View& view, std::int64_t at, Column& out) {
  std::int64_t micros = 0;
  const Misfit misfit = to_micros(reader, view.load<std::int64_t>(at), micros);
  if (misfit == Misfit::out_of_range || micros < kFirstMicro || micros > kLastMicro) {
    return Misfit::out_of_range;
  }
  if (!accept(reader, misfit)) return misfit;
  out.append_int64(micros);
  return Misfit::none;
}

struct Way {
  Kind from;
  Logical to;
  DecodeRun decode;
};
#define WAYBILL_TEXTS(kind)                                                             \
  {kind, Logical::text, decode<text<kind>>}, {kind, Logical::json, decode<json<kind>>}, \
      {kind, Logical::uuid, decode<text_uuid<kind>>},                                   \
      {kind, Logical::decimal, decode<text_decimal<kind>>},
#define WAYBILL_INTEGERS(kind)                           \
  {kind, Logical::integer, decode<to_int32<kind>>},      \
      {kind, Logical::bigint, decode<to_int64<kind>>},   \
      {kind, Logical::floating, decode<to_float<kind>>}, \
      {kind, Logical::decimal, decode<whole_decimal<kind>>},
constexpr auto kWays = std::to_array<Way>({
    WAYBILL_TEXTS(Kind::text) WAYBILL_TEXTS(Kind::large_text)
        WAYBILL_TEXTS(Kind::text_view){Kind::uuid, Logical::text, decode<uuid_text>},
    {Kind::uuid, Logical::uuid, decode<uuid>},
    {Kind::boolean, Logical::boolean, decode<boolean>},
    {Kind::bool8, Logical::boolean, decode<bool8>},
    WAYBILL_INTEGERS(Kind::int8) WAYBILL_INTEGERS(Kind::int16) WAYBILL_INTEGERS(Kind::int32)
        WAYBILL_INTEGERS(Kind::int64) WAYBILL_INTEGERS(Kind::uint8) WAYBILL_INTEGERS(Kind::uint16)
            WAYBILL_INTEGERS(Kind::uint32) WAYBILL_INTEGERS(Kind::uint64){
                Kind::int128, Logical::bigint, decode<wide_to_int64<Kind::int128>>},
    {Kind::uint128, Logical::bigint, decode<wide_to_int64<Kind::uint128>>},
    {Kind::int128, Logical::decimal, decode<decimal<Kind::int128>>},
    {Kind::uint128, Logical::decimal, decode<decimal<Kind::uint128>>},
    {Kind::decimal32, Logical::decimal, decode<decimal<Kind::decimal32>>},
    {Kind::decimal64, Logical::decimal, decode<decimal<Kind::decimal64>>},
    {Kind::decimal128, Logical::decimal, decode<decimal<Kind::decimal128>>},
    {Kind::decimal256, Logical::decimal, decode<decimal<Kind::decimal256>>},
    {Kind::float32, Logical::floating, decode<float32>},
    {Kind::float64, Logical::floating, decode<float64>},
    {Kind::binary, Logical::bytes, decode<bytes<Kind::binary>>},
    {Kind::large_binary, Logical::bytes, decode<bytes<Kind::large_binary>>},
    {Kind::binary_view, Logical::bytes, decode<bytes<Kind::binary_view>>},
    {Kind::fixed_binary, Logical::bytes, decode<fixed_bytes>},
    {Kind::date32, Logical::date, decode<date32>},
    {Kind::date64, Logical::date, decode<date64>},
    {Kind::time32, Logical::time, decode<time_of_day<Kind::time32>>},
    {Kind::time64, Logical::time, decode<time_of_day<Kind::time64>>},
    {Kind::timestamp, Logical::timestamp, decode<instant>},
    {Kind::timestamp, Logical::datetime, decode<instant>},
});
#undef WAYBILL_TEXTS
#undef WAYBILL_INTEGERS

struct Suggestion {
  Kind from;
  Logical to;
};
constexpr auto kSuggestions = std::to_array<Suggestion>({
    {Kind::boolean, Logical::boolean},   {Kind::bool8, Logical::boolean},
    {Kind::int8, Logical::integer},      {Kind::int16, Logical::integer},
    {Kind::int32, Logical::integer},     {Kind::uint8, Logical::integer},
    {Kind::uint16, Logical::integer},    {Kind::int64, Logical::bigint},
    {Kind::uint32, Logical::bigint},     {Kind::uint64, Logical::decimal},
    {Kind::int128, Logical::decimal},    {Kind::uint128, Logical::decimal},
    {Kind::float32, Logical::floating},  {Kind::float64, Logical::floating},
    {Kind::binary, Logical::bytes},      {Kind::large_binary, Logical::bytes},
    {Kind::binary_view, Logical::bytes}, {Kind::fixed_binary, Logical::bytes},
    {Kind::uuid, Logical::uuid},         {Kind::date32, Logical::date},
    {Kind::date64, Logical::date},       {Kind::time32, Logical::time},
    {Kind::time64, Logical::time},
});

}  // namespace

ColumnReader make_reader(const ArrowSchema& column, const rows::Type& to, std::size_t number,
                         bool truncate) {
  ColumnReader reader;
  reader.from = read_type(column);
  reader.to = to;
  reader.column = number;
  reader.truncate = truncate;
  if (reader.from.kind == Kind::null) reader.decode = all_null;
  // An instant is no wall clock, nor the other way round.
  const bool stamp = reader.from.kind == Kind::timestamp;
  if (stamp && reader.from.zoned != (to.logical == Logical::timestamp)) return reader;
  for (const Way& way : kWays) {
    if (way.from == reader.from.kind && way.to == to.logical) reader.decode = way.decode;
  }
  return reader;
}

std::string take_chunk(ColumnReader& reader, const ArrowArray& column, std::int64_t rows) {
  if (!reader.from.is_dictionary) return make_view(column, reader.from.kind, rows, reader.cells);
  std::string why = make_view(column, reader.from.index, rows, reader.cells);
  if (!why.empty()) return why;
  if (column.dictionary == nullptr) return "a column has no dictionary";
  return make_view(*column.dictionary, reader.from.kind, 0, reader.values);
}

std::size_t variable_bytes(const ColumnReader& reader, std::int64_t row) {
  if (!is_variable(reader.from.kind)) return 0;
  std::int64_t at = reader.cells.offset + row;
  if (reader.cells.is_null(at)) return 0;
  const View* view = &reader.cells;
  if (reader.from.is_dictionary) {
    view = &reader.values;
    at = cell_integer(reader.from.index, reader.cells, at);
    if (at < 0 || at >= view->length) return 0;
    at += view->offset;
  }
  return cell_bytes(reader.from.kind, *view, at).size();
}

rows::Type suggest_type(const SourceType& type) {
  switch (type.kind) {
    case Kind::decimal32:
    case Kind::decimal64:
    case Kind::decimal128:
    case Kind::decimal256:
      return {Logical::decimal, type.precision, type.scale};
    case Kind::uint64:
      return {Logical::decimal, 20, 0};
    case Kind::int128:
    case Kind::uint128:
      return {Logical::decimal, 39, 0};
    case Kind::timestamp:
      return {type.zoned ? Logical::timestamp : Logical::datetime};
    default:
      break;
  }
  if (type.is_json) return {Logical::json};
  for (const Suggestion& row : kSuggestions) {
    if (row.from == type.kind) return {row.to};
  }
  return {Logical::text};
}

}  // namespace waybill::warehouse::adbc

#include "warehouse/postgres/encode.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"
#include "warehouse/postgres/modifier.hpp"
#include "warehouse/postgres/numeric.hpp"
#include "warehouse/postgres/types.hpp"
#include "warehouse/postgres/wire.hpp"

namespace waybill::warehouse::postgres {
namespace {

using rows::Column;
using rows::Logical;

constexpr char kJsonbVersion = 1;

[[noreturn]] void refuse(const CellWriter& writer, std::string_view why, std::string hint) {
  throw Error(codes::unsupported, fmt::format("column '{}': {}", writer.name, why))
      .with_hint(std::move(hint));
}

void text(CellWriter& writer, const Column& column, std::int64_t row, std::string& out) {
  const std::string_view value = column.variable(row);
  if (value.find('\0') != std::string_view::npos) {
    refuse(writer, "PostgreSQL cannot keep a NUL character in a text",
           "take the character out, or declare the column as bytes");
  }
  // The server cuts blanks off the end of a longer text without a word.
  if (writer.limit >= 0 && base::code_points(value) > static_cast<std::size_t>(writer.limit)) {
    refuse(writer,
           fmt::format("a text is longer than the {} characters of the column", writer.limit),
           "make the column a text");
  }
  out += value;
}

void jsonb(CellWriter& writer, const Column& column, std::int64_t row, std::string& out) {
  const std::string_view value = column.variable(row);
  if (rows::json_has_nul(value)) {
    refuse(writer, "PostgreSQL cannot keep a NUL character in a text within JSON",
           "take the character out, or declare the column as text");
  }
  out += kJsonbVersion;
  out += value;
}

void bytes(CellWriter&, const Column& column, std::int64_t row, std::string& out) {
  out += column.variable(row);
}

void boolean(CellWriter&, const Column& column, std::int64_t row, std::string& out) {
  out += column.bit(row) ? '\1' : '\0';
}

void int4(CellWriter&, const Column& column, std::int64_t row, std::string& out) {
  append_number(out, column.int32(row));
}

void int4_as_int8(CellWriter&, const Column& column, std::int64_t row, std::string& out) {
  append_number(out, std::int64_t{column.int32(row)});
}

void int8(CellWriter&, const Column& column, std::int64_t row, std::string& out) {
  append_number(out, column.int64(row));
}

void float8(CellWriter&, const Column& column, std::int64_t row, std::string& out) {
  append_number(out, std::bit_cast<std::int64_t>(column.float64(row)));
}

// A column of fewer places would be rounded into.
void require_places(const CellWriter& writer, std::string_view digits) {
  if (writer.limit < 0) return;
  const std::size_t point = digits.find('.');
  if (point == std::string_view::npos) return;
  const std::size_t last = digits.find_last_not_of('0');
  if (last > point && last - point > static_cast<std::size_t>(writer.limit)) {
    refuse(writer, fmt::format("a value has more than the {} places of the column", writer.limit),
           "widen the column");
  }
}

void numeric(CellWriter& writer, const Column& column, std::int64_t row, std::string& out) {
  if (column.layout() == rows::Layout::variable) {
    require_places(writer, column.variable(row));
    append_numeric(out, column.variable(row));
    return;
  }
  char buffer[96];
  const char* const end = rows::format_decimal(buffer, column.decimal(row), column.type().scale);
  const std::string_view digits(buffer, static_cast<std::size_t>(end - buffer));
  require_places(writer, digits);
  append_numeric(out, digits);
}

void date(CellWriter&, const Column& column, std::int64_t row, std::string& out) {
  append_number(out, column.int32(row) - kEpochDays);
}

constexpr std::array<std::int64_t, 7> kMicros{1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};

void require_fraction(const CellWriter& writer, std::int64_t micros) {
  if (writer.limit < 0 || micros % kMicros[static_cast<std::size_t>(writer.limit)] == 0) return;
  refuse(writer,
         fmt::format("a value has more than the {} fraction digits of the column", writer.limit),
         "widen the column");
}

void time_of_day(CellWriter& writer, const Column& column, std::int64_t row, std::string& out) {
  require_fraction(writer, column.int64(row));
  append_number(out, column.int64(row));
}

void instant(CellWriter& writer, const Column& column, std::int64_t row, std::string& out) {
  require_fraction(writer, column.int64(row));
  append_number(out, column.int64(row) - kEpochMicros);
}

void uuid(CellWriter&, const Column& column, std::int64_t row, std::string& out) {
  out.append(reinterpret_cast<const char*>(column.fixed16(row)), 16);
}

struct Way {
  Logical from;
  Oid to;
  CellWriter::Encode encode;
  Limit limit = Limit::none;
};
constexpr auto kWays = std::to_array<Way>({
    {Logical::text, oid::kText, text},
    {Logical::text, oid::kVarchar, text, Limit::length},
    {Logical::boolean, oid::kBool, boolean},
    {Logical::integer, oid::kInt4, int4},
    {Logical::integer, oid::kInt8, int4_as_int8},
    {Logical::bigint, oid::kInt8, int8},
    {Logical::decimal, oid::kNumeric, numeric, Limit::places},
    {Logical::floating, oid::kFloat8, float8},
    {Logical::bytes, oid::kBytea, bytes},
    {Logical::date, oid::kDate, date},
    {Logical::time, oid::kTime, time_of_day, Limit::fraction},
    {Logical::timestamp, oid::kTimestamptz, instant, Limit::fraction},
    {Logical::datetime, oid::kTimestamp, instant, Limit::fraction},
    {Logical::json, oid::kJsonb, jsonb},
    {Logical::json, oid::kJson, text},
    {Logical::json, oid::kText, text},
    {Logical::uuid, oid::kUuid, uuid},
});

}  // namespace

CellWriter make_writer(const rows::Field& from, Oid to, int modifier) {
  CellWriter writer;
  writer.name = from.name;
  for (const Way& way : kWays) {
    if (way.from != from.type.logical || way.to != to) continue;
    writer.encode = way.encode;
    writer.limit = limit_of(way.limit, modifier);
  }
  return writer;
}

}  // namespace waybill::warehouse::postgres

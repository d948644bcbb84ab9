// One SQLite value into one cell of a column, by the column's logical type.
#include "warehouse/sqlite/decode.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <string_view>

#include "base/text.hpp"

namespace waybill::warehouse::sqlite {
namespace {

using rows::Column;
using rows::Misfit;

constexpr std::int64_t kExactInDouble = std::int64_t{1} << 53;

std::string_view text_of(sqlite3_value* value) {
  const unsigned char* text = sqlite3_value_text(value);  // before its length is asked
  return {reinterpret_cast<const char*>(text),
          static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

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

Misfit text(CellReader& reader, sqlite3_value* value, int storage, Column& out) {
  if (storage != SQLITE_TEXT) return Misfit::wrong_storage;
  const std::string_view bytes = text_of(value);
  if (!base::is_utf8(bytes)) return Misfit::invalid_utf8;
  append_variable(reader, out, bytes);
  return Misfit::none;
}

Misfit boolean(CellReader&, sqlite3_value* value, int storage, Column& out) {
  if (storage != SQLITE_INTEGER) return Misfit::wrong_storage;
  const std::int64_t number = sqlite3_value_int64(value);
  if (number != 0 && number != 1) return Misfit::not_of_type;
  out.append_bit(number == 1);
  return Misfit::none;
}

Misfit integer(CellReader&, sqlite3_value* value, int storage, Column& out) {
  if (storage != SQLITE_INTEGER) return Misfit::wrong_storage;
  const std::int64_t number = sqlite3_value_int64(value);
  if (number < std::numeric_limits<std::int32_t>::min() ||
      number > std::numeric_limits<std::int32_t>::max()) {
    return Misfit::out_of_range;
  }
  out.append_int32(static_cast<std::int32_t>(number));
  return Misfit::none;
}

Misfit bigint(CellReader&, sqlite3_value* value, int storage, Column& out) {
  if (storage != SQLITE_INTEGER) return Misfit::wrong_storage;
  out.append_int64(sqlite3_value_int64(value));
  return Misfit::none;
}

Misfit floating(CellReader&, sqlite3_value* value, int storage, Column& out) {
  switch (storage) {
    case SQLITE_FLOAT:
      out.append_float64(sqlite3_value_double(value));
      return Misfit::none;
    case SQLITE_INTEGER: {
      const std::int64_t number = sqlite3_value_int64(value);
      if (number < -kExactInDouble || number > kExactInDouble) return Misfit::precision_loss;
      out.append_float64(static_cast<double>(number));
      return Misfit::none;
    }
    default:
      return Misfit::wrong_storage;
  }
}

Misfit bytes(CellReader& reader, sqlite3_value* value, int storage, Column& out) {
  if (storage != SQLITE_BLOB) return Misfit::wrong_storage;
  const void* blob = sqlite3_value_blob(value);  // NULL when empty
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  append_variable(reader, out, {static_cast<const char*>(size == 0 ? "" : blob), size});
  return Misfit::none;
}

Misfit json(CellReader& reader, sqlite3_value* value, int storage, Column& out) {
  if (storage != SQLITE_TEXT) return Misfit::wrong_storage;
  const std::string_view document = text_of(value);
  const Misfit misfit = rows::check_json(document);
  if (misfit == Misfit::none) append_variable(reader, out, document);
  return misfit;
}

Misfit date(CellReader&, sqlite3_value* value, int storage, Column& out) {
  if (storage != SQLITE_TEXT) return Misfit::wrong_storage;
  std::int32_t days = 0;
  const Misfit misfit = rows::parse_date(text_of(value), days);
  if (misfit == Misfit::none) out.append_int32(days);
  return misfit;
}

template <Misfit (*parse)(std::string_view, std::int64_t&)>
Misfit micros(CellReader& reader, sqlite3_value* value, int storage, Column& out) {
  if (storage != SQLITE_TEXT) return Misfit::wrong_storage;
  std::int64_t parsed = 0;
  const Misfit misfit = parse(text_of(value), parsed);
  if (!accept(reader, misfit)) return misfit;
  out.append_int64(parsed);
  return Misfit::none;
}

// What SQLite's own date functions write has no zone and is UTC.
Misfit parse_instant(std::string_view text, std::int64_t& out) {
  return rows::parse_timestamp(text, rows::NoZone::utc, out);
}

Misfit uuid(CellReader&, sqlite3_value* value, int storage, Column& out) {
  std::uint8_t parsed[16];
  if (storage == SQLITE_BLOB) {
    if (sqlite3_value_bytes(value) != 16) return Misfit::not_of_type;
    out.append_fixed16(static_cast<const std::uint8_t*>(sqlite3_value_blob(value)));
    return Misfit::none;
  }
  if (storage != SQLITE_TEXT) return Misfit::wrong_storage;
  const Misfit misfit = rows::parse_uuid(text_of(value), parsed);
  if (misfit == Misfit::none) out.append_fixed16(parsed);
  return misfit;
}

// The value's decimal digits, whatever it is stored as; `buffer` may hold them.
struct Digits {
  Misfit misfit = Misfit::none;
  std::string_view text;
};

Digits digits_of(CellReader& reader, sqlite3_value* value, int storage,
                 std::array<char, 24>& buffer) {
  switch (storage) {
    case SQLITE_TEXT:
      return {Misfit::none, text_of(value)};
    case SQLITE_INTEGER: {
      const auto end =
          std::to_chars(buffer.data(), buffer.data() + buffer.size(), sqlite3_value_int64(value));
      return {Misfit::none, {buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data())}};
    }
    case SQLITE_FLOAT: {
      reader.scratch.clear();
      const Misfit misfit =
          rows::double_to_decimal_text(sqlite3_value_double(value), reader.scratch);
      return {misfit, reader.scratch};
    }
    default:
      return {Misfit::wrong_storage, {}};
  }
}

Misfit decimal(CellReader& reader, sqlite3_value* value, int storage, Column& out) {
  std::array<char, 24> buffer;
  const Digits digits = digits_of(reader, value, storage, buffer);
  if (digits.misfit != Misfit::none) return digits.misfit;
  rows::Decimal256 parsed{};
  const Misfit misfit =
      rows::parse_decimal(digits.text, reader.type.precision, reader.type.scale, parsed);
  if (!accept(reader, misfit)) return misfit;
  out.append_decimal(parsed);
  return Misfit::none;
}

Misfit plain_decimal(CellReader& reader, sqlite3_value* value, int storage, Column& out) {
  std::array<char, 24> buffer;
  const Digits digits = digits_of(reader, value, storage, buffer);
  if (digits.misfit != Misfit::none) return digits.misfit;
  if (storage == SQLITE_TEXT) {
    reader.scratch.clear();
    const Misfit misfit = rows::canonical_decimal(digits.text, reader.scratch);
    if (misfit != Misfit::none) return misfit;
    append_variable(reader, out, reader.scratch);
  } else {
    append_variable(reader, out, digits.text);
  }
  return Misfit::none;
}

// By rows::Logical.
constexpr std::array<CellReader::Decode, rows::kLogicalCount> kDecoders{
    text,
    boolean,
    integer,
    bigint,
    decimal,
    floating,
    bytes,
    date,
    micros<rows::parse_time>,
    micros<parse_instant>,
    micros<rows::parse_datetime>,
    json,
    uuid,
};

}  // namespace

CellReader make_reader(const rows::Type& type, bool truncate) {
  CellReader reader;
  reader.decode = type.logical == rows::Logical::decimal && type.precision == 0
                      ? plain_decimal
                      : kDecoders[static_cast<std::size_t>(type.logical)];
  reader.type = type;
  reader.truncate = truncate;
  return reader;
}

}  // namespace waybill::warehouse::sqlite

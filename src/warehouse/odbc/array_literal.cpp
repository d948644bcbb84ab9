#include "warehouse/odbc/array_literal.hpp"

#include <array>
#include <charconv>

#include "base/text.hpp"
#include "rows/codec.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Column;

void quoted(std::string_view text, std::string& out) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '"' && text[i] != '\\') continue;
    out.append(text, plain, i - plain);
    out += '\\';
    plain = i;
  }
  out.append(text, plain);
  out += '"';
}

void text(const Target& target, const Column& column, std::int64_t row, std::string& out) {
  require_text(target, column.variable(row));
  quoted(column.variable(row), out);
}

void json(const Target& target, const Column& column, std::int64_t row, std::string& out) {
  // Of json and text the escape of NUL is kept as it stands.
  if (target.type == "jsonb") require_json(target, column.variable(row));
  quoted(column.variable(row), out);
}

void bytes(const Target&, const Column& column, std::int64_t row, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::string_view value = column.variable(row);
  out += "\"\\\\x";
  const std::size_t at = out.size();
  out.resize(at + value.size() * 2);
  char* to = out.data() + at;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    *to++ = kDigits[byte >> 4];
    *to++ = kDigits[byte & 15];
  }
  out += '"';
}

void boolean(const Target&, const Column& column, std::int64_t row, std::string& out) {
  out += column.bit(row) ? 't' : 'f';
}

template <class Number>
void whole(Number number, std::string& out) {
  std::array<char, 24> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  out.append(buffer.data(), end.ptr);
}

void int32(const Target&, const Column& column, std::int64_t row, std::string& out) {
  whole(column.int32(row), out);
}

void int64(const Target&, const Column& column, std::int64_t row, std::string& out) {
  whole(column.int64(row), out);
}

void decimal(const Target& target, const Column& column, std::int64_t row, std::string& out) {
  if (column.layout() == rows::Layout::variable) {
    require_places(target, column.variable(row));
    out += column.variable(row);
    return;
  }
  char buffer[96];
  const char* const end = rows::format_decimal(buffer, column.decimal(row), column.type().scale);
  const std::string_view digits(buffer, static_cast<std::size_t>(end - buffer));
  require_places(target, digits);
  out += digits;
}

template <auto format, auto get>
void formatted(const Column& column, std::int64_t row, std::string& out) {
  char buffer[40];
  const char* const end = format(buffer, (column.*get)(row));
  out.append(buffer, static_cast<std::size_t>(end - buffer));
}

void floating(const Target&, const Column& column, std::int64_t row, std::string& out) {
  formatted<rows::format_double, &Column::float64>(column, row, out);
}

void date(const Target&, const Column& column, std::int64_t row, std::string& out) {
  formatted<rows::format_date, &Column::int32>(column, row, out);
}

template <auto format>
void micros(const Target& target, const Column& column, std::int64_t row, std::string& out) {
  require_fraction(target, column.int64(row));
  formatted<format, &Column::int64>(column, row, out);
}

void uuid(const Target&, const Column& column, std::int64_t row, std::string& out) {
  formatted<rows::format_uuid, &Column::fixed16>(column, row, out);
}

// By rows::Logical.
constexpr std::array<AppendElement, rows::kLogicalCount> kWriters{text,
                                                                  boolean,
                                                                  int32,
                                                                  int64,
                                                                  decimal,
                                                                  floating,
                                                                  bytes,
                                                                  date,
                                                                  micros<rows::format_time>,
                                                                  micros<rows::format_timestamp>,
                                                                  micros<rows::format_datetime>,
                                                                  json,
                                                                  uuid};

}  // namespace

AppendElement element_writer(const rows::Type& type) {
  return kWriters[static_cast<std::size_t>(type.logical)];
}

}  // namespace waybill::warehouse::odbc

// Values as exact text and back: how watermarks are kept.
#include "rows/value.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"

namespace waybill::rows {
namespace {

using Buffer = std::array<char, 96>;

template <class Format, class Number>
std::string formatted(Format format, Number number) {
  Buffer buffer;
  return {buffer.data(), format(buffer.data(), number)};
}

[[noreturn]] void refuse(const Type& type, std::string_view why) {
  throw Error(codes::bad_watermark,
              fmt::format("the stored value {} (expected {})", why, to_string(type)))
      .with_hint("reset the sync, so that its next run reads from the beginning");
}

void require(const Type& type, Misfit misfit) {
  if (misfit != Misfit::none) refuse(type, describe(misfit));
}

std::int64_t int32_from(const Type& type, std::string_view text) {
  std::int64_t number = 0;
  require(type, parse_int64(text, number));
  if (number < std::numeric_limits<std::int32_t>::min() ||
      number > std::numeric_limits<std::int32_t>::max()) {
    require(type, Misfit::out_of_range);
  }
  return number;
}

double double_from(const Type& type, std::string_view text) {
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, problem] = std::from_chars(text.data(), end, number);
  const bool digits = text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
  if (problem != std::errc() || stopped != end || !digits) require(type, Misfit::not_of_type);
  return number;
}

std::string decimal_from(const Type& type, std::string_view text) {
  std::string canonical;
  if (type.precision == 0) {
    require(type, canonical_decimal(text, canonical));
    return canonical;
  }
  Decimal256 number;
  require(type, parse_decimal(text, type.precision, type.scale, number));
  Buffer buffer;
  return {buffer.data(), format_decimal(buffer.data(), number, type.scale)};
}

std::string bytes_from(const Type& type, std::string_view hex) {
  std::string bytes;
  if (hex.size() % 2 != 0) require(type, Misfit::not_of_type);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    unsigned value = 0;
    const auto [end, problem] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    if (problem != std::errc() || end != hex.data() + i + 2) require(type, Misfit::not_of_type);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::string uuid_from(const Type& type, std::string_view text) {
  std::array<std::uint8_t, 16> bytes;
  require(type, parse_uuid(text, bytes.data()));
  return formatted(format_uuid, bytes.data());
}

}  // namespace

std::string value_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) {
    return value.type.logical == Logical::bytes ? base::to_hex(*text) : *text;
  }
  if (const auto* number = std::get_if<double>(&value.data)) {
    return formatted(format_double, *number);
  }
  const auto* number = std::get_if<std::int64_t>(&value.data);
  if (number == nullptr) throw Error(codes::internal, "NULL has no text");
  switch (value.type.logical) {
    case Logical::boolean:
      return *number != 0 ? "true" : "false";
    case Logical::date:
      return formatted(format_date, static_cast<std::int32_t>(*number));
    case Logical::time:
      return formatted(format_time, *number);
    case Logical::timestamp:
      return formatted(format_timestamp, *number);
    case Logical::datetime:
      return formatted(format_datetime, *number);
    default:
      return std::to_string(*number);
  }
}

Value value_from_text(const Type& type, std::string_view text) {
  std::int64_t number = 0;
  std::int32_t days = 0;
  switch (type.logical) {
    case Logical::text:
      if (!base::is_utf8(text)) require(type, Misfit::invalid_utf8);
      return {type, std::string(text)};
    case Logical::boolean:
      if (text != "true" && text != "false") require(type, Misfit::not_of_type);
      return {type, std::int64_t{text == "true"}};
    case Logical::integer:
      return {type, int32_from(type, text)};
    case Logical::bigint:
      require(type, parse_int64(text, number));
      return {type, number};
    case Logical::decimal:
      return {type, decimal_from(type, text)};
    case Logical::floating:
      return {type, double_from(type, text)};
    case Logical::bytes:
      return {type, bytes_from(type, text)};
    case Logical::date:
      require(type, parse_date(text, days));
      return {type, std::int64_t{days}};
    case Logical::time:
      require(type, parse_time(text, number));
      return {type, number};
    case Logical::timestamp:
      require(type, parse_timestamp(text, NoZone::refuse, number));
      return {type, number};
    case Logical::datetime:
      require(type, parse_datetime(text, number));
      return {type, number};
    case Logical::json:
      require(type, check_json(text));
      return {type, std::string(text)};
    case Logical::uuid:
      return {type, uuid_from(type, text)};
  }
  throw Error(codes::internal, "a value of no known type");
}

}  // namespace waybill::rows

// Text forms of values: exact both ways, or refused. No locale, no allocation on the fast paths.
#ifndef WAYBILL_ROWS_CODEC_HPP
#define WAYBILL_ROWS_CODEC_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "rows/type.hpp"
#include "rows/value.hpp"

namespace waybill::rows {

// Why a value cannot be carried as its declared type. Each has a WB85xx code (reject_code).
enum class Misfit {
  none,
  not_of_type,     // text that is no number, date, uuid, ...
  out_of_range,    // integer too large, year outside 0001..9999, time over a day
  precision_loss,  // more digits than the type keeps
  has_zone,        // datetime with a zone
  invalid_utf8,
  duplicate_key,  // JSON object with a key twice
  not_finite,     // NaN or infinity where the destination has none
  wrong_storage,  // a number where text was declared, a blob where a number was, ...
  nul_character   // where the destination cannot keep one
};
std::string_view reject_code(Misfit misfit);  // "WB8501"...; empty for none
std::string_view describe(Misfit misfit);     // "has more digits than the type keeps"

// Zone policy of a source whose texts carry no zone: SQLite's own functions write UTC.
enum class NoZone { utc, refuse };

// ISO 8601 / RFC 3339: 'T', 't' or one blank between; seconds and fraction optional; Z, +hh, +hhmm
// or +hh:mm. Fractions beyond six digits must be zeros (else precision_loss, `out` truncated).
Misfit parse_timestamp(std::string_view text, NoZone no_zone, std::int64_t& out_micros);
Misfit parse_datetime(std::string_view text, std::int64_t& out_micros);
Misfit parse_date(std::string_view text, std::int32_t& out_days);
Misfit parse_time(std::string_view text, std::int64_t& out_micros);
Misfit parse_uuid(std::string_view text,
                  std::uint8_t out[16]);  // also braces, no hyphens, urn:uuid:
Misfit check_json(std::string_view text);
// Whether a text within valid JSON has the escape of NUL: \u0000.
bool json_has_nul(std::string_view json);
// Integers in plain decimal digits with an optional sign.
Misfit parse_int64(std::string_view text, std::int64_t& out);

// Decimals: text with sign, point and exponent. 256-bit little endian two's complement; the first
// 16 bytes are the decimal128. precision_loss leaves the value truncated toward zero.
using Decimal256 = std::array<std::uint64_t, 4>;
Misfit parse_decimal(std::string_view text, int precision, int scale, Decimal256& out);
// Plain decimals stay text: "-0.50" -> "-0.50"; "1e2" -> "100"; "+1" -> "1"; "-0" -> "0".
Misfit canonical_decimal(std::string_view text, std::string& out);
// Shortest digits that read back as the same double, as a decimal; not_finite, or precision_loss
// over 15 significant digits (the double may not be the decimal its writer meant).
Misfit double_to_decimal_text(double value, std::string& out);

// Writers append nothing but ASCII and answer the end. Buffers: 40 bytes, decimals 96.
char* format_timestamp(char* out, std::int64_t micros);  // 2026-11-20T12:34:56.000000Z
char* format_datetime(char* out, std::int64_t micros);   // 2026-11-20T12:34:56.000000
char* format_date(char* out, std::int32_t days);
char* format_time(char* out, std::int64_t micros);  // 12:34:56.000000
char* format_uuid(char* out, const std::uint8_t bytes[16]);
char* format_decimal(char* out, const Decimal256& value, int scale);
char* format_double(char* out, double value);  // shortest that reads back

// Exact text of a value, and back: how watermarks are kept. NULL has no text.
std::string value_text(const Value& value);
// Throws Error(bad_watermark) when the text is not of the type.
Value value_from_text(const Type& type, std::string_view text);

}  // namespace waybill::rows

#endif

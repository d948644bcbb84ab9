// Logical types: what a column's values mean, whatever the warehouse calls them.
#ifndef WAYBILL_ROWS_TYPE_HPP
#define WAYBILL_ROWS_TYPE_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace waybill::rows {

enum class Logical {
  text,
  boolean,
  integer,
  bigint,
  decimal,
  floating,  // "float"
  bytes,
  date,
  time,
  timestamp,
  datetime,
  json,
  uuid
};
inline constexpr int kLogicalCount = 13;

// How a type's values lie in memory (the Arrow columnar format).
enum class Layout {
  bit,      // boolean: one bit a value
  int32,    // integer; date: days since 1970-01-01
  int64,    // bigint; time: microseconds of the day; timestamp, datetime: microseconds since 1970
  float64,  // float
  decimal128,  // decimal(p,s), p <= 38: two's complement, little endian, scaled by 10^s
  decimal256,  // decimal(p,s), p <= 76
  variable,    // text, json, bytes, and decimal without p,s (canonical decimal text): int32 offsets
  fixed16      // uuid: 16 bytes in text order
};

struct Type {
  Logical logical = Logical::text;
  int precision = 0;  // decimal(p,s): 1..76; 0 is plain `decimal`
  int scale = 0;      // 0..precision
  bool operator==(const Type&) const = default;
};

Layout layout_of(const Type& type);
std::string_view name_of(Logical logical);  // "float" for floating
std::string to_string(const Type& type);    // "decimal(18,4)"

enum class TypeProblem { unknown, bad_precision };
struct ParsedType {
  Type type;
  std::optional<TypeProblem> problem;
  std::string reason;  // set with a problem: "precision must be 1 to 76"
};
// Case-insensitive, aliases (string, varchar, bool, int, numeric, double, binary, timestamp_ntz)
// and blanks around the parts accepted. `decimal(p)` has scale 0.
ParsedType parse_type(std::string_view text);

// Every accepted spelling, for nearest-name hints and schemas.
std::span<const std::string_view> type_spellings();

}  // namespace waybill::rows

#endif

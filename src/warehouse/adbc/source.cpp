#include "warehouse/adbc/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace waybill::warehouse::adbc {
namespace {

// https://arrow.apache.org/docs/format/CDataInterface.html#data-type-description-format-strings
struct Format {
  std::string_view format;
  Kind kind;
  std::int64_t per_second = 1;
};
constexpr auto kFormats = std::to_array<Format>({
    {"n", Kind::null},
    {"b", Kind::boolean},
    {"c", Kind::int8},
    {"C", Kind::uint8},
    {"s", Kind::int16},
    {"S", Kind::uint16},
    {"i", Kind::int32},
    {"I", Kind::uint32},
    {"l", Kind::int64},
    {"L", Kind::uint64},
    {"f", Kind::float32},
    {"g", Kind::float64},
    {"u", Kind::text},
    {"U", Kind::large_text},
    {"vu", Kind::text_view},
    {"z", Kind::binary},
    {"Z", Kind::large_binary},
    {"vz", Kind::binary_view},
    {"tdD", Kind::date32},
    {"tdm", Kind::date64, 1'000},
    {"tts", Kind::time32, 1},
    {"ttm", Kind::time32, 1'000},
    {"ttu", Kind::time64, 1'000'000},
    {"ttn", Kind::time64, 1'000'000'000},
});
// Followed by the zone, which may be empty.
constexpr auto kStamps = std::to_array<Format>({
    {"tss:", Kind::timestamp, 1},
    {"tsm:", Kind::timestamp, 1'000},
    {"tsu:", Kind::timestamp, 1'000'000},
    {"tsn:", Kind::timestamp, 1'000'000'000},
});
// What is not read, by the begin of its format.
struct Name {
  std::string_view begin;
  std::string_view name;
};
constexpr auto kOthers = std::to_array<Name>({
    {"+w", "a list"},
    {"+l", "a list"},
    {"+L", "a list"},
    {"+vl", "a list"},
    {"+vL", "a list"},
    {"+s", "a struct"},
    {"+m", "a map"},
    {"+u", "a union"},
    {"tD", "a duration"},
    {"ti", "an interval"},
    {"e", "a 16-bit float"},
});

int number(std::string_view& text) {
  int value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end.ec != std::errc() || end.ptr == text.data()) return -1;
  text.remove_prefix(static_cast<std::size_t>(end.ptr - text.data()));
  if (!text.empty() && text.front() == ',') text.remove_prefix(1);
  return value;
}

void read_decimal(std::string_view text, SourceType& type) {
  type.precision = number(text);
  type.scale = number(text);
  const int bits = text.empty() ? 128 : number(text);
  constexpr std::pair<int, Kind> kWidths[] = {{32, Kind::decimal32},
                                              {64, Kind::decimal64},
                                              {128, Kind::decimal128},
                                              {256, Kind::decimal256}};
  for (const auto& [width, kind] : kWidths) {
    const bool fits = type.precision > 0 && type.precision <= 76 && type.scale >= 0 &&
                      type.scale <= type.precision;
    if (width == bits && fits) type.kind = kind;
  }
}

// A value of the field's metadata: int32 counts and lengths in native order.
std::string_view metadata(const ArrowSchema& column, std::string_view wanted) {
  const char* at = column.metadata;
  if (at == nullptr) return {};
  const auto take_number = [&at] {
    std::int32_t value = 0;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    return value;
  };
  const auto take_text = [&] {
    const std::int32_t size = std::max(take_number(), 0);
    const std::string_view text(at, static_cast<std::size_t>(size));
    at += size;
    return text;
  };
  for (std::int32_t left = take_number(); left > 0; --left) {
    const std::string_view key = take_text();
    const std::string_view value = take_text();
    if (key == wanted) return value;
  }
  return {};
}

// https://arrow.apache.org/docs/format/CanonicalExtensions.html. Drivers name types of their own in
// the description of an opaque one.
void read_extension(const ArrowSchema& column, SourceType& type) {
  const std::string_view name = metadata(column, "ARROW:extension:name");
  if (name.empty()) return;
  if (name == "arrow.uuid" && type.kind == Kind::fixed_binary && type.width == 16) {
    type.kind = Kind::uuid;
    type.name = "uuid";
  } else if (name == "arrow.json") {
    type.is_json = true;
  } else if (name == "arrow.bool8" && type.kind == Kind::int8) {
    type.kind = Kind::bool8;
    type.name = "boolean";
  } else if (name == "arrow.opaque" || name.starts_with("duckdb.")) {
    const std::string_view about = metadata(column, "ARROW:extension:metadata");
    const auto says = [&](std::string_view word) {
      return about.find(fmt::format("\"type_name\":\"{}\"", word)) != std::string_view::npos ||
             about.find(fmt::format("\"type_name\": \"{}\"", word)) != std::string_view::npos;
    };
    // PostgreSQL's, in its own words.
    if ((type.kind == Kind::text || type.kind == Kind::large_text) && says("numeric")) {
      type.name = "numeric";
      return;
    }
    const bool wide = type.kind == Kind::fixed_binary && type.width == 16;
    type.kind = wide && says("hugeint")    ? Kind::int128
                : wide && says("uhugeint") ? Kind::uint128
                                           : Kind::other;
    type.name = "a type of its own";
    for (const std::string_view word : {"hugeint", "uhugeint", "time_tz", "bit", "bignum"}) {
      if (says(word)) type.name = word;
    }
  }
}

SourceType plain_type(const ArrowSchema& column) {
  SourceType type;
  const std::string_view format = column.format == nullptr ? "" : column.format;
  type.name = fmt::format("Arrow's '{}'", format);
  for (const Format& row : kFormats) {
    if (row.format == format) {
      type.kind = row.kind;
      type.per_second = row.per_second;
    }
  }
  for (const Format& row : kStamps) {
    if (format.starts_with(row.format)) {
      type.kind = row.kind;
      type.per_second = row.per_second;
      type.zoned = format.size() > row.format.size();
    }
  }
  for (const Name& row : kOthers) {
    if (format.starts_with(row.begin)) type.name = row.name;
  }
  if (format.starts_with("d:")) read_decimal(format.substr(2), type);
  if (format.starts_with("w:")) {
    std::string_view rest = format.substr(2);
    type.width = number(rest);
    if (type.width >= 0 && rest.empty()) type.kind = Kind::fixed_binary;
  }
  read_extension(column, type);
  return type;
}

}  // namespace

SourceType read_type(const ArrowSchema& column) {
  if (column.dictionary == nullptr) return plain_type(column);
  SourceType type = plain_type(*column.dictionary);
  type.index = plain_type(column).kind;
  type.is_dictionary = true;
  const bool is_index = type.index >= Kind::int8 && type.index <= Kind::uint64;
  // A dictionary of dictionaries is nothing anybody sends.
  if (!is_index || column.dictionary->dictionary != nullptr) type.kind = Kind::other;
  return type;
}

bool is_variable(Kind kind) {
  return kind >= Kind::text && kind <= Kind::binary_view;
}

std::string make_view(const ArrowArray& array, Kind kind, std::int64_t rows, View& out) {
  if (array.length < 0 || array.offset < 0 || array.length < rows) {
    return fmt::format("a column has {} values for {} rows", array.length, rows);
  }
  out = {};
  out.offset = array.offset;
  out.length = array.length;
  if (kind == Kind::null || array.length == 0) return {};
  const bool with_offsets = kind == Kind::text || kind == Kind::large_text ||
                            kind == Kind::binary || kind == Kind::large_binary;
  const bool views = kind == Kind::text_view || kind == Kind::binary_view;
  const std::int64_t wanted = with_offsets ? 3 : 2;
  if (array.n_buffers < wanted || array.buffers == nullptr) {
    return fmt::format("a column has {} buffers instead of {}", array.n_buffers, wanted);
  }
  out.buffers = array.buffers;
  out.n_buffers = array.n_buffers;
  if (array.null_count != 0) out.validity = static_cast<const std::uint8_t*>(array.buffers[0]);
  out.data = static_cast<const std::uint8_t*>(array.buffers[1]);
  if (with_offsets) out.bytes = static_cast<const std::uint8_t*>(array.buffers[2]);
  if (out.data == nullptr) return "a column has no values";
  if (views && array.n_buffers < 3) return "a column has no sizes of its buffers";
  return {};
}

std::string_view cell_bytes(Kind kind, const View& view, std::int64_t at) {
  const auto between = [&](std::int64_t from, std::int64_t to) -> std::string_view {
    if (from < 0 || to < from || (to > from && view.bytes == nullptr)) return {};
    if (to == from) return "";
    return {reinterpret_cast<const char*>(view.bytes) + from, static_cast<std::size_t>(to - from)};
  };
  switch (kind) {
    case Kind::text:
    case Kind::binary:
      return between(view.load<std::int32_t>(at), view.load<std::int32_t>(at + 1));
    case Kind::large_text:
    case Kind::large_binary:
      return between(view.load<std::int64_t>(at), view.load<std::int64_t>(at + 1));
    case Kind::text_view:
    case Kind::binary_view: {
      // Length, then up to 12 bytes in place, or a prefix, a buffer's number and an offset.
      constexpr std::int32_t kInline = 12;
      const std::uint8_t* const entry = view.data + at * 16;
      std::int32_t size = 0, buffer = 0, from = 0;
      std::memcpy(&size, entry, 4);
      if (size < 0) return {};
      if (size <= kInline) {
        return {reinterpret_cast<const char*>(entry) + 4, static_cast<std::size_t>(size)};
      }
      std::memcpy(&buffer, entry + 8, 4);
      std::memcpy(&from, entry + 12, 4);
      // The last buffer holds the sizes of those before it.
      if (buffer < 0 || buffer >= view.n_buffers - 3 || from < 0) return {};
      const auto* bytes = static_cast<const char*>(view.buffers[2 + buffer]);
      return bytes == nullptr ? std::string_view()
                              : std::string_view(bytes + from, static_cast<std::size_t>(size));
    }
    default:
      return {};
  }
}

std::int64_t cell_integer(Kind kind, const View& view, std::int64_t at) {
  switch (kind) {
    case Kind::int8:
    case Kind::bool8:
      return view.load<std::int8_t>(at);
    case Kind::uint8:
      return view.load<std::uint8_t>(at);
    case Kind::int16:
      return view.load<std::int16_t>(at);
    case Kind::uint16:
      return view.load<std::uint16_t>(at);
    case Kind::int32:
    case Kind::date32:
    case Kind::time32:
      return view.load<std::int32_t>(at);
    case Kind::uint32:
      return view.load<std::uint32_t>(at);
    default:
      return view.load<std::int64_t>(at);
  }
}

}  // namespace waybill::warehouse::adbc

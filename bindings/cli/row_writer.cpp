#include "row_writer.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace waybill::cli {

namespace json = boost::json;

namespace {

constexpr std::size_t kFlushAt = std::size_t{1} << 16;
constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;

template <class T>
T load(const void* buffer, std::int64_t at) {
  T value;
  std::memcpy(&value, static_cast<const char*>(buffer) + at * static_cast<std::int64_t>(sizeof(T)),
              sizeof(T));
  return value;
}

bool bit(const void* buffer, std::int64_t at) {
  return (static_cast<const std::uint8_t*>(buffer)[at >> 3] >> (at & 7) & 1) != 0;
}

void put_digits(std::string& out, std::int64_t number, int width) {
  char buffer[24];
  char* const end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  for (std::int64_t i = end - buffer; i < width; ++i) out += '0';
  out.append(buffer, end);
}

// Days since 1970-01-01 in the calendar of ISO 8601.
std::string date_text(std::int64_t days) {
  days += 719'468;  // since 0000-03-01
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day = days - era * 146'097;
  const std::int64_t year = (day - day / 1460 + day / 36'524 - day / 146'096) / 365;
  const std::int64_t of_year = day - (365 * year + year / 4 - year / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;  // months since March
  const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  const std::int64_t full_year = year + era * 400 + (month <= 2 ? 1 : 0);
  std::string out;
  if (full_year < 0) {
    out += '-';
  } else if (full_year > 9999) {
    out += '+';
  }
  put_digits(out, full_year < 0 ? -full_year : full_year, 4);
  out += '-';
  put_digits(out, month, 2);
  out += '-';
  put_digits(out, of_year - (153 * shifted + 2) / 5 + 1, 2);
  return out;
}

std::string time_text(std::int64_t micros) {
  std::string out;
  put_digits(out, micros / (3600 * kSecond), 2);
  out += ':';
  put_digits(out, micros / (60 * kSecond) % 60, 2);
  out += ':';
  put_digits(out, micros / kSecond % 60, 2);
  out += '.';
  put_digits(out, micros % kSecond, 6);
  return out;
}

std::string instant_text(std::int64_t micros) {
  std::int64_t days = micros / kDay;
  std::int64_t clock = micros % kDay;
  if (clock < 0) {
    clock += kDay;
    --days;
  }
  return date_text(days) + "T" + time_text(clock);
}

// Two's complement, the lowest word first.
std::string decimal_text(const void* buffer, std::int64_t at, int words, int scale) {
  constexpr std::uint32_t kChunk = 1'000'000'000;
  std::array<std::uint32_t, 8> limbs{};
  const auto count = static_cast<std::size_t>(words) * 2;
  for (std::size_t i = 0; i < count; ++i) {
    limbs[i] = load<std::uint32_t>(
        buffer, at * static_cast<std::int64_t>(count) + static_cast<std::int64_t>(i));
  }
  const bool negative = (limbs[count - 1] >> 31) != 0;
  if (negative) {
    std::uint64_t carry = 1;
    for (std::size_t i = 0; i < count; ++i) {
      carry += ~limbs[i];
      limbs[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
  }
  std::string digits;  // the lowest first
  while (std::any_of(limbs.begin(), limbs.end(), [](std::uint32_t limb) { return limb != 0; })) {
    std::uint64_t rest = 0;
    for (std::size_t i = count; i-- > 0;) {
      const std::uint64_t part = rest << 32 | limbs[i];
      limbs[i] = static_cast<std::uint32_t>(part / kChunk);
      rest = part % kChunk;
    }
    for (int i = 0; i < 9; ++i, rest /= 10) digits += static_cast<char>('0' + rest % 10);
  }
  while (digits.size() > static_cast<std::size_t>(scale) + 1 && digits.back() == '0') {
    digits.pop_back();
  }
  while (digits.size() < static_cast<std::size_t>(scale) + 1) digits += '0';
  if (scale > 0) digits.insert(static_cast<std::size_t>(scale), 1, '.');
  if (negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += k <= count ? kDigits[group >> (18 - 6 * k) & 63] : '=';
    }
  }
  return out;
}

std::string uuid_text(const std::uint8_t* bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += kHex[bytes[i] >> 4];
    out += kHex[bytes[i] & 15];
  }
  return out;
}

std::string double_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  char buffer[40];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string_view variable(const ArrowArray& array, std::int64_t at) {
  const auto from = load<std::int32_t>(array.buffers[1], at);
  const auto to = load<std::int32_t>(array.buffers[1], at + 1);
  return {static_cast<const char*>(array.buffers[2]) + from, static_cast<std::size_t>(to - from)};
}

bool is_null(const ArrowArray& array, std::int64_t at) {
  return array.null_count != 0 && array.buffers[0] != nullptr && !bit(array.buffers[0], at);
}

std::string quoted(std::string_view text) {
  return json::serialize(json::string_view(text.data(), text.size()));
}

// A value of a field's metadata: pairs of texts, each behind its length, behind their number.
std::string_view metadata_value(const char* metadata, std::string_view wanted) {
  if (metadata == nullptr) return {};
  const char* at = metadata;
  const auto number = [&at] {
    const auto value = load<std::int32_t>(at, 0);
    at += sizeof value;
    return value;
  };
  const auto text = [&] {
    const auto size = static_cast<std::size_t>(number());
    const std::string_view found(at, size);
    at += size;
    return found;
  };
  for (std::int32_t left = number(); left > 0; --left) {
    const std::string_view key = text();
    const std::string_view value = text();
    if (key == wanted) return value;
  }
  return {};
}

}  // namespace

RowWriter::Column RowWriter::column_of(const ArrowSchema& field) {
  struct Known {
    std::string_view format;
    Kind kind;
  };
  static constexpr Known kKnown[] = {
      {"b", Kind::boolean},     {"i", Kind::int32},   {"l", Kind::int64},
      {"g", Kind::float64},     {"u", Kind::text},    {"z", Kind::bytes},
      {"tdD", Kind::date},      {"ttu", Kind::time},  {"tsu:UTC", Kind::timestamp},
      {"tsu:", Kind::datetime}, {"w:16", Kind::uuid},
  };
  Column column;
  column.name = field.name;
  column.key = quoted(column.name);
  column.type = quoted(metadata_value(field.metadata, "waybill.type"));
  const std::string_view format = field.format;
  for (const Known& known : kKnown) {
    if (known.format != format) continue;
    column.kind = known.kind;
    return column;
  }
  int precision = 0;
  int bits = 128;
  if (std::sscanf(field.format, "d:%d,%d,%d", &precision, &column.scale, &bits) >= 2 &&
      (bits == 128 || bits == 256) && column.scale >= 0) {
    column.kind = Kind::decimal;
    column.words = bits / 64;
    return column;
  }
  throw std::runtime_error("column " + column.key +
                           " has a format that cannot be written: " + std::string(format));
}

RowWriter::RowWriter(std::FILE* out, RowFormat format, const ArrowSchema& schema)
    : out_(out), format_(format) {
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    columns_.push_back(column_of(*schema.children[i]));
  }
  if (format_ == RowFormat::csv) {
    for (const Column& column : columns_) {
      if (&column != columns_.data()) text_ += ',';
      put_csv_text(column.name);
    }
    text_ += '\n';
  } else if (format_ == RowFormat::document) {
    text_ += "{\"columns\":[";
    for (const Column& column : columns_) {
      if (&column != columns_.data()) text_ += ',';
      text_ += "{\"name\":" + column.key + ",\"type\":" + column.type + "}";
    }
    text_ += "],\"rows\":[";
  }
}

void RowWriter::write(const ArrowArray& batch) {
  for (std::int64_t row = 0; row < batch.length; ++row) {
    put_row(batch, row);
    if (text_.size() >= kFlushAt) flush();
  }
}

void RowWriter::end(const std::string& error) {
  if (format_ == RowFormat::document) {
    text_ += "\n]";
    if (!error.empty()) text_ += ",\"error\":" + error;
    text_ += "}\n";
  }
  flush();
  if (std::fflush(out_) != 0) {
    throw std::runtime_error(std::string("the rows cannot be written: ") + std::strerror(errno));
  }
}

void RowWriter::put_row(const ArrowArray& batch, std::int64_t row) {
  if (format_ == RowFormat::document) text_ += first_ ? "\n" : ",\n";
  first_ = false;
  if (format_ != RowFormat::csv) text_ += '{';
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const ArrowArray& array = *batch.children[i];
    const std::int64_t at = row + batch.offset + array.offset;
    if (i > 0) text_ += ',';
    const bool null = is_null(array, at);
    if (format_ == RowFormat::csv) {
      if (!null) put_csv_text(cell(columns_[i], array, at));
      continue;
    }
    text_ += columns_[i].key;
    text_ += ':';
    if (null) {
      text_ += "null";
    } else {
      put_json(columns_[i], array, at);
    }
  }
  if (format_ != RowFormat::csv) text_ += '}';
  if (format_ != RowFormat::document) text_ += '\n';
}

void RowWriter::put_json(const Column& column, const ArrowArray& array, std::int64_t at) {
  const std::string text = cell(column, array, at);
  const bool number =
      column.kind == Kind::int32 || column.kind == Kind::boolean ||
      (column.kind == Kind::float64 && std::isfinite(load<double>(array.buffers[1], at)));
  text_ += number ? text : quoted(text);
}

// Nothing at all is NULL, so an empty text stands in quotes.
void RowWriter::put_csv_text(std::string_view text) {
  if (!text.empty() && text.find_first_of("\",\r\n") == std::string_view::npos) {
    text_ += text;
    return;
  }
  text_ += '"';
  for (const char c : text) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
}

std::string RowWriter::cell(const Column& column, const ArrowArray& array, std::int64_t at) {
  const void* const values = array.buffers[1];
  switch (column.kind) {
    case Kind::boolean:
      return bit(values, at) ? "true" : "false";
    case Kind::int32:
      return std::to_string(load<std::int32_t>(values, at));
    case Kind::int64:
      return std::to_string(load<std::int64_t>(values, at));
    case Kind::float64:
      return double_text(load<double>(values, at));
    case Kind::text:
      return std::string(variable(array, at));
    case Kind::bytes:
      return base64(variable(array, at));
    case Kind::date:
      return date_text(load<std::int32_t>(values, at));
    case Kind::time:
      return time_text(load<std::int64_t>(values, at));
    case Kind::timestamp:
      return instant_text(load<std::int64_t>(values, at)) + "Z";
    case Kind::datetime:
      return instant_text(load<std::int64_t>(values, at));
    case Kind::uuid:
      return uuid_text(static_cast<const std::uint8_t*>(values) + at * 16);
    case Kind::decimal:
      return decimal_text(values, at, column.words, column.scale);
  }
  return {};
}

void RowWriter::flush() {
  if (std::fwrite(text_.data(), 1, text_.size(), out_) != text_.size()) {
    throw std::runtime_error(std::string("the rows cannot be written: ") + std::strerror(errno));
  }
  text_.clear();
}

}  // namespace waybill::cli

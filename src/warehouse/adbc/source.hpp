// A result's columns as Arrow describes them, and their cells as Arrow lays them out.
#ifndef WAYBILL_WAREHOUSE_ADBC_SOURCE_HPP
#define WAYBILL_WAREHOUSE_ADBC_SOURCE_HPP

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "waybill/arrow_abi.h"

namespace waybill::warehouse::adbc {

// Formats by how their cells lie in memory and what they mean; `other` is not read.
enum class Kind {
  null,
  boolean,
  bool8,
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  int128,
  uint128,
  float32,
  float64,
  text,
  large_text,
  text_view,
  binary,
  large_binary,
  binary_view,
  fixed_binary,
  uuid,
  decimal32,
  decimal64,
  decimal128,
  decimal256,
  date32,
  date64,
  time32,
  time64,
  timestamp,
  other
};

struct SourceType {
  Kind kind = Kind::other;
  int width = 0;  // bytes of a fixed_binary
  int precision = 0;
  int scale = 0;
  std::int64_t per_second = 1;  // time and timestamp: units
  bool zoned = false;           // timestamp
  bool is_json = false;         // text, declared to be JSON
  bool is_dictionary = false;   // what stands above is of the values
  Kind index = Kind::other;
  std::string name;  // for messages
};
SourceType read_type(const ArrowSchema& column);

// One column of an array, or its dictionary. `offset` is already in every position asked for.
struct View {
  const std::uint8_t* validity = nullptr;  // null: no NULL
  const std::uint8_t* data = nullptr;      // values, or offsets, or views
  const std::uint8_t* bytes = nullptr;     // of texts with offsets
  const void* const* buffers = nullptr;
  std::int64_t n_buffers = 0;
  std::int64_t offset = 0;
  std::int64_t length = 0;

  bool is_null(std::int64_t at) const {
    return validity != nullptr && (validity[at >> 3] >> (at & 7) & 1) == 0;
  }
  template <class T>
  T load(std::int64_t at) const {
    T value;
    std::memcpy(&value, data + at * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
    return value;
  }
};
// Why the array cannot be of the type: missing buffers, too few values; empty when it can.
std::string make_view(const ArrowArray& array, Kind kind, std::int64_t rows, View& out);

// A cell of variable size; its data is null where the offsets are nonsense.
std::string_view cell_bytes(Kind kind, const View& view, std::int64_t at);
// Of an integer kind; an uint64 beyond int64 comes negative.
std::int64_t cell_integer(Kind kind, const View& view, std::int64_t at);
bool is_variable(Kind kind);

}  // namespace waybill::warehouse::adbc

#endif

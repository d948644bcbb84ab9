// Columnar batches in Arrow memory layout: the only form in which rows cross floors.
#ifndef WAYBILL_ROWS_BATCH_HPP
#define WAYBILL_ROWS_BATCH_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rows/codec.hpp"
#include "rows/type.hpp"
#include "rows/value.hpp"

namespace waybill::rows {

struct Field {
  std::string name;
  Type type;
  bool nullable = true;
  bool operator==(const Field&) const = default;
};
using Schema = std::vector<Field>;
std::vector<std::string> names_of(const Schema& schema);

// Growable bytes that are not zeroed first; 64-byte aligned. Capacity survives clear().
class Buffer {
 public:
  Buffer() = default;
  Buffer(Buffer&& other) noexcept;
  Buffer& operator=(Buffer&& other) noexcept;
  ~Buffer();

  std::uint8_t* data() { return data_; }
  const std::uint8_t* data() const { return data_; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  void clear() { size_ = 0; }
  void resize(std::size_t size) {
    if (size > capacity_) grow(size);
    size_ = size;
  }
  void append(const void* bytes, std::size_t count) {
    const std::size_t at = size_;
    resize(at + count);
    if (count != 0) std::memcpy(data_ + at, bytes, count);
  }

 private:
  void grow(std::size_t at_least);
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

// A column under construction and in use. Append functions must match the type's layout.
// A NULL keeps a slot (zero) in `data`, or a repeated offset.
class Column {
 public:
  explicit Column(const Type& type);

  const Type& type() const { return type_; }
  Layout layout() const { return layout_; }
  std::int64_t length() const { return length_; }
  std::int64_t null_count() const { return null_count_; }

  void clear();
  void append_null();
  void append_bit(bool value) {
    append_bit_slot(value);
    mark_valid(true);
  }
  void append_int32(std::int32_t value) { append_fixed(&value, sizeof value); }
  void append_int64(std::int64_t value) { append_fixed(&value, sizeof value); }
  void append_float64(double value) { append_fixed(&value, sizeof value); }
  void append_decimal(const Decimal256& value) {  // both decimal layouts
    append_fixed(value.data(), layout_ == Layout::decimal128 ? 16 : 32);
  }
  void append_fixed16(const std::uint8_t bytes[16]) { append_fixed(bytes, 16); }
  // Throws Error(internal) beyond the 2 GiB that int32 offsets can reach.
  void append_variable(std::string_view bytes) {
    if (bytes.size() > 0x7FFFFFFFU - data_.size()) throw_too_large();
    data_.append(bytes.data(), bytes.size());
    const auto end = static_cast<std::int32_t>(data_.size());
    offsets_.append(&end, sizeof end);
    mark_valid(true);
  }

  bool is_null(std::int64_t row) const {
    return null_count_ != 0 && (validity_.data()[row >> 3] >> (row & 7) & 1) == 0;
  }
  bool bit(std::int64_t row) const { return data_.data()[row >> 3] >> (row & 7) & 1; }
  std::int32_t int32(std::int64_t row) const { return load<std::int32_t>(row); }
  std::int64_t int64(std::int64_t row) const { return load<std::int64_t>(row); }
  double float64(std::int64_t row) const { return load<double>(row); }
  Decimal256 decimal(std::int64_t row) const;  // sign-extended
  const std::uint8_t* fixed16(std::int64_t row) const { return data_.data() + row * 16; }
  std::string_view variable(std::int64_t row) const {
    std::int32_t from = 0, to = 0;
    std::memcpy(&from, offsets_.data() + row * 4, 4);
    std::memcpy(&to, offsets_.data() + row * 4 + 4, 4);
    return {reinterpret_cast<const char*>(data_.data()) + from,
            static_cast<std::size_t>(to - from)};
  }
  Value value(std::int64_t row) const;
  void append(const Value& value);                          // of the same type
  void append_from(const Column& other, std::int64_t row);  // of the same type

  // Keeps the rows whose flag is not 0. `keep` has length() flags.
  void retain(const std::vector<std::uint8_t>& keep);
  std::size_t bytes() const;  // of the filled buffers

  // For the Arrow C structs. Validity is null when nothing is NULL.
  const std::uint8_t* validity_data() const { return null_count_ ? validity_.data() : nullptr; }
  const std::uint8_t* offsets_data() const { return offsets_.data(); }
  const std::uint8_t* values_data() const { return data_.data(); }

 private:
  template <class T>
  T load(std::int64_t row) const {
    T value;
    std::memcpy(&value, data_.data() + row * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
    return value;
  }
  void append_fixed(const void* bytes, std::size_t count) {
    data_.append(bytes, count);
    mark_valid(true);
  }
  void append_bit_slot(bool value) { set_bit(data_, value); }
  void mark_valid(bool valid) {
    set_bit(validity_, valid);
    null_count_ += valid ? 0 : 1;
    ++length_;
  }
  // Bit number length_, the next one.
  void set_bit(Buffer& bits, bool value) {
    const auto byte = static_cast<std::size_t>(length_ >> 3);
    const auto mask = static_cast<std::uint8_t>(static_cast<unsigned>(value) << (length_ & 7));
    if ((length_ & 7) == 0) {
      bits.resize(byte + 1);
      bits.data()[byte] = mask;
    } else {
      bits.data()[byte] = static_cast<std::uint8_t>(bits.data()[byte] | mask);
    }
  }
  void retain_variable(const std::vector<std::uint8_t>& keep);
  [[noreturn]] static void throw_too_large();

  Type type_;
  Layout layout_;
  std::int64_t length_ = 0;
  std::int64_t null_count_ = 0;
  Buffer validity_;
  Buffer offsets_;  // variable layout: length + 1 int32
  Buffer data_;
};

struct Batch {
  Schema schema;
  std::int64_t length = 0;
  std::vector<Column> columns;

  Batch() = default;
  explicit Batch(Schema schema);
  void clear();  // keeps schema and capacity
  void retain(const std::vector<std::uint8_t>& keep);
  void drop_columns_from(std::size_t first);  // schema and columns
  std::size_t bytes() const;
};

// The rows from `first` to before `end` behind those of `to`, which has the same columns.
void append_rows(Batch& to, const Batch& from, std::int64_t first, std::int64_t end);

}  // namespace waybill::rows

#endif

// Columns and batches: growth, and keeping some of the rows.
#include "rows/batch.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "base/error.hpp"

namespace waybill::rows {
namespace {

constexpr std::size_t kAlignment = 64;

// Bytes a value, for the layouts that have a fixed number of them.
std::size_t width_of(Layout layout) {
  switch (layout) {
    case Layout::int32:
      return 4;
    case Layout::int64:
    case Layout::float64:
      return 8;
    case Layout::decimal128:
    case Layout::fixed16:
      return 16;
    case Layout::decimal256:
      return 32;
    case Layout::bit:
    case Layout::variable:
      break;
  }
  return 0;
}

bool get_bit(const std::uint8_t* bits, std::size_t at) {
  return (bits[at >> 3] >> (at & 7) & 1) != 0;
}

// Moves the kept bits to the front and clears what is behind them in the last byte.
std::size_t retain_bits(std::uint8_t* bits, const std::vector<std::uint8_t>& keep) {
  std::size_t to = 0;
  for (std::size_t from = 0; from < keep.size(); ++from) {
    if (keep[from] == 0) continue;
    const bool value = get_bit(bits, from);
    const auto mask = static_cast<std::uint8_t>(1U << (to & 7));
    bits[to >> 3] = static_cast<std::uint8_t>(value ? bits[to >> 3] | mask : bits[to >> 3] & ~mask);
    ++to;
  }
  if ((to & 7) != 0) {
    bits[to >> 3] = static_cast<std::uint8_t>(bits[to >> 3] & ((1U << (to & 7)) - 1U));
  }
  return to;
}

// Calls move(first, count) for every run of kept rows.
template <class Move>
void each_run(const std::vector<std::uint8_t>& keep, Move move) {
  for (std::size_t at = 0; at < keep.size();) {
    if (keep[at] == 0) {
      ++at;
      continue;
    }
    const std::size_t first = at;
    while (at < keep.size() && keep[at] != 0) ++at;
    move(first, at - first);
  }
}

void require_flags(const std::vector<std::uint8_t>& keep, std::int64_t length) {
  if (keep.size() != static_cast<std::size_t>(length)) {
    throw Error(codes::internal, "a batch is filtered by flags of another length");
  }
}

}  // namespace

std::vector<std::string> names_of(const Schema& schema) {
  std::vector<std::string> names;
  for (const Field& field : schema) names.push_back(field.name);
  return names;
}

Buffer::Buffer(Buffer&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

Buffer& Buffer::operator=(Buffer&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(capacity_, other.capacity_);
  return *this;
}

Buffer::~Buffer() {
  ::operator delete (data_, std::align_val_t{kAlignment});
}

void Buffer::grow(std::size_t at_least) {
  std::size_t capacity = std::max({at_least, capacity_ * 2, kAlignment});
  capacity = (capacity + kAlignment - 1) / kAlignment * kAlignment;
  auto* data = static_cast<std::uint8_t*>(::operator new (capacity, std::align_val_t{kAlignment}));
  if (size_ != 0) std::memcpy(data, data_, size_);
  ::operator delete (data_, std::align_val_t{kAlignment});
  data_ = data;
  capacity_ = capacity;
}

Column::Column(const Type& type) : type_(type), layout_(layout_of(type)) {
  clear();
}

void Column::clear() {
  length_ = 0;
  null_count_ = 0;
  validity_.clear();
  data_.clear();
  offsets_.clear();
  if (layout_ == Layout::variable) {
    constexpr std::int32_t kStart = 0;
    offsets_.append(&kStart, sizeof kStart);
  }
}

void Column::append_null() {
  constexpr std::array<std::uint8_t, 32> kZeros{};
  if (layout_ == Layout::variable) {
    const auto end = static_cast<std::int32_t>(data_.size());
    offsets_.append(&end, sizeof end);
  } else if (layout_ == Layout::bit) {
    append_bit_slot(false);
  } else {
    data_.append(kZeros.data(), width_of(layout_));
  }
  mark_valid(false);
}

void Column::throw_too_large() {
  throw Error(codes::internal, "a column of one batch would hold more than 2 GiB")
      .with_hint("read in smaller batches");
}

Decimal256 Column::decimal(std::int64_t row) const {
  Decimal256 value;
  if (layout_ == Layout::decimal256) {
    std::memcpy(value.data(), data_.data() + row * 32, 32);
    return value;
  }
  std::memcpy(value.data(), data_.data() + row * 16, 16);
  const std::uint64_t sign = (value[1] >> 63) != 0 ? ~std::uint64_t{0} : 0;
  value[2] = sign;
  value[3] = sign;
  return value;
}

void Column::append(const Value& value) {
  if (value.is_null()) {
    append_null();
    return;
  }
  switch (layout_) {
    case Layout::bit:
      append_bit(std::get<std::int64_t>(value.data) != 0);
      return;
    case Layout::int32:
      append_int32(static_cast<std::int32_t>(std::get<std::int64_t>(value.data)));
      return;
    case Layout::int64:
      append_int64(std::get<std::int64_t>(value.data));
      return;
    case Layout::float64:
      append_float64(std::get<double>(value.data));
      return;
    case Layout::variable:
      append_variable(std::get<std::string>(value.data));
      return;
    case Layout::decimal128:
    case Layout::decimal256: {
      Decimal256 decimal{};
      if (parse_decimal(std::get<std::string>(value.data), type_.precision, type_.scale, decimal) !=
          Misfit::none) {
        throw Error(codes::internal, "a decimal is not of its type");
      }
      append_decimal(decimal);
      return;
    }
    case Layout::fixed16: {
      std::uint8_t bytes[16];
      if (parse_uuid(std::get<std::string>(value.data), bytes) != Misfit::none) {
        throw Error(codes::internal, "a uuid is not of its type");
      }
      append_fixed16(bytes);
      return;
    }
  }
}

void Column::append_from(const Column& other, std::int64_t row) {
  if (other.layout_ != layout_) throw Error(codes::internal, "a value is copied between layouts");
  if (other.is_null(row)) {
    append_null();
  } else if (layout_ == Layout::bit) {
    append_bit(other.bit(row));
  } else if (layout_ == Layout::variable) {
    append_variable(other.variable(row));
  } else {
    const std::size_t width = width_of(layout_);
    append_fixed(other.data_.data() + static_cast<std::size_t>(row) * width, width);
  }
}

Value Column::value(std::int64_t row) const {
  if (is_null(row)) return Value::null(type_);
  std::array<char, 96> buffer;
  switch (layout_) {
    case Layout::bit:
      return {type_, std::int64_t{bit(row)}};
    case Layout::int32:
      return {type_, std::int64_t{int32(row)}};
    case Layout::int64:
      return {type_, int64(row)};
    case Layout::float64:
      return {type_, float64(row)};
    case Layout::decimal128:
    case Layout::decimal256:
      return {type_,
              std::string(buffer.data(), format_decimal(buffer.data(), decimal(row), type_.scale))};
    case Layout::variable:
      return {type_, std::string(variable(row))};
    case Layout::fixed16:
      return {type_, std::string(buffer.data(), format_uuid(buffer.data(), fixed16(row)))};
  }
  throw Error(codes::internal, "a column of no known layout");
}

void Column::retain(const std::vector<std::uint8_t>& keep) {
  require_flags(keep, length_);
  const auto kept =
      static_cast<std::size_t>(length_ - std::count(keep.begin(), keep.end(), std::uint8_t{0}));
  if (kept == keep.size()) return;

  if (layout_ == Layout::bit) {
    retain_bits(data_.data(), keep);
    data_.resize((kept + 7) / 8);
  } else if (layout_ == Layout::variable) {
    retain_variable(keep);
  } else {
    const std::size_t width = width_of(layout_);
    std::size_t to = 0;
    each_run(keep, [&](std::size_t first, std::size_t count) {
      std::memmove(data_.data() + to, data_.data() + first * width, count * width);
      to += count * width;
    });
    data_.resize(to);
  }

  if (null_count_ != 0) {
    std::int64_t nulls = 0;
    for (std::size_t row = 0; row < keep.size(); ++row) {
      if (keep[row] != 0 && !get_bit(validity_.data(), row)) ++nulls;
    }
    null_count_ = nulls;
  }
  retain_bits(validity_.data(), keep);
  validity_.resize((kept + 7) / 8);
  length_ = static_cast<std::int64_t>(kept);
}

void Column::retain_variable(const std::vector<std::uint8_t>& keep) {
  const auto offset = [this](std::size_t at) {
    std::int32_t value = 0;
    std::memcpy(&value, offsets_.data() + at * 4, 4);
    return value;
  };
  std::size_t rows = 0;
  std::int32_t end = 0;
  each_run(keep, [&](std::size_t first, std::size_t count) {
    // Read before the offsets in front are overwritten; those behind `first` are still old.
    const std::int32_t from = offset(first);
    const std::int32_t moved_by = from - end;
    const std::int32_t bytes = offset(first + count) - from;
    if (bytes != 0)
      std::memmove(data_.data() + end, data_.data() + from, static_cast<std::size_t>(bytes));
    for (std::size_t i = 1; i <= count; ++i) {
      const std::int32_t value = offset(first + i) - moved_by;
      std::memcpy(offsets_.data() + (rows + i) * 4, &value, 4);
    }
    rows += count;
    end += bytes;
  });
  offsets_.resize((rows + 1) * 4);
  data_.resize(static_cast<std::size_t>(end));
}

std::size_t Column::bytes() const {
  return validity_.size() + offsets_.size() + data_.size();
}

Batch::Batch(Schema wanted) : schema(std::move(wanted)) {
  columns.reserve(schema.size());
  for (const Field& field : schema) columns.emplace_back(field.type);
}

void Batch::clear() {
  length = 0;
  for (Column& column : columns) column.clear();
}

void Batch::retain(const std::vector<std::uint8_t>& keep) {
  require_flags(keep, length);
  for (Column& column : columns) column.retain(keep);
  length -= std::count(keep.begin(), keep.end(), std::uint8_t{0});
}

void Batch::drop_columns_from(std::size_t first) {
  if (first >= columns.size()) return;
  columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(first), columns.end());
  schema.erase(schema.begin() + static_cast<std::ptrdiff_t>(first), schema.end());
}

std::size_t Batch::bytes() const {
  std::size_t total = 0;
  for (const Column& column : columns) total += column.bytes();
  return total;
}

void append_rows(Batch& to, const Batch& from, std::int64_t first, std::int64_t end) {
  for (std::size_t i = 0; i < to.columns.size(); ++i) {
    for (std::int64_t row = first; row < end; ++row)
      to.columns[i].append_from(from.columns[i], row);
  }
  to.length += end - first;
}

}  // namespace waybill::rows

#include "sync/key_order.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>

namespace waybill::sync {

namespace {

using rows::Column;
using rows::Layout;

bool fills_an_index(const Job& job, const Plan& plan) {
  return !job.to_sink && !plan.key.empty() && (plan.load == Load::append || plan.merges_many());
}

std::size_t stretch_bytes(const Job& job) {
  return static_cast<std::size_t>(job.memory_mib) * (std::size_t{1} << 20) / 4;
}

// The first bytes as a number that has their order.
std::uint64_t leading(const void* bytes, std::size_t size) {
  std::array<std::uint8_t, 8> first{};
  std::memcpy(first.data(), bytes, std::min(size, first.size()));
  std::uint64_t number = 0;
  for (const std::uint8_t byte : first) number = number << 8 | byte;
  return number;
}

constexpr std::uint64_t kSign = std::uint64_t{1} << 63;

std::uint64_t leading(std::int64_t value) {
  return static_cast<std::uint64_t>(value) ^ kSign;
}

// What decides between most keys without looking at the row again.
std::uint64_t rank(const Column& column, std::int64_t row) {
  if (column.is_null(row)) return 0;
  switch (column.layout()) {
    case Layout::bit:
      return column.bit(row) ? 1 : 0;
    case Layout::int32:
      return leading(std::int64_t{column.int32(row)});
    case Layout::int64:
      return leading(column.int64(row));
    case Layout::fixed16:
      return leading(column.fixed16(row), 16);
    case Layout::variable: {
      const std::string_view bytes = column.variable(row);
      return leading(bytes.data(), bytes.size());
    }
    case Layout::float64:
    case Layout::decimal128:
    case Layout::decimal256:
      return 0;
  }
  return 0;
}

std::weak_ordering compare(const Column& a, std::int64_t row, const Column& b, std::int64_t other) {
  if (a.is_null(row) || b.is_null(other)) return !a.is_null(row) <=> !b.is_null(other);
  switch (a.layout()) {
    case Layout::bit:
      return a.bit(row) <=> b.bit(other);
    case Layout::int32:
      return a.int32(row) <=> b.int32(other);
    case Layout::int64:
      return a.int64(row) <=> b.int64(other);
    case Layout::float64:
      return std::weak_order(a.float64(row), b.float64(other));
    case Layout::fixed16:
      return std::memcmp(a.fixed16(row), b.fixed16(other), 16) <=> 0;
    case Layout::variable:
      return a.variable(row).compare(b.variable(other)) <=> 0;
    case Layout::decimal128:
    case Layout::decimal256: {
      // Two's complement, the lowest limb first.
      const rows::Decimal256 left = a.decimal(row);
      const rows::Decimal256 right = b.decimal(other);
      for (std::size_t limb = left.size(); limb-- > 0;) {
        const std::uint64_t flip = limb + 1 == left.size() ? kSign : 0;
        if (left[limb] != right[limb]) return (left[limb] ^ flip) <=> (right[limb] ^ flip);
      }
      return std::weak_ordering::equivalent;
    }
  }
  return std::weak_ordering::equivalent;
}

}  // namespace

struct KeyOrder::Place {
  std::uint64_t rank;
  std::uint32_t parcel;
  std::uint32_t row;
};

KeyOrder::KeyOrder(const Job& job, const Plan& plan, ParcelQueue& queue)
    : plan_(plan), queue_(queue) {
  if (fills_an_index(job, plan)) most_bytes_ = stretch_bytes(job);
}

std::size_t KeyOrder::parcels_of(const Job& job, const Plan& plan) {
  return fills_an_index(job, plan) ? stretch_bytes(job) / batch_bytes(job) : 0;
}

bool KeyOrder::push(Parcel parcel) {
  if (most_bytes_ == 0) return queue_.push(std::move(parcel));
  bytes_ += parcel.rows.bytes();
  held_.push_back(std::move(parcel));
  return bytes_ < most_bytes_ || push_rest();
}

std::vector<KeyOrder::Place> KeyOrder::order() const {
  std::vector<Place> places;
  std::size_t rows = 0;
  for (const Parcel& parcel : held_) rows += static_cast<std::size_t>(parcel.rows.length);
  places.reserve(rows);
  for (std::size_t parcel = 0; parcel < held_.size(); ++parcel) {
    const rows::Batch& batch = held_[parcel].rows;
    for (std::int64_t row = 0; row < batch.length; ++row) {
      places.push_back({rank(batch.columns[plan_.key.front()], row),
                        static_cast<std::uint32_t>(parcel), static_cast<std::uint32_t>(row)});
    }
  }
  const auto before = [this](const Place& a, const Place& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    for (const std::size_t column : plan_.key) {
      const auto order = compare(held_[a.parcel].rows.columns[column], a.row,
                                 held_[b.parcel].rows.columns[column], b.row);
      if (std::is_neq(order)) return std::is_lt(order);
    }
    return false;
  };
  if (std::ranges::is_sorted(places, before)) return {};
  std::ranges::sort(places, before);
  return places;
}

// Each parcel keeps its size, and what it says beside its rows.
bool KeyOrder::push_rest() {
  bytes_ = 0;
  const std::vector<Place> places = order();
  auto next = places.begin();
  bool wanted = true;
  std::vector<Parcel> emptied;
  for (Parcel& parcel : held_) {
    if (places.empty()) {
      wanted = wanted && queue_.push(std::move(parcel));
      continue;
    }
    Parcel ordered = queue_.spare().value_or(Parcel{});
    ordered.rows.clear();
    if (ordered.rows.schema != parcel.rows.schema) ordered.rows = rows::Batch(parcel.rows.schema);
    const auto end = next + parcel.rows.length;
    for (std::size_t column = 0; column < parcel.rows.columns.size(); ++column) {
      for (auto place = next; place != end; ++place) {
        ordered.rows.columns[column].append_from(held_[place->parcel].rows.columns[column],
                                                 place->row);
      }
    }
    next = end;
    ordered.rows.length = parcel.rows.length;
    std::swap(ordered.gone, parcel.gone);
    std::swap(ordered.seen, parcel.seen);
    ordered.came = parcel.came;
    wanted = wanted && queue_.push(std::move(ordered));
  }
  if (!places.empty()) {
    for (Parcel& parcel : held_) queue_.give_back(std::move(parcel));
  }
  held_.clear();
  return wanted;
}

}  // namespace waybill::sync

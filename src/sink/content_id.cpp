#include "sink/content_id.hpp"

#include <array>
#include <string_view>

#include "base/hash.hpp"
#include "sink/sink.hpp"

namespace waybill::sink {
namespace {

void append_number(std::string& out, std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(number >> shift & 0xFF);
}

// With its length before it: '12','3' is not '1','23'.
void append_text(std::string& out, std::string_view text) {
  append_number(out, text.size());
  out += text;
}

void append_cell(std::string& out, const rows::Column& column, std::int64_t row) {
  if (column.is_null(row)) {
    out += 'N';
    return;
  }
  out += 'V';
  switch (column.layout()) {
    case rows::Layout::bit:
      out += column.bit(row) ? '1' : '0';
      return;
    case rows::Layout::int32:
      append_number(out, static_cast<std::uint64_t>(column.int32(row)));
      return;
    case rows::Layout::int64:
    case rows::Layout::float64:
      append_number(out, static_cast<std::uint64_t>(column.int64(row)));  // of a double, its bits
      return;
    case rows::Layout::decimal128:
    case rows::Layout::decimal256:
      for (const std::uint64_t word : column.decimal(row)) append_number(out, word);
      return;
    case rows::Layout::fixed16:
      out.append(reinterpret_cast<const char*>(column.fixed16(row)), 16);
      return;
    case rows::Layout::variable:
      append_text(out, column.variable(row));
      return;
  }
}

}  // namespace

ContentId::ContentId(const Target& target) {
  for (const std::string* text : {&target.owner, &target.object, &target.mode, &target.since}) {
    append_text(of_target_, *text);
  }
  append_number(of_target_, target.schema.size());
  for (const rows::Field& field : target.schema) {
    append_text(of_target_, field.name);
    append_text(of_target_, rows::to_string(field.type));
  }
  for (const std::size_t position : target.key) append_number(of_target_, position);
}

void ContentId::add(const rows::Batch& batch, Operation operation) {
  add(batch, operation, 0, batch.length);
}

void ContentId::add(const rows::Batch& batch, Operation operation, std::int64_t from,
                    std::int64_t to) {
  std::string row;
  for (std::int64_t i = from; i < to; ++i) {
    row.clear();
    append_text(row, to_string(operation));
    for (const rows::Column& column : batch.columns) append_cell(row, column, i);
    const std::array<std::uint8_t, 16> hash = base::hash128(row);
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    for (std::size_t at = 0; at < 8; ++at) {
      high = high << 8 | hash[at];
      low = low << 8 | hash[at + 8];
    }
    low_ += low;
    high_ += high + (low_ < low ? 1 : 0);
  }
  rows_ += to - from;
}

void ContentId::add(const ContentId& other) {
  low_ += other.low_;
  high_ += other.high_ + (low_ < other.low_ ? 1 : 0);
  rows_ += other.rows_;
}

std::string ContentId::text() const {
  std::string whole = of_target_;
  append_number(whole, static_cast<std::uint64_t>(rows_));
  append_number(whole, high_);
  append_number(whole, low_);
  return base::content_hash(whole);
}

ContentId content_id(const Target& target, const rows::Batch& batch, Operation operation) {
  ContentId id(target);
  id.add(batch, operation);
  return id;
}

}  // namespace waybill::sink

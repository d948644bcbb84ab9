#include "sync/ledger.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

#include "base/hash.hpp"
#include "base/seeded_bug.hpp"
#include "base/text.hpp"

namespace waybill::sync {
namespace {

// What one row's hash is made of.
class RowBytes {
 public:
  explicit RowBytes(std::string& bytes) : bytes_(bytes) {}
  void add(std::uint8_t tag) { bytes_.push_back(static_cast<char>(tag)); }
  void add(const void* data, std::size_t size) {
    bytes_.append(static_cast<const char*>(data), size);
  }
  void add_number(std::uint64_t number) { add(&number, sizeof number); }

 private:
  std::string& bytes_;
};

void add_value(RowBytes& bytes, const rows::Column& column, std::int64_t row) {
  constexpr std::uint8_t kNull = 0xFF;
  if (column.is_null(row) && base::seeded_bug("hash_takes_null_for_empty") &&
      column.layout() == rows::Layout::variable) {
    bytes.add(static_cast<std::uint8_t>(column.type().logical));
    bytes.add_number(0);
    return;
  }
  if (column.is_null(row)) {
    bytes.add(kNull);
    return;
  }
  // An integer that became a bigint is the same number.
  const rows::Logical logical = column.type().logical;
  bytes.add(static_cast<std::uint8_t>(logical == rows::Logical::integer ? rows::Logical::bigint
                                                                        : logical));
  switch (column.layout()) {
    case rows::Layout::bit:
      bytes.add(static_cast<std::uint8_t>(column.bit(row) ? 1 : 0));
      break;
    case rows::Layout::int32:
      bytes.add_number(static_cast<std::uint64_t>(static_cast<std::int64_t>(column.int32(row))));
      break;
    case rows::Layout::int64:
      bytes.add_number(static_cast<std::uint64_t>(column.int64(row)));
      break;
    case rows::Layout::float64:
      bytes.add_number(std::bit_cast<std::uint64_t>(column.float64(row)));
      break;
    case rows::Layout::decimal128:
    case rows::Layout::decimal256: {
      const rows::Decimal256 value = column.decimal(row);
      bytes.add(value.data(), sizeof value);
      break;
    }
    case rows::Layout::variable: {
      const std::string_view text = column.variable(row);
      if (!base::seeded_bug("hash_without_lengths")) bytes.add_number(text.size());
      bytes.add(text.data(), text.size());
      break;
    }
    case rows::Layout::fixed16:
      bytes.add(column.fixed16(row), 16);
      break;
  }
}

}  // namespace

bool uses_ledger(const Job& job) {
  switch (job.mode) {
    case model::Mode::mirror:
      return true;
    case model::Mode::remove:
      return false;
    case model::Mode::insert:
      return !base::seeded_bug("insert_without_ledger") &&
             job.model.change_detection != model::ChangeDetection::none;
    case model::Mode::upsert:
    case model::Mode::update:
      return job.model.change_detection == model::ChangeDetection::snapshot;
  }
  return false;
}

sql::Table ledger_name(const Job& job) {
  return {control_schema(job),
          "_waybill_ledger_" + base::content_hash(job.state.text()).substr(0, 16)};
}

rows::Field hash_field() {
  return {std::string(kHashColumn), {rows::Logical::uuid}, true};
}

sql::TableDef ledger_table(const Job& job, const Plan& plan) {
  sql::TableDef table;
  table.table = ledger_name(job);
  table.columns = key_columns(plan);
  table.columns.push_back(hash_field());
  table.key = plan.key_names;
  return table;
}

bool is_ledger(const warehouse::TableInfo& present, const sql::TableDef& wanted) {
  return present.columns.size() == wanted.columns.size() &&
         std::ranges::equal(present.columns, wanted.columns, [](const auto& a, const auto& b) {
           return base::ascii_iequals(a.name, b.name);
         });
}

std::array<std::uint8_t, 16> RowHash::of(const rows::Batch& batch,
                                         std::span<const std::size_t> columns, std::int64_t row) {
  bytes_ = salt_;
  RowBytes bytes(bytes_);
  for (const std::size_t column : columns) add_value(bytes, batch.columns[column], row);
  return base::hash128(bytes_);
}

bool has_one_spelling(const rows::Type& type) {
  return type.logical != rows::Logical::decimal || rows::layout_of(type) != rows::Layout::variable;
}

std::uint64_t leading_bytes(const std::uint8_t* hash) {
  std::uint64_t number = 0;
  std::memcpy(&number, hash, sizeof number);
  return number;
}

void append_hashes(rows::Batch& batch, std::size_t columns) {
  rows::Column hashes({rows::Logical::uuid});
  if (base::seeded_bug("hash_leaves_out_a_column")) --columns;
  std::vector<std::size_t> all(columns);
  std::iota(all.begin(), all.end(), std::size_t{0});
  RowHash hash;
  for (std::int64_t row = 0; row < batch.length; ++row) {
    hashes.append_fixed16(hash.of(batch, all, row).data());
  }
  batch.schema.push_back(hash_field());
  batch.columns.push_back(std::move(hashes));
}

}  // namespace waybill::sync

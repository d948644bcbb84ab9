// What a sync has sent: a table of its own at the destination with a hash of each row beside its
// key. From it a run knows which rows changed, and which are gone.
#ifndef WAYBILL_SYNC_LEDGER_HPP
#define WAYBILL_SYNC_LEDGER_HPP

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "sync/plan.hpp"

namespace waybill::sync {

inline constexpr std::string_view kHashColumn = "_waybill_hash";

bool uses_ledger(const Job& job);
sql::Table ledger_name(const Job& job);
sql::TableDef ledger_table(const Job& job, const Plan& plan);
bool is_ledger(const warehouse::TableInfo& present, const sql::TableDef& wanted);
// The column of staging and ledger that holds hashes.
rows::Field hash_field();

// Of typed values with their lengths, so that neither NULL and '' nor '12','3' and '1','23' are
// the same.
class RowHash {
 public:
  explicit RowHash(std::string_view salt = {}) : salt_(salt) {}
  std::array<std::uint8_t, 16> of(const rows::Batch& batch, std::span<const std::size_t> columns,
                                  std::int64_t row);

 private:
  std::string salt_;
  std::string bytes_;
};

// Whether values of a type that are equal have one hash. 1.0 and 1.00 have not, where no precision
// is declared.
bool has_one_spelling(const rows::Type& type);

// The first 8 of a hash's bytes.
std::uint64_t leading_bytes(const std::uint8_t* hash);

// Appends the 128-bit hash of each row over its first `columns` columns.
void append_hashes(rows::Batch& batch, std::size_t columns);

}  // namespace waybill::sync

#endif

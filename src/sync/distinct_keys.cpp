#include "sync/distinct_keys.hpp"

#include <algorithm>

namespace waybill::sync {

// A quarter of the job's memory, as the vector's growth may take twice that for a moment.
DistinctKeys::DistinctKeys(const Job& job, const Plan& plan, const sql::Dialect& destination)
    : plan_(plan), hash_(job.run_id) {
  if (plan.load != Load::staged || plan.key.empty() || !destination.hash_joins) return;
  const auto one_way = [&](std::size_t column) {
    return has_one_spelling(plan.read_schema[column].type);
  };
  if (!std::ranges::all_of(plan.key, one_way)) return;
  most_ =
      static_cast<std::size_t>(job.memory_mib) * (std::size_t{1} << 20) / 4 / sizeof(std::uint64_t);
}

void DistinctKeys::see(const rows::Batch& rows) {
  if (most_ == 0) return;
  if (keys_.size() + static_cast<std::size_t>(rows.length) > most_) {
    most_ = 0;
    keys_ = {};
    return;
  }
  for (std::int64_t row = 0; row < rows.length; ++row) {
    keys_.push_back(leading_bytes(hash_.of(rows, plan_.key, row).data()));
  }
}

bool DistinctKeys::proven() {
  if (most_ == 0) return false;
  std::ranges::sort(keys_);
  return std::ranges::adjacent_find(keys_) == keys_.end();
}

}  // namespace waybill::sync

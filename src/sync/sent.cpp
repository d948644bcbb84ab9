#include "sync/sent.hpp"

#include <algorithm>
#include <numeric>

#include "base/seeded_bug.hpp"
#include "sync/ledger.hpp"
#include "sync/transaction.hpp"

namespace waybill::sync {
namespace {

constexpr std::int64_t kMostVanished = 250'000;  // keys in memory at once
constexpr std::size_t kEntriesAPlace = 8;

// The ledger answers the value of these that was sent, to the bit.
bool comes_back_equal(const rows::Type& type) {
  switch (type.logical) {
    case rows::Logical::text:
    case rows::Logical::uuid:
    case rows::Logical::integer:
    case rows::Logical::bigint:
    case rows::Logical::boolean:
    case rows::Logical::date:
    case rows::Logical::datetime:
    case rows::Logical::timestamp:
      return true;
    case rows::Logical::decimal:
      return has_one_spelling(type);
    default:
      return false;
  }
}

}  // namespace

SentRows::SentRows(const Job& job, const Plan& plan) : plan_(plan), salt_(job.run_id) {
  ledger_key_.resize(plan.key.size());
  std::iota(ledger_key_.begin(), ledger_key_.end(), std::size_t{0});
}

void SentRows::each_key(warehouse::Session& destination,
                        const std::function<void(const rows::Batch& batch, std::int64_t row,
                                                 std::uint64_t key)>& tell) const {
  sql::ReadSpec spec;
  spec.table = plan_.ledger.table;
  spec.columns = rows::names_of(plan_.ledger.columns);
  warehouse::ReadOptions options;
  options.key = ledger_key_;
  options.key_is_indexed = true;
  const Transaction snapshot(destination, warehouse::Access::read_only);
  const auto stream =
      destination.query(sql::read(destination.dialect(), spec), plan_.ledger.columns, options);
  rows::Batch batch(plan_.ledger.columns);
  std::vector<warehouse::CellMisfit> misfits;
  RowHash hash(salt_);
  while (stream->next(batch, misfits)) {
    if (!misfits.empty()) throw NeedsStaging{};
    for (std::int64_t row = 0; row < batch.length; ++row) {
      tell(batch, row, leading_bytes(hash.of(batch, ledger_key_, row).data()));
    }
  }
}

std::unique_ptr<SentRows> SentRows::read(const Job& job, const Plan& plan,
                                         warehouse::Session& destination) {
  const bool reads_all = !plan.from && !plan.until && !plan.only_retried;
  if (!plan.narrows || !reads_all || !std::ranges::all_of(plan.key, [&](std::size_t column) {
        return comes_back_equal(plan.read_schema[column].type);
      })) {
    return nullptr;
  }
  const auto count = destination.scalar(sql::count_rows(destination.dialect(), plan.ledger.table));
  const std::int64_t rows = count ? std::get<std::int64_t>(count->data) : 0;
  if (rows > sent_rows_in_memory(job)) return nullptr;

  std::unique_ptr<SentRows> sent(new SentRows(job, plan));
  sent->entries_.reserve(static_cast<std::size_t>(rows));
  const std::size_t hash_column = plan.ledger.columns.size() - 1;
  try {
    sent->each_key(destination, [&](const rows::Batch& batch, std::int64_t row, std::uint64_t key) {
      sent->entries_.push_back({key, leading_bytes(batch.columns[hash_column].fixed16(row))});
    });
  } catch (const NeedsStaging&) {
    return nullptr;
  }
  // A driver may end a result early and say nothing.
  if (sent->entries_.size() != static_cast<std::size_t>(rows)) return nullptr;
  std::ranges::sort(sent->entries_, {}, &Entry::key);
  if (std::ranges::adjacent_find(sent->entries_, {}, &Entry::key) != sent->entries_.end()) {
    return nullptr;
  }
  sent->index();
  return sent;
}

void SentRows::index() {
  std::size_t places = 1;
  for (shift_ = 64; places * kEntriesAPlace < entries_.size(); places *= 2) --shift_;
  first_.assign(places + 1, 0);
  for (const Entry& entry : entries_) ++first_[leading_bits(entry.key) + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  came_.assign(entries_.size(), false);
  there_.assign(entries_.size(), false);
}

const SentRows::Entry* SentRows::find(std::uint64_t key) const {
  const std::size_t at = leading_bits(key);
  const Entry* const end = entries_.data() + first_[at + 1];
  for (const Entry* entry = entries_.data() + first_[at]; entry != end; ++entry) {
    if (entry->key == key) return entry;
  }
  return nullptr;
}

std::int64_t SentRows::take_out_unchanged(Parcel& parcel) {
  RowHash hash(salt_);
  const auto comes = [&](const rows::Batch& batch, const std::vector<std::size_t>& columns,
                         std::int64_t row) -> const Entry* {
    const Entry* const entry = find(leading_bytes(hash.of(batch, columns, row).data()));
    if (entry == nullptr) return nullptr;
    if (came_[place(entry)] && !base::seeded_bug("second_row_of_a_sent_key_not_noticed")) {
      throw NeedsStaging{};
    }
    came_[place(entry)] = there_[place(entry)] = true;
    return entry;
  };
  for (std::int64_t row = 0; row < parcel.gone.length; ++row) {
    if (!base::seeded_bug("marked_row_not_there")) comes(parcel.gone, ledger_key_, row);
  }
  for (std::int64_t row = 0; row < parcel.seen.length; ++row) {
    const Entry* const entry = find(leading_bytes(hash.of(parcel.seen, ledger_key_, row).data()));
    if (entry != nullptr && !base::seeded_bug("refused_row_not_there")) there_[place(entry)] = true;
  }
  rows::Batch& batch = parcel.rows;
  std::vector<std::uint8_t> keep(static_cast<std::size_t>(batch.length), 1);
  std::int64_t unchanged = 0;
  for (std::int64_t row = 0; row < batch.length; ++row) {
    const Entry* const entry = comes(batch, plan_.key, row);
    if (entry == nullptr) continue;
    if (entry->row != leading_bytes(batch.columns.back().fixed16(row)) &&
        !base::seeded_bug("changed_row_taken_for_sent")) {
      continue;
    }
    keep[static_cast<std::size_t>(row)] = 0;
    ++unchanged;
  }
  if (unchanged > 0) batch.retain(keep);
  return unchanged;
}

void SentRows::find_vanished(warehouse::Session& destination) {
  const std::int64_t rows = std::ranges::count(there_, false);
  if (rows == 0) return;
  if (rows > kMostVanished) throw NeedsStaging{};
  vanished_ = rows::Batch(key_columns(plan_));
  each_key(destination, [&](const rows::Batch& batch, std::int64_t row, std::uint64_t key) {
    const Entry* const entry = find(key);
    if (entry == nullptr || there_[place(entry)]) return;
    for (std::size_t column = 0; column < vanished_.columns.size(); ++column) {
      vanished_.columns[column].append_from(batch.columns[column], row);
    }
    ++vanished_.length;
  });
}

}  // namespace waybill::sync

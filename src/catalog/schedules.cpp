// How far schedules were carried out.
#include "catalog/catalog.hpp"
#include "catalog/store.hpp"
#include "catalog/transaction.hpp"

namespace waybill::catalog {

namespace {
constexpr CommitPoints put_points{"catalog.schedule.before", "catalog.schedule.after"};
}  // namespace

std::optional<ScheduleState> Catalog::schedule_state(std::string_view owner_id) {
  Query query(impl_->database,
              "SELECT owner_id, schedule, handled_to, claim, tick, claimed_at FROM schedules "
              "WHERE owner_id = ?",
              owner_id);
  if (!query.next()) return std::nullopt;
  ScheduleState state{query.text(0), query.text(1), query.integer(2), std::nullopt};
  if (!query.is_null(3)) state.claim = {query.text(3), query.integer(4), query.integer(5)};
  return state;
}

void Catalog::put_schedule_state(const ScheduleState& state) {
  std::optional<std::string> claim;
  std::optional<std::int64_t> tick;
  std::optional<std::int64_t> at;
  if (state.claim) {
    claim = state.claim->id;
    tick = state.claim->tick;
    at = state.claim->at;
  }
  catalog::in_transaction(
      impl_->database,
      [&] {
        Query(impl_->database,
              "INSERT OR REPLACE INTO schedules (owner_id, schedule, handled_to, claim, tick, "
              "claimed_at) VALUES (?, ?, ?, ?, ?, ?)",
              state.owner_id, state.schedule, state.handled_to, claim, tick, at)
            .run();
      },
      put_points);
}

}  // namespace waybill::catalog

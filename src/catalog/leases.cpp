// Leases: who runs a sync now. At most one live holder each.
#include <fmt/format.h>

#include "base/process.hpp"
#include "catalog/catalog.hpp"
#include "catalog/store.hpp"
#include "catalog/transaction.hpp"

namespace waybill::catalog {

namespace {

constexpr CommitPoints acquire_points{"catalog.acquire.before", "catalog.acquire.after"};
constexpr CommitPoints release_points{"catalog.release.before", "catalog.release.after"};

// How long an owner that cannot be looked at may be silent, or a run of the asking process itself:
// one that could not give its lease back (a full disk) beats no more.
constexpr base::Micros silence_limit = 60'000'000;

constexpr std::string_view select_lease =
    "SELECT sync_id, run_id, actor, boot_id, pid, start_ticks, heartbeat FROM leases ";

Lease read_lease(const Query& row) {
  return {row.text(0),
          row.text(1),
          row.text(2),
          {row.text(3), row.integer(4), row.integer(5)},
          row.integer(6)};
}

std::optional<Lease> find_lease(Database& database, std::string_view sync_id) {
  Query query(database, fmt::format("{}WHERE sync_id = ?", select_lease), sync_id);
  if (!query.next()) return std::nullopt;
  return read_lease(query);
}

void write_lease(Database& database, const Lease& lease) {
  Query(database,
        "INSERT OR REPLACE INTO leases (sync_id, run_id, actor, boot_id, pid, start_ticks, "
        "heartbeat) VALUES (?, ?, ?, ?, ?, ?, ?)",
        lease.sync_id, lease.run_id, lease.actor, lease.owner.boot_id, lease.owner.pid,
        lease.owner.start_ticks, lease.heartbeat)
      .run();
}

bool is_gone(const Lease& held, const base::ProcessId& asking, base::Micros now) {
  const bool silent = now - held.heartbeat >= silence_limit;
  switch (base::liveness(held.owner)) {
    case base::Liveness::alive:
      return held.owner == asking && silent;
    case base::Liveness::dead:
      return true;
    case base::Liveness::unknown:
      return silent;
  }
  return false;
}

// A heartbeat from a clock ahead of ours would hold the lease until our clock is there: count the
// silence from now on. A holder that lives writes its next one over this.
void bound_heartbeat(Database& database, const Lease& held, base::Micros now) {
  if (held.heartbeat <= now) return;
  Query(database, "UPDATE leases SET heartbeat = ? WHERE sync_id = ?", now, held.sync_id).run();
}

LeaseAnswer decide(Database& database, const Lease& wanted, base::Micros now) {
  const auto held = find_lease(database, wanted.sync_id);
  const bool renewed = held && held->run_id == wanted.run_id && held->owner == wanted.owner;
  if (held && !renewed && !is_gone(*held, wanted.owner, now)) {
    bound_heartbeat(database, *held, now);
    return {false, *held, std::nullopt};
  }
  LeaseAnswer answer{true, wanted, std::nullopt};
  answer.holder.heartbeat = now;
  write_lease(database, answer.holder);
  if (held && !renewed) answer.orphaned_run = held->run_id;
  return answer;
}

}  // namespace

LeaseAnswer Catalog::acquire(const Lease& wanted) {
  LeaseAnswer answer;
  catalog::in_transaction(
      impl_->database, [&] { answer = decide(impl_->database, wanted, impl_->clock()); },
      acquire_points);
  return answer;
}

bool Catalog::heartbeat(std::string_view sync_id, std::string_view run_id) {
  bool held = false;
  catalog::in_transaction(impl_->database, [&] {
    Query(impl_->database, "UPDATE leases SET heartbeat = ? WHERE sync_id = ? AND run_id = ?",
          impl_->clock(), sync_id, run_id)
        .run();
    held = impl_->database.changes() > 0;
  });
  return held;
}

void Catalog::release(std::string_view sync_id, std::string_view run_id) {
  catalog::in_transaction(
      impl_->database,
      [&] {
        Query(impl_->database, "DELETE FROM leases WHERE sync_id = ? AND run_id = ?", sync_id,
              run_id)
            .run();
      },
      release_points);
}

std::vector<Lease> Catalog::leases() {
  Query query(impl_->database, fmt::format("{}ORDER BY sync_id", select_lease));
  std::vector<Lease> leases;
  while (query.next()) leases.push_back(read_lease(query));
  return leases;
}

}  // namespace waybill::catalog

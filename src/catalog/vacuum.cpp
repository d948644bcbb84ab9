// Retention, and the room it leaves.
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "catalog/store.hpp"
#include "catalog/transaction.hpp"

namespace waybill::catalog {

namespace {

constexpr CommitPoints points{"catalog.vacuum.before", "catalog.vacuum.after"};
// Rows that go in one transaction: others wait for no more than this.
constexpr std::size_t batch = 2000;

constexpr std::string_view old_runs =
    "SELECT id FROM (SELECT id, transfer_id, status, ended_at, row_number() OVER "
    "(PARTITION BY sync_id, model, status ORDER BY started_at DESC, id DESC) AS age FROM runs) "
    "WHERE age > 1 AND status <> 'running' AND ended_at < ? "
    "AND id NOT IN (SELECT run_id FROM leases) "
    "AND id NOT IN (SELECT claim FROM schedules WHERE claim IS NOT NULL) "
    "AND transfer_id NOT IN (SELECT claim FROM schedules WHERE claim IS NOT NULL) "
    "AND id NOT IN (SELECT run_id FROM rejects WHERE state = 'pending')";
constexpr std::string_view runs_with_old_events =
    "SELECT id FROM runs WHERE status <> 'running' AND EXISTS "
    "(SELECT 1 FROM run_events WHERE run_id = runs.id AND at < ?)";
constexpr std::string_view old_rejects =
    "SELECT id FROM rejects WHERE state <> 'pending' AND coalesce(settled_at, last_at) < ?";

std::vector<std::string> ids_of(Database& database, std::string_view sql, base::Micros before) {
  std::vector<std::string> ids;
  Query query(database, sql, before);
  while (query.next()) ids.push_back(query.text(0));
  return ids;
}

// Calls `remove` with each id; what it counts is taken back when a transaction is run again.
template <class Remove>
void in_batches(Database& database, const std::vector<std::string>& ids, VacuumResult& result,
                Remove remove) {
  for (std::size_t begin = 0; begin < ids.size(); begin += batch) {
    const VacuumResult before = result;
    in_transaction(
        database,
        [&] {
          result = before;
          for (std::size_t i = begin; i < std::min(ids.size(), begin + batch); ++i) remove(ids[i]);
        },
        points);
  }
}

template <class... Values>
std::int64_t count_changed(Database& database, std::string_view sql, const Values&... values) {
  Query(database, sql, values...).run();
  return database.changes();
}

// The rule that versions stay is lifted by nobody else, and for this transaction only.
std::int64_t remove_versions(Database& database, base::Micros before) {
  std::int64_t removed = 0;
  in_transaction(
      database,
      [&] {
        std::string rule;
        {
          Query query(database, "SELECT sql FROM sqlite_schema WHERE name = 'versions_remain'");
          if (query.next()) rule = query.text(0);
        }
        database.execute("DROP TRIGGER IF EXISTS versions_remain");
        removed = count_changed(database,
                                "DELETE FROM versions AS v WHERE at < ? AND number < "
                                "(SELECT max(number) FROM versions WHERE object_id = v.object_id)",
                                before);
        database.execute(rule);
      },
      points);
  return removed;
}

std::int64_t size_of(const std::string& path) {
  std::error_code error;
  std::int64_t bytes = 0;
  for (const char* part : {"", "-wal"}) {
    const auto size = std::filesystem::file_size(path + part, error);
    if (!error) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

std::int64_t number(Database& database, std::string_view sql) {
  Query query(database, sql);
  return query.next() ? query.integer(0) : 0;
}

// The file is written anew while others wait: not for less than a quarter of it.
void give_back(Database& database) {
  const std::int64_t pages = number(database, "PRAGMA page_count");
  if (number(database, "PRAGMA freelist_count") < pages / 4) return;
  database.execute("VACUUM");
  // Moves the log into the file; where a reader still needs it, the next one to close does.
  sqlite3_wal_checkpoint_v2(database.raw(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

}  // namespace

VacuumResult Catalog::vacuum(const Retention& retention) {
  Database& database = impl_->database;
  VacuumResult result;
  result.bytes_before = size_of(path());
  if (retention.rejects) {
    in_batches(database, ids_of(database, old_rejects, *retention.rejects), result,
               [&](const std::string& id) {
                 result.rejects += count_changed(
                     database, "DELETE FROM rejects WHERE id = ? AND state <> 'pending'", id);
               });
  }
  if (retention.runs) {
    in_batches(database, ids_of(database, old_runs, *retention.runs), result,
               [&](const std::string& id) {
                 result.run_events +=
                     count_changed(database, "DELETE FROM run_events WHERE run_id = ?", id);
                 result.runs += count_changed(database, "DELETE FROM runs WHERE id = ?", id);
               });
  }
  if (const auto before = retention.run_events) {
    in_batches(database, ids_of(database, runs_with_old_events, *before), result,
               [&](const std::string& id) {
                 result.run_events += count_changed(
                     database, "DELETE FROM run_events WHERE run_id = ? AND at < ?", id, *before);
               });
  }
  if (retention.versions) result.versions = remove_versions(database, *retention.versions);
  give_back(database);
  result.bytes_after = size_of(path());
  return result;
}

}  // namespace waybill::catalog

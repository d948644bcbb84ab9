// What the runs of each sync came to, added up in the transaction in which they end.
#include "catalog/totals.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <utility>

#include "catalog/catalog.hpp"
#include "catalog/store.hpp"

namespace waybill::catalog {

namespace {

constexpr std::string_view add_up =
    " ON CONFLICT (sync_id, what, part) DO UPDATE SET total = total + excluded.total";

// Each SELECT has the sync's id and the report as parameters.
constexpr std::string_view sums_of_report[] = {
    "SELECT ?, 'rows', \"key\", value FROM json_each(?, '$.counts') WHERE type = 'integer'",
    "SELECT ?1, 'rows', 'vanished', ?2 ->> '$.vanished.deleted' "
    "WHERE json_type(?2, '$.vanished.deleted') = 'integer'",
    "SELECT ?, 'phase_us', \"key\", CAST(value * 1e6 AS INTEGER) "
    "FROM json_each(?, '$.phase_seconds') WHERE type IN ('integer', 'real')",
    "SELECT ?1, 'bytes', '', ?2 ->> '$.bytes' WHERE json_type(?2, '$.bytes') = 'integer'",
    "SELECT ?1, 'retries', '', ?2 ->> '$.retries' WHERE json_type(?2, '$.retries') = 'integer'",
};

}  // namespace

void add_to_totals(Database& database, const Run& run, base::Micros ended_at,
                   const std::optional<std::string>& report) {
  const bool success = run.status == RunStatus::success;
  const bool committed = success || run.status == RunStatus::partial_failure;
  const auto at_if = [&](bool is_so) {
    return is_so ? std::optional<std::int64_t>(ended_at) : std::nullopt;
  };
  // A run that another one closes may have begun before the last one that ended.
  Query(database,
        "INSERT INTO sync_totals (sync_id, sync_name, destination, model, last_started_at, "
        "last_ended_at, last_status, last_success_at, last_commit_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sync_id) DO UPDATE SET "
        "sync_name = iif(excluded.last_started_at >= last_started_at, excluded.sync_name, "
        "sync_name), "
        "destination = iif(excluded.last_started_at >= last_started_at, excluded.destination, "
        "destination), "
        "model = iif(excluded.last_started_at >= last_started_at, excluded.model, model), "
        "last_ended_at = iif(excluded.last_started_at >= last_started_at, excluded.last_ended_at, "
        "last_ended_at), "
        "last_status = iif(excluded.last_started_at >= last_started_at, excluded.last_status, "
        "last_status), "
        "last_success_at = max(coalesce(excluded.last_success_at, last_success_at), "
        "coalesce(last_success_at, excluded.last_success_at)), "
        "last_commit_at = max(coalesce(excluded.last_commit_at, last_commit_at), "
        "coalesce(last_commit_at, excluded.last_commit_at)), "
        "last_started_at = max(last_started_at, excluded.last_started_at)",
        run.sync_id, run.sync_name, run.destination, run.model, run.started_at, ended_at,
        to_string(run.status), at_if(success), at_if(committed))
      .run();
  Query(database,
        fmt::format("INSERT INTO sync_sums (sync_id, what, part, total) VALUES (?, 'runs', ?, 1){}",
                    add_up),
        run.sync_id, to_string(run.status))
      .run();
  if (!report) return;
  for (const std::string_view sums : sums_of_report) {
    Query(database,
          fmt::format("INSERT INTO sync_sums (sync_id, what, part, total) {}{}", sums, add_up),
          run.sync_id, *report)
        .run();
  }
}

std::vector<Totals> Catalog::totals() {
  std::vector<Totals> all;
  Query totals(impl_->database,
               "SELECT sync_id, sync_name, destination, model, last_started_at, last_ended_at, "
               "last_status, last_success_at, last_commit_at FROM sync_totals ORDER BY sync_id");
  while (totals.next()) {
    const auto status = parse_run_status(totals.view(6));
    if (!status) unknown_value(impl_->database, "status of a sync's last run");
    all.push_back({totals.text(0),
                   totals.text(1),
                   totals.text(2),
                   totals.text(3),
                   totals.integer(4),
                   totals.integer(5),
                   *status,
                   totals.optional_integer(7),
                   totals.optional_integer(8),
                   {}});
  }
  Query sums(impl_->database,
             "SELECT sync_id, what, part, total FROM sync_sums ORDER BY sync_id, what, part");
  auto at = all.begin();
  while (sums.next()) {
    while (at != all.end() && at->sync_id < sums.view(0)) ++at;
    if (at == all.end()) break;
    if (at->sync_id != sums.view(0)) continue;
    at->sums.push_back({sums.text(1), sums.text(2), sums.integer(3)});
  }
  return all;
}

std::map<std::string, std::int64_t> Catalog::waiting_rejects() {
  Query query(impl_->database,
              "SELECT sync_id, count(*) FROM rejects INDEXED BY rejects_pending "
              "WHERE state = 'pending' GROUP BY sync_id");
  std::map<std::string, std::int64_t> waiting;
  while (query.next()) waiting.emplace(query.text(0), query.integer(1));
  return waiting;
}

}  // namespace waybill::catalog
